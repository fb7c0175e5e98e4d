#include "classify/moment/frames.hpp"

#include <algorithm>

#include "classify/moment/course.hpp"
#include "series/surprise.hpp"
#include "text/lexicon.hpp"

namespace rtm::classify {

namespace {

constexpr std::size_t kRun = 3;            // words
constexpr std::size_t kMostTokens = 32;    // of a post
constexpr std::size_t kShortest = 3;       // bytes of a word that fills
constexpr std::uint16_t kRepeated = 3;     // voices that make a run worth a place in the table
constexpr std::uint16_t kMostCount = 8;    // so that what was said much is forgotten, too
constexpr std::uint64_t kAll = 0x5bd1e9955bd1e995ULL;  // the place of all posts in the table
constexpr std::uint64_t kColon = 0x2545F4914F6CDD1DULL;

// A run is far above its usual rate where chance brings as many so rarely (a Poisson log-likelihood ratio, in nats: thousands of runs
// are looked at), and it comes so many times as often: a stream that speaks more English at night is none.
constexpr double kRemembered = 4, kSurprising = 12;
constexpr double kTimes = 6;
constexpr double kFloor = 0.15;        // posts in eight hours that surprise nobody
constexpr double kPrior = 200;         // posts imagined before the first,
constexpr double kPriorShare = 0.001;  // of which any run is in so many
constexpr double kKnown = 100;         // posts from before the last eight hours that tell what is usual

constexpr double kOwn = 0.34;          // of its words a filler may share with those before
constexpr std::uint32_t kFillers = 4;  // that make a form, and so many voices
constexpr double kShare = 0.7;         // of its voices that must bring one of their own
constexpr Seconds kForgotten{std::chrono::hours{48}};  // of silence after which a form begins anew
constexpr std::size_t kLongest = 80;   // bytes of a form as it is written

std::uint64_t mix(std::uint64_t hash) {
  hash ^= hash >> 29;
  hash *= 0xBF58476D1CE4E5B9ULL;
  return hash ^ hash >> 32;
}

std::uint64_t run_of(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return mix(mix(mix(a) + b) + c);
}

std::uint32_t half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 16) | 1U; }

}  // namespace

/// Words, colons, and an empty token where a run ends: at a full stop, a hashtag, somebody's handle.
void Frames::cut(const Post& post) {
  tokens_.clear();
  std::size_t end = 0;
  const auto add = [this](std::uint64_t hash, const text::Word* word) {
    if (tokens_.size() < kMostTokens) tokens_.push_back({hash, word});
  };
  const auto cut_off = [this, &add] {
    if (!tokens_.empty() && tokens_.back().hash != 0) add(0, nullptr);
  };
  for (const text::Word& word : post.words) {
    if (tokens_.size() == kMostTokens) break;
    for (std::size_t i = end; i < word.start; ++i) {
      const char c = post.text[i];
      if (c == ':') add(kColon, nullptr);
      if (c == '.' || c == '!' || c == '?') cut_off();
    }
    end = word.end;
    if (word.kind == text::WordKind::word || word.kind == text::WordKind::number) {
      add(word.hash, &word);
    } else if (word.kind != text::WordKind::emoji) {
      cut_off();
    }
  }
}

/// Have several voices said it lately? A run that others crowd out has to begin anew: a vote of
/// majority for each place (Boyer and Moore 1981).
bool Frames::is_repeated(std::uint64_t run, std::uint64_t voice) {
  Seen& seen = sketch_[run % kSketch];
  const auto tag = static_cast<std::uint32_t>(run >> 32);
  const auto who = static_cast<std::uint16_t>(voice);
  if (seen.tag != tag) {
    if (seen.count > 1) {
      --seen.count;
    } else {
      seen = {tag, who, 1};
    }
    return false;
  }
  if (seen.voice != who) {
    seen.voice = who;
    seen.count = std::min<std::uint16_t>(kMostCount, seen.count + 1);
  }
  return seen.count >= kRepeated;
}

/// At least two words, none of them a name or of the occasion's, and something that holds a sentence together. Where no language tells
/// function words, whatever is said in the same way will do.
bool Frames::can_be_fixed(std::size_t first, const Post& post) const {
  const bool told = text::lang_set(post.lang) != text::kAnyLang;
  std::size_t words = 0;
  bool holds = !told;
  for (std::size_t i = first; i < first + kRun; ++i) {
    const text::Word* word = tokens_[i].word;
    holds = holds || !word || text::is_stopword(*word, post.lang);
    if (!word) continue;
    ++words;
    if (Course::form_of(*word, post.text, post.lang) == Course::Form::name && word->folded.size() > 1) return false;
    if (post.names.find(word->folded) != std::string_view::npos && !text::is_stopword(*word, post.lang)) return false;
  }
  return holds && words >= 2;
}

/// Is what the post puts around the run something of its own?
void Frames::fill(Form& form, std::size_t first, const Post& post) {
  form.last = std::max(form.last, post.at);
  const std::uint32_t voice = half(post.voice);
  if (std::find(form.voices.begin(), form.voices.end(), voice) != form.voices.end()) return;
  form.voices[form.posts++ % Form::kVoices] = voice;
  const auto known = [&form](std::uint32_t word) { return std::find(form.words.begin(), form.words.end(), word) != form.words.end(); };
  filler_.clear();
  std::size_t said = 0;
  bool tagged_alike = false;
  for (const text::Word& word : post.words) {
    const bool tag = word.kind == text::WordKind::hashtag;
    if (!tag && (word.kind != text::WordKind::word || word.folded.size() < kShortest || text::is_stopword(word, post.lang))) continue;
    if (std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(first), tokens_.begin() + static_cast<std::ptrdiff_t>(first + kRun), [&word](const Token& t) { return t.word && t.hash == word.hash; })) continue;
    filler_.push_back(half(tag ? ~word.hash : word.hash));
    if (!known(filler_.back())) continue;
    ++said;
    tagged_alike = tagged_alike || tag;  // the tag is the game, or the news
  }
  const bool own = !filler_.empty() && !tagged_alike && static_cast<double>(said) <= kOwn * static_cast<double>(filler_.size());
  form.own.add(own ? 1 : 0, form.posts);
  form.fillers += own;
  for (const std::uint32_t word : filler_) form.words[form.next_word++ % Form::kWords] = word;
}

/// Counts a run that several voices said; where it is far above what is usual, its form remembers the post.
void Frames::weigh(std::size_t first, std::uint64_t run, const Post& post, const TermHistory::Counts& all) {
  if (std::find(weighed_.begin(), weighed_.end(), run) != weighed_.end()) return;
  weighed_.push_back(run);
  const TermHistory::Counts counts = history_.add(run, post.at);
  const double before = std::max(0.0F, counts.usual - counts.now), posts_before = std::max(0.0F, all.usual - all.now);
  if (posts_before < kKnown) return;
  const double usual = std::max(static_cast<double>(all.now) * (before + kPrior * kPriorShare) / (posts_before + kPrior), kFloor);
  const double much = std::max(series::poisson_excess(counts.now, usual), series::poisson_excess(counts.hour, usual / TermHistory::kHours));
  const auto known = forms_.find(run);
  if (known == forms_.end() && (much < kRemembered || !can_be_fixed(first, post))) return;
  Form& form = known == forms_.end() ? forms_[run] : known->second;
  if (form.born == 0 || post.at - form.last > kForgotten) {
    form = {};
    form.born = ++born_;
  }
  fill(form, first, post);
  hits_.push_back({first, run, &form, much >= kSurprising && counts.now >= kTimes * usual});
}

/// Lets the half go that was used longest ago.
void Frames::forget() {
  std::vector<Time> times;
  for (const auto& [run, form] : forms_) times.push_back(form.last);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  std::erase_if(forms_, [least = *middle](const auto& entry) { return entry.second.last <= least; });
}

/// The post's words in all runs that were filled in at least so often; the rest is left open.
void Frames::write_form(std::uint32_t least) {
  std::array<bool, kMostTokens> fixed{};
  for (const Hit& hit : hits_) {
    if (hit.form->fillers >= least) std::fill_n(fixed.begin() + static_cast<std::ptrdiff_t>(hit.first), kRun, true);
  }
  for (std::size_t i = 1; i < tokens_.size(); ++i) fixed[i] = fixed[i] || (fixed[i - 1] && tokens_[i].hash == kColon);
  written_.clear();
  bool open = false;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!fixed[i] || written_.size() >= kLongest) {
      open = open || tokens_[i].word;
      continue;
    }
    if (open) written_ += written_.empty() ? "…" : " …";
    open = false;
    if (!tokens_[i].word) {
      written_ += ':';
      continue;
    }
    if (!written_.empty()) written_ += ' ';
    written_ += tokens_[i].word->folded;
  }
  if (open) written_ += " …";
}

std::optional<Frame> Frames::see(const Post& post) {
  hits_.clear();
  weighed_.clear();
  cut(post);
  const TermHistory::Counts all = history_.add(kAll, post.at);
  runs_.clear();
  for (std::size_t i = 0; i + kRun <= tokens_.size(); ++i) {
    if (tokens_[i].hash == 0 || tokens_[i + 1].hash == 0 || tokens_[i + 2].hash == 0) continue;
    runs_.push_back({i, run_of(tokens_[i].hash, tokens_[i + 1].hash, tokens_[i + 2].hash)});
    __builtin_prefetch(&sketch_[runs_.back().hash % kSketch]);
  }
  std::erase_if(runs_, [&](const Run& run) { return !is_repeated(run.hash, post.voice); });
  for (const Run& run : runs_) history_.expect(run.hash);
  for (const Run& run : runs_) weigh(run.first, run.hash, post, all);
  if (hits_.empty()) return std::nullopt;
  const Hit* best = nullptr;
  for (const Hit& hit : hits_) {
    if (!hit.surges || hit.form->fillers < kFillers || hit.form->own.value() < kShare) continue;
    if (!best || hit.form->born < best->form->born) best = &hit;
  }
  std::optional<Frame> frame;
  if (best) {
    write_form((best->form->fillers + 1) / 2);
    frame = {best->hash | 1U, best->form->fillers, written_};
  }
  if (forms_.size() > kMost) forget();
  return frame;
}

}  // namespace rtm::classify
