#include "ingest/tags.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kLongestName = 16;

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// The value at the beginning of `rest`, which is moved behind it.
std::string_view take_value(std::string_view& rest) {
  const char quote = rest.empty() ? '\0' : rest.front();
  std::size_t begin = 0, end = 0, next = 0;
  if (quote == '"' || quote == '\'') {
    begin = 1;
    end = std::min(rest.find(quote, 1), rest.size());
    next = std::min(end + 1, rest.size());
  } else {
    while (end < rest.size() && !is_space(rest[end])) ++end;
    next = end;
  }
  const std::string_view value = rest.substr(begin, end - begin);
  rest.remove_prefix(next);
  return value;
}

}  // namespace

std::size_t TagEnds::end_of(std::size_t name) {
  const std::size_t end = walk(name, Trace::none);
  if (end == std::string_view::npos) {
    endless_.resize(html_.size());
    walk(name, Trace::endless);
  }
  return end;
}

std::size_t TagEnds::walk(std::size_t name, Trace trace) {
  for (std::size_t i = name; i < html_.size(); ++i) {
    if (!endless_.empty() && endless_[i]) break;
    if (trace == Trace::endless) endless_[i] = true;
    const char c = html_[i];
    if (c == '>') return i;
    const bool quote = (c == '"' && !no_double_) || (c == '\'' && !no_single_);
    if (!quote || html_[i - 1] != '=') continue;
    const std::size_t close = html_.find(c, i + 1);
    if (close == std::string_view::npos) {
      (c == '"' ? no_double_ : no_single_) = true;
    } else {
      i = close;
    }
  }
  return std::string_view::npos;
}

bool Tags::next(Tag& tag) {
  for (;;) {
    at_ = html_.find('<', at_);
    if (at_ == std::string_view::npos || at_ + 1 >= html_.size()) return false;
    if (html_.substr(at_).starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at_ + 4);
      if (end == std::string_view::npos) return false;
      at_ = end + 3;
      continue;
    }
    tag.closing = html_[at_ + 1] == '/';
    std::size_t name = at_ + (tag.closing ? 2 : 1);
    if (name >= html_.size() || !ascii::is_letter(html_[name])) {
      ++at_;
      continue;
    }
    const std::size_t end = ends_.end_of(name);
    if (end == std::string_view::npos) return false;
    tag.begin = at_;
    tag.end = at_ = end + 1;
    tag.name.clear();
    for (; name < end && !is_space(html_[name]) && html_[name] != '/'; ++name) {
      if (tag.name.size() < kLongestName) tag.name += ascii::lower(html_[name]);
    }
    tag.attributes = html_.substr(name, end - name);
    return true;
  }
}

std::string_view Tags::content(const Tag& tag) {
  for (std::size_t close = html_.find("</", tag.end); close != std::string_view::npos; close = html_.find("</", close + 2)) {
    if (!ascii::same(html_.substr(close + 2, tag.name.size()), tag.name)) continue;
    at_ = close;
    return html_.substr(tag.end, close - tag.end);
  }
  at_ = html_.size();
  return html_.substr(tag.end);
}

std::string attribute_of(const Tag& tag, std::string_view name) {
  for (std::string_view rest = tag.attributes; !rest.empty();) {
    while (!rest.empty() && (is_space(rest.front()) || rest.front() == '/')) rest.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest.size() && !is_space(rest[end]) && rest[end] != '=' && (rest[end] != '/' || end == 0)) ++end;
    const std::string_view found = rest.substr(0, end);
    rest.remove_prefix(end);
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    std::string_view value;
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
      value = take_value(rest);
    }
    if (ascii::same(found, name)) return decode_entities(value);
  }
  return {};
}

}  // namespace rtm::ingest
