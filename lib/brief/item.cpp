#include "brief/item.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/utf8.hpp"

namespace rtm::brief {

namespace {

using record::Value;

constexpr std::array<std::string_view, 6> kVerdicts{"respond", "go", "review", "plan", "watch", "no_go"};
constexpr std::size_t kLinks = 3;

Verdict verdict_of(const std::string& text) {
  const auto found = std::find(kVerdicts.begin(), kVerdicts.end(), text);
  return static_cast<Verdict>(found - kVerdicts.begin());
}

std::string words(Value value) { return printable(value.text()); }

std::optional<Time> time(Value value) { return parse_time(value.text()); }

std::vector<std::string> list(Value value) {
  std::vector<std::string> all;
  for (const Value element : value.elements()) all.push_back(words(element));
  return all;
}

void read_story(Value story, Item& item) {
  item.posts = story["posts"].integer().value_or(0);
  item.authors = story["authors"].integer().value_or(0);
  item.first_at = time(story["first_at"]);
  item.last_at = time(story["last_at"]);
  const Value moment = story["moment"];
  item.label = words(moment["label"]);
  item.was = words(moment["was"]["label"]);
  item.was_until = time(moment["was"]["until"]);
  item.container = words(moment["container"].is_object() ? moment["container"]["title"] : moment["container"]);
  item.on = parse_day(moment["container"]["from"].text());
  item.spread = words(moment["spread"]);
  item.about_brand = story["brand"]["mentions"].integer().value_or(0) > 0;
  const Value rate = story["rate"];
  for (const Value count : (rate.is_object() ? rate["counts"] : rate).elements()) {
    item.rates.push_back(count.number().value_or(0));
  }
  for (const Value post : story["evidence"].elements()) {
    const std::string url = words(post["url"]);
    if (!url.empty() && item.links.size() < kLinks) item.links.push_back(url);
  }
}

void read_score(Value score, Item& item) {
  item.value = score["value"].number().value_or(0);
  item.rank = score["rank"].integer();
  const Value timing = score["timing"];
  item.phase = words(timing["phase"]);
  item.opens_at = time(timing["opens_at"]);
  item.closes_at = time(timing["closes_at"]);
  item.brands = score["clutter"]["brands"].integer().value_or(0);
}

void read_sentence(Value sentence, Item& item) {
  item.sentence_it = words(sentence.is_object() ? sentence["it"] : sentence);
  item.sentence_en = words(sentence.is_object() ? sentence["en"] : sentence);
  item.zone = words(sentence["zone"]);
}

void read_risk(Value risk, Item& item) {
  if (risk.is_object()) item.verdict = verdict_of(risk["verdict"].text());
  item.level = words(risk["level"]);
  item.why = list(risk["why"]);
  read_sentence(risk["sentence"], item);
  item.fits_window = risk["fits_window"].boolean().value_or(true);
  for (const Value tag : risk["tags"].elements()) item.tags.push_back(words(tag["id"]));
  for (const Value approval : risk["approvals"].elements()) {
    item.approvals.push_back({words(approval["role"]), words(approval["name"]), approval["minutes"].integer(),
                              time(approval["by"])});
  }
}

/// A single post stands for a story of its own.
void read_post(const record::Record& post, Item& item) {
  item.posts = item.authors = 1;
  if (item.title.empty()) item.title = words(post["text"]);
  item.first_at = item.last_at = time(post["published_at"]);
  item.label = words(post["classify"]["moment"]["label"]);
  item.about_brand = post["classify"]["brand"]["mention"].boolean().value_or(false);
  if (const std::string url = words(post["url"]); !url.empty()) item.links.push_back(url);
}

bool unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F && c != 0x200D) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

Item item_of(const record::Record& record) {
  Item item;
  item.id = words(record["id"]);
  item.title = words(record["title"]);
  item.as_of = time(record["as_of"]);
  if (record.kind() == record::Kind::opportunity) {
    read_story(record["story"], item);
    read_score(record["score"], item);
  } else {
    read_post(record, item);
  }
  read_risk(record["risk"], item);
  return item;
}

bool before(const Item& a, const Item& b) {
  static constexpr std::int64_t kLast = INT64_MAX;
  const auto key = [](const Item& i) {
    return std::tuple(i.verdict, i.rank.value_or(kLast), -i.value, -i.posts, std::string_view(i.id));
  };
  return key(a) < key(b);
}

bool acts(const Item& item) { return item.verdict != Verdict::watch && item.verdict != Verdict::no_go; }

std::string_view name(Verdict verdict) {
  return verdict == Verdict::none ? std::string_view{} : kVerdicts[static_cast<std::size_t>(verdict)];
}

std::string printable(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = utf8::next(text, pos);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x2028 || c == 0x2029) {
      space = !out.empty();
    } else if (!unprintable(c)) {
      if (space) out += ' ';
      space = false;
      utf8::append(out, c);
    }
  }
  return out;
}

}  // namespace rtm::brief
