#include <algorithm>

#include "ingest/formats/social.hpp"
#include "ingest/formats/tiktok.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

using record::Value;

constexpr std::string_view kPlatform = "tiktok";

/// The first of these sections that is there, under either of two names of its list.
Value section(Value download, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (download[name].is_object()) return download[name];
  }
  return {};
}

Value videos_of(Value download) {
  const Value own = section(download, {"Post", "Video"});
  return section(own, {"Posts", "Videos"})["VideoList"];
}

Value comments_of(Value download) { return section(download, {"Comment", "Comments"})["Comments"]["CommentsList"]; }

Value chats_of(Value download) {
  const Value messages = section(download, {"Direct Message", "Direct Messages"});
  return section(messages, {"Direct Messages", "Chat History"})["ChatHistory"];
}

std::string user_of(Value download) {
  const Value profile = section(download, {"Profile And Settings", "Profile"});
  return section(profile, {"Profile Info", "Profile Information"})["ProfileMap"]["userName"].text();
}

/// "N/A" and blanks stand for nothing.
std::string told(Value value) {
  std::string text = value.text();
  return text == "N/A" || text.find_first_not_of(" \n\t") == std::string::npos ? std::string{} : text;
}

/// The download tells its times in UTC and does not say so.
std::optional<Stamp> utc(Value date) {
  std::optional<Stamp> at = time_of(date);
  if (at && at->quality == TimeQuality::assumed_zone) at->quality = TimeQuality::exact;
  return at;
}

/// "7311" in ".../video/7311/?x"; "" where the address is that of the file alone.
std::string number_in(std::string_view link) {
  for (const std::string_view kind : {"/video/", "/photo/"}) {
    const std::size_t at = link.find(kind);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = link.substr(at + kind.size());
    return std::string(rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size())));
  }
  return {};
}

class Download {
 public:
  Download(Value download, const std::string& user, Sink& sink) : download_(download), user_(user), sink_(sink) {}

  void read() {
    const Value videos = videos_of(download_), comments = comments_of(download_);
    for (const Value one : videos.elements()) video(one);
    for (const Value one : comments.elements()) comment(one);
    for (const auto& [with, chat] : chats_of(download_).members()) {
      if (!with.exists()) continue;
      for (const Value one : chat.elements()) message(one);
    }
    if (videos.size() + comments.size() == 0) sink_.skip(Skip::no_post);
  }

 private:
  void begin(Value date) {
    begin_post(post_, kPlatform, SourceKind::video);
    post_.source = "tiktok.com";
    post_.author.handle = user_;
    post_.published_at = utc(date);
  }

  void give() {
    add_hashtags(post_.text, post_.hashtags);
    add_mentions(post_.text, post_.mentions);
    add_links(post_.text, post_.links);
    sink_.post(post_);
  }

  std::string at() const { return post_.published_at ? format_time(post_.published_at->at) : std::string{}; }

  void video(Value value) {
    const std::string seen_by = told(first_of(value, {"WhoCanView", "whoCanView"}));
    const bool open = seen_by.empty() || seen_by == "Public" || seen_by == "Everyone";
    if (!open && !sink_.wants_private()) return sink_.skip(Skip::private_post);
    begin(first_of(value, {"Date", "date"}));
    const std::string link = told(first_of(value, {"Link", "link"})), number = number_in(link);
    post_.text = told(first_of(value, {"Title", "title"}));
    post_.id = number.empty() ? id_from(kPlatform, {at(), post_.text, user_}) : prefixed(kPlatform, number);
    if (!number.empty()) post_.url = user_.empty() ? link : "https://www.tiktok.com/@" + user_ + "/video/" + number;
    post_.metrics.likes = count_of(first_of(value, {"Likes", "likes"}));
    if (!link.empty()) post_.media.push_back({"video", {}, told(first_of(value, {"AlternateText", "alternateText"}))});
    give();
  }

  void comment(Value value) {
    const std::string text = told(first_of(value, {"comment", "Comment"}));
    if (text.empty()) return sink_.skip(Skip::no_post);
    begin(first_of(value, {"date", "Date"}));
    post_.text = text;
    post_.id = id_from(kPlatform, {at(), text, user_});
    post_.url = told(first_of(value, {"url", "Url"}));
    if (const std::string under = number_in(post_.url); !under.empty()) post_.thread = prefixed(kPlatform, under);
    give();
  }

  void message(Value value) {
    const std::string text = told(first_of(value, {"Content", "content"}));
    if (text.empty()) return sink_.skip(Skip::no_post);
    if (!sink_.wants_private()) return sink_.skip(Skip::private_post);
    begin(first_of(value, {"Date", "date"}));
    post_.text = text;
    post_.author.handle = told(first_of(value, {"From", "from"}));
    post_.id = id_from(kPlatform, {at(), text, post_.author.handle});
    give();
  }

  Value download_;
  const std::string& user_;
  Sink& sink_;
  Post post_;
};

}  // namespace

bool is_tiktok_download(Value value) {
  const bool account = section(value, {"Profile And Settings", "Profile"}).is_object();
  const Value activity = section(value, {"Your Activity", "Activity"});
  // What somebody has watched is the longest: the first part of a long download has nothing else.
  if (section(activity, {"Watch History", "Video Browsing History"})["VideoList"].is_array()) return true;
  return account && (activity.is_object() || videos_of(value).is_array() || comments_of(value).is_array());
}

void read_tiktok_download(Value download, std::string& user, Sink& sink) {
  if (const std::string told = user_of(download); !told.empty()) user = told;
  Download(download, user, sink).read();
}

}  // namespace rtm::ingest
