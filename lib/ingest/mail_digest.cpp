#include "ingest/mail_digest.hpp"

#include <algorithm>
#include <string>

#include "base/ascii.hpp"
#include "ingest/feed_text.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kEndsPreamble = 70, kParts = 30;

std::string_view line_at(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, std::min(text.find('\n', at), text.size()) - at);
  while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
  return line;
}

/// Where the first line of exactly so many hyphens begins; npos when there is none.
std::size_t find_rule(std::string_view text, std::size_t hyphens) {
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = line_at(text, at);
    if (line.size() == hyphens && line.find_first_not_of('-') == std::string_view::npos) return at;
    const std::size_t feed = text.find('\n', at);
    if (feed == std::string_view::npos) break;
    at = feed + 1;
  }
  return std::string_view::npos;
}

std::string_view behind_line(std::string_view text, std::size_t at) {
  const std::size_t feed = text.find('\n', at);
  return feed == std::string_view::npos ? std::string_view{} : text.substr(feed + 1);
}

/// The fields that say how the text was written once are left out: it has been read already.
std::string without_encoding(std::string_view chunk) {
  std::string out;
  bool left_out = false;
  while (!chunk.empty()) {
    const std::string_view line = line_at(chunk, 0);
    if (line.empty()) break;
    const bool goes_on = chunk.starts_with(' ') || chunk.starts_with('\t');
    if (!goes_on) left_out = ascii::begins_with(line, "content-type:") || ascii::begins_with(line, "content-transfer-encoding:");
    if (!left_out) out.append(line).append("\n");
    chunk = behind_line(chunk, 0);
  }
  return out.append(chunk);
}

}  // namespace

std::vector<Mail> digest_mails(std::string_view text) {
  std::vector<Mail> mails;
  const std::size_t preamble = find_rule(text, kEndsPreamble);
  if (preamble == std::string_view::npos) return mails;
  for (std::string_view rest = behind_line(text, preamble); !rest.empty() && mails.size() < kMostDigested;) {
    const std::size_t end = std::min(find_rule(rest, kParts), rest.size());
    std::string_view chunk = rest.substr(0, end);
    rest = end == rest.size() ? std::string_view{} : behind_line(rest, end);
    chunk.remove_prefix(std::min(chunk.find_first_not_of("\r\n"), chunk.size()));
    Mail mail = read_mail(without_encoding(chunk));
    if (mail.from_address.empty() || mail.date.empty()) continue;  // the digest's own footer
    mails.push_back(std::move(mail));
  }
  return mails;
}

}  // namespace rtm::ingest
