#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rtm::record {

/// Writes compact JSON in the order it is called, so own objects have a fixed key order; numbers have fixed decimals.
/// Reused: clear() keeps the memory.
class Writer {
 public:
  void clear();
  std::string_view text() const { return {out_.data(), size_}; }

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();

  /// The next value's name; REQUIRES an open object.
  Writer& key(std::string_view name);
  /// The same for a name that stands in the source: it has nothing to escape.
  template <std::size_t N>
  Writer& key(const char (&name)[N]) {
    separate();
    plain({name, N - 1});
    put(':');
    return *this;
  }

  Writer& string(std::string_view value);
  Writer& integer(std::int64_t value);
  /// With exactly `decimals` digits behind the point; "-0.00" is written "0.00", what is not finite null.
  Writer& number(double value, int decimals);
  Writer& boolean(bool value);
  Writer& null();
  /// JSON made elsewhere.
  Writer& raw(std::string_view json);

  // The common pairs.
  template <typename Name>
  Writer& member(const Name& name, std::string_view value) {
    return key(name).string(value);
  }
  template <typename Name>
  Writer& member(const Name& name, const char* value) {
    return key(name).string(value);
  }
  template <typename Name>
  Writer& member(const Name& name, std::int64_t value) {
    return key(name).integer(value);
  }
  template <typename Name>
  Writer& member(const Name& name, double value, int decimals) {
    return key(name).number(value, decimals);
  }
  template <typename Name>
  Writer& member(const Name& name, bool value) {
    return key(name).boolean(value);
  }

 private:
  /// Room for so many more bytes, behind what is written.
  char* room(std::size_t bytes) {
    if (out_.size() - size_ < bytes) grow(bytes);
    return out_.data() + size_;
  }
  void grow(std::size_t bytes);
  void put(char c) {
    *room(1) = c;
    ++size_;
  }
  void append(std::string_view bytes) {
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  /// A string that has nothing to escape.
  void plain(std::string_view value) {
    char* to = room(value.size() + 2);
    *to = '"';
    std::memcpy(to + 1, value.data(), value.size());
    to[value.size() + 1] = '"';
    size_ += value.size() + 2;
  }
  /// A comma, unless an object or array has just been opened or a key written.
  void separate() {
    if (depth_ == 0) return;
    const char last = out_[size_ - 1];
    if (last != '{' && last != '[' && last != ':') put(',');
  }
  Writer& open(char bracket);
  Writer& close(char bracket);
  void quoted(std::string_view value);

  std::string out_;  // of which the first size_ bytes are written: to append to it byte by byte would cost twice as much
  std::size_t size_ = 0, depth_ = 0;
};

/// Appends `value` as a JSON string with its quotes. Malformed UTF-8 becomes U+FFFD.
void quote(std::string_view value, std::string& out);

/// Appends `value` with exactly `decimals` digits behind the point.
void append_number(double value, int decimals, std::string& out);

/// `value` as it stands in a record once rounded to `decimals`: decisions are made on this.
double rounded(double value, int decimals);

}  // namespace rtm::record
