#include "ingest/rewrite.hpp"

#include "record/document.hpp"
#include "record/writer.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

void read_texts(Value list, std::vector<std::string>& to) {
  for (const Value one : list.elements()) to.push_back(one.text());
}

TimeQuality quality_named(std::string_view word) {
  for (const TimeQuality quality : {TimeQuality::date_only, TimeQuality::assumed_zone}) {
    if (name(quality) == word) return quality;
  }
  return TimeQuality::exact;
}

void read_author(Value from, Author& author) {
  author.id = from["id"].text();
  author.handle = from["handle"].text();
  author.name = from["name"].text();
  author.followers = from["followers"].integer();
  author.verified = from["verified"].boolean();
}

void read_metrics(Value from, Metrics& metrics) {
  metrics = {from["likes"].integer(), from["reposts"].integer(), from["replies"].integer(), from["quotes"].integer(),
             from["views"].integer()};
}

}  // namespace

Post reread(Value record) {
  Post post;
  const std::pair<const char*, std::string*> kTexts[] = {
      {"id", &post.id},           {"platform", &post.platform}, {"source", &post.source},     {"url", &post.url},
      {"title", &post.title},     {"text", &post.text},         {"reply_to", &post.reply_to}, {"repost_of", &post.repost_of},
      {"quote_of", &post.quote_of}, {"thread", &post.thread},   {"copy_of", &post.copy_of},
  };
  for (const auto& [key, to] : kTexts) *to = record[key].text();
  if (const auto at = parse_time(record["published_at"].text())) post.published_at = Stamp{*at, quality_named(record["time_quality"].text())};
  post.metrics_at = parse_time(record["metrics_at"].text());
  read_author(record["author"], post.author);
  read_metrics(record["metrics"], post.metrics);
  read_texts(record["mentions"], post.mentions);
  read_texts(record["links"], post.links);
  for (const Value one : record["media"].elements()) post.media.push_back({one["type"].text(), one["url"].text(), one["alt"].text()});
  return post;
}

void rewrite(Value record, const Post& post, const std::function<Edit(std::string_view)>& edit, std::string& out) {
  record::Writer writer;
  write(post, writer);
  record::Document now;
  now.parse(writer.text());
  std::string scratch;
  char before = '{';
  for (const auto& [key, value] : record.members()) {
    const std::string_view member = key.string(scratch);
    const Edit what = edit(member);
    const Value renewed = what == Edit::renew ? now.root()[member] : Value{};
    if (what == Edit::leave_out || (what == Edit::renew && !renewed.exists())) continue;
    out += before;
    out.append(key.raw()).append(":").append(renewed.exists() ? renewed.raw() : value.raw());
    before = ',';
  }
  out += before == '{' ? "{}" : "}";
}

}  // namespace rtm::ingest
