#include "ingest/feed_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"

namespace rtm::ingest {

namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const std::string digits = trimmed(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.find('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return ascii::lower(host);
}

std::string unwrapped(const std::string& url) {
  if (url.find("google.") == std::string::npos || url.find("/url?") == std::string::npos) return url;
  for (const std::string_view key : {"&url=", "?url=", "&q=", "?q="}) {
    const std::size_t at = url.find(key);
    if (at == std::string::npos) continue;
    std::string_view target = std::string_view(url).substr(at + key.size());
    target = target.substr(0, target.find('&'));
    const std::string plain = percent_decoded(target);
    if (plain.starts_with("http")) return plain;
  }
  return url;
}

std::string person(std::string_view text) {
  std::string name = trimmed(text);
  const std::size_t at = name.find('@');
  if (at == std::string::npos || name.find(' ') == std::string::npos) return at == std::string::npos ? name : std::string{};
  if (const std::size_t open = name.find('('); open != std::string::npos) {
    const std::string inside = trimmed(std::string_view(name).substr(open + 1, name.rfind(')') - open - 1));
    return inside.find('@') == std::string::npos ? inside : trimmed(name.substr(0, open));
  }
  if (const std::size_t open = name.find('<'); open != std::string::npos) return trimmed(name.substr(0, open));
  // "mail Name" or "Name mail": the words without an @.
  std::string rest;
  for (std::string_view left = name; !left.empty();) {
    const std::size_t space = std::min(left.find(' '), left.size());
    const std::string_view word = left.substr(0, space);
    if (word.find('@') == std::string_view::npos) rest += fmt::format("{}{}", rest.empty() ? "" : " ", word);
    left.remove_prefix(std::min(space + 1, left.size()));
  }
  return rest;
}

}  // namespace rtm::ingest
