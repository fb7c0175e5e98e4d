#include "classify/moment/turns.hpp"

#include <algorithm>

#include "classify/story/terms.hpp"
#include "series/surprise.hpp"
#include "text/fold.hpp"
#include "text/stem.hpp"

namespace rtm::classify {

namespace {

constexpr double kEarlier = 10;          // posts of an occasion before the last hour, to tell what is usual in it
constexpr std::size_t kVoices = 3;       // that make a turn
constexpr double kSurprising = 4;        // one in ten thousand
constexpr double kOurs = 0.8;            // of the word's uses must be about the turn where a post does not name the occasion,
constexpr double kLately = 2.5;          // and so many posts, this one among them, must hold it lately: at night one is rare, too
constexpr std::size_t kShortest = 4;     // bytes of a word that can turn
constexpr std::size_t kMostWords = 32;   // of a post
constexpr Seconds kSilence{std::chrono::hours{3}};  // that ends a turn
constexpr Seconds kOne{std::chrono::hours{1}};      // within which what else is unexpected belongs to the same turn, and who does not name
                                                    // the occasion may mean it

bool copies(const PostFacts& facts) { return !facts.repost_of.empty() || !facts.copy_of.empty(); }

std::string_view written(const text::Word& word, std::string_view text) { return text.substr(word.start, word.end - word.start); }

}  // namespace

std::optional<Turn> Turns::see(const Post& post, const Background& stream, double hourly) {
  const bool within = post.occasion != Majority::kNone;
  length_.add(static_cast<double>(post.facts.terms.size()), seen_ = std::min(seen_ + 1, 2000U));
  if (!post.facts.at || (!within && live_.empty())) return std::nullopt;
  if (within && !copies(post.facts)) {
    const Course& course = note(post);
    if (post.on && course.earlier_posts() >= kEarlier) look(post, course, stream);
  }
  return belonging(post, hourly);
}

/// Adds the post to its occasion's course; words_ and spoken_ are then what it says.
Course& Turns::note(const Post& post) {
  words_.clear();
  spoken_.clear();
  for (const text::Word& word : post.words) {
    if (word.kind != text::WordKind::word || word.folded.size() < kShortest || words_.size() == kMostWords) continue;
    if (text::is_stopword(word.folded, post.lang) || post.names.find(word.folded) != std::string_view::npos) continue;
    const std::uint64_t hash = hash_of(text::unaccented(text::stem(word.folded, post.lang)));
    if (std::any_of(spoken_.begin(), spoken_.end(), [hash](const Course::Spoken& s) { return s.hash == hash; })) continue;
    words_.push_back(&word);
    spoken_.push_back({hash, Course::form_of(word, post.text, post.lang)});
  }
  Course& course = courses_[post.occasion];
  course.add(*post.facts.at, voice_of(post.facts), spoken_);
  if (courses_.size() > kMostCourses) {
    courses_.erase(std::min_element(courses_.begin(), courses_.end(), [](const auto& a, const auto& b) { return a.second.last() < b.second.last(); }));
  }
  return courses_[post.occasion];
}

/// Which of the post's words are more than the occasion and the stream led one to expect?
void Turns::look(const Post& post, const Course& course, const Background& stream) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Course::Count count = course.recent(spoken_[i].hash);
    if (count.voices < kVoices || count.plain == 0 || count.names > count.plain) continue;
    const double before = std::max(0.0, stream.frequency(spoken_[i].hash) - static_cast<double>(count.voices));
    const double usual = Course::share_of(before, stream.posts());
    const double expected = static_cast<double>(course.recent_posts()) * std::max(course.usual_share(spoken_[i].hash), usual);
    const double surprise = series::poisson_surprise(static_cast<double>(count.voices), expected);
    if (surprise >= kSurprising && !is_expected(*words_[i], post.lang)) take_up(post, i, surprise, course, usual);
  }
}

bool Turns::is_expected(const text::Word& word, std::string_view lang) {
  const PostCues cues = cues_.of_word(word, lang);
  return cues.event > 0 || cues.ahead > 0 || cues.feast > 0;
}

/// The turn that the occasion is in, or a new one.
Turns::Live& Turns::turn_of(const Post& post, std::size_t word) {
  const Time at = *post.facts.at;
  const auto now = std::find_if(live_.begin(), live_.end(), [&](const Live& turn) { return turn.occasion == post.occasion && at - turn.last <= kOne; });
  if (now != live_.end()) return *now;
  if (live_.size() == kMostTurns) {
    live_.erase(std::min_element(live_.begin(), live_.end(), [](const Live& a, const Live& b) { return a.last < b.last; }));
  }
  live_.push_back({hash_of(post.facts.id) | 1U, post.occasion, 0, std::string(written(*words_[word], post.text)), {}, at});
  return live_.back();
}

void Turns::take_up(const Post& post, std::size_t word, double surprise, const Course& course, double usual) {
  Live& turn = turn_of(post, word);
  turn.surprise = std::max(turn.surprise, surprise);
  const std::uint64_t hash = spoken_[word].hash;
  if (std::any_of(turn.words.begin(), turn.words.end(), [hash](const Word& w) { return w.hash == hash; })) return;
  Word known{hash, usual, {}};
  const std::size_t others = course.recent(hash).voices - 1;  // belonging() counts the post at hand
  known.posts.add(*post.facts.at, Course::kRecent, static_cast<double>(others));
  turn.words.push_back(known);
}

/// The turn that the post belongs to, if any; lets those go of which nobody speaks any more.
std::optional<Turn> Turns::belonging(const Post& post, double hourly) {
  const Time at = *post.facts.at;
  std::erase_if(live_, [at](const Live& turn) { return at - turn.last > kSilence; });
  for (Live& turn : live_) {
    if (post.occasion != Majority::kNone && post.occasion != turn.occasion) continue;
    double foreign = 1;  // probability that none of the words is about the turn
    const double length = static_cast<double>(post.facts.terms.size()) / std::max(length_.value(), 1.0);
    const bool named = post.occasion == turn.occasion;
    bool holds = false;
    for (Word& word : turn.words) {
      if (std::none_of(post.facts.terms.begin(), post.facts.terms.end(), [&](const Term& t) { return t.hash == word.hash; })) continue;
      holds = true;
      if (!copies(post.facts)) word.posts.add(at, Course::kRecent);
      const double lately = word.posts.value(at, Course::kRecent);
      if (lately >= kLately) foreign *= std::min(1.0, word.usual * length * hourly / lately);
    }
    if (!holds || (!named && (at - turn.last > kOne || 1 - foreign < kOurs))) continue;
    if (named) turn.last = std::max(turn.last, at);  // what only shares its words keeps no turn alive
    return Turn{turn.gathering, turn.occasion, turn.surprise, turn.first};
  }
  return std::nullopt;
}

}  // namespace rtm::classify
