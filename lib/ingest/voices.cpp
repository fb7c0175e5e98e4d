#include "ingest/voices.hpp"

#include <xxhash.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "ingest/canonical_url.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kBandSlots = std::size_t{1} << 17;  // a band
constexpr std::size_t kLeastShingles = 6;

std::uint64_t hash(std::string_view text) { return std::max<std::uint64_t>(XXH3_64bits(text.data(), text.size()), 1); }

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0xD6E8FEB86659FD93ULL;
  return value ^ (value >> 32);
}

bool in_word(char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/// Hashes of the words in small letters; links and @names are no words.
void add_words(std::string_view text, std::vector<std::uint64_t>& words) {
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    const bool skipped = text[i] == '@' || text.substr(i, 7) == "http://" || text.substr(i, 8) == "https://";
    if (skipped) {
      i = std::min(text.find_first_of(" \n\t", i), text.size());
      continue;
    }
    word.clear();
    for (; i < text.size() && in_word(text[i]); ++i) word += ascii::lower(text[i]);
    if (word.empty()) {
      ++i;
    } else {
      words.push_back(hash(word));
    }
  }
}

/// What stands behind the place and day that an agency sets before its words: "(AGENZIA) - ROMA, 24 NOV - ".
std::string_view behind_dateline(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  for (;;) {
    std::size_t end = std::string_view::npos;
    for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "}) {
      const std::size_t at = text.substr(0, kLongest).find(dash);
      if (at != std::string_view::npos) end = std::min(end, at + dash.size());
    }
    if (end == std::string_view::npos) return text;
    const std::string_view head = text.substr(0, end);
    const auto small = std::count_if(head.begin(), head.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const auto capital = std::count_if(head.begin(), head.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (small >= capital && !head.starts_with('(')) return text;
    text.remove_prefix(end);
  }
}

std::uint64_t hash_of(const std::vector<std::uint64_t>& words) {
  return std::max<std::uint64_t>(XXH3_64bits(words.data(), words.size() * sizeof(words[0])), 1);
}

}  // namespace

VoiceKeys voice_keys(const Post& post) {
  VoiceKeys keys{};
  if (!post.repost_of.empty()) return keys;
  const bool page = (post.source_kind == SourceKind::news || post.source_kind == SourceKind::blog) && post.reply_to.empty();
  std::vector<std::uint64_t> words;
  add_words(behind_dateline(post.text), words);
  std::string url = canonical_url(post.url);
  if (!url.empty() && !page) url.append("\n").append(post.author.id).append("\n").append(post.author.handle).append("\n").append(post.text);
  if (!url.empty()) keys[0] = hash(url);
  if (page && post.source_kind == SourceKind::news && words.size() >= Voices::kLeastWords) keys[1] = hash_of(words);
  return keys;
}

Voices::Voices(Seconds window) : window_(window), bands_(kBands * kBandSlots) {}

std::optional<Voices::Sketch> Voices::sketch_of(const Post& post) {
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint64_t> words;
  add_words(post.title, words);
  add_words(post.text, words);
  if (words.size() < kLeastShingles + 2) return std::nullopt;
  Sketch sketch;
  sketch.fill(kNone);
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const std::uint64_t shingle = mixed(words[i] + 3 * mixed(words[i + 1] + 3 * words[i + 2]));
    std::uint32_t& least = sketch[shingle >> 60];
    least = std::min(least, static_cast<std::uint32_t>(shingle));
  }
  const Sketch found = sketch;  // an empty bin borrows from the next that is not (Shrivastava, Li 2014)
  for (std::size_t i = 0; i < kBins; ++i) {
    for (std::uint32_t step = 1; step < kBins && sketch[i] == kNone; ++step) {
      const std::uint32_t next = found[(i + step) % kBins];
      if (next != kNone) sketch[i] = next + step * 0x9E3779B1U;
    }
  }
  return sketch;
}

std::size_t Voices::band(const Sketch& sketch, std::size_t index) {
  std::uint64_t key = index;
  for (std::size_t row = 0; row < kRows; ++row) key = mixed(key * 31 + sketch[index * kRows + row]);
  return index * kBandSlots + (key & (kBandSlots - 1));
}

bool Voices::in_window(const Voice& voice, const Post& post) const {
  if (!voice.at || !post.published_at) return true;
  return std::chrono::abs(*voice.at - post.published_at->at) <= window_;
}

const Voices::Voice* Voices::at(std::uint64_t number) const {
  return number < count_ && count_ - number <= kKept ? &ring_[number % kKept] : nullptr;
}

const Voices::Voice* Voices::same(const VoiceKeys& keys, const Post& post) const {
  for (const std::uint64_t key : keys) {
    const auto found = key == 0 ? keys_.end() : keys_.find(key);
    const Voice* voice = found == keys_.end() ? nullptr : at(found->second);
    if (voice != nullptr && voice->id != post.id && in_window(*voice, post)) return voice;
  }
  return nullptr;
}

const Voices::Voice* Voices::near(const Sketch& sketch, const Post& post) const {
  constexpr std::ptrdiff_t kAlike = 10;
  for (std::size_t index = 0; index < kBands; ++index) {
    const std::uint64_t number = bands_[band(sketch, index)];
    const Voice* voice = number == 0 ? nullptr : at(number - 1);
    if (voice == nullptr || voice->first == post.id || voice->id == post.id || !in_window(*voice, post)) continue;
    std::ptrdiff_t alike = 0;
    for (std::size_t i = 0; i < kBins; ++i) alike += sketch[i] == (*voice->sketch)[i];
    if (alike >= kAlike) return voice;
  }
  return nullptr;
}

void Voices::remember(Voice voice) {
  const std::uint64_t number = count_++;
  for (const std::uint64_t key : voice.keys) {
    if (key != 0) keys_[key] = number;
  }
  if (voice.sketch) {
    for (std::size_t index = 0; index < kBands; ++index) bands_[band(*voice.sketch, index)] = number + 1;
  }
  if (number < kKept) return ring_.push_back(std::move(voice));
  Voice& old = ring_[number % kKept];
  for (const std::uint64_t key : old.keys) {
    const auto found = keys_.find(key);
    if (found != keys_.end() && found->second + kKept == number) keys_.erase(found);
  }
  old = std::move(voice);
}

Voices::Found Voices::note(const Post& post) {
  if (!post.repost_of.empty()) return {};
  Voice voice{post.id, post.id, post.published_at ? std::optional(post.published_at->at) : std::nullopt, voice_keys(post), std::nullopt};
  if (const Voice* first = same(voice.keys, post)) return {true, first->id};
  voice.sketch = sketch_of(post);
  const Voice* model = voice.sketch ? near(*voice.sketch, post) : nullptr;
  if (model != nullptr) voice.first = model->first;
  Found found{false, model == nullptr ? std::string{} : model->first};
  remember(std::move(voice));
  return found;
}

}  // namespace rtm::ingest
