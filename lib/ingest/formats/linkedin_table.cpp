#include <algorithm>

#include "ingest/feed_text.hpp"
#include "ingest/formats/linkedin.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

constexpr std::string_view kPlatform = "linkedin";

std::vector<std::string> plain_headings(std::string_view row) {
  std::vector<std::string> cells;
  split_row(row, ',', cells);
  for (std::string& cell : cells) cell = plain_heading(cell);
  return cells;
}

bool holds(const std::vector<std::string>& headings, std::initializer_list<std::string_view> names) {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return std::find(headings.begin(), headings.end(), name) != headings.end(); });
}

/// In the download each line but the last ends with a quote, and each but the first begins with one.
std::string unquoted_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 3) == "\"\n\"") {
      out += '\n';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The number behind the comma in "urn:li:comment:(activity:7000,7001)".
std::string comment_in(std::string_view link) {
  constexpr std::string_view kComment = "urn:li:comment:(";
  const std::size_t at = link.find(kComment);
  const std::size_t comma = at == std::string_view::npos ? at : link.find(',', at);
  if (comma == std::string_view::npos) return {};
  const std::string_view rest = link.substr(comma + 1);
  return std::string(rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size())));
}

}  // namespace

LinkedinTable::Kind LinkedinTable::kind_of(const std::vector<std::string>& headings) {
  if (holds(headings, {"date", "sharelink", "sharecommentary"})) return Kind::shares;
  if (holds(headings, {"conversation_id", "sender_profile_url", "content"})) return Kind::messages;
  return headings.size() == 3 && holds(headings, {"date", "link", "message"}) ? Kind::comments : Kind::none;
}

bool is_linkedin_heading(std::string_view row) { return LinkedinTable::kind_of(plain_headings(row)) != LinkedinTable::Kind::none; }

std::string_view LinkedinTable::cell(std::string_view heading) const {
  const auto at = std::find(headings_.begin(), headings_.end(), heading);
  const auto column = static_cast<std::size_t>(at - headings_.begin());
  return column < cells_.size() ? std::string_view(cells_[column]) : std::string_view{};
}

void LinkedinTable::read(std::string_view row, Sink& sink) {
  if (trimmed(row).empty()) return;
  if (kind_ == Kind::none) {
    headings_ = plain_headings(row);
    kind_ = kind_of(headings_);
    if (kind_ == Kind::none) sink.refuse(0, "not the headings of Shares.csv, Comments.csv or messages.csv of a LinkedIn download");
    return;
  }
  split_row(row, ',', cells_);
  switch (kind_) {
    case Kind::shares: return share(sink);
    case Kind::comments: return comment(sink);
    default: return message(sink);
  }
}

/// The download tells its times in UTC and does not say so.
void LinkedinTable::begin(std::string_view link) {
  begin_post(post_, kPlatform);
  post_.source = "linkedin.com";
  post_.url = link;
  post_.published_at = read_time(cell("date"));
  if (post_.published_at && post_.published_at->quality == TimeQuality::assumed_zone) post_.published_at->quality = TimeQuality::exact;
}

void LinkedinTable::give(Sink& sink) {
  if (post_.id.empty()) {
    const std::string at = post_.published_at ? format_time(post_.published_at->at) : std::string{};
    post_.id = id_from(kPlatform, {at, post_.text, post_.url});
  }
  add_hashtags(post_.text, post_.hashtags);
  add_links(post_.text, post_.links);
  sink.post(post_);
}

void LinkedinTable::share(Sink& sink) {
  const std::string_view seen_by = cell("visibility");
  const bool open = seen_by.empty() || seen_by == "MEMBER_NETWORK" || seen_by == "PUBLIC" || seen_by == "ANYONE";
  if (!open && !sink.wants_private()) return sink.skip(Skip::private_post);
  const std::string link = percent_decoded(cell("sharelink"));
  begin(link);
  post_.id = prefixed(kPlatform, linkedin_activity(link));
  post_.text = trimmed(unquoted_lines(cell("sharecommentary")));
  add_once(post_.links, trimmed(cell("sharedurl")));
  if (const std::string media = trimmed(cell("mediaurl")); !media.empty()) post_.media.push_back({"image", media, {}});
  give(sink);
}

void LinkedinTable::comment(Sink& sink) {
  const std::string link = percent_decoded(cell("link"));
  begin(link);
  post_.id = prefixed(kPlatform, comment_in(link));
  post_.thread = prefixed(kPlatform, linkedin_activity(link));
  post_.text = trimmed(unquoted_lines(cell("message")));
  if (post_.text.empty()) return sink.skip(Skip::no_post);
  give(sink);
}

void LinkedinTable::message(Sink& sink) {
  if (!sink.wants_private()) return sink.skip(Skip::private_post);
  begin({});
  post_.text = trimmed(cell("content"));
  post_.author.name = trimmed(cell("from"));
  post_.thread = prefixed(kPlatform, cell("conversation_id"));
  if (post_.text.empty()) return sink.skip(Skip::no_post);
  give(sink);
}

}  // namespace rtm::ingest
