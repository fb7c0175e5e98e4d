#include "text/language.hpp"

#include <cstdio>  // CLD2's header needs it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "text/words.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kLongest = 4096;  // bytes; more tells nothing new

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

}  // namespace

Language guess_language(std::string_view text) {
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
  return {CLD2::LanguageCode(best), reliable ? share : share * 0.6};
}

}  // namespace rtm::text
