#include "ingest/long_object.hpp"

#include <algorithm>
#include <utility>

#include "record/document.hpp"
#include "record/space.hpp"

namespace rtm::ingest {

namespace {

// Parts of what the buffer holds, of which the figures are for its 32 MiB.
constexpr std::size_t kLongMember = 32;   // 1 MiB: behind one of so many bytes an object may be cut
constexpr std::size_t kMostKept = 512;    // 64 KiB of a level are repeated in every part
constexpr std::size_t kPart = 32;         // 1 MiB makes a part, where there is a place to cut

using record::is_space;

/// Behind the string that begins at `at`; npos when it has no end here.
std::size_t behind_string(std::string_view bytes, std::size_t at) {
  for (++at; (at = bytes.find_first_of("\"\\", at)) < bytes.size(); at += 2) {
    if (bytes[at] == '"') return at + 1;
  }
  return std::string_view::npos;
}

/// A whole value without white space and without what is in its arrays.
std::string hollow(std::string_view value) {
  std::string out;
  std::size_t in_arrays = 0;
  for (std::size_t at = 0; at < value.size();) {
    const char c = value[at];
    const std::size_t end = c == '"' ? std::min(behind_string(value, at), value.size()) : at + 1;
    in_arrays -= c == ']' && in_arrays > 0 ? 1 : 0;
    if (in_arrays == 0 && !is_space(c)) out.append(value, at, end - at);
    in_arrays += c == '[' ? 1 : 0;
    at = end;
  }
  return out;
}

}  // namespace

/// A member to repeat: a scalar, and what the document says of itself in objects at its top.
void LongObject::keep(Level& level, std::string_view value) const {
  const bool nested = value.starts_with('{') || value.starts_with('[');
  if (value.size() > buffer_.most() / kMostKept || (nested && (levels_.size() > 1 || value.starts_with('[')))) return;
  const std::string hollowed = hollow(value);
  if (level.kept.size() + level.key.size() + hollowed.size() > buffer_.most() / kMostKept) return;
  if (!level.kept.empty()) level.kept += ',';
  level.kept.append(level.key).append(":").append(hollowed);
}

/// The value at hand of the innermost level ends here.
void LongObject::end_value(std::string_view bytes, std::size_t end) {
  Level& level = levels_.back();
  if (level.object && !level.in_value) return;  // a key
  level.in_value = false;
  const std::size_t begin = std::exchange(level.value_at, kNowhere);
  if (level.object && begin != kNowhere) keep(level, bytes.substr(begin, end - begin));
  if (level.object && begin != kNowhere && end - begin < buffer_.most() / kLongMember) return;
  level.cut_at = end;
  level.kept_at_cut = level.kept.size();
}

/// Behind the token at `at`; kNowhere when it goes beyond `bytes`.
std::size_t LongObject::passed(std::string_view bytes, std::size_t at) {
  constexpr std::string_view kEnds = " \t\r\n,:{}[]\"";
  const char c = bytes[at];
  if (is_space(c) || c == ',') return at + 1;
  Level* const level = levels_.empty() ? nullptr : &levels_.back();
  if (c == '}' || c == ']') {
    levels_.pop_back();
    if (!levels_.empty()) end_value(bytes, at + 1);
    return at + 1;
  }
  if (c == ':') {
    level->in_value = level->object;
    return at + 1;
  }
  const bool nested = c == '{' || c == '[';
  const bool is_key = !nested && level->object && !level->in_value;
  if (level != nullptr && !is_key) level->value_at = at;
  if (nested) {
    levels_.emplace_back().object = c == '{';
    return at + 1;
  }
  const std::size_t end = c == '"' ? behind_string(bytes, at) : bytes.find_first_of(kEnds, at);
  if (end == std::string_view::npos) return kNowhere;
  if (is_key) level->key = bytes.substr(at, end - at);
  end_value(bytes, end);
  return end;
}

/// Follows `bytes` to the object's end, or as far as they go.
LongObject::Walked LongObject::walk(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    at = passed(bytes, at);
    if (at == kNowhere) return Walked::on;
    if (levels_.empty()) {
      end_ = at;
      return Walked::end;
    }
    if (levels_.size() > record::kMaxDepth) return Walked::too_deep;
  }
  return Walked::on;
}

/// The outermost level that can be cut in the second half of `size` bytes.
std::size_t LongObject::cut_level(std::size_t size) const {
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    if (levels_[i].cut_at != kNowhere && levels_[i].cut_at >= size / 2) return i;
  }
  return kNowhere;
}

/// Begins part_ with what stands around the place that was cut.
void LongObject::frame() {
  part_.clear();
  part_.reserve(buffer_.most() / kPart + buffer_.most() / 128);
  for (const Level& level : levels_) {
    part_.append(level.object ? "{" : "[").append(level.kept);
    if (&level == &levels_.back() || !level.object) continue;
    part_.append(level.kept.empty() ? "" : ",").append(level.key).append(":");
  }
}

/// Cuts at `level`: what is inside it is over.
void LongObject::leave(std::size_t level) {
  levels_.resize(level + 1);
  levels_.back().kept.resize(levels_.back().kept_at_cut);
  levels_.back().in_value = false;
  for (Level& one : levels_) one.value_at = one.cut_at = kNowhere;
}

LongObject::Got LongObject::next(std::string_view& part, std::size_t& used) {
  std::string_view bytes;
  Walked walked{};
  const std::vector<Level> before = levels_;
  frame();
  for (std::size_t size = buffer_.most() / kPart;; size *= 2) {
    while (buffer_.view().size() < size && buffer_.more()) {}
    bytes = buffer_.view().substr(0, size);
    levels_ = before;
    walked = walk(bytes);
    if (walked != Walked::on || bytes.size() < size || cut_level(size) != kNowhere) break;
  }
  std::size_t begin = 0;
  if (!before.empty()) {
    begin = std::min(bytes.find_first_not_of(" \t\r\n,"), bytes.size());
    const bool more = begin < bytes.size() && bytes[begin] != '}' && bytes[begin] != ']';
    if (more && !before.back().kept.empty()) part_ += ',';
  }
  begin_ = begin;
  framed_ = part_.size();
  if (walked == Walked::end) {
    part = part_.append(bytes, begin, end_ - begin);
    used = end_;
    return Got::last;
  }
  const std::size_t level = walked == Walked::on ? cut_level(bytes.size()) : kNowhere;
  if (level == kNowhere) return walked == Walked::on && !buffer_.full() ? Got::ended : Got::uncut;
  used = levels_[level].cut_at;
  part_.append(bytes, begin, used - begin);
  leave(level);
  for (auto one = levels_.rbegin(); one != levels_.rend(); ++one) part_ += one->object ? '}' : ']';
  part = part_;
  return Got::part;
}

}  // namespace rtm::ingest
