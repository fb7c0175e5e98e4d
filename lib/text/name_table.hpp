#pragma once
#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"
#include "text/words.hpp"

namespace rtm::text {

/// What a word, or several in a row, may be to a name: the kinds of names.tsv and name_cues.tsv.
enum class NameRole : std::uint8_t {
  given, given_word, surname, place, place_word, organisation, organisation_word, organisation_head, organisation_tail,
  title, particle, nobody, place_head, place_tail, place_before, death_before, death_after, be, years, count
};

/// A set of roles.
class NameRoles {
 public:
  NameRoles() = default;
  explicit NameRoles(std::uint32_t bits) : bits_(bits) {}
  bool has(NameRole role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
  bool has_any(NameRole a, NameRole b) const { return has(a) || has(b); }
  bool none() const { return bits_ == 0; }

 private:
  std::uint32_t bits_ = 0;
};

/// The lists of names and of their cues (data/names.tsv, data/name_cues.tsv), looked up by the hashes of words.
class NameTable {
 public:
  /// Throws Error when a row is bad.
  NameTable();
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  /// What one word is in one of `langs`.
  NameRoles of(std::uint64_t word, LangSet langs) const {
    const Entry* found = entry(word);
    return found == nullptr ? NameRoles() : roles_of(*found, langs);
  }

  /// True when a listed name of several words begins with this one.
  bool begins_longer(std::uint64_t word) const {
    const Entry* found = entry(word);
    return found != nullptr && found->goes_on;
  }

  struct Longest {
    std::size_t words = 1;
    NameRoles roles;
  };
  /// What the most words from the first on are together: `hashes` are of words that stand side by side.
  Longest longest(std::span<const std::uint64_t> hashes, LangSet langs) const;

  static constexpr std::size_t kMostWords = 6;  // of a listed name

 private:
  struct Entry {
    std::uint64_t key = 0;  // 0: a free slot
    std::array<std::uint32_t, 6> roles{};  // by language
    bool goes_on = false;  // a longer name begins with this one
  };
  static NameRoles roles_of(const Entry& entry, LangSet langs) {
    std::uint32_t bits = 0;
    for (unsigned left = langs; left != 0; left &= left - 1) bits |= entry.roles[static_cast<std::size_t>(std::countr_zero(left))];
    return NameRoles(bits);
  }
  void read(std::string_view kind, LangSet langs, std::string_view names);
  void put(NameRole role, LangSet langs, std::string_view name);
  Entry& entry_for(std::uint64_t key);
  const Entry* entry(std::uint64_t key) const {
    if (!maybe_.test(key >> (64 - kSieveBits))) return nullptr;
    for (std::size_t at = key & (slots_.size() - 1); slots_[at].key != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return &slots_[at];
    }
    return nullptr;
  }

  static constexpr unsigned kSieveBits = 18;
  std::bitset<std::size_t{1} << kSieveBits> maybe_;  // a sieve: hardly any word of a text is listed
  std::vector<Entry> slots_;                         // open addressing, a power of two
  std::size_t size_ = 0;
  Words cutter_;
};

}  // namespace rtm::text
