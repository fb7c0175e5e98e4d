#include "ingest/site_kind.hpp"

#include <string>
#include <vector>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::ingest {

namespace {

enum class Part : std::uint8_t { generator, host, url };

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

std::vector<Sign> load() {
  std::vector<Sign> signs;
  for (const auto& row : data::rows("site_kinds", 3)) {
    const Part part = row[0] == "generator" ? Part::generator : row[0] == "host" ? Part::host : Part::url;
    signs.push_back({part, row[1], kind_named(row[2])});
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

}  // namespace

std::optional<SourceKind> site_kind(std::string_view generator, std::string_view host, std::string_view url) {
  static const std::vector<Sign> kSigns = load();
  for (const Sign& sign : kSigns) {
    const bool there = sign.part == Part::host        ? in_host(host, sign.piece)
                       : sign.part == Part::generator ? generator.find(sign.piece) != std::string_view::npos
                                                      : url.find(sign.piece) != std::string_view::npos;
    if (there) return sign.kind;
  }
  return std::nullopt;
}

}  // namespace rtm::ingest
