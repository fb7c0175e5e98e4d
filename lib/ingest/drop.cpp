#include "ingest/drop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace rtm::ingest {

namespace {

struct Member {
  std::string_view name;
  void (*forget)(Post&);
};

constexpr std::array kMembers{
    Member{"source", [](Post& p) { p.source.clear(); }},
    Member{"url", [](Post& p) { p.url.clear(); }},
    Member{"author", [](Post& p) { p.author.clear(); }},
    Member{"author.id", [](Post& p) { p.author.id.clear(); }},
    Member{"author.handle", [](Post& p) { p.author.handle.clear(); }},
    Member{"author.name", [](Post& p) { p.author.name.clear(); }},
    Member{"author.followers", [](Post& p) { p.author.followers.reset(); }},
    Member{"author.verified", [](Post& p) { p.author.verified.reset(); }},
    Member{"title", [](Post& p) { p.title.clear(); }},
    Member{"lang", [](Post& p) { p.lang.clear(); }},
    Member{"lang_p", [](Post& p) { p.lang_p.reset(); }},
    Member{"reply_to", [](Post& p) { p.reply_to.clear(); }},
    Member{"repost_of", [](Post& p) { p.repost_of.clear(); }},
    Member{"quote_of", [](Post& p) { p.quote_of.clear(); }},
    Member{"thread", [](Post& p) { p.thread.clear(); }},
    Member{"metrics", [](Post& p) { p.metrics = {}; }},
    Member{"metrics_at", [](Post& p) { p.metrics_at.reset(); }},
    Member{"hashtags", [](Post& p) { p.hashtags.clear(); }},
    Member{"tags", [](Post& p) { p.tags.clear(); }},
    Member{"mentions", [](Post& p) { p.mentions.clear(); }},
    Member{"links", [](Post& p) { p.links.clear(); }},
    Member{"media", [](Post& p) { p.media.clear(); }},
    Member{"geo", [](Post& p) { p.geo.reset(); }},
    Member{"copies", [](Post& p) { p.copies.reset(); }},
    Member{"copy_of", [](Post& p) { p.copy_of.clear(); }},
};

const Member* find(std::string_view name) {
  const auto found = std::find_if(kMembers.begin(), kMembers.end(), [&](const Member& member) { return member.name == name; });
  return found == kMembers.end() ? nullptr : &*found;
}

}  // namespace

void Drop::add(std::string_view typed) {
  for (;;) {
    const std::string_view one = typed.substr(0, typed.find(','));
    if (find(one) == nullptr) {
      std::string known;
      for (const Member& member : kMembers) known += fmt::format("{}{}", known.empty() ? "" : ", ", member.name);
      throw Error(fmt::format("--drop {}: cannot be left out; what can: {}", one, known));
    }
    members_.emplace_back(one);
    if (one.size() == typed.size()) return;
    typed.remove_prefix(one.size() + 1);
  }
}

void Drop::apply(Post& post) const {
  for (const std::string& member : members_) find(member)->forget(post);
}

bool Drop::whole(std::string_view member) const { return std::find(members_.begin(), members_.end(), member) != members_.end(); }

bool Drop::touches(std::string_view member) const {
  return std::any_of(members_.begin(), members_.end(), [&](const std::string& one) { return std::string_view(one).substr(0, one.find('.')) == member; });
}

}  // namespace rtm::ingest
