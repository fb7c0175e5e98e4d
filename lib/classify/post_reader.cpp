#include "classify/post_reader.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"

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

std::string_view PostReader::member(const record::Record& post, std::string_view key, std::string& scratch) {
  return post[key].string(scratch);
}

void PostReader::read_links(const record::Record& post) {
  links_.clear();
  std::string scratch;
  for (const record::Value link : post["links"].elements()) {
    const std::string_view url = link.string(scratch);
    if (is_page(url) && links_.size() < kMostLinks) links_.push_back(hash_of(url));
  }
}

void PostReader::read(const record::Record& post) {
  std::string scratch;
  text_ = member(post, "title", scratch);
  if (!text_.empty()) text_ += '\n';
  text_ += member(post, "text", scratch);
  text_.resize(utf8::prefix(text_, kMostText).size());
  lang_ = member(post, "lang", scratch);
  words_.analyse(text_);
  read_links(post);
  facts_ = {};
  facts_.id = member(post, "id", id_);
  facts_.at = parse_time(member(post, "published_at", scratch));
  const record::Value author = post["author"];
  facts_.author = author["id"].exists() ? author["id"].string(author_) : author["handle"].string(author_);
  facts_.repost_of = member(post, "repost_of", repost_of_);
  facts_.quote_of = member(post, "quote_of", quote_of_);
  facts_.reply_to = member(post, "reply_to", reply_to_);
  facts_.thread = member(post, "thread", thread_);
  facts_.copy_of = member(post, "copy_of", copy_of_);
  facts_.links = links_;
  facts_.terms = extractor_.extract(text_, words_.all(), lang_);
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
