#pragma once
#include <string>
#include <string_view>

#include "ingest/formats/social.hpp"

/// Messages of Telegram in the shapes of its three doors.
namespace rtm::ingest {

/// A message of a bot's update, in the Bot API's shape. False when it is between two people.
bool read_telegram_bot(record::Value message, Post& post);

/// A message as clients of the platform's own protocol (Telethon and its kin) write it down. False when it is between two people.
bool read_telegram_client(record::Value message, Post& post);

/// "telegram:CHAT:MESSAGE", "" when either is unknown.
std::string telegram_id(std::string_view chat, std::string_view message);

/// The part of `text` that is `length` UTF-16 units long and begins at `offset` units; "" when it has none such.
std::string_view utf16_part(std::string_view text, std::int64_t offset, std::int64_t length);

}  // namespace rtm::ingest
