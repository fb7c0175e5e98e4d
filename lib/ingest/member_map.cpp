#include "ingest/member_map.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "ingest/formats/json.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

using Setter = bool (*)(Post&, std::string_view);

struct Member {
  std::string_view name;
  Setter set;
};

template <std::string Post::* kField>
bool text(Post& post, std::string_view value) {
  (post.*kField) = value;
  return true;
}

/// The id of another post; 0 is none.
template <std::string Post::* kField>
bool reference(Post& post, std::string_view value) {
  if (value == "0") return false;
  (post.*kField) = value;
  return true;
}

template <std::string Author::* kField>
bool author_text(Post& post, std::string_view value) {
  if (value.starts_with('@')) value.remove_prefix(1);
  (post.author.*kField) = value;
  return true;
}

std::optional<double> real(std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::int64_t> whole(std::string_view value) {
  const auto number = real(value);
  constexpr double kMost = 9e15;
  if (!number || std::abs(*number) > kMost || *number != std::floor(*number)) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

template <std::optional<std::int64_t> Metrics::* kField>
bool metric(Post& post, std::string_view value) {
  const auto number = whole(value);
  if (number) (post.metrics.*kField) = number;
  return number.has_value();
}

template <std::vector<std::string> Post::* kField>
bool list(Post& post, std::string_view value) {
  constexpr std::string_view kBetween = ", \t\n";
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(kBetween), value.size());
    std::string_view one = value.substr(0, end);
    while (one.starts_with('#') || one.starts_with('@')) one.remove_prefix(1);
    add_once(post.*kField, std::string(one));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return true;
}

bool source_kind(Post& post, std::string_view value) {
  for (int i = 0; i <= static_cast<int>(SourceKind::other); ++i) {
    if (name(static_cast<SourceKind>(i)) != value) continue;
    post.source_kind = static_cast<SourceKind>(i);
    return true;
  }
  return false;
}

template <double Geo::* kField>
bool geo(Post& post, std::string_view value) {
  const auto number = real(value);
  if (!number) return false;
  if (!post.geo) post.geo = Geo{NAN, NAN};
  (*post.geo).*kField = *number;
  return true;
}

constexpr std::array kMembers{
    Member{"id", text<&Post::id>},
    Member{"platform", text<&Post::platform>},
    Member{"source", text<&Post::source>},
    Member{"source_kind", source_kind},
    Member{"url", text<&Post::url>},
    Member{"published_at",
           [](Post& post, std::string_view value) {
             post.published_at = read_time(value);
             return post.published_at.has_value();
           }},
    Member{"author.id", author_text<&Author::id>},
    Member{"author.handle", author_text<&Author::handle>},
    Member{"author.name", author_text<&Author::name>},
    Member{"author.followers",
           [](Post& post, std::string_view value) {
             post.author.followers = whole(value);
             return post.author.followers.has_value();
           }},
    Member{"author.verified",
           [](Post& post, std::string_view value) {
             post.author.verified = value == "true" || value == "1" || value == "yes";
             return true;
           }},
    Member{"title", text<&Post::title>},
    Member{"text", text<&Post::text>},
    Member{"lang",
           [](Post& post, std::string_view value) {
             post.lang = language_tag(value);
             return !post.lang.empty();
           }},
    Member{"reply_to", reference<&Post::reply_to>},
    Member{"repost_of", reference<&Post::repost_of>},
    Member{"quote_of", reference<&Post::quote_of>},
    Member{"thread", reference<&Post::thread>},
    Member{"metrics.likes", metric<&Metrics::likes>},
    Member{"metrics.reposts", metric<&Metrics::reposts>},
    Member{"metrics.replies", metric<&Metrics::replies>},
    Member{"metrics.quotes", metric<&Metrics::quotes>},
    Member{"metrics.views", metric<&Metrics::views>},
    Member{"metrics_at",
           [](Post& post, std::string_view value) {
             const auto at = read_time(value);
             if (at) post.metrics_at = at->at;
             return at.has_value();
           }},
    Member{"hashtags", list<&Post::hashtags>},
    Member{"tags", list<&Post::tags>},
    Member{"mentions", list<&Post::mentions>},
    Member{"links", list<&Post::links>},
    Member{"geo.lat", geo<&Geo::lat>},
    Member{"geo.lon", geo<&Geo::lon>},
};

const Member* find(std::string_view name) {
  const auto* found = std::find_if(kMembers.begin(), kMembers.end(), [&](const Member& one) { return one.name == name; });
  return found == kMembers.end() ? nullptr : found;
}

}  // namespace

bool is_member(std::string_view member) { return find(member) != nullptr; }

bool set_member(Post& post, std::string_view member, std::string_view value) {
  const Member* known = find(member);
  return known != nullptr && known->set(post, value);
}

std::vector<std::string_view> member_names() {
  std::vector<std::string_view> names;
  for (const Member& member : kMembers) names.push_back(member.name);
  return names;
}

}  // namespace rtm::ingest
