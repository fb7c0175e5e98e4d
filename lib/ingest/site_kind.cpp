#include "ingest/site_kind.hpp"

#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::ingest {

namespace {

enum class Part : std::uint8_t { generator, host, url, word };

struct Sign {
  Part part;
  std::string_view piece;
  SourceKind kind;
};

SourceKind kind_named(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(SourceKind::other); ++i) {
    if (name(static_cast<SourceKind>(i)) == word) return static_cast<SourceKind>(i);
  }
  throw Error("site_kinds.tsv: no such kind: " + std::string(word));
}

Part part_named(std::string_view word) {
  if (word == "generator") return Part::generator;
  if (word == "host") return Part::host;
  return word == "url" ? Part::url : Part::word;
}

std::vector<Sign> load() {
  std::vector<Sign> signs;
  for (const auto& row : data::rows("site_kinds", 3)) {
    signs.push_back({part_named(row[0]), row[1], kind_named(row[2])});
  }
  return signs;
}

/// "reddit.com" is in "old.reddit.com", not in "notreddit.com"; "forum." begins a host or one of its labels.
bool in_host(std::string_view host, std::string_view piece) {
  for (std::size_t at = host.find(piece); at != std::string_view::npos; at = host.find(piece, at + 1)) {
    const bool begins = at == 0 || host[at - 1] == '.';
    const bool ends = piece.ends_with('.') || at + piece.size() == host.size();
    if (begins && ends) return true;
  }
  return false;
}

const std::vector<Sign>& signs() {
  static const std::vector<Sign> kSigns = load();
  return kSigns;
}

}  // namespace

std::optional<SourceKind> kind_by_word(std::string_view word) {
  const std::string lower = ascii::lower(word);
  for (const Sign& sign : signs()) {
    if (sign.part == Part::word && lower.find(sign.piece) != std::string::npos) return sign.kind;
  }
  return std::nullopt;
}

std::optional<SourceKind> site_kind(std::string_view generator, std::string_view host, std::string_view url) {
  for (const Sign& sign : signs()) {
    if (sign.part == Part::word) continue;
    const bool there = sign.part == Part::host        ? in_host(host, sign.piece)
                       : sign.part == Part::generator ? generator.find(sign.piece) != std::string_view::npos
                                                      : url.find(sign.piece) != std::string_view::npos;
    if (there) return sign.kind;
  }
  return std::nullopt;
}

}  // namespace rtm::ingest
