/// Words, phrases and word patterns: what they find lies in the text, in order, and cuts no character.
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "fuzz.hpp"
#include "text/lexicon.hpp"
#include "text/phrases.hpp"

namespace {

using namespace rtm::text;

void check(std::string_view text, std::size_t start, std::size_t end) {
  fuzz::require(start < end && end <= text.size(), "a span lies in the text");
  if (rtm::utf8::valid(text)) fuzz::require(rtm::utf8::valid(text.substr(start, end - start)), "a span cuts no character");
}

void words_of(std::string_view text, const Words& words) {
  std::size_t before = 0;
  for (const Word& word : words.all()) {
    check(text, word.start, word.end);
    fuzz::require(word.start >= before && rtm::utf8::valid(word.folded), "words stand in order");
    before = word.end;
    if (word.kind != WordKind::hashtag) continue;
    const std::string_view tag = text.substr(word.start + 1, word.end - word.start - 1);
    for (const auto& [from, to] : hashtag_parts(tag)) fuzz::require(from < to && to <= tag.size(), "parts lie in the tag");
  }
}

void phrases_of(std::string_view entry, std::string_view text, const Words& words) {
  PhraseSet phrases;
  try {
    phrases.add("pasta al forno");
    phrases.add(entry);
    phrases.compile();
  } catch (const rtm::Error&) {
    return;
  }
  std::vector<PhraseMatch> found;
  phrases.find(text, words, found);
  for (const PhraseMatch& match : found) {
    fuzz::require(match.pattern < 2 && match.start <= match.end && match.end <= text.size(), "a match lies in the text");
  }
}

void patterns_of(std::string_view cell, std::string_view text, const Words& words) {
  Lexicon lexicon;
  try {
    lexicon.add("strag*", 0, kAnyLang);
    lexicon.add(cell, 1, kAnyLang);
  } catch (const rtm::Error&) {
    return;
  }
  std::vector<Lexicon::Match> found;
  lexicon.find(words.all(), kAnyLang, found);
  for (const Lexicon::Match& match : found) check(text, match.start, match.end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all = fuzz::text(data, size);
  const std::size_t line = std::min(all.find('\n'), all.size());  // the first line is the pattern, the rest the text
  const std::string_view text = all.substr(std::min(line + 1, all.size()));
  Words words;
  words.analyse(text);
  words_of(text, words);
  phrases_of(all.substr(0, line), text, words);
  patterns_of(all.substr(0, line), text, words);
  return 0;
}
