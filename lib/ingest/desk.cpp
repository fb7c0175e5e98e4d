#include "ingest/desk.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>

#include "ingest/one_line.hpp"
#include "ingest/rewrite.hpp"
#include "io/lines.hpp"
#include "record/names.hpp"
#include "text/language.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kHeldBytes = std::size_t{64} << 20;
constexpr Time kLast = Time::max();

constexpr record::Names kMetricNames{"likes", "reposts", "replies", "quotes", "views"};

std::uint64_t hash_of_words(std::string_view title, std::string_view text) {
  return XXH3_64bits_withSeed(text.data(), text.size(), title.empty() ? 0 : XXH3_64bits(title.data(), title.size()));
}

text::Language language_of(std::string_view title, std::string_view text) {
  if (title.empty()) return text::guess_language(text);
  std::string both;
  both.append(title).append("\n").append(text);
  return text::guess_language(both);
}

}  // namespace

Desk::Desk(const DeskOptions& options, stage::Output& out, stage::Refusals& refusals)
    : options_(options), out_(out), refusals_(refusals) {
  if (!options.dup_window) return;
  voices_.emplace(*options.dup_window);
  counts_.copies = 0;
}

Desk::Entry& Desk::entry() {
  if (bytes_ > kHeldBytes) flush();
  if (used_ == entries_.size()) entries_.emplace_back();
  Entry& entry = entries_[used_++];
  entry.is_line = entry.left_out = false;
  return entry;
}

void Desk::note_time(const std::optional<Time>& at) {
  if (!at) {
    ++counts_.no_time;
    return;
  }
  counts_.first_at = std::min(*at, counts_.first_at.value_or(*at));
  counts_.last_at = std::max(*at, counts_.last_at.value_or(*at));
}

void Desk::count_source(std::string_view platform, std::string_view source, const std::optional<Time>& at, bool fresh) {
  SourceCount& count = sources_.of(platform, source);
  fresh ? count.note(at) : static_cast<void>(++count.folded);
}

void Desk::post(Post& post) {
  if (post.id.empty()) return refuse(0, "a post without an id");
  if (!options_.source.empty()) post.source = options_.source;
  find_language(post);
  options_.time.place(post);
  settle(post);
  if (open_ == 0) return write_post(post);
  bytes_ += weight_of(post);
  Entry& held = entry();
  std::swap(held.post, post);
  held.at = held.post.published_at ? std::optional(held.post.published_at->at) : std::nullopt;
}

void Desk::hold_line(const std::optional<Time>& at, std::string_view line) {
  if (open_ == 0) return out_.emit(line);
  bytes_ += 128 + line.size();
  Entry& held = entry();
  held.line = line;
  held.at = at;
  held.is_line = true;
}

void Desk::tombstone(const Tombstone& tombstone) {
  if (tombstone.id.empty()) return refuse(0, "a deletion without an id");
  ++counts_.tombstones;
  writer_.clear();
  Tombstone told = tombstone;
  if (options_.pseudonyms) told.id = options_.pseudonyms->id(told.id);
  write(told, writer_);
  hold_line(kLast, writer_.text());
}

void Desk::pass(const Canonical& record) {
  std::string_view line = one_line(record.value.raw(), scratch_);
  std::optional<Time> at = record.at;
  std::string settled_line;
  if (options_.changes_canonical()) line = settled_line = settled(record, at);
  if (line.size() > io::Lines::kMaxLine) return refuse(0, "the line is longer than 16 MiB");
  if (record.kind != record::Kind::post) {
    ++(record.kind == record::Kind::tombstone ? counts_.tombstones : counts_.others);
    return hold_line(at.value_or(kLast), line);
  }
  std::string changed;
  const std::string_view complete = completed(record, line, changed);
  const Seen::Status status = note(record);
  const bool fresh = status == Seen::Status::fresh;
  if (options_.per_source) count_source(record.value["platform"].text(), options_.source.empty() ? record.value["source"].text() : options_.source, at, fresh);
  if (!is_written(status)) return;
  if (fresh) note_time(at);
  hold_line(at, complete);
}

/// What the user asks for whatever the source says: last of all, for hashed names tell no language.
void Desk::settle(Post& post) const {
  options_.time.correct(post);
  if (options_.pseudonyms) options_.pseudonyms->apply(post);
  options_.drop.apply(post);
}

/// A canonical record in which only what the user's options touch is written anew; `at` is its time from now on.
std::string Desk::settled(const Canonical& record, std::optional<Time>& at) const {
  constexpr std::array<std::string_view, 14> kPersonal{"id", "url", "source", "author", "title", "text", "reply_to", "repost_of",
                                                       "quote_of", "thread", "copy_of", "mentions", "links", "media"};
  const bool post = record.kind == record::Kind::post;
  Post now = reread(record.value);
  settle(now);
  if (post) at = now.published_at ? std::optional(now.published_at->at) : std::nullopt;
  std::string out;
  rewrite(record.value, now, [&](std::string_view member) {
    const bool told = options_.pseudonyms && (post ? std::find(kPersonal.begin(), kPersonal.end(), member) != kPersonal.end() : member == "id");
    const bool dated = options_.time.corrects() && (member == "published_at" || member == "time_quality");
    if (!post) return told && record.kind == record::Kind::tombstone ? Edit::renew : Edit::keep;
    if (options_.drop.whole(member)) return Edit::leave_out;
    return told || dated || options_.drop.touches(member) ? Edit::renew : Edit::keep;
  }, out);
  return out;
}

void Desk::find_language(Post& post) const {
  if (!options_.lang.empty()) {
    post.lang = options_.lang;
    post.lang_p.reset();
  } else if (post.lang.empty()) {
    text::Language found = language_of(post.title, post.text);
    if (found.code.empty()) return;
    post.lang = std::move(found.code);
    post.lang_p = found.p;
  }
}

/// `line` with what the user forces and with its language where it has none; `out` holds what was changed.
std::string_view Desk::completed(const Canonical& record, std::string_view line, std::string& out) const {
  if (options_.lang.empty() && !record.lang.exists()) {
    std::string title, text;
    const text::Language found = language_of(record.title.string(title), record.text.string(text));
    if (!found.code.empty()) {
      record::Writer members;
      members.begin_object().member("lang", found.code).member("lang_p", found.p, 2).end_object();
      out.assign(line.substr(0, line.size() - 1)).append(",").append(members.text().substr(1));
      line = out;
    }
  }
  const auto force = [&](std::string_view key, const std::string& value) {
    if (value.empty()) return;
    record::Record whole;
    whole.parse(line);
    std::string json, changed;
    record::quote(value, json);
    record::splice(whole, key, json, changed);
    out.swap(changed);
    line = out;
  };
  force("lang", options_.lang);
  force("source", options_.source);
  return line;
}

Seen::Status Desk::note(const Canonical& record) {
  std::string title, text;
  Metrics counts;
  std::optional<std::int64_t>* const all[]{&counts.likes, &counts.reposts, &counts.replies, &counts.quotes, &counts.views};
  const auto given = kMetricNames.in(record.metrics);
  for (std::size_t i = 0; i < given.size(); ++i) *all[i] = given[i].integer();
  return seen_.note(record.id, hash_of_words(record.title.string(title), record.text.string(text)), counts.sum());
}

bool Desk::is_repetition(Seen::Status status) const {
  return status == Seen::Status::repeated || (status == Seen::Status::grown && options_.updates == Updates::fold);
}

/// Counts the post; false when it is left out as a repetition.
bool Desk::is_written(Seen::Status status) {
  if (is_repetition(status)) {
    ++counts_.folded;
    return false;
  }
  ++(status == Seen::Status::fresh ? counts_.posts : counts_.updates);
  return true;
}

void Desk::skip(Skip why) { ++(why == Skip::private_post ? counts_.private_posts : counts_.no_posts); }

void Desk::refuse(std::size_t offset, std::string_view why) {
  record::Place place{file_, 0};
  std::size_t column = 0;
  std::string_view raw;
  if (item_ != nullptr && item_->line > 0) {
    raw = item_->bytes;
    const std::string_view before = raw.substr(0, offset);
    const std::size_t feed = before.rfind('\n');
    place.line = item_->line + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    column = feed == std::string_view::npos ? item_->column + offset : offset - feed;
  }
  refusals_.refuse(place, column, why, raw);
}

void Desk::write_post(Post& post) {
  writer_.clear();
  write(post, writer_);
  if (writer_.text().size() > io::Lines::kMaxLine) return refuse(0, "the post is longer than 16 MiB");
  const std::optional<Time> at = post.published_at ? std::optional(post.published_at->at) : std::nullopt;
  const Seen::Status status = seen_.note(post.id, hash_of_words(post.title, post.text), post.metrics.sum());
  const bool written = is_written(post, status), fresh = written && status == Seen::Status::fresh;
  if (options_.per_source) count_source(post.platform, post.source, at, fresh);
  if (!written) return;
  if (fresh) note_time(at);
  out_.emit(writer_.text());
}

/// The same for a post that is in writer_, which is marked there when it is nearly another's copy. What was folded under its id once is
/// folded for good, whatever its counts.
bool Desk::is_written(Post& post, Seen::Status status) {
  const Voices::Found found = voices_ && !is_repetition(status) ? voices_->note(post) : Voices::Found{};
  if (!is_written(found.same ? Seen::Status::repeated : status)) return false;
  if (found.of.empty() || !post.copy_of.empty()) return true;
  ++*counts_.copies;
  post.copy_of = found.of;
  writer_.clear();
  write(post, writer_);
  return true;
}

void Desk::flush() {
  if (used_ > 1) fold();
  order_.clear();
  for (std::size_t i = 0; i < used_; ++i) {
    if (!entries_[i].left_out) order_.push_back(i);
  }
  if (order_.size() > 1) {
    // Most documents stand newest first: turned round, posts of one second are in order too.
    if (entries_[order_.front()].at > entries_[order_.back()].at) std::reverse(order_.begin(), order_.end());
    std::stable_sort(order_.begin(), order_.end(),
                     [this](std::size_t a, std::size_t b) { return entries_[a].at < entries_[b].at; });
  }
  for (const std::size_t i : order_) {
    entries_[i].is_line ? out_.emit(entries_[i].line) : write_post(entries_[i].post);
  }
  used_ = 0;
  bytes_ = 0;
}

void Desk::end() {
  if (--open_ == 0) flush();
}

void Desk::close() {
  open_ = 0;
  item_ = nullptr;
  flush();
}

}  // namespace rtm::ingest
