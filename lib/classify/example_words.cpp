#include "classify/example_words.hpp"

#include <algorithm>
#include <set>

#include "text/stem.hpp"

namespace rtm::classify {

namespace {

constexpr std::uint32_t kAlike = 3;  // words in common, at least

bool tells(const text::Word& word, std::string_view lang) {
  return (word.kind == text::WordKind::word || word.kind == text::WordKind::hashtag) && word.folded.size() > 2 && !text::is_stopword(word, lang);
}

std::uint64_t stem_hash(std::string_view folded, std::string_view lang) { return text::word_hash(text::stem(folded, lang)); }

}  // namespace

void ExampleWords::add(std::uint32_t theme, const std::vector<std::string>& sentences, const std::vector<std::string>& without) {
  text::Words words;
  std::set<std::uint64_t> left_out;
  for (const std::string& phrase : without) {
    words.analyse(phrase);
    for (const text::Word& word : words.all()) {
      for (const std::string& lang : languages_) left_out.insert(stem_hash(word.folded, lang));
    }
  }
  for (const std::string& sentence : sentences) {
    const auto number = static_cast<std::uint32_t>(sentences_.size());
    sentences_.push_back({theme});
    words.analyse(sentence);
    std::set<std::uint64_t> known;
    for (const text::Word& word : words.all()) {
      if (!tells(word, "")) continue;
      const std::uint64_t first = stem_hash(word.folded, languages_.front());
      if (left_out.contains(first) || !known.insert(first).second) continue;
      const std::uint32_t nth = sentences_.back().words++;
      std::set<std::uint64_t> stems{first};
      for (std::size_t i = 1; i < languages_.size(); ++i) stems.insert(stem_hash(word.folded, languages_[i]));
      for (const std::uint64_t stem : stems) places_[stem].push_back({number, nth});
    }
  }
}

void ExampleWords::read(const text::Words& words, std::string_view lang) {
  for (Sentence& sentence : sentences_) {
    sentence.shared = 0;
    sentence.spans.clear();
  }
  seen_.clear();
  if (lang.empty()) lang = languages_.front();
  for (const text::Word& word : words.all()) {
    if (!tells(word, lang)) continue;
    const auto found = places_.find(stem_hash(word.folded, lang));
    if (found == places_.end()) continue;
    for (const Place& place : found->second) {
      const bool again = std::any_of(seen_.begin(), seen_.end(), [&](const Place& s) { return s.sentence == place.sentence && s.word == place.word; });
      if (again) continue;
      seen_.push_back(place);
      ++sentences_[place.sentence].shared;
      sentences_[place.sentence].spans.push_back({word.start, word.end});
    }
  }
}

bool ExampleWords::keeps_company(std::uint32_t theme) const {
  return std::any_of(sentences_.begin(), sentences_.end(), [&](const Sentence& s) { return s.theme == theme && s.shared > 0; });
}

std::vector<text::Span> ExampleWords::alike(std::uint32_t theme) const {
  const Sentence* best = nullptr;
  for (const Sentence& s : sentences_) {
    if (s.theme == theme && s.shared >= kAlike && s.shared * 2 >= s.words && (best == nullptr || s.shared > best->shared)) best = &s;
  }
  return best == nullptr ? std::vector<text::Span>() : best->spans;
}

}  // namespace rtm::classify
