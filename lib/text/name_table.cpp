#include "text/name_table.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "data/table.hpp"
#include "text/fold.hpp"

namespace rtm::text {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(NameRole::count)> kKinds{
    "given", "given_word", "surname", "place", "place_word", "organisation", "organisation_word", "organisation_head", "organisation_tail",
    "title", "particle", "nobody", "place_head", "place_tail", "place_before", "death_before", "death_after", "be", "years"};

/// The key of several words, from that of all but the last.
constexpr std::uint64_t joined(std::uint64_t key, std::uint64_t word) { return (key ^ (word >> 7)) * 0x9E3779B97F4A7C15ULL + word; }

}  // namespace

NameTable::NameTable() {
  slots_.resize(std::size_t{1} << 16);
  for (const auto& row : data::rows("names", 2)) read(row[0], kAnyLang, row[1]);
  for (const auto& row : data::rows("name_cues", 3)) read(row[0], lang_cell(row[1]), row[2]);
}

void NameTable::read(std::string_view kind, LangSet langs, std::string_view names) {
  const auto known = std::find(kKinds.begin(), kKinds.end(), kind);
  if (known == kKinds.end()) throw Error("names table: no kind '" + std::string(kind) + "'");
  const auto role = static_cast<NameRole>(known - kKinds.begin());
  data::each_of(names, ", ", [&](std::string_view name) {
    put(role, langs, name);
    if (const std::string plain = unaccented(name); plain != name) put(role, langs, plain);
  });
}

void NameTable::put(NameRole role, LangSet langs, std::string_view name) {
  cutter_.analyse(name);
  const auto words = cutter_.all();
  if (words.empty() || words.size() > kMostWords) throw Error("names table: a name of 1 to 6 words, not '" + std::string(name) + "'");
  std::uint64_t key = words.front().hash;
  for (const Word& word : words.subspan(1)) {
    entry_for(key).goes_on = true;
    key = joined(key, word.hash);
  }
  auto& by_language = entry_for(key).roles;
  for (std::size_t i = 0; i < by_language.size(); ++i) {
    if ((langs >> i & 1U) != 0) by_language[i] |= 1U << static_cast<unsigned>(role);
  }
}

NameTable::Entry& NameTable::entry_for(std::uint64_t key) {
  maybe_.set(key >> (64 - kSieveBits));
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].key == 0) {
    if (++size_ * 2 > slots_.size()) throw Error("names table: too many names");
    slots_[at].key = key;
  }
  return slots_[at];
}

NameTable::Longest NameTable::longest(std::span<const std::uint64_t> hashes, LangSet langs) const {
  Longest best;
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    key = i == 0 ? hashes[0] : joined(key, hashes[i]);
    const Entry* found = entry(key);
    if (found == nullptr) break;
    if (const NameRoles roles = roles_of(*found, langs); !roles.none()) best = {i + 1, roles};
    if (!found->goes_on) break;
  }
  return best;
}

}  // namespace rtm::text
