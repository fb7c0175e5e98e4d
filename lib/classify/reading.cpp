#include "classify/reading.hpp"

#include "classify/story/terms.hpp"

namespace rtm::classify {

void TextReader::learn(Known& known, std::string_view text, const text::Words& words, std::string_view lang) {
  Reading& reading = known.reading;
  reading.topic = topics_.of(words.all(), lang);
  reading.names = names_.find(text, words, lang);
  sensitive_.read(text, words, lang, reading.names);
  const auto figures = sensitive_.figures();
  reading.figures.assign(figures.begin(), figures.end());
  reading.tone = tone_.rate(text, words, lang, figures);
  reading.claim = text::claim_of(text, words, lang);
  sensitive_.tag(tone_.hate(), reading.sensitive);
  known.names.clear();
  for (const text::Name& name : reading.names) known.names.push_back(static_cast<std::size_t>(name.text.data() - text.data()));
}

const Reading& TextReader::read(std::string_view text, const text::Words& words, std::string_view lang) {
  const std::uint64_t key = hash_of(text) ^ hash_of(lang) * 0x9E3779B97F4A7C15ULL;
  Known& known = known_[key % kMost];
  if (known.key != key) {
    known.key = 0;
    learn(known, text, words, lang);
    known.key = key;
  } else {
    for (std::size_t i = 0; i < known.names.size(); ++i) known.reading.names[i].text = text.substr(known.names[i], known.reading.names[i].text.size());
  }
  return known.reading;
}

}  // namespace rtm::classify
