#include "ingest/formats/fediverse.hpp"

#include <algorithm>

#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

/// Takes out the element of class quote-inline ("RE: https://…"), which stands for a quote where none can be shown.
std::string without_quote_line(std::string_view html) {
  std::string result(html);
  const std::size_t mark = html.find("quote-inline");
  const std::size_t open = mark == std::string_view::npos ? mark : html.rfind('<', mark);
  if (open == std::string_view::npos) return result;
  const bool paragraph = html.substr(open).starts_with("<p");
  const std::string_view close = paragraph ? "</p>" : "</span>";
  const std::size_t end = html.find(close, mark);
  if (end != std::string_view::npos) result.erase(open, end + close.size() - open);
  return result;
}

bool is_name(const HtmlLink& link) {
  const bool marked = link.css_class.find("mention") != std::string::npos || link.css_class.find("hashtag") != std::string::npos;
  return marked || link.text.starts_with('#') || link.text.starts_with('@');
}

}  // namespace

void set_html(std::string_view html, std::string_view warning, Post& post) {
  HtmlText plain = plain_text(without_quote_line(html));
  post.text = decode_entities(warning);
  if (!post.text.empty() && !plain.text.empty()) post.text += "\n";
  post.text += plain.text;
  for (HtmlLink& link : plain.links) {
    if (!is_name(link) && link.url.starts_with("http")) add_once(post.links, std::move(link.url));
  }
}

std::string instance_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

std::string handle_at(std::string_view name, std::string_view url) {
  while (name.starts_with('@')) name.remove_prefix(1);
  std::string handle(name);
  if (name.empty() || name.find('@') != std::string_view::npos) return handle;
  if (const std::string host = instance_of(url); !host.empty()) handle.append("@").append(host);
  return handle;
}

}  // namespace rtm::ingest
