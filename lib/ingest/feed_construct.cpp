#include "ingest/feed_construct.hpp"

#include "ingest/feed_text.hpp"

namespace rtm::ingest {

namespace {

enum class Holds : std::uint8_t { text, html, xhtml, guess, nothing };

Holds held_by(XmlElement element, std::string_view name) {
  const std::string type = element.attribute("type");
  const bool typed = element.is_atom() || name.starts_with("media:");
  if (type.find("xhtml") != std::string::npos) return Holds::xhtml;
  if (!typed && type.empty() && !element.has_attribute("mode")) return Holds::html;
  if (type.find("html") != std::string::npos) return element.attribute("mode") == "xml" ? Holds::xhtml : Holds::html;
  if (element.attribute("mode") == "base64") return Holds::nothing;
  if (type.empty()) return Holds::guess;
  if (type == "plain" || type == "text" || type.starts_with("text/")) return Holds::text;
  return type.find('/') == std::string::npos ? Holds::guess : Holds::nothing;
}

}  // namespace

bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at < text.size(); at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at, 12);
    const std::size_t end = rest.find(rest[0] == '<' ? '>' : ';');
    if (end == std::string_view::npos || end < 3) continue;
    if (rest[0] == '&') {
      const std::string reference(rest.substr(0, end + 1));
      if (decode_entities(reference) != reference) return true;
    } else if (rest[1] == '/' || rest.starts_with("<br") || rest.starts_with("<BR") || rest.starts_with("<p>")) {
      return true;
    }
  }
  return false;
}

HtmlText construct(XmlElement element) {
  const Holds holds = held_by(element, element.name());
  if (holds == Holds::nothing) return {};
  if (holds == Holds::xhtml) return plain_text(element.markup());
  // Elements put where escaped markup belongs: their markup says more than their text.
  if (holds != Holds::text && element.has_children()) return plain_text(element.markup());
  const std::string inside = element.text();
  if (holds == Holds::text || (holds == Holds::guess && !looks_like_html(inside))) return {trimmed(inside), {}, {}};
  return plain_text(inside);
}

}  // namespace rtm::ingest
