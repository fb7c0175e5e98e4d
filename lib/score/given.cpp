#include "score/given.hpp"

#include <algorithm>
#include <tuple>

namespace rtm::score {

namespace {

constexpr std::size_t kOverhead = 256;  // bytes that an entry costs besides its texts

std::size_t bytes_of(const std::string& id, const Given::Opportunity& o) {
  return id.size() + o.title.size() + o.lang.size() + o.story.size() + kOverhead;
}

}  // namespace

void Given::add(const record::Record& in) {
  const record::Value story = in["story"];
  const std::string id = in["id"].text();
  Opportunity o{in["title"].text(), in["lang"].text(), std::string(story.raw()), story["posts"].integer().value_or(0),
                story["brand"]["mentions"].integer().value_or(0) > 0};
  const auto [known, is_new] = all_.try_emplace(id);
  if (!is_new) bytes_ -= bytes_of(id, known->second);
  bytes_ += bytes_of(id, o);
  known->second = std::move(o);
  if (bytes_ > most_) make_room();
}

/// Lets go until three quarters are left, so that the next ones find room without sorting again.
void Given::make_room() {
  using Key = std::tuple<bool, std::int64_t, std::string>;
  std::vector<Key> least;
  for (const auto& [id, o] : all_) least.emplace_back(o.about_brand, o.posts, id);
  std::sort(least.begin(), least.end());
  for (const Key& key : least) {
    if (bytes_ <= most_ / 4 * 3) return;
    const auto gone = all_.find(std::get<std::string>(key));
    bytes_ -= bytes_of(gone->first, gone->second);
    all_.erase(gone);
    ++dropped_;
  }
}

}  // namespace rtm::score
