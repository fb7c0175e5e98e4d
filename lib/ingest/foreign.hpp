#pragma once
#include <cstddef>
#include <string_view>

#include "record/value.hpp"

/// What people hand over that is no posts, or not posts alone, told by how it begins.
namespace rtm::ingest {

/// False when no file of another kind (a spreadsheet, a PDF, an archive) begins like this, however it goes on.
bool may_be_foreign(std::string_view head);
/// What such a file is, and what to do with it; "" for others.
std::string_view foreign(std::string_view head);

/// The head of an HTTP answer that `text` begins with: a status line and fields, to the blank line.
struct HttpHead {
  std::size_t size = 0;  // in bytes, the blank line included; 0 when there is none, or no end of it
  int status = 0;
};
HttpHead http_head(std::string_view text);

/// True for a log's "[2026-11-04 10:15]", which is no JSON.
bool begins_with_date(std::string_view line);

/// True for "[04/11/26, 10:15:02] Name: ...", "04/11/26, 10:15 - Name: ...": how WhatsApp writes a chat. Of the
/// lines that begin so most have a name, two at least; one with brackets will do when it is alone.
bool is_chat(std::string_view head);

/// True when some line of `head` can begin a JSON value, or it is binary.
bool may_hold_json(std::string_view head);

/// An answer of an API that found nothing: a page whose list is empty, and that has no text a post might be in.
bool is_empty_page(record::Value json);

}  // namespace rtm::ingest
