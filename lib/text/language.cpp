#include "text/language.hpp"

#include <cstdio>  // CLD2's header needs it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <malloc.h>

#include <algorithm>
#include <array>

#include "text/language_model.hpp"
#include "text/letters.hpp"
#include "text/words.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kLongest = 4096;      // bytes; more tells nothing new
constexpr double kLeast = 0.1;              // less is no knowledge
constexpr std::string_view kOthers = "xx";  // the model's class of all other languages

bool speaks(WordKind kind) { return kind == WordKind::word; }

/// The text's words without signs and links, up to kLongest bytes.
void spoken(std::string_view text, std::string& out) {
  thread_local Words words;
  words.analyse(text.substr(0, kLongest));
  std::size_t end = 0;
  for (const Word& word : words.all()) {
    if (!speaks(word.kind)) {
      end = word.end;
      continue;
    }
    out += word.start > end ? " " : "";
    out += text.substr(word.start, word.end - word.start);
    end = word.end;
  }
}

/// The code of ISO 639-1 for what CLD2 calls by an older one.
std::string modern(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  return std::string(code.substr(0, code.find('-')));
}

/// CLD2 takes and frees some hundred KiB for each text: they stay with the process, for they cost more than the text.
void keep_freed() {
  constexpr int kLargest = 1 << 20, kKept = 1 << 22;
  static const bool done = mallopt(M_MMAP_THRESHOLD, kLargest) == 1 && mallopt(M_TRIM_THRESHOLD, kKept) == 1;
  static_cast<void>(done);
}

Language by_cld2(std::string_view text) {
  keep_freed();
  thread_local std::string plain;
  plain.clear();
  spoken(text, plain);
  if (plain.empty()) return {};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language best = CLD2::ExtDetectLanguageSummary(plain.data(), static_cast<int>(plain.size()), true, &hints,
                                                             CLD2::kCLDFlagBestEffort, languages, percents, scores, nullptr, &bytes, &reliable);
  if (best == CLD2::UNKNOWN_LANGUAGE) return {};
  const double share = languages[0] == best ? percents[0] / 100.0 : 0.5;
  return {modern(CLD2::LanguageCode(best)), reliable ? share : share * 0.6};
}

struct OneLanguage {
  Script script;
  std::string_view code;
};
constexpr std::array kOneLanguage{
    OneLanguage{Script::hangul, "ko"}, OneLanguage{Script::greek, "el"},    OneLanguage{Script::hebrew, "he"},
    OneLanguage{Script::thai, "th"},   OneLanguage{Script::georgian, "ka"}, OneLanguage{Script::armenian, "hy"},
};

/// A text whose letters are mostly not Latin.
Language by_script(const Letters& letters, std::uint32_t all, std::string_view text) {
  // Japanese is ideographs with kana between them.
  const std::uint32_t japanese = letters.count(Script::kana) + letters.count(Script::other);
  if (letters.count(Script::kana) * 8 >= japanese && 2 * japanese > all) return {"ja", static_cast<double>(japanese) / all};
  for (const auto& [script, code] : kOneLanguage) {
    if (2 * letters.count(script) > all) return {std::string(code), static_cast<double>(letters.count(script)) / all};
  }
  return by_cld2(text);
}

bool holds(std::string_view codes, std::string_view code) {
  for (std::size_t at = codes.find(code); at != std::string_view::npos; at = codes.find(code, at + 1)) {
    const bool begins = at == 0 || codes[at - 1] == ' ';
    const std::size_t end = at + code.size();
    if (begins && (end == codes.size() || codes[end] == ' ')) return true;
  }
  return false;
}

/// The model's word where it finds one of its languages of one class each. CLD2 tells the languages of a class of several
/// apart; where the two contradict each other, nobody is sure.
Language by_model(const Letters& letters, std::string_view text) {
  const LanguageModel& model = LanguageModel::shipped();
  const LanguageModel::Scores p = model.probabilities(letters);
  const auto best = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  const std::string_view codes = model.languages(best);
  if (codes.find(' ') == std::string_view::npos && codes != kOthers) return {std::string(codes), p[best]};
  Language other = by_cld2(text);
  for (std::size_t c = 0; c < p.size(); ++c) {
    if (holds(model.languages(c), other.code)) {
      other.p = std::min(other.p, c == best ? 1.0 : p[c]);
      return other;
    }
  }
  other.p *= p[best];
  return other;
}

}  // namespace

Language guess_language(std::string_view text) {
  thread_local Letters letters;
  text = text.substr(0, kLongest);
  letters.read(text);
  std::uint32_t all = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Script::count); ++i) all += letters.count(static_cast<Script>(i));
  if (all == 0) return {};
  const bool latin = 2 * letters.count(Script::latin) >= all;
  Language language = latin ? by_model(letters, text) : by_script(letters, all, text);
  return language.p < kLeast ? Language{} : language;
}

}  // namespace rtm::text
