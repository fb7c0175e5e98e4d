#pragma once
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rtm::record {

class Document;

enum class Type : std::uint8_t { absent, null, boolean, number, string, array, object };

/// For each length, a bit for every name that has it: see Names.
using NamesOfLength = std::array<std::uint32_t, 32>;

/// A view of one value of a Document, cheap to copy, valid as long as the Document holds its text. Looking for what is
/// not there gives an absent value, so that paths can be followed without checks: v["a"]["b"].integer().
class Value {
 public:
  struct Member;
  class Members;
  class Elements;

  Value() = default;

  Type type() const;
  bool exists() const { return document_ != nullptr; }
  bool is_object() const { return type() == Type::object; }
  bool is_array() const { return type() == Type::array; }
  bool is_string() const { return type() == Type::string; }

  /// The member of that name; of duplicates, the last. Absent when this is no object or has no such member.
  Value operator[](std::string_view key) const;
  /// Sets found[i] to what (*this)[names[i]] gives, in one walk over the members: see Names.
  void find(std::span<const std::string_view> names, const NamesOfLength& of_length, std::span<Value> found) const;
  /// The i-th element of an array, or absent.
  Value operator[](std::size_t index) const;

  /// The bytes as they stand in the text, quotes included.
  std::string_view raw() const;
  /// Where raw() begins, in bytes from the start of the text.
  std::size_t offset() const;

  /// A string's characters, "" for anything else. Points into the text, or into `scratch` when there were escapes.
  /// A lone surrogate becomes U+FFFD.
  std::string_view string(std::string& scratch) const;
  /// The same as a copy.
  std::string text() const;

  /// nullopt unless this is a number that fits.
  std::optional<double> number() const;
  /// nullopt unless this is a whole number of 64 bits ("5", "5.0" and "5e0" are).
  std::optional<std::int64_t> integer() const;
  std::optional<bool> boolean() const;

  /// The members in order, duplicates too; none when this is no object.
  Members members() const;
  /// The elements in order; none when this is no array.
  Elements elements() const;
  /// Number of elements or members.
  std::size_t size() const;

 private:
  friend class Document;
  Value(const Document* document, std::uint32_t index) : document_(document), index_(index) {}
  Value sibling(std::uint32_t index) const { return {document_, index}; }
  std::uint32_t next() const;
  bool is_key(std::string_view key) const;

  const Document* document_ = nullptr;
  std::uint32_t index_ = 0;
};

struct Value::Member {
  Value key;
  Value value;
};

/// Iterates over an object.
class Value::Members {
 public:
  class iterator {
   public:
    using value_type = Member;
    using difference_type = std::ptrdiff_t;
    explicit iterator(Value key) : key_(key) {}
    Member operator*() const { return {key_, key_.sibling(key_.index_ + 1)}; }
    iterator& operator++() {
      key_.index_ = key_.sibling(key_.index_ + 1).next();
      return *this;
    }
    bool operator==(const iterator& other) const { return key_.index_ == other.key_.index_; }

   private:
    Value key_;
  };
  Members(Value first, Value end) : first_(first), end_(end) {}
  iterator begin() const { return iterator(first_); }
  iterator end() const { return iterator(end_); }

 private:
  Value first_, end_;
};

/// Iterates over an array.
class Value::Elements {
 public:
  class iterator {
   public:
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    explicit iterator(Value element) : element_(element) {}
    Value operator*() const { return element_; }
    iterator& operator++() {
      element_.index_ = element_.next();
      return *this;
    }
    bool operator==(const iterator& other) const { return element_.index_ == other.element_.index_; }

   private:
    Value element_;
  };
  Elements(Value first, Value end) : first_(first), end_(end) {}
  iterator begin() const { return iterator(first_); }
  iterator end() const { return iterator(end_); }

 private:
  Value first_, end_;
};

/// Decodes the escapes of a JSON string's inside (without its quotes) onto `out`.
void unescape(std::string_view inside, std::string& out);

}  // namespace rtm::record
