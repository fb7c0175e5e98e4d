#include "ingest/mail_text.hpp"

#include <algorithm>
#include <vector>

#include "data/table.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"
#include "ingest/tags.hpp"

namespace rtm::ingest {

namespace {

using Lines = std::vector<std::string_view>;

Lines words_of(std::string_view kind) {
  Lines words;
  for (const auto& row : data::rows("mail_words", 2)) {
    if (row[0] == kind) words.push_back(row[1]);
  }
  return words;
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t feed = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, feed);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(feed + 1, text.size()));
  }
  return lines;
}

std::string_view stripped(std::string_view line) {
  const std::size_t first = std::min(line.find_first_not_of(" \t*"), line.size());
  return line.substr(first, line.find_last_not_of(" \t*") + 1 - first);
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }
bool is_quoted(std::string_view line) { return line.starts_with('>') || line.starts_with(" >"); }
bool has_digit(std::string_view line) { return line.find_first_of("0123456789") != std::string_view::npos; }

std::size_t depth_of(std::string_view line) { return std::min(line.find_first_not_of('>'), line.size()); }

/// A line of at least `least` of one sign and nothing else.
bool is_rule(std::string_view line, char sign, std::size_t least) {
  line = stripped(line);
  return line.size() >= least && line.find_first_not_of(sign) == std::string_view::npos;
}

/// "-----Original Message-----", in any language.
bool is_cut(std::string_view line) {
  line = stripped(line);
  return line.size() > 10 && line.starts_with("---") && line.ends_with("---") && line.find_first_not_of('-') != std::string_view::npos;
}

bool begins_one(std::string_view line, const Lines& words) {
  line = stripped(line);
  return std::any_of(words.begin(), words.end(), [line](std::string_view word) { return line.starts_with(word); });
}

/// Goes through a mail's lines and keeps those that are its own.
class OwnLines {
 public:
  OwnLines(std::string_view text, Quotes quotes) : lines_(lines_of(text)), quotes_(quotes) {}

  std::string take() {
    for (at_ = 0; at_ < lines_.size() && !ends(); ++at_) line();
    std::string out;
    for (const std::string_view one : kept_) out.append(one).append("\n");
    return trimmed(out);
  }

 private:
  std::string_view next(std::size_t ahead) const { return at_ + ahead < lines_.size() ? lines_[at_ + ahead] : std::string_view{}; }

  bool ends() {
    const std::string_view line = lines_[at_];
    if (line == "-- " || line == "--" || line.starts_with("-----BEGIN PGP SIGNATURE-----")) return true;
    const std::string_view below = is_blank(next(1)) ? next(2) : next(1);
    if (is_rule(line, '_', 20) && (below.find("list") != std::string_view::npos || below.find("://") != std::string_view::npos)) return true;
    return quotes_ == Quotes::drop && whole_mail(line);
  }

  /// What an answer written above it leaves of a mail: its fields, perhaps below a rule.
  bool whole_mail(std::string_view line) {
    static const Lines from = words_of("from"), sent = words_of("sent");
    if (is_cut(line) && !line.starts_with("-----BEGIN PGP")) return true;
    if (!begins_one(line, from)) return false;
    const bool fields = begins_one(next(1), sent) || begins_one(next(2), sent) || begins_one(next(3), sent);
    while (fields && !kept_.empty() && (is_blank(kept_.back()) || is_rule(kept_.back(), '_', 5) || is_rule(kept_.back(), '-', 5))) kept_.pop_back();
    return fields;
  }

  void line() {
    const std::string_view line = lines_[at_];
    if (line.starts_with("-----BEGIN PGP SIGNED MESSAGE-----")) {
      if (next(1).starts_with("Hash:")) ++at_;
      return;
    }
    const bool quoted = quotes_ == Quotes::drop && is_quoted(line);
    if (!quoted) {
      if (!is_blank(line) || (!kept_.empty() && !is_blank(kept_.back()))) kept_.push_back(line);
    } else if (!in_quote_) {
      drop_introduction();
    }
    in_quote_ = quoted;
  }

  /// "On Fri, 20 Nov 2026, Ada Neri <ada@example.org> wrote:" in one line to three.
  void drop_introduction() {
    static const Lines begin = words_of("begin"), end = words_of("end");
    std::size_t last = kept_.size();
    while (last > 0 && is_blank(kept_[last - 1])) --last;
    if (last == 0 || !stripped(kept_[last - 1]).ends_with(':')) return;
    for (std::size_t i = last; i > 0 && i + 3 > last && !is_blank(kept_[i - 1]); --i) {
      const std::string_view first_word = stripped(kept_[i - 1]).substr(0, stripped(kept_[i - 1]).find(' '));
      if (std::find(begin.begin(), begin.end(), first_word) != begin.end() && has_digit(kept_[i - 1])) return kept_.resize(i - 1);
    }
    std::string_view line = stripped(kept_[last - 1]);
    line.remove_suffix(1);
    line = stripped(line);
    const bool told = line.find('@') != std::string_view::npos ||
                      std::any_of(end.begin(), end.end(), [line](std::string_view word) { return line.ends_with(word); });
    if (told) kept_.resize(last - 1);
  }

  Lines lines_, kept_;
  Quotes quotes_;
  std::size_t at_ = 0;
  bool in_quote_ = false;
};

}  // namespace

std::string unflowed(std::string_view text, bool del_sp) {
  std::string out;
  bool goes_on = false;
  std::size_t depth = 0;
  for (std::string_view line : lines_of(text)) {
    const std::size_t own = depth_of(line);
    std::string_view words = line.substr(own);
    if (words.starts_with(' ')) words.remove_prefix(1);  // put there so that no line begins with a blank, > or "From "
    const bool joins = goes_on && own == depth && line != "-- ";
    if (!joins) {
      if (!out.empty() || goes_on) out += '\n';
      out.append(own, '>').append(own > 0 ? " " : "");
    }
    goes_on = words.ends_with(' ') && line != "-- ";
    if (goes_on && del_sp) words.remove_suffix(1);
    out += words;
    depth = own;
  }
  return out;
}

std::string own_words(std::string_view text, Quotes quotes) { return OwnLines(text, quotes).take(); }

std::string_view before_quote(std::string_view html) {
  Tags tags(html);
  for (Tag tag; tags.next(tag);) {
    if (tag.closing || (tag.name != "blockquote" && tag.name != "div")) continue;
    const std::string css_class = attribute_of(tag, "class"), id = attribute_of(tag, "id");
    const bool quote = attribute_of(tag, "type") == "cite" || css_class.starts_with("gmail_quote") || css_class == "moz-cite-prefix" ||
                       css_class == "yahoo_quoted" || id == "divRplyFwdMsg" || id == "appendonsend" || id == "mail-editor-reference-message-container";
    if (!quote) continue;
    const std::string_view before = html.substr(0, tag.begin);
    return plain_text(before).text.empty() ? html : before;
  }
  return html;
}

}  // namespace rtm::ingest
