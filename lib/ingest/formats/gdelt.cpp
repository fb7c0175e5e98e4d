#include "ingest/feed_text.hpp"
#include "ingest/formats/answer_reader.hpp"
#include "ingest/formats/gdelt_rows.hpp"
#include "ingest/line_pieces.hpp"
#include "ingest/mapping.hpp"
#include "ingest/site_kind.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "gdelt";

bool is_article(Value value) { return value["url"].is_string() && value["seendate"].is_string() && value["domain"].is_string(); }

/// Answers of GDELT's DOC and Context APIs in JSON (titles with their pages, sentences with what stands around them), and rows of its
/// tab files.
class GdeltReader final : public AnswerReader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    if (piece.json.exists()) return AnswerReader::read(piece, sink);
    const GdeltRow kind = gdelt_row(piece.bytes);
    if (kind == GdeltRow::heading) return;
    if (kind != GdeltRow::none && read_gdelt_row(kind, piece.bytes, post_)) return sink.post(post_);
    sink.refuse(0, "neither JSON nor a row of GDELT's GKG 2.1 (27 cells) or mentions (16 cells)");
  }

 private:
  void any(Value value) override {
    if (value.is_array()) return all(value);
    if (value["articles"].is_array()) return all(value["articles"]);
    if (is_article(value)) return article(value);
    const bool other = value.is_object() && (value.size() == 0 || first_of(value, {"timeline", "tonechart", "query_details", "wordcloud"}).exists());
    other ? skip() : refuse_unknown(value, "an answer of GDELT's DOC API", *sink_);
  }

  void article(Value value) {
    begin_post(post_, kPlatform, SourceKind::news);
    post_.url = value["url"].text();
    post_.id = prefixed(kPlatform, post_.url);
    post_.title = trimmed(value["title"].text());
    post_.text = trimmed(first_of(value, {"context", "sentence"}).text());
    post_.source = value["domain"].text();
    post_.source_kind = site_kind("", post_.source, post_.url).value_or(SourceKind::news);
    post_.published_at = gdelt_time(value["seendate"].text());
    set_written(post_, "lang", value["language"].text(), {});
    if (std::string image = value["socialimage"].text(); image.starts_with("http")) post_.media.push_back({"image", std::move(image), {}});
    give();
  }
};

int sniff(const Head& head) {
  if (!head.json.exists()) return gdelt_row(head.bytes.substr(0, head.bytes.find('\n'))) == GdeltRow::none ? 0 : 95;
  if (is_article(head.json["articles"][std::size_t{0}])) return 95;
  return is_article(head.json) && head.json["sourcecountry"].exists() ? 90 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<GdeltReader>(); }

std::unique_ptr<Pieces> cut(Buffer& buffer, Reader&) { return std::make_unique<LinePieces>(buffer); }

}  // namespace

const Format kGdeltFormat{"gdelt", "GDELT: articles of the DOC and Context APIs, rows of GKG 2.1 and mentions", Framing::json, sniff, make, cut};

}  // namespace rtm::ingest
