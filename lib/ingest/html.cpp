#include "ingest/html.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "ingest/entities.hpp"
#include "ingest/tags.hpp"

namespace rtm::ingest {

namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

enum class Effect : std::uint8_t { none, line, paragraph, cell, item, pre, hidden, link, image };

struct Element {
  std::string_view name;
  Effect effect;
};

constexpr std::array kElements{
    Element{"a", Effect::link},          Element{"address", Effect::line},    Element{"article", Effect::line},
    Element{"aside", Effect::line},      Element{"blockquote", Effect::paragraph}, Element{"br", Effect::line},
    Element{"dd", Effect::line},         Element{"div", Effect::line},        Element{"dl", Effect::line},
    Element{"dt", Effect::line},         Element{"figcaption", Effect::line}, Element{"figure", Effect::line},
    Element{"footer", Effect::line},     Element{"form", Effect::line},       Element{"h1", Effect::paragraph},
    Element{"h2", Effect::paragraph},    Element{"h3", Effect::paragraph},    Element{"h4", Effect::paragraph},
    Element{"h5", Effect::paragraph},    Element{"h6", Effect::paragraph},    Element{"head", Effect::hidden},
    Element{"header", Effect::line},     Element{"hr", Effect::line},         Element{"iframe", Effect::hidden},
    Element{"img", Effect::image},       Element{"li", Effect::item},         Element{"main", Effect::line},
    Element{"nav", Effect::line},        Element{"noscript", Effect::hidden}, Element{"ol", Effect::line},
    Element{"option", Effect::line},     Element{"p", Effect::paragraph},     Element{"pre", Effect::pre},
    Element{"script", Effect::hidden},   Element{"section", Effect::line},    Element{"style", Effect::hidden},
    Element{"svg", Effect::hidden},      Element{"table", Effect::paragraph}, Element{"td", Effect::cell},
    Element{"template", Effect::hidden}, Element{"textarea", Effect::hidden}, Element{"th", Effect::cell},
    Element{"title", Effect::hidden},    Element{"tr", Effect::line},         Element{"ul", Effect::line},
};

Effect effect_of(std::string_view name) {
  const auto* found = std::lower_bound(kElements.begin(), kElements.end(), name,
                                       [](const Element& element, std::string_view key) { return element.name < key; });
  return found != kElements.end() && found->name == name ? found->effect : Effect::none;
}

/// One pass over the markup.
class Stripper {
 public:
  Stripper(std::string_view html, HtmlText& out) : html_(html), ends_(html), out_(out) {}

  void run() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && markup()) continue;
      if (c == '&') {
        character_reference();
      } else if (is_space(c) && pre_ == 0) {
        space_ = true;
        ++at_;
      } else if (c == '\r') {
        ++at_;
      } else {
        plain();
      }
    }
    close_link();
    while (!out_.text.empty() && is_space(out_.text.back())) out_.text.pop_back();
  }

 private:
  /// What is owed before the next character: line ends, or one blank.
  void settle() {
    if (!out_.text.empty()) {
      if (breaks_ > 0) {
        while (!out_.text.empty() && out_.text.back() == ' ') out_.text.pop_back();
        out_.text.append(static_cast<std::size_t>(breaks_), '\n');
      } else if (space_ && out_.text.back() != '\n' && out_.text.back() != ' ') {
        out_.text += ' ';
      }
    }
    if (bullet_) out_.text += "• ";
    bullet_ = false;
    breaks_ = 0;
    space_ = false;
    if (link_starts_) {
      link_at_ = out_.text.size();
      link_starts_ = false;
    }
  }

  void plain() {
    settle();
    std::size_t end = at_ + 1;
    while (end < html_.size() && html_[end] != '<' && html_[end] != '&' && (!is_space(html_[end]) || pre_ > 0)) ++end;
    out_.text.append(html_, at_, end - at_);
    at_ = end;
  }

  void character_reference() {
    std::string decoded;
    const std::size_t used = decode_entity(html_.substr(at_), decoded);
    if (decoded == "\xC2\xA0") decoded = " ";
    if (decoded.size() == 1 && is_space(decoded[0]) && pre_ == 0) {
      space_ = true;
    } else {
      settle();
      out_.text += decoded;
    }
    at_ += used;
  }

  /// At a '<'. False when it is only a sign.
  bool markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      skip_past("-->", 4);
      return true;
    }
    if (rest.starts_with("<![CDATA[")) {
      at_ += 9;
      return true;
    }
    if (rest.size() < 2) return false;
    if (rest[1] == '!' || rest[1] == '?') {
      skip_past(">", 2);
      return true;
    }
    const std::size_t name_at = rest[1] == '/' ? 2 : 1;
    if (name_at >= rest.size() || !ascii::is_letter(rest[name_at])) return false;
    return tag(name_at == 2, at_ + name_at);
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = html_.find(end, at_ + from);
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  bool tag(bool closing, std::size_t name_at) {
    const std::size_t end = ends_.end_of(name_at);
    if (end == std::string_view::npos) return false;
    std::size_t name_end = name_at;
    while (name_end < end && !is_space(html_[name_end]) && html_[name_end] != '/') ++name_end;
    const std::string name = ascii::lower(html_.substr(name_at, std::min<std::size_t>(name_end - name_at, 16)));
    const std::string_view attributes = html_.substr(name_end, end - name_end);
    at_ = end + 1;
    apply(effect_of(name), name, attributes, closing);
    return true;
  }

  void apply(Effect effect, const std::string& name, std::string_view attributes, bool closing) {
    switch (effect) {
      case Effect::none: break;
      case Effect::line:
        breaks_ = name == "br" ? std::min(breaks_ + 1, 2) : std::max(breaks_, 1);
        break;
      case Effect::paragraph: breaks_ = 2; break;
      case Effect::cell: space_ = true; break;
      case Effect::item:
        breaks_ = std::max(breaks_, 1);
        bullet_ = !closing;
        break;
      case Effect::pre:
        breaks_ = 2;
        pre_ = closing ? 0 : 1;
        break;
      case Effect::hidden:
        if (!closing && !attributes.ends_with('/')) skip_element(name);
        break;
      case Effect::link:
        close_link();
        if (!closing) open_link(attributes);
        break;
      case Effect::image: image(attributes); break;
    }
  }

  /// Goes past the content of an element that shows no text.
  void skip_element(const std::string& name) {
    for (;;) {
      const std::size_t close = html_.find("</", at_);
      if (close == std::string_view::npos) {
        at_ = html_.size();
        return;
      }
      at_ = close + 2;
      if (ascii::lower(html_.substr(at_, name.size())) == name) {
        skip_past(">", 0);
        return;
      }
    }
  }

  void open_link(std::string_view attributes) {
    std::string url = attribute(attributes, "href");
    if (url.empty() || out_.links.size() >= kMostLinks) return;
    out_.links.push_back({std::move(url), attribute(attributes, "class"), {}});
    link_open_ = link_starts_ = true;
  }

  void close_link() {
    if (!link_open_) return;
    if (!link_starts_) out_.links.back().text = out_.text.substr(std::min(link_at_, out_.text.size()));
    link_open_ = link_starts_ = false;
  }

  void image(std::string_view attributes) {
    std::string url = attribute(attributes, "src");
    if (url.empty() || out_.images.size() >= kMostLinks) return;
    out_.images.push_back({std::move(url), attribute(attributes, "alt"), attribute(attributes, "class")});
  }

  static std::string attribute(std::string_view rest, std::string_view wanted) {
    while (!rest.empty()) {
      std::size_t i = 0;
      while (i < rest.size() && (is_space(rest[i]) || rest[i] == '/')) ++i;
      std::size_t end = i;
      while (end < rest.size() && !is_space(rest[end]) && rest[end] != '=' && rest[end] != '/') ++end;
      const std::string_view name = rest.substr(i, end - i);
      while (end < rest.size() && is_space(rest[end])) ++end;
      std::string_view value;
      if (end < rest.size() && rest[end] == '=') {
        ++end;
        while (end < rest.size() && is_space(rest[end])) ++end;
        value = attribute_value(rest, end);
      }
      if (ascii::same(name, wanted)) return decode_entities(value);
      rest.remove_prefix(std::max<std::size_t>(end, 1));
    }
    return {};
  }

  /// The value at `at`, which is moved behind it.
  static std::string_view attribute_value(std::string_view rest, std::size_t& at) {
    const std::size_t begin = at;
    if (at < rest.size() && (rest[at] == '"' || rest[at] == '\'')) {
      const std::size_t close = std::min(rest.find(rest[at], at + 1), rest.size());
      at = std::min(close + 1, rest.size());
      return rest.substr(begin + 1, close - begin - 1);
    }
    while (at < rest.size() && !is_space(rest[at])) ++at;
    return rest.substr(begin, at - begin);
  }

  static constexpr std::size_t kMostLinks = 1000;

  std::string_view html_;
  TagEnds ends_;
  HtmlText& out_;
  std::size_t at_ = 0;
  int breaks_ = 0;
  int pre_ = 0;
  bool space_ = false;
  bool bullet_ = false;
  bool link_open_ = false;
  bool link_starts_ = false;
  std::size_t link_at_ = 0;
};

}  // namespace

HtmlText plain_text(std::string_view html) {
  HtmlText result;
  Stripper(html, result).run();
  return result;
}

}  // namespace rtm::ingest
