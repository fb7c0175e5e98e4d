#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "ingest/alert.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/formats/social.hpp"
#include "ingest/mail.hpp"
#include "ingest/mail_digest.hpp"
#include "ingest/mail_pieces.hpp"
#include "ingest/mail_text.hpp"
#include "ingest/site_kind.hpp"
#include "ingest/time.hpp"

namespace rtm::ingest {

namespace {

constexpr std::string_view kPlatform = "mail";

/// ">From " stands for "From " at the beginning of a line: an mbox marks its own lines by it.
std::string unescaped(std::string text) {
  constexpr std::string_view kMarked = "\n>From ";
  for (std::size_t at = text.find(kMarked); at != std::string::npos; at = text.find(kMarked, at + 1)) text.erase(at + 1, 1);
  return text;
}

/// Mail: what went over mailing lists, one post each, those in digests too; mails of Google Alerts, a post for each result. All else is private.
class MboxReader final : public Reader {
 public:
  void read(const Piece& piece, Sink& sink) override {
    std::string_view bytes = piece.bytes;
    const std::size_t first = bytes.find('\n');
    const bool in_mbox = bytes.starts_with("From ") && first != std::string_view::npos;
    if (in_mbox) bytes.remove_prefix(first + 1);
    mail_ = read_mail(bytes);
    if (mail_.endless_header) return sink.refuse(0, "a mail whose header is longer than 2 MiB");
    if (mail_.automatic) return sink.skip(Skip::no_post);
    if (ascii::begins_with(mail_.from_address, "googlealerts-noreply@google.com")) return alert(sink);
    const bool open = !mail_.list.empty() || (in_mbox && !mail_.delivered);
    Mail whole = std::exchange(mail_, {});
    std::vector<Mail> mails = !whole.digest.empty() ? std::move(whole.digest) : whole.list.empty() ? std::vector<Mail>{} : digest_mails(whole.plain);
    if (mails.empty()) mails.push_back(whole);
    for (Mail& one : mails) {
      if (one.list.empty()) one.list = whole.list;
      mail_ = std::move(one);
      give(open, in_mbox, sink);
    }
  }

 private:
  std::optional<Stamp> time() const {
    const auto at = read_time(mail_.date);
    return at ? at : read_time(mail_.received);
  }

  bool is_reply() const {
    return !mail_.references.empty() || ascii::begins_with(mail_.subject, "re:") || ascii::begins_with(mail_.subject, "r:") || ascii::begins_with(mail_.subject, "aw:");
  }

  void give(bool open, bool in_mbox, Sink& sink) {
    if (!open && !sink.wants_private()) return sink.skip(Skip::private_post);
    post(open, in_mbox);
    if (post_.text.empty() && post_.title.empty()) return sink.skip(Skip::no_post);
    sink.post(post_);
  }

  void post(bool open, bool in_mbox) {
    begin_post(post_, kPlatform, open ? SourceKind::forum : SourceKind::other);
    post_.published_at = time();
    post_.source = mail_.list;
    if (mail_.archived_at.starts_with("http")) post_.url = mail_.archived_at;
    post_.lang = language_tag(mail_.language.substr(0, mail_.language.find(',')));
    author();
    references();
    if (mail_.references.empty()) post_.title = mail_.subject;
    words(in_mbox);
    add_hashtags(post_.text, post_.hashtags);
    post_.id = prefixed(kPlatform, mail_.message_id);
    if (post_.id.empty()) post_.id = id_from(kPlatform, {mail_.date, mail_.from_address, mail_.subject, post_.text});
  }

  /// An address is nobody's business; it tells voices apart as a hash. A list that sends in its own name says who has written.
  void author() {
    constexpr std::string_view kVia = " via ";
    std::string name = mail_.from_name;
    const std::size_t via = name.rfind(kVia);
    if (via != std::string::npos) name.erase(via);
    std::erase(name, '"');
    const std::string address = ascii::lower(mail_.from_address);
    const std::string& voice = via == std::string::npos ? address : name;
    if (!voice.empty()) post_.author.id = id_from(kPlatform, {voice});
    if (name.find('@') == std::string::npos) post_.author.name = trimmed(name);
  }

  void references() {
    if (mail_.references.empty()) return;
    post_.reply_to = prefixed(kPlatform, mail_.references.back());
    post_.thread = prefixed(kPlatform, mail_.references.front());
  }

  void words(bool in_mbox) {
    const Quotes quotes = is_reply() ? Quotes::drop : Quotes::keep;
    std::string plain = in_mbox ? unescaped(std::move(mail_.plain)) : std::move(mail_.plain);
    if (mail_.flowed) plain = unflowed(plain, mail_.del_sp);
    post_.text = own_words(plain, quotes);
    if (!trimmed(plain).empty() || mail_.html.empty()) return add_links(post_.text, post_.links);
    set_html_text(quotes == Quotes::drop ? before_quote(mail_.html) : std::string_view(mail_.html), {}, post_);
    post_.text = own_words(post_.text, quotes);
  }

  void alert(Sink& sink) {
    const auto at = time();
    auto results = alert_results(mail_.html);
    if (results.empty()) results = alert_results_of_text(mail_.flowed ? unflowed(mail_.plain, mail_.del_sp) : mail_.plain);
    for (const AlertResult& result : results) {
      begin_post(post_, kPlatform, SourceKind::news);
      post_.id = prefixed(kPlatform, result.url);
      post_.url = result.url;
      post_.source = host_of(result.url);
      post_.source_kind = site_kind("", post_.source, post_.url).value_or(SourceKind::news);
      post_.published_at = at;
      post_.author.name = result.publisher;
      post_.title = result.title;
      post_.text = result.description;
      sink.post(post_);
    }
    if (results.empty()) sink.skip(Skip::no_post);
  }

  Mail mail_;
  Post post_;
};

/// An mbox; or one mail, which begins with fields of its header, some of which no other text has.
int sniff(const Head& head) {
  if (begins_mail(head.bytes.substr(0, head.bytes.find('\n')))) return 95;
  int known = 0;
  std::string_view rest = head.bytes;
  for (int i = 0; i < 100 && !rest.empty(); ++i) {
    const std::size_t feed = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, feed);
    rest.remove_prefix(std::min(feed + 1, rest.size()));
    if (line.empty() || line == "\r") break;
    if (line.starts_with(' ') || line.starts_with('\t')) continue;
    if (line.find(':') == std::string_view::npos) return 0;
    for (const std::string_view name : {"return-path:", "received:", "message-id:", "mime-version:", "delivered-to:", "from:", "date:", "subject:", "to:"}) {
      if (ascii::begins_with(line, name)) ++known;
    }
  }
  return known >= 4 ? 80 : 0;
}

std::unique_ptr<Reader> make(const Settings&) { return std::make_unique<MboxReader>(); }
std::unique_ptr<Pieces> cut(Buffer& buffer, Reader&) { return std::make_unique<MailPieces>(buffer); }

}  // namespace

const Format kMboxFormat{"mbox", "mail: mailing lists, results of Google Alerts; an mbox or one mail", Framing::cut, sniff, make, cut};

}  // namespace rtm::ingest
