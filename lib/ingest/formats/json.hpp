#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/post.hpp"
#include "record/value.hpp"

/// What the readers of JSON formats share. All take absent values and values of another type: they give nothing then.
namespace rtm::ingest {

/// A string's characters, or a number's digits as they stand: ids are text.
std::string id_text(record::Value value);
/// `prefix` + ":" + the id; "" when there is none.
std::string prefixed(std::string_view prefix, record::Value value);
std::string prefixed(std::string_view prefix, std::string_view id);

/// A whole number, also when it is written as a string.
std::optional<std::int64_t> count_of(record::Value value);
/// A number, also when it is written as a string.
std::optional<double> real_of(record::Value value);
/// A time in any spelling, also as seconds, milliseconds or microseconds since 1970.
std::optional<Stamp> time_of(record::Value value);
bool is_true(record::Value value);

/// The first of these members that is there and not null.
record::Value first_of(record::Value object, std::initializer_list<std::string_view> keys);

/// Puts a string into a list unless it is empty or there, or the list has a thousand already.
void add_once(std::vector<std::string>& list, std::string value);

/// The http(s) links that stand in a plain text, in order, without the punctuation that follows them.
void add_links(std::string_view text, std::vector<std::string>& links);

/// "it" from "it-IT"; "" for what is no language ("und", "zxx", X's "qme"), so that it is looked for.
std::string language_tag(std::string_view text);

}  // namespace rtm::ingest
