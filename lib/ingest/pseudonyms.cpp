#include "ingest/pseudonyms.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "data/table.hpp"
#include "text/fold.hpp"

namespace rtm::ingest {

namespace {

/// A name that is shorter would be found in half of all addresses.
constexpr std::size_t kShortest = 3;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

bool has_piece(std::string_view url, std::string_view piece) {
  for (std::size_t at = url.find(piece); at != std::string_view::npos; at = url.find(piece, at + 1)) {
    if (piece.front() == '/' ? at > 0 && url[at - 1] != '/' : at == 0 || url[at - 1] == '/' || url[at - 1] == '.') return true;
  }
  return false;
}

bool holds(std::string_view url, std::string_view name) { return name.size() >= kShortest && url.find(lower(name)) != std::string_view::npos; }

bool names_somebody(std::string_view url, const Post& post) {
  static const auto kPieces = data::rows("person_urls", 1);
  const std::string low = lower(url);
  return holds(low, post.author.id) || holds(low, post.author.handle) ||
         std::any_of(post.mentions.begin(), post.mentions.end(), [&](const std::string& name) { return holds(low, name); }) ||
         std::any_of(kPieces.begin(), kPieces.end(), [&](const auto& row) { return has_piece(low, row[0]); });
}

bool in_word(char32_t c) {
  const text::CharClass kind = text::class_of(c);
  return c == '_' || kind == text::CharClass::letter || kind == text::CharClass::mark || kind == text::CharClass::digit ||
         kind == text::CharClass::ideograph;
}

/// The name that begins `text`: letters, digits and _, inside also . - and the @ before a server.
std::string_view name_at(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (in_word(c)) {
      end = at;
    } else if (c != '.' && c != '-' && c != '@') {
      break;
    }
  }
  return text.substr(0, end);
}

std::string_view link_at(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return {};
  return text.substr(0, text.find_first_of(" \t\r\n<>\"|\\^`{}"));
}

}  // namespace

std::string Pseudonyms::person(std::string_view platform, std::string_view what, std::string_view name) const {
  std::string all(platform);
  return hash_.of(all.append("\n").append(what).append("\n").append(lower(name)));
}

std::string Pseudonyms::id(const std::string& id) const {
  if (id.find_first_of("/@") == std::string::npos) return id;
  const std::size_t colon = id.find(':');
  return (colon == std::string::npos ? std::string{} : id.substr(0, colon + 1)) + hash_.of(id);
}

std::string Pseudonyms::words(std::string_view text, const Post& post) const {
  std::string out;
  bool inside = false;  // of a word
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const std::size_t sign = inside ? 0 : rest.starts_with('@') ? 1 : rest.starts_with("u/") ? 2 : 0;
    const std::string_view name = sign > 0 ? name_at(rest.substr(sign)) : std::string_view{};
    const std::string_view link = inside ? std::string_view{} : link_at(rest);
    if (!name.empty()) {
      out.append(rest.substr(0, sign)).append(person(post.platform, "handle", name));
      at += sign + name.size();
      inside = true;
    } else if (!link.empty()) {
      if (!names_somebody(link, post)) out.append(link);
      at += link.size();
    } else {
      std::size_t next = at;
      inside = in_word(utf8::next(text, next));
      out.append(text.substr(at, next - at));
      at = next;
    }
  }
  return out;
}

void Pseudonyms::apply(Post& post) const {
  const auto someone = [&](const std::string& url) { return names_somebody(url, post); };
  post.title = words(post.title, post);
  post.text = words(post.text, post);
  if (someone(post.url)) post.url.clear();
  std::erase_if(post.links, someone);
  for (Media& one : post.media) {
    one.alt = words(one.alt, post);
    if (someone(one.url)) one.url.clear();
  }
  Author& author = post.author;
  if (!post.source.empty() && (post.source == author.name || post.source == author.handle || post.source == author.id)) {
    post.source = person(post.platform, "name", post.source);
  }
  if (!author.id.empty()) author.id = person(post.platform, "id", author.id);
  if (!author.handle.empty()) author.handle = person(post.platform, "handle", author.handle);
  if (!author.name.empty()) author.name = person(post.platform, "name", author.name);
  for (std::string& name : post.mentions) name = person(post.platform, "handle", name);
  for (std::string* one : {&post.id, &post.reply_to, &post.repost_of, &post.quote_of, &post.thread, &post.copy_of}) *one = id(*one);
}

}  // namespace rtm::ingest
