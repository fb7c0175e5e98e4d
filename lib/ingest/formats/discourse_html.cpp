#include <algorithm>

#include "ingest/formats/discourse.hpp"
#include "ingest/formats/json.hpp"

namespace rtm::ingest {

namespace {

/// The value of ` name="…"` in a tag, as it stands.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const std::string_view rest = tag.substr(at + name.size());
    if (at > 0 && tag[at - 1] == ' ' && rest.starts_with("=\"")) return rest.substr(2, rest.substr(2).find('"'));
  }
  return {};
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Behind the `element` whose opening tag begins at `at`; one that has no end goes to the end.
std::size_t behind_element(std::string_view html, std::size_t at, std::string_view element) {
  std::size_t depth = 0;
  for (at = html.find('<', at); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool closes = html.substr(at + 1, 1) == "/";
    if (!html.substr(at + (closes ? 2 : 1)).starts_with(element)) continue;
    if (!closes) {
      ++depth;
    } else if (depth-- <= 1) {
      return std::min(html.find('>', at), html.size() - 1) + 1;
    }
  }
  return html.size();
}

}  // namespace

CookedPost uncooked(std::string_view cooked) {
  CookedPost post;
  std::size_t done = 0;
  for (std::size_t at = cooked.find('<'); at != std::string_view::npos; at = cooked.find('<', at)) {
    const std::size_t closed = cooked.find('>', at);
    if (closed == std::string_view::npos) break;
    const std::string_view tag = cooked.substr(at, closed - at);
    const std::string_view css_class = attribute(tag, "class");
    std::size_t end = at;
    std::string_view instead;
    if (tag.starts_with("<aside")) {
      end = behind_element(cooked, at, "aside");
      instead = attribute(tag, "data-onebox-src");
      const std::string_view topic = attribute(tag, "data-topic"), number = attribute(tag, "data-post");
      if (post.quoted.empty() && is_number(topic) && is_number(number)) post.quoted = std::string(topic).append("/").append(number);
    } else if (tag.starts_with("<div") && css_class == "meta") {
      end = behind_element(cooked, at, "div");
    } else if (tag.starts_with("<a ") && css_class == "mention") {
      const std::string_view shown = cooked.substr(closed + 1, 100);
      const std::string_view name = shown.substr(0, shown.find('<'));
      if (name.starts_with('@') && post.mentions.size() < 100) add_once(post.mentions, std::string(name.substr(1)));
    }
    if (end == at) {
      at = closed;
      continue;
    }
    post.html.append(cooked, done, at - done);
    if (!instead.empty()) post.html.append("<p>").append(instead).append("</p>");
    done = at = end;
  }
  post.html.append(cooked, std::min(done, cooked.size()));
  return post;
}

std::string avatar_host(std::string_view avatar_template) {
  constexpr std::string_view kBefore = "user_avatar/";
  const std::size_t at = avatar_template.find(kBefore);
  if (at == std::string_view::npos) return {};
  std::string_view host = avatar_template.substr(at + kBefore.size());
  host = host.substr(0, host.find('/'));
  constexpr std::string_view kHost = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  const bool possible = host.find('.') != std::string_view::npos && host.find_first_not_of(kHost) == std::string_view::npos;
  return possible ? std::string(host) : std::string{};
}

}  // namespace rtm::ingest
