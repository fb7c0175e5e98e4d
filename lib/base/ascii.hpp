#pragma once
#include <algorithm>
#include <string>
#include <string_view>

/// Letters of ASCII, whatever the locale; all other bytes stay as they are.
namespace rtm::ascii {

constexpr bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

/// `text` begins with `small`, which is in small letters, without regard to case.
constexpr bool begins_with(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(), [](char b, char a) { return lower(a) == b; });
}

/// The same of all of it.
constexpr bool same(std::string_view text, std::string_view small) { return text.size() == small.size() && begins_with(text, small); }

}  // namespace rtm::ascii
