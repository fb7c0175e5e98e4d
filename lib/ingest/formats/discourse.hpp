#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// What a forum's software says of a post besides its own words.
struct CookedPost {
  std::string html;                   // the words, without what was quoted and without previews of linked pages
  std::string quoted;                 // "TOPIC/NUMBER" of the first post quoted, "" for none
  std::vector<std::string> mentions;  // without @
};

/// Takes a Discourse post's `cooked` HTML apart: quotes of other posts go, the preview of a page becomes its address, the caption
/// of a picture that can be enlarged (its file's name and size) goes. Linear in time, whatever the nesting.
CookedPost uncooked(std::string_view cooked);

/// The forum's host name in an address of one of its pictures of people (".../user_avatar/HOST/..."), "" for none.
std::string avatar_host(std::string_view avatar_template);

}  // namespace rtm::ingest
