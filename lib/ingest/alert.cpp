#include "ingest/alert.hpp"

#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"
#include "ingest/tags.hpp"

namespace rtm::ingest {

std::vector<AlertResult> alert_results(std::string_view html) {
  constexpr std::size_t kMost = 1000;
  std::vector<AlertResult> results;
  bool publisher = false;
  Tags tags(html);
  for (Tag tag; tags.next(tag) && results.size() <= kMost;) {
    if (tag.closing) continue;
    if (attribute_of(tag, "itemtype").ends_with("schema.org/Article")) {
      results.emplace_back();
      publisher = false;
    }
    const std::string property = attribute_of(tag, "itemprop");
    if (results.empty() || property.empty()) continue;
    AlertResult& result = results.back();
    if (property == "url" && result.url.empty()) result.url = unwrapped(attribute_of(tag, "href"));
    if (property == "publisher") publisher = true;
    if (property == "name") (publisher ? result.publisher : result.title) = plain_text(tags.content(tag)).text;
    if (property == "description") result.description = plain_text(tags.content(tag)).text;
  }
  std::erase_if(results, [](const AlertResult& one) { return !one.url.starts_with("http") || (one.title.empty() && one.description.empty()); });
  return results;
}

}  // namespace rtm::ingest
