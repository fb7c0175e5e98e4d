#include "classify/moment/course.hpp"

#include <algorithm>

namespace rtm::classify {

namespace {

constexpr double kImagined = 50;       // posts before the first,
constexpr double kImaginedWith = 0.5;  // of which so many hold any word

const Course::Spoken* find(const std::vector<Course::Spoken>& words, std::uint64_t word) {
  const auto place = std::find_if(words.begin(), words.end(), [word](const Course::Spoken& w) { return w.hash == word; });
  return place == words.end() ? nullptr : &*place;
}

}  // namespace

Course::Form Course::form_of(const text::Word& word, std::string_view text, std::string_view lang) {
  if (text.substr(word.start, word.end - word.start) == word.folded || lang == "de") return Form::plain;
  const std::size_t before = word.start == 0 ? std::string_view::npos : text.find_last_not_of(" \"'([", word.start - 1);
  const bool begins = before == std::string_view::npos || std::string_view(".!?:\n").find(text[before]) != std::string_view::npos;
  return begins ? Form::unknown : Form::name;
}

void Course::add(Time at, std::uint64_t voice, std::vector<Spoken> words) {
  last_ = std::max(last_, at);
  Post post{at, voice, std::move(words)};
  if (last_ - at > kRecent) return retire(post);
  recent_.push_back(std::move(post));
  while (recent_.size() > kMostRecent || last_ - recent_.front().at > kRecent) {
    retire(recent_.front());
    recent_.pop_front();
  }
}

/// Makes the post one of the earlier ones; when they hold too many words, all weigh half as much and the rarest go.
void Course::retire(const Post& post) {
  earlier_posts_ += 1;
  for (const Spoken& word : post.words) earlier_[word.hash] += 1;
  while (earlier_.size() > kMostWords) {
    earlier_posts_ /= 2;
    for (auto& [hash, count] : earlier_) count /= 2;
    std::erase_if(earlier_, [](const auto& entry) { return entry.second < 1; });
  }
}

Course::Count Course::recent(std::uint64_t word) const {
  Count count;
  std::vector<std::uint64_t> voices;
  for (const Post& post : recent_) {
    const Spoken* spoken = find(post.words, word);
    if (!spoken) continue;
    count.names += spoken->form == Form::name;
    count.plain += spoken->form == Form::plain;
    if (std::find(voices.begin(), voices.end(), post.voice) == voices.end()) voices.push_back(post.voice);
  }
  count.voices = voices.size();
  return count;
}

double Course::share_of(double with, double all) { return (with + kImaginedWith) / (all + kImagined); }

double Course::usual_share(std::uint64_t word) const {
  const auto known = earlier_.find(word);
  return share_of(known == earlier_.end() ? 0 : known->second, earlier_posts_);
}

}  // namespace rtm::classify
