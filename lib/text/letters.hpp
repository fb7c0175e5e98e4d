#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rtm::text {

/// The scripts that a text's letters are counted by, as far as they tell languages apart.
enum class Script : std::uint8_t { latin, kana, hangul, greek, hebrew, thai, georgian, armenian, other, count };

/// What a text says, as the language model sees it: words of Latin letters folded to lower case, one byte a letter, with a
/// blank before and behind each. Links, mentions and hashtags speak no language and are left out; "'" is a letter inside a
/// word; what people stretch ("ciaooo") has one letter. The first kMost letters count. Linear time, no allocation.
class Letters {
 public:
  static constexpr std::size_t kMost = 1200;
  static constexpr std::size_t kLongestWord = 24;  // letters; the rest of a longer word is not looked at

  void read(std::string_view text);

  /// " ciao come va ", "" when there is no Latin letter; 8 more bytes can be read behind it.
  std::string_view latin() const { return {codes_.data(), size_}; }
  /// Letters of each script.
  std::uint32_t count(Script script) const { return counts_[static_cast<std::size_t>(script)]; }

 private:
  void begin();
  void put(unsigned char code);
  void end_word();
  std::size_t beyond_ascii(std::string_view text, std::size_t at);

  std::array<char, kMost + 2 * kLongestWord + 16> codes_;
  std::size_t size_ = 0;
  std::size_t word_ = 0;  // the blank before the open word
  char last_ = 0;         // the letter put last, and how often in a row
  int run_ = 0;
  std::array<std::uint32_t, static_cast<std::size_t>(Script::count)> counts_{};
};

/// Calls `use(hash)` for every feature of one word of Letters, `word` with its blanks: its n-grams of 2 to 5 letters, the
/// blanks counted, and the word itself. Hashes have 64 bits, the upper ones the best.
template <typename Use>
void word_features(const char* word, std::size_t size, Use&& use) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15U;
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i + 1 < size; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, word + i, sizeof eight);
    const std::size_t rest = size - i;
    use((eight & 0xFFFFU) * kPrime);
    if (rest >= 3) use((eight & 0xFFFFFFU) * kPrime);
    if (rest >= 4) use((eight & 0xFFFFFFFFU) * kPrime);
    if (rest >= 5) use((eight & 0xFFFFFFFFFFU) * kPrime);
    whole = (whole ^ (eight & 0xFFU)) * kPrime;
  }
  if (size > 5) use((whole ^ (whole >> 29)) * kPrime);
}

}  // namespace rtm::text
