#include "classify/post_reader.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "record/names.hpp"

namespace rtm::classify {

namespace {

constexpr std::size_t kMostLinks = 8;
constexpr std::size_t kMostText = std::size_t{1} << 16;  // bytes that are read of a longer post

/// A page that stands for itself; a site's front page says nothing about what a post is about.
bool is_page(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::size_t path = url.find('/', scheme + 3);
  return path != std::string_view::npos && path + 1 < url.size();
}

}  // namespace

void PostReader::read_links(record::Value links) {
  links_.clear();
  std::string scratch;
  for (const record::Value link : links.elements()) {
    const std::string_view url = link.string(scratch);
    if (is_page(url) && links_.size() < kMostLinks) links_.push_back(hash_of(url));
  }
}

void PostReader::read_author(record::Value author) {
  static constexpr record::Names kNames("id", "handle", "name");
  const auto [id, handle, name] = kNames.in(author);
  std::string scratch;
  handle_ = handle.string(handle_text_);
  facts_.author = id.exists() ? id.string(author_id_) : handle_;
  author_ = name.string(scratch);
  author_ += ' ';
  author_ += handle_;
}

void PostReader::read(const record::Record& post) {
  static constexpr record::Names kNames("title", "text", "lang", "links", "id", "published_at", "author", "repost_of", "quote_of", "reply_to", "thread", "copy_of");
  const auto [title, text, lang, links, id, published_at, author, repost_of, quote_of, reply_to, thread, copy_of] = kNames.in(post.root());
  std::string scratch;
  text_ = title.string(scratch);
  if (!text_.empty()) text_ += '\n';
  text_ += text.string(scratch);
  text_.resize(utf8::prefix(text_, kMostText).size());
  lang_ = lang.string(scratch);
  words_.analyse(text_);
  read_links(links);
  facts_ = {};
  facts_.id = id.string(id_);
  facts_.at = parse_time(published_at.string(scratch));
  read_author(author);
  facts_.repost_of = repost_of.string(repost_of_);
  facts_.quote_of = quote_of.string(quote_of_);
  facts_.reply_to = reply_to.string(reply_to_);
  facts_.thread = thread.string(thread_);
  facts_.copy_of = copy_of.string(copy_of_);
  facts_.links = links_;
  facts_.terms = extractor_.extract(words_, lang_);
}

void PostReader::belongs_to(std::string_view channel, std::string_view gathering) {
  facts_.channel = hash_of(channel);
  facts_.gathers = gathering.empty() ? 0 : hash_of(gathering);
}

void PostReader::set_aside(const std::vector<std::uint64_t>& terms) {
  terms_.clear();
  std::copy_if(facts_.terms.begin(), facts_.terms.end(), std::back_inserter(terms_),
               [&](const Term& term) { return !std::binary_search(terms.begin(), terms.end(), term.hash); });
  if (!terms_.empty()) facts_.terms = terms_;
}

}  // namespace rtm::classify
