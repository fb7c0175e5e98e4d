#include "ingest/formats/gdelt_rows.hpp"

#include <algorithm>
#include <vector>

#include "ingest/feed_text.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/html.hpp"
#include "ingest/mapping.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

/// The columns that are read.
namespace gkg {
constexpr std::size_t kDate = 1, kSource = 3, kDocument = 4, kThemes = 7, kImage = 18, kVideos = 21, kTranslation = 25, kExtras = 26, kCells = 27;
}
namespace mention {
constexpr std::size_t kDate = 2, kSource = 4, kDocument = 5, kTranslation = 14, kCells = 16;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> split(std::string_view text, char mark, std::size_t most) {
  std::vector<std::string_view> parts;
  while (parts.size() < most) {
    const std::size_t end = std::min(text.find(mark), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

/// "a" in "<NAME>a</NAME>", as plain text.
std::string extra(std::string_view extras, std::string_view name) {
  const std::string open = std::string("<").append(name).append(">"), close = std::string("</").append(name).append(">");
  const std::size_t from = extras.find(open);
  if (from == std::string_view::npos) return {};
  extras.remove_prefix(from + open.size());
  const std::size_t to = extras.find(close);
  return to == std::string_view::npos ? std::string{} : trimmed(decode_entities(extras.substr(0, to)));
}

/// "srclc:ita;eng:GT-ITA 1.0" tells the language of the article that a machine has translated; without it, it was in English.
void set_language(std::string_view translation, Post& post) {
  constexpr std::string_view kSource = "srclc:";
  const std::size_t at = translation.find(kSource);
  if (at == std::string_view::npos) {
    if (translation.empty()) post.lang = "en";
    return;
  }
  const std::string_view code = translation.substr(at + kSource.size());
  set_written(post, "lang", code.substr(0, code.find(';')), {});
}

void set_document(std::string_view document, std::string_view source, Post& post) {
  begin_post(post, "gdelt", SourceKind::news);
  post.id = prefixed("gdelt", document);
  if (document.starts_with("http")) post.url = document;
  post.source = source;
  post.source_kind = site_kind("", post.source, post.url).value_or(SourceKind::news);
}

/// The page's own time where it is known and possible, else when GDELT saw the page. No codebook says its zone.
void set_time(std::string_view seen, std::string_view precise, Post& post) {
  post.published_at = gdelt_time(std::string(seen));
  const auto own = precise.size() == 14 ? read_time(precise) : std::nullopt;
  if (own && (!post.published_at || own->at <= post.published_at->at)) post.published_at = own;
}

void set_extras(std::string_view extras, Post& post) {
  post.title = extra(extras, "PAGE_TITLE");
  const std::string authors = extra(extras, "PAGE_AUTHORS");
  for (const std::string_view name : split(authors, ';', 10)) {
    if (name.empty()) continue;
    if (!post.author.name.empty()) post.author.name += ", ";
    post.author.name += trimmed(name);
  }
  const std::string links = extra(extras, "PAGE_LINKS");
  for (const std::string_view link : split(links, ';', kMostEntities)) {
    if (link.starts_with("http")) add_once(post.links, std::string(link));
  }
}

void read_gkg(const std::vector<std::string_view>& cells, Post& post) {
  set_document(cells[gkg::kDocument], cells[gkg::kSource], post);
  set_time(cells[gkg::kDate], extra(cells[gkg::kExtras], "PAGE_PRECISEPUBTIMESTAMP"), post);
  set_language(cells[gkg::kTranslation], post);
  set_extras(cells[gkg::kExtras], post);
  for (const std::string_view theme : split(cells[gkg::kThemes], ';', kMostEntities)) add_once(post.tags, std::string(theme));
  if (cells[gkg::kImage].starts_with("http")) post.media.push_back({"image", std::string(cells[gkg::kImage]), {}});
  for (const std::string_view video : split(cells[gkg::kVideos], ';', kMostEntities)) {
    if (video.starts_with("http")) post.media.push_back({"video", std::string(video), {}});
  }
}

void read_mention(const std::vector<std::string_view>& cells, Post& post) {
  set_document(cells[mention::kDocument], cells[mention::kSource], post);
  post.published_at = gdelt_time(std::string(cells[mention::kDate]));
  set_language(cells[mention::kTranslation], post);
}

}  // namespace

std::optional<Stamp> gdelt_time(std::string text) {
  std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
  auto stamp = read_time(text);
  if (stamp && text.size() == 14) stamp->quality = TimeQuality::exact;
  return stamp;
}

GdeltRow gdelt_row(std::string_view row) {
  if (row.starts_with("GKGRECORDID\t") || row.starts_with("GLOBALEVENTID\t")) return GdeltRow::heading;
  const auto cells = split(row, '\t', 5);
  if (cells.size() < 5) return GdeltRow::none;
  const auto is_instant = [](std::string_view cell) { return cell.size() == 14 && is_digits(cell); };
  const auto is_kind = [](std::string_view cell) { return cell.size() == 1 && cell >= "1" && cell <= "6"; };  // web, citation, …
  const bool gkg_id = cells[0].size() > 15 && is_instant(cells[0].substr(0, 14)) && cells[0][14] == '-';
  if (gkg_id && is_instant(cells[1]) && is_kind(cells[2])) return GdeltRow::gkg;
  const bool mention = is_digits(cells[0]) && is_instant(cells[1]) && is_instant(cells[2]) && is_kind(cells[3]);
  return mention ? GdeltRow::mention : GdeltRow::none;
}

bool read_gdelt_row(GdeltRow kind, std::string_view row, Post& post) {
  const std::size_t expected = kind == GdeltRow::gkg ? gkg::kCells : mention::kCells;
  const auto cells = split(row, '\t', expected + 1);
  if (cells.size() != expected || cells[kind == GdeltRow::gkg ? gkg::kDocument : mention::kDocument].empty()) return false;
  kind == GdeltRow::gkg ? read_gkg(cells, post) : read_mention(cells, post);
  return true;
}

}  // namespace rtm::ingest
