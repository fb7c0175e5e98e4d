#include "ingest/mail.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/utf8.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/page.hpp"

namespace rtm::ingest {

namespace {

constexpr std::size_t kMostText = std::size_t{1} << 20;
/// The library keeps seventy times as much of a mail that is all fields or all parts. Texts stand first; what is behind is attachments.
constexpr std::size_t kMostMail = std::size_t{2} << 20;
constexpr int kDeepest = 32;
constexpr int kMostParts = 1000;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Object = std::unique_ptr<T, Unref>;

/// Set up once: mail without a charset in its header is UTF-8 or Windows-1252, whatever the locale.
GMimeParserOptions* options() {
  static GMimeParserOptions* const made = [] {
    g_mime_init();
    GMimeParserOptions* fresh = g_mime_parser_options_new();
    const char* charsets[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(fresh, charsets);
    return fresh;
  }();
  return made;
}

/// One line, without blanks at its ends and runs of them.
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : utf8::repaired(text)) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return trimmed(out);
}

std::string_view raw_field(GMimeMessage* message, const char* name) {
  const char* value = g_mime_object_get_header(GMIME_OBJECT(message), name);
  return value == nullptr ? std::string_view{} : value;
}

std::string field(GMimeMessage* message, const char* name) {
  const std::string_view raw = raw_field(message, name);
  if (raw.empty()) return {};
  const std::unique_ptr<char, decltype(&g_free)> text(g_mime_utils_header_decode_text(options(), raw.data()), g_free);
  return text == nullptr ? std::string{} : folded(text.get());
}

/// "x" in "Name <x>".
std::string in_brackets(const std::string& text) {
  const std::size_t open = text.rfind('<'), close = text.rfind('>');
  return open == std::string::npos || close == std::string::npos || close < open ? text : text.substr(open + 1, close - open - 1);
}

void set_from(GMimeMessage* message, Mail& mail) {
  const std::string whole = field(message, "From");
  InternetAddressList* list = g_mime_message_get_from(message);
  if (list != nullptr && internet_address_list_length(list) > 0) {
    InternetAddress* first = internet_address_list_get_address(list, 0);
    if (const char* name = internet_address_get_name(first); name != nullptr) mail.from_name = folded(name);
    if (INTERNET_ADDRESS_IS_MAILBOX(first)) {
      const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
      if (address != nullptr) mail.from_address = folded(address);
    }
  }
  // Public archives write "ada at example.org (Ada Neri)", older programs "ada@example.org (Ada Neri)".
  if (mail.from_name.empty() && whole.find('(') != std::string::npos) mail.from_name = whole.substr(whole.find('(') + 1, whole.rfind(')') - whole.find('(') - 1);
  if (mail.from_address.find('@') == std::string::npos) mail.from_address = trimmed(whole.substr(0, whole.find('(')));
}

/// The first of many ids and the last: what a mail answers, and where its thread began.
std::string ends_of(std::string_view ids) {
  constexpr std::size_t kMost = std::size_t{1} << 14;
  if (ids.size() <= kMost) return std::string(ids);
  std::string out(ids.substr(0, std::min(ids.find('>') + 1, kMost)));
  ids.remove_prefix(ids.size() - kMost);
  return out.append(ids.substr(std::min(ids.find('<'), ids.size())));
}

void set_references(GMimeMessage* message, Mail& mail) {
  const auto add = [&mail](std::string_view field) {
    if (field.empty()) return;
    const std::string text = ends_of(field);
    const std::unique_ptr<GMimeReferences, decltype(&g_mime_references_free)> parsed(g_mime_references_parse(options(), text.c_str()), g_mime_references_free);
    if (parsed == nullptr) return;
    for (int i = 0; i < g_mime_references_length(parsed.get()); ++i) {
      std::string id = folded(g_mime_references_get_message_id(parsed.get(), i));
      std::erase(mail.references, id);
      if (!id.empty()) mail.references.push_back(std::move(id));
    }
  };
  add(raw_field(message, "References"));
  if (mail.references.size() > 100) mail.references.erase(mail.references.begin() + 1, mail.references.end() - 99);
  add(raw_field(message, "In-Reply-To"));
}

void set_list(GMimeMessage* message, Mail& mail) {
  for (const char* name : {"List-Id", "List-Post", "X-Mailing-List", "Mailing-List", "List-Archive"}) {
    if (mail.list.empty()) mail.list = in_brackets(field(message, name));
  }
  for (const std::string_view prefix : {"mailto:", "list "}) {
    if (mail.list.starts_with(prefix)) mail.list.erase(0, prefix.size());
  }
  mail.list = mail.list.substr(0, mail.list.find(';'));
}

void set_fields(GMimeMessage* message, Mail& mail) {
  set_from(message, mail);
  set_references(message, mail);
  set_list(message, mail);
  mail.subject = field(message, "Subject");
  mail.date = field(message, "Date");
  mail.archived_at = in_brackets(field(message, "Archived-At"));
  mail.language = field(message, "Content-Language");
  if (const char* id = g_mime_message_get_message_id(message); id != nullptr) mail.message_id = folded(id);
  const std::string received = field(message, "Received");
  if (const std::size_t mark = received.rfind(';'); mark != std::string::npos) mail.received = trimmed(received.substr(mark + 1));
  for (const char* name : {"To", "Cc", "Delivered-To", "Received", "X-Original-To"}) mail.delivered = mail.delivered || !raw_field(message, name).empty();
  const std::string made = field(message, "Auto-Submitted");
  mail.automatic = field(message, "X-Spam-Flag").starts_with("YES") || made.starts_with("auto-replied") || made.starts_with("auto-notified");
}

/// The decoded bytes of a part, the first of them.
std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Object<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  return {reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, kMostText)};
}

bool is_parameter(GMimeObject* part, const char* name, const char* value) {
  const char* told = g_mime_object_get_content_type_parameter(part, name);
  return told != nullptr && g_ascii_strcasecmp(told, value) == 0;
}

void set_text(GMimeObject* part, Mail& mail) {
  const char* disposition = g_mime_object_get_disposition(part);
  if (disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0) return;
  GMimeContentType* type = g_mime_object_get_content_type(part);
  const bool html = g_mime_content_type_is_type(type, "text", "html") != 0;
  std::string& text = html ? mail.html : mail.plain;
  if (!text.empty() || (!html && !g_mime_content_type_is_type(type, "text", "plain"))) return;
  const char* charset = g_mime_object_get_content_type_parameter(part, "charset");
  text = utf8::repaired(page_to_utf8(content_of(GMIME_PART(part)), charset == nullptr ? "" : charset));
  if (html) return;
  mail.flowed = is_parameter(part, "format", "flowed");
  mail.del_sp = is_parameter(part, "delsp", "yes");
}

void walk(GMimeObject* part, int depth, int& left, Mail& mail);

/// A mail in a digest. Of one that was only forwarded nothing is read.
void add_digested(GMimeObject* part, int depth, int& left, Mail& digest) {
  GMimeMessage* message = GMIME_IS_MESSAGE_PART(part) ? g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)) : nullptr;
  if (message == nullptr || depth > kDeepest || --left < 0) return;
  Mail& mail = digest.digest.emplace_back();
  set_fields(message, mail);
  walk(g_mime_message_get_mime_part(message), depth + 1, left, mail);
}

void walk(GMimeObject* part, int depth, int& left, Mail& mail) {
  if (part == nullptr || depth > kDeepest || --left < 0) return;
  if (GMIME_IS_MULTIPART(part)) {
    const bool digest = g_mime_content_type_is_type(g_mime_object_get_content_type(part), "multipart", "digest") != 0;
    const int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));
    for (int i = 0; i < count && left > 0; ++i) {
      GMimeObject* one = g_mime_multipart_get_part(GMIME_MULTIPART(part), i);
      digest ? add_digested(one, depth + 1, left, mail) : walk(one, depth + 1, left, mail);
    }
  } else if (GMIME_IS_PART(part)) {
    set_text(part, mail);
  }
}

}  // namespace

namespace {

/// The first of a mail: for a thousand parts more than a thousand lines that may part them will do, and each part costs.
std::string_view bounded(std::string_view bytes) {
  constexpr int kMostRules = 8000;
  bytes = bytes.substr(0, kMostMail);
  std::size_t at = 0;
  for (int n = 0; n < kMostRules && at != std::string_view::npos; ++n) at = bytes.find("\n--", at + 1);
  return bytes.substr(0, at);
}

}  // namespace

Mail read_mail(std::string_view bytes) {
  const bool cut = bytes.size() > kMostMail;
  bytes = bounded(bytes);
  GMimeParserOptions* const how = options();
  const Object<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Object<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Object<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), how));
  Mail mail;
  mail.endless_header = cut && bytes.find("\n\n") == std::string_view::npos && bytes.find("\n\r\n") == std::string_view::npos;
  if (message == nullptr || mail.endless_header) return mail;
  set_fields(message.get(), mail);
  int left = kMostParts;
  walk(g_mime_message_get_mime_part(message.get()), 0, left, mail);
  return mail;
}

}  // namespace rtm::ingest
