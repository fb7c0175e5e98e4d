#include "ingest/alert.hpp"

#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"
#include "ingest/tags.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kMost = 1000;

AlertResult result_of(const std::vector<std::string>& lines, std::string_view url) {
  AlertResult result{unwrapped(std::string(url)), lines.front(), {}, {}};
  if (lines.size() > 2) result.publisher = lines[1];
  for (std::size_t i = lines.size() > 2 ? 2 : 1; i < lines.size(); ++i) result.description.append(result.description.empty() ? "" : " ").append(lines[i]);
  return result;
}

}  // namespace

std::vector<AlertResult> alert_results(std::string_view html) {
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

std::vector<AlertResult> alert_results_of_text(std::string_view text) {
  constexpr std::size_t kMostLines = 20;
  constexpr std::string_view kLink = "<https://www.google.com/url?";
  std::vector<AlertResult> results;
  std::vector<std::string> lines;  // since the last blank one
  while (!text.empty() && results.size() < kMost) {
    const std::size_t feed = std::min(text.find('\n'), text.size());
    const std::string line = trimmed(text.substr(0, feed));
    text.remove_prefix(std::min(feed + 1, text.size()));
    const bool link = line.starts_with(kLink);
    if (link && !lines.empty()) results.push_back(result_of(lines, std::string_view(line).substr(1, line.find('>') - 1)));
    if (link || line.empty()) {
      lines.clear();
    } else if (lines.size() < kMostLines) {
      lines.push_back(line);
    }
  }
  return results;
}

}  // namespace rtm::ingest
