#include "ingest/feed_words.hpp"

#include "ingest/canonical_url.hpp"
#include "ingest/feed_text.hpp"

namespace rtm::ingest {

namespace {

std::string_view last_line(std::string_view text) {
  const std::size_t feed = text.rfind('\n');
  return feed == std::string_view::npos ? text : text.substr(feed + 1);
}

/// `text` without its last line; nullopt unless that is a paragraph of its own below others.
std::optional<std::string_view> without_last_line(std::string_view text) {
  text.remove_suffix(last_line(text).size());
  if (!text.ends_with("\n\n")) return std::nullopt;
  return text.substr(0, text.find_last_not_of(" \n") + 1);
}

/// 3 in "3 posts - 2 participants", in whatever language.
std::optional<std::int64_t> posts_counted(std::string_view line) {
  const std::size_t middle = line.find(" - ");
  if (middle == std::string_view::npos || line.size() > 80) return std::nullopt;
  const auto number = [](std::string_view part) {
    const std::size_t blank = part.find(' ');
    const bool one_word = blank != std::string_view::npos && part.find(' ', blank + 1) == std::string_view::npos;
    return one_word ? whole_number(part.substr(0, blank)) : std::nullopt;
  };
  const auto posts = number(line.substr(0, middle));
  return posts && *posts > 0 && number(line.substr(middle + 3)) ? posts : std::nullopt;
}

bool is_page(std::string_view link, const std::string& page) { return !page.empty() && canonical_url(link) == page; }

/// A site's first page.
bool is_home(std::string_view link, std::string_view url) { return canonical_url(link).empty() && !host_of(url).empty() && host_of(link) == host_of(url); }

/// True when the line says nothing but where the post stands: its own title and the site's name, and some words around them.
bool is_signature(std::string_view line, const HtmlLink& post, const HtmlLink& site) {
  constexpr std::size_t kMostWords = 60;
  const std::size_t first = line.find(post.text);
  const bool both = first != std::string_view::npos && line.find(site.text, first + post.text.size()) != std::string_view::npos;
  return both && line.size() <= post.text.size() + site.text.size() + kMostWords;
}

}  // namespace

FeedWords own_words(const HtmlText& said, std::string_view url) {
  const FeedWords all{said.text, {}};
  if (said.links.empty()) return all;
  const std::string_view line = last_line(said.text);
  const HtmlLink& last = said.links.back();
  const std::string page = canonical_url(url);
  if (is_page(last.url, page) && last.text == line) {
    const std::string_view words = without_last_line(said.text).value_or(said.text);
    const auto posts = words.size() < said.text.size() ? posts_counted(last_line(words)) : std::nullopt;
    return {posts ? without_last_line(words).value_or(words) : words, posts};
  }
  if (said.links.size() < 2 || !is_home(last.url, url)) return all;
  const HtmlLink& before = said.links[said.links.size() - 2];
  if (!is_page(before.url, page) || !is_signature(line, before, last)) return all;
  return {without_last_line(said.text).value_or(said.text), {}};
}

}  // namespace rtm::ingest
