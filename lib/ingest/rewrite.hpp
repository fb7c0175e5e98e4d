#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "ingest/post.hpp"
#include "record/value.hpp"

namespace rtm::ingest {

/// A canonical record's members as plain values; what is of another type is unknown.
Post reread(record::Value record);

enum class Edit : std::uint8_t { keep, renew, leave_out };

/// Appends `record` to `out`: each top-level member as it is, as `post` has it now, or not at all. What is kept keeps its bytes.
void rewrite(record::Value record, const Post& post, const std::function<Edit(std::string_view member)>& edit, std::string& out);

}  // namespace rtm::ingest
