#include "text/topics.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "data/table.hpp"
#include "data/weights.hpp"

namespace rtm::text {

namespace {

constexpr unsigned kAll = (1U << TopicModel::kLanguages.size()) - 1;
constexpr std::size_t kShortest = 4, kLongest = 24;  // bytes of a stem
constexpr std::uint64_t kBasis = 0xCBF29CE484222325ULL, kWhole = 0x9E3779B97F4A7C15ULL;
constexpr float kLongText = 25;        // words; longer texts are damped
constexpr std::size_t kMostSpans = 3;
constexpr float kTelling = 0.35F;      // what a word must add to a topic's lead to stand among its spans

std::uint64_t step(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL; }

/// A finaliser in the manner of MurmurHash3; never 0.
std::uint64_t finished(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93ULL;
  return (x ^ (x >> 29)) | 1;
}

/// Of a stem as the tables write it: a word, or its beginning and a *.
std::uint64_t hash_of(std::string_view stem) {
  const bool open = stem.ends_with('*');
  std::uint64_t hash = kBasis;
  for (const char c : stem.substr(0, stem.size() - (open ? 1 : 0))) hash = step(hash, c);
  return finished(open ? hash : hash ^ kWhole);
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

float number(std::string_view cell) {
  float value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size()) throw Error("topic table: not a number: " + std::string(cell));
  return value;
}

std::int8_t weight(char c) {
  if (const auto weight = data::weight_of(c)) return *weight;
  throw Error("topic table: not a weight");
}

}  // namespace

TopicModel::TopicModel(Tables tables) {
  slots_.resize(std::size_t{1} << 16);
  read_words();
  if (tables == Tables::all) read_weights();
}

TopicModel::Entry& TopicModel::entry(std::string_view stem) {
  const std::size_t size = stem.size() - (stem.ends_with('*') ? 1 : 0);
  if (stem.ends_with('*') && (size < kShortest || size > kLongest)) throw Error("topic table: a stem of another length than 4 to 24 bytes: " + std::string(stem));
  if (entries_.size() * 2 > slots_.size()) throw Error("topic table: too many rows");
  const std::uint64_t hash = hash_of(stem);
  maybe_.set(hash >> 46U);
  std::size_t at = hash >> 20U & (slots_.size() - 1);
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].hash == 0) {
    entries_.emplace_back();
    slots_[at] = {hash, static_cast<std::uint32_t>(entries_.size())};
  }
  return entries_[slots_[at].entry - 1];
}

void TopicModel::read_words() {
  for (const auto& row : data::rows("topic_words", 4)) {
    if (std::find(names_.begin(), names_.end(), row[0]) == names_.end()) names_.emplace_back(row[0]);
    const auto topic = static_cast<std::int8_t>(number_of(row[0]));
    const auto halves = static_cast<std::uint8_t>(2 * number(row[1]));
    const unsigned langs = row[2] == "*" ? kAll : languages_of(row[2]);
    if (langs == 0) throw Error("topic table: no such language: " + std::string(row[2]));
    data::each_of(row[3], " ", [&](std::string_view word) {
      Entry& found = entry(word);
      for (std::size_t i = 0; i < kLanguages.size(); ++i) {
        if ((langs >> i & 1U) == 0) continue;
        if (found.listed[i].topic >= 0 && found.listed[i].topic != topic) throw Error("topic table: two topics of one word: " + std::string(word));
        if (found.listed[i].halves < halves) found.listed[i] = {topic, halves};
      }
    });
  }
  if (names_.size() != kTopics) throw Error("topic table: another number of topics");
}

void TopicModel::read_weights() {
  for (const auto& row : data::rows("topic_model", 4)) {
    if (row[0] == "scale") {
      scale_ = number(row[1]);
    } else if (row[0] == "half") {
      half_ = number(row[1]);
    } else if (row[0] == "bias") {
      bias_[number_of(row[1])] = number(row[2]);
    } else if (row[0] == "w" && row[2].size() == kClasses) {
      Entry& found = entry(row[1]);
      for (std::size_t k = 0; k < kClasses; ++k) found.weights[k] = weight(row[2][k]);
      data::each_of(row[3], " ", [&](std::string_view lang) { found.langs = static_cast<std::uint8_t>(found.langs | languages_of(lang)); });
    } else {
      throw Error("topic table: bad row '" + std::string(row[0]) + "'");
    }
  }
}

std::size_t TopicModel::number_of(std::string_view name) const {
  if (name == "none") return kNone;
  const auto place = std::find(names_.begin(), names_.end(), name);
  if (place == names_.end()) throw Error("no such topic: " + std::string(name));
  return static_cast<std::size_t>(place - names_.begin());
}

unsigned TopicModel::languages_of(std::string_view lang) {
  if (lang.empty()) return kAll;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    if (lang.substr(0, 2) == kLanguages[i] && (lang.size() == 2 || lang[2] == '-')) return 1U << i;
  }
  return 0;
}

float TopicModel::share(std::size_t words) { return 1 / std::sqrt(std::max(1.F, static_cast<float>(words) / kLongText)); }

/// Calls `use(entry)` for what the tables say of the beginnings of a word, the shortest first, and of itself last.
template <typename Use>
void TopicModel::look_up(std::string_view word, Use use) {
  const auto look = [&](std::uint64_t hash) {
    if (!maybe_.test(hash >> 46U)) return;
    for (std::size_t at = hash >> 20U & (slots_.size() - 1); slots_[at].hash != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash) return use(entries_[slots_[at].entry - 1]);
    }
  };
  std::uint64_t hash = kBasis;
  for (std::size_t i = 0; i < word.size(); ++i) {
    hash = step(hash, word[i]);
    const std::size_t size = i + 1;
    if (size >= kShortest && size <= kLongest && (size == word.size() || begins_character(word[size]))) look(finished(hash));
  }
  look(finished(hash ^ kWhole));
}

TopicModel::Listed TopicModel::strongest(const Entry& entry, unsigned langs) const {
  if (std::has_single_bit(langs)) return entry.listed[static_cast<std::size_t>(std::countr_zero(langs))];
  Listed best;
  for (const Listed& listed : entry.listed) {
    if (listed.halves > best.halves) best = listed;
  }
  return best;
}

/// Adds what a word says to `sums`; false when that is nothing, or was said by an earlier one.
bool TopicModel::weigh(const Word& word, unsigned langs, Sums& sums) {
  Listed listed;
  bool any = false;
  const auto known = [&] {
    return met_.of(met_.key(word, 0), [&](auto& entries) { look_up(word.folded, [&](Entry& entry) { entries.push_back(&entry); }); });
  };
  if (word.is_silent(Table::topics, [&] { return !known().empty(); })) return false;
  for (Entry* const found : known()) {
    if (const Listed here = strongest(*found, langs); here.topic >= 0) listed = here;
    if (found->seen == text_) continue;
    found->seen = text_;
    any = true;
    if ((found->langs & langs) == 0) continue;
    for (std::size_t k = 0; k < kClasses; ++k) sums[k] += scale_ * static_cast<float>(found->weights[k]);
  }
  if (any && listed.topic >= 0) {
    sums[static_cast<std::size_t>(listed.topic)] += half_ * static_cast<float>(listed.halves);
    listed_topics_ |= 1U << static_cast<unsigned>(listed.topic);
  }
  return any;
}

TopicModel::Sums TopicModel::listed(std::span<const Word> words, std::string_view lang) {
  Sums sums{};
  const unsigned langs = languages_of(lang);
  ++text_;
  for (const Word& word : words.first(std::min(words.size(), kMostWords))) {
    if (tells(word)) weigh(word, langs, sums);
  }
  return sums;
}

const GeneralTopic& TopicModel::of(std::span<const Word> words, std::string_view lang) {
  topic_.id = {};
  topic_.p = 0;
  topic_.spans.clear();
  evidence_.clear();
  const unsigned langs = languages_of(lang);
  if (langs == 0) return topic_;
  ++text_;
  listed_topics_ = 0;
  const auto read = words.first(std::min(words.size(), kMostWords));
  Sums sums{};
  for (const Word& word : read) {
    Sums of_word{};
    if (!tells(word) || !weigh(word, langs, of_word)) continue;
    for (std::size_t k = 0; k < kClasses; ++k) sums[k] += of_word[k];
    evidence_.push_back({&word, of_word});
  }
  if (evidence_.empty()) return topic_;
  for (std::size_t k = 0; k < kClasses; ++k) sums[k] = bias_[k] + share(read.size()) * sums[k];
  const auto best = static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
  float all = 0;
  for (const float sum : sums) all += std::exp(sum - sums[best]);
  const double p = 1 / static_cast<double>(all);
  const bool backed = langs == languages_of("en") || (listed_topics_ >> best & 1U) != 0;
  if (best == kNone || p < kTopicP || !backed) return topic_;
  topic_.id = names_[best];
  topic_.p = p;
  tell_spans(best);
  return topic_;
}

void TopicModel::tell_spans(std::size_t topic) {
  const auto lead = [&](const Evidence& e) { return e.sums[topic] - e.sums[kNone]; };
  std::stable_sort(evidence_.begin(), evidence_.end(), [&](const Evidence& a, const Evidence& b) { return lead(a) > lead(b); });
  for (const Evidence& e : evidence_) {
    if (topic_.spans.size() < kMostSpans && lead(e) >= kTelling) topic_.spans.push_back({e.word->start, e.word->end});
  }
  std::sort(topic_.spans.begin(), topic_.spans.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
}

}  // namespace rtm::text
