#pragma once
#include "ingest/format.hpp"

namespace rtm::ingest {

/// What TikTok lets a person download of an account ("user_data_tiktok.json"), under the names of any year; or the first part of it.
bool is_tiktok_download(record::Value value);

/// Gives the videos and comments of a download, which are the account's own. Videos that not all may see and messages are private; what was
/// watched, liked, searched for or deleted is none of its posts. Comments have no ids: they are made of what they say.
/// `user` is the account's name, which a download tells: kept for the parts of a long one.
void read_tiktok_download(record::Value download, std::string& user, Sink& sink);

}  // namespace rtm::ingest
