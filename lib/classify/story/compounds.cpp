#include "classify/story/compounds.hpp"

namespace rtm::classify {

Spelling Spelling::of(std::string_view letters) {
  std::uint64_t hash = 0;
  for (const char c : letters) hash = hash * Spelling::kBase + static_cast<unsigned char>(c);
  return of(hash, letters.size());
}

std::span<const std::string_view> Compounds::words_of(std::string_view tag, const Spelling& spelling) {
  const std::uint64_t known = apart_[place(spelling.hash, kApartBits)];
  const std::size_t second = (known & kCuts) >> kCutBits, last = known & (kCuts >> kCutBits);
  if (((known ^ spelling.hash) & ~kCuts) != 0 || second == 0 || second > last || last >= tag.size()) return {};
  std::size_t words = 0;
  cut_[words++] = tag.substr(0, second);
  if (last > second) cut_[words++] = tag.substr(second, last - second);
  cut_[words++] = tag.substr(last);
  return std::span(cut_).first(words);
}

}  // namespace rtm::classify
