#include "classify/brand_matcher.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/utf8.hpp"
#include "record/names.hpp"
#include "text/fold.hpp"

namespace rtm::classify {

namespace {

constexpr double kEarthRadius = 6'371'000;  // metres, mean
constexpr double kContext = 0.5, kLike = 0.5;

/// Great-circle distance in metres, by the haversine formula.
double distance(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadian = std::numbers::pi / 180;
  const double a = std::pow(std::sin((lat2 - lat1) * kRadian / 2), 2) +
                   std::cos(lat1 * kRadian) * std::cos(lat2 * kRadian) * std::pow(std::sin((lon2 - lon1) * kRadian / 2), 2);
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(a)));
}

std::string folded(std::string_view text) {
  std::string out;
  text::append_folded(text, out);
  return out;
}

bool has_capital(std::string_view phrase) { return folded(phrase) != phrase; }

/// Each word has a capital at its beginning at most, and letters alone: "Grüner Tee", not "iPhone", "MAX" or "Zelt 3".
bool like_nouns(std::string_view phrase) {
  text::Words words;
  words.analyse(phrase);
  return std::all_of(words.all().begin(), words.all().end(), [&](const text::Word& word) {
    const std::string_view written = phrase.substr(word.start, word.end - word.start);
    std::size_t second = 0;
    utf8::next(written, second);
    return word.kind == text::WordKind::word && !has_capital(written.substr(second)) && written.find_first_of("0123456789") == std::string_view::npos;
  });
}

/// "@name@server" and "name.server" begin with the handle.
std::string_view without_sign(std::string_view handle) { return handle.starts_with('@') ? handle.substr(1) : handle; }

template <typename T>
void insert_once(std::vector<T>& sorted, T value) {
  const auto place = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (place == sorted.end() || *place != value) sorted.insert(place, value);
}

}  // namespace

BrandMatcher::BrandMatcher(const brand::Profile& profile)
    : profile_(profile), examples_(profile.languages.empty() ? std::vector<std::string>{""} : profile.languages) {
  add_named(profile.brand, Kind::brand, 0);
  for (const brand::Account& account : profile.accounts) {
    add(account.handle, Kind::account, 0);
    accounts_.push_back(folded(account.handle));
  }
  for (std::uint32_t i = 0; i < profile.products.size(); ++i) add_named(profile.products[i], Kind::product, i);
  for (std::uint32_t i = 0; i < profile.competitors.size(); ++i) add_named(profile.competitors[i], Kind::competitor, i);
  for (const brand::Theme& theme : profile.themes) add_theme(theme);
  if (!profile.perimeter.empty()) add_all(profile.perimeter, Kind::topic, add_topic("perimeter"));
  for (const brand::OffLimits& off : profile.offlimits) add_all(off.patterns, Kind::topic, add_topic("offlimits/" + off.id));
  for (const brand::Audience& audience : profile.audiences) {
    add_all(audience.patterns, Kind::topic, add_topic("audience/" + audience.id));
  }
  for (const brand::Place& place : profile.places) {
    place_topics_.push_back(add_topic("place/" + place.name));
    add_all(place.aliases, Kind::topic, place_topics_.back());
  }
  phrases_.compile();
}

std::uint32_t BrandMatcher::add_topic(std::string id) {
  topics_.push_back(std::move(id));
  return static_cast<std::uint32_t>(topics_.size() - 1);
}

void BrandMatcher::add(const std::string& phrase, Kind kind, std::uint32_t number) {
  phrases_.add(phrase);
  entries_.push_back({kind, number, has_capital(phrase)});
  if (kind == Kind::product && entries_.back().proper) entries_.back().capital_only = like_nouns(phrase);
}

void BrandMatcher::add_all(const std::vector<std::string>& phrases, Kind kind, std::uint32_t number) {
  for (const std::string& phrase : phrases) add(phrase, kind, number);
}

void BrandMatcher::add_named(const brand::Named& named, Kind kind, std::uint32_t number) {
  if (!named.name.empty()) add(named.name, kind, number);
  add_all(named.aliases, kind, number);
}

void BrandMatcher::add_theme(const brand::Theme& theme) {
  const std::uint32_t number = add_topic("theme/" + theme.id);
  add_all(theme.patterns, Kind::topic, number);
  for (const std::string& word : theme.ambiguous) {
    add(word, Kind::topic, number);
    entries_.back().ambiguous = true;
  }
  if (theme.examples.empty()) return;
  examples_.add(number, theme.examples, theme.ambiguous);
  exampled_.push_back(number);
}

Topic& BrandMatcher::topic(std::uint32_t number) {
  const auto place = std::lower_bound(match_.topics.begin(), match_.topics.end(), number,
                                      [](const Topic& t, std::uint32_t n) { return t.number < n; });
  if (place != match_.topics.end() && place->number == number) return *place;
  return *match_.topics.insert(place, Topic{number, 0, {}});
}

/// In German a capital tells no name: in a profile written in it, and in German posts of a profile that lists it.
bool BrandMatcher::nouns_have_capitals(std::string_view lang) const {
  const auto& all = profile_.languages;
  if (all.empty() || std::find(all.begin(), all.end(), "de") == all.end()) return false;
  return all.front() == "de" || lang == "de";
}

void BrandMatcher::take(std::string_view text, const text::PhraseMatch& found, std::string_view lang) {
  const Entry& entry = entries_[found.pattern];
  switch (entry.kind) {
    case Kind::topic:
      if (entry.ambiguous) {
        doubtful_.push_back(found);
      } else {
        take_topic(found, entry.number);
      }
      break;
    case Kind::brand: match_.mention = true; break;
    case Kind::account:
      match_.mention = true;
      match_.addressed = match_.addressed || text[found.start] == '@';
      break;
    case Kind::product:
      match_.mention = match_.mention || (entry.proper && !(entry.capital_only && nouns_have_capitals(lang)));
      insert_once(match_.products, entry.number);
      break;
    case Kind::competitor: insert_once(match_.competitors, entry.number); break;
  }
}

void BrandMatcher::take_topic(const text::PhraseMatch& found, std::uint32_t number) {
  Topic& t = topic(number);
  const text::Span span{found.start, found.end};
  t.spans.insert(std::upper_bound(t.spans.begin(), t.spans.end(), span, [](const text::Span& a, const text::Span& b) { return a.start < b.start; }), span);
  if (std::find(patterns_.begin(), patterns_.end(), found.pattern) != patterns_.end()) return;
  patterns_.push_back(found.pattern);
  t.p = 1 - (1 - t.p) * 0.5;
}

/// Decides on ambiguous words, and on posts that are like an example.
void BrandMatcher::settle(const text::Words& words, std::string_view lang) {
  if (!examples_.empty()) examples_.read(words, lang);
  const auto known = [&](std::uint32_t number) {
    return std::any_of(match_.topics.begin(), match_.topics.end(), [&](const Topic& t) { return t.number == number; });
  };
  const std::vector<text::PhraseMatch>& all = doubtful_;
  std::vector<bool> counts;
  for (const text::PhraseMatch& one : all) {
    const std::uint32_t number = entries_[one.pattern].number;
    const bool another = std::any_of(all.begin(), all.end(), [&](const text::PhraseMatch& other) {
      return entries_[other.pattern].number == number && other.pattern != one.pattern && (other.end <= one.start || one.end <= other.start);
    });
    counts.push_back(another || known(number) || examples_.keeps_company(number));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (counts[i]) take_topic(all[i], entries_[all[i].pattern].number);
  }
  for (const std::uint32_t number : exampled_) {
    if (known(number)) continue;
    if (const std::vector<text::Span> spans = examples_.alike(number); !spans.empty()) {
      Topic& t = topic(number);
      t.p = kLike;
      t.spans = spans;
    }
  }
}

bool BrandMatcher::is_account(std::string_view handle) const {
  if (accounts_.empty() || handle.empty()) return false;
  const std::string wanted = folded(without_sign(handle));
  return !wanted.empty() && std::find(accounts_.begin(), accounts_.end(), wanted) != accounts_.end();
}

void BrandMatcher::look_at_author(record::Value author, record::Value mentions) {
  std::string scratch;
  match_.own = is_account(author["handle"].string(scratch));
  for (const record::Value mention : mentions.elements()) {
    match_.addressed = match_.addressed || is_account(mention.string(scratch));
  }
  match_.addressed = match_.addressed && !match_.own;
  match_.mention = match_.mention || match_.own || match_.addressed;
}

void BrandMatcher::look_at_place(record::Value geo) {
  const auto lat = geo["lat"].number(), lon = geo["lon"].number();
  for (std::size_t i = 0; i < profile_.places.size(); ++i) {
    const brand::Place& place = profile_.places[i];
    if (lat && lon && distance(*lat, *lon, place.lat, place.lon) <= place.radius_m) topic(place_topics_[i]).p = 1;
  }
  match_.placed = std::any_of(match_.topics.begin(), match_.topics.end(), [&](const Topic& t) {
    return std::find(place_topics_.begin(), place_topics_.end(), t.number) != place_topics_.end();
  });
}

const BrandMatch& BrandMatcher::match(const record::Record& post, std::string_view text, const text::Words& words, std::string_view lang) {
  match_ = {};
  patterns_.clear();
  doubtful_.clear();
  found_.clear();
  phrases_.find(text, words, found_);
  for (const text::PhraseMatch& found : found_) take(text, found, lang);
  if (!doubtful_.empty() || !examples_.empty()) settle(words, lang);
  static constexpr record::Names kNames("author", "mentions", "geo");
  const auto [author, mentions, geo] = kNames.in(post.root());
  look_at_author(author, mentions);
  look_at_place(geo);
  match_.reproached = match_.mention && !match_.own && reproach_.in(words.all(), lang);
  return match_;
}

void BrandMatcher::add_context(std::string_view names) {
  context_words_.analyse(names);
  found_.clear();
  phrases_.find(names, context_words_, found_);
  for (const text::PhraseMatch& found : found_) {
    const Entry& entry = entries_[found.pattern];
    if (entry.kind != Kind::topic || entry.ambiguous) continue;
    Topic& t = topic(entry.number);
    t.p = std::max(t.p, kContext);
  }
}

}  // namespace rtm::classify
