#include "text/stem.hpp"

#include <libstemmer.h>

#include <map>
#include <memory>

namespace rtm::text {

namespace {

struct Delete {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, Delete>;

/// nullptr for a language without one. A stemmer keeps its result inside: one for each thread.
sb_stemmer* stemmer_for(std::string_view lang) {
  thread_local const auto all = [] {
    std::map<std::string, Stemmer, std::less<>> stemmers;
    for (const char* code : {"it", "en", "es", "fr", "de", "pt"}) stemmers.emplace(code, sb_stemmer_new(code, "UTF_8"));
    return stemmers;
  }();
  const auto found = all.find(lang.substr(0, 2));
  return found == all.end() ? nullptr : found->second.get();
}

}  // namespace

std::string stem(std::string_view folded, std::string_view lang) {
  sb_stemmer* stemmer = stemmer_for(lang);
  if (!stemmer) return std::string(folded);
  const auto* result = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(folded.data()), static_cast<int>(folded.size()));
  if (!result) return std::string(folded);
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace rtm::text
