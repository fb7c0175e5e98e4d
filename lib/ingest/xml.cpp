#include "ingest/xml.hpp"

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>

#include <array>
#include <map>
#include <utility>

#include "base/ascii.hpp"
#include "ingest/html.hpp"
#include "ingest/xml_source.hpp"
#include "io/charset.hpp"

namespace rtm::ingest {

namespace {

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : std::string_view{}; }
const xmlChar* chars(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

/// Takes what libxml2 allocated.
std::string taken(xmlChar* text) {
  std::string copy(view(text));
  xmlFree(text);
  return copy;
}

/// Vocabularies by a piece of their namespace name; "" is the feed's own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kVocabularies{{
    {"purl.org/dc/", "dc"},
    {"purl.org/rss/1.0/modules/content", "content"},
    {"purl.org/rss/1.0/modules/slash", "slash"},
    {"purl.org/syndication/thread", "thr"},
    {"search.yahoo.com/mrss", "media"},
    {"georss.org/georss", "georss"},
    {"wgs84_pos", "geo"},
    {"opengis.net/gml", "gml"},
    {"itunes.com/dtds/podcast", "itunes"},
    {"youtube.com/xml/schemas", "yt"},
    {"rssnamespace.org/feedburner", "feedburner"},
    {"1999/02/22-rdf-syntax-ns", "rdf"},
    {"2005/Atom", ""},
    {"purl.org/atom/ns", ""},
    {"purl.org/rss/1.0", ""},
    {"my.netscape.com/rdf/simple", ""},
}};

std::string prefix_of(const xmlNs* space) {
  const std::string_view href = view(space->href);
  for (const auto& [piece, prefix] : kVocabularies) {
    if (href.find(piece) != std::string_view::npos) return std::string(prefix);
  }
  return ascii::lower(view(space->prefix));
}

bool is_text(const xmlNode* node) { return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE; }

/// HTML's named characters (&nbsp; &eacute;) stand in many feeds though XML does not know them.
std::string entity_text(const xmlNode* node) { return decode_entities(fmt::format("&{};", view(node->name))); }

void append_text(const xmlNode* parent, std::string& out) {
  for (const xmlNode* node = parent->children; node; node = node->next) {
    if (is_text(node)) out += view(node->content);
    if (node->type == XML_ELEMENT_NODE) append_text(node, out);
    if (node->type == XML_ENTITY_REF_NODE && !node->children) out += entity_text(node);
  }
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
}

std::string attribute_text(const xmlAttr* attribute) {
  std::string text;
  append_text(reinterpret_cast<const xmlNode*>(attribute), text);
  return text;
}

void append_markup(const xmlNode* parent, std::string& out) {
  for (const xmlNode* node = parent->children; node; node = node->next) {
    if (is_text(node)) append_escaped(view(node->content), out);
    if (node->type == XML_ENTITY_REF_NODE && !node->children) append_escaped(entity_text(node), out);
    if (node->type != XML_ELEMENT_NODE) continue;
    out += '<';
    out += view(node->name);
    for (const xmlAttr* attribute = node->properties; attribute; attribute = attribute->next) {
      out += fmt::format(" {}=\"", view(attribute->name));
      append_escaped(attribute_text(attribute), out);
      out += '"';
    }
    out += '>';
    append_markup(node, out);
    if (node->children) out += fmt::format("</{}>", view(node->name));
  }
}

const xmlAttr* find_attribute(const xmlNode* node, std::string_view local) {
  for (const xmlAttr* attribute = node->properties; attribute; attribute = attribute->next) {
    if (view(attribute->name) == local) return attribute;
  }
  return nullptr;
}

}  // namespace

std::string XmlElement::name() const {
  if (!node_) return {};
  std::string local = ascii::lower(view(node_->name));
  if (!node_->ns) return local;  // an undeclared prefix stands in the name already
  const std::string prefix = prefix_of(node_->ns);
  return prefix.empty() ? local : prefix + ":" + local;
}

bool XmlElement::is_atom() const {
  if (!node_ || !node_->ns) return false;
  const std::string_view href = view(node_->ns->href);
  return href.find("2005/Atom") != std::string_view::npos || href.find("purl.org/atom/ns") != std::string_view::npos;
}

std::string XmlElement::attribute(std::string_view local) const {
  const xmlAttr* found = node_ ? find_attribute(node_, local) : nullptr;
  return found ? attribute_text(found) : std::string{};
}

bool XmlElement::has_attribute(std::string_view local) const { return node_ && find_attribute(node_, local); }

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> all;
  for (xmlNode* node = node_ ? node_->children : nullptr; node; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) all.emplace_back(node);
  }
  return all;
}

bool XmlElement::has_children() const {
  const xmlNode* node = node_ ? node_->children : nullptr;
  while (node && node->type != XML_ELEMENT_NODE) node = node->next;
  return node != nullptr;
}

XmlElement XmlElement::child(std::string_view name) const {
  for (const XmlElement element : children()) {
    if (element.name() == name) return element;
  }
  return {};
}

std::string XmlElement::text() const {
  std::string out;
  if (node_) append_text(node_, out);
  return out;
}

std::string XmlElement::markup() const {
  std::string out;
  if (node_) append_markup(node_, out);
  return out;
}

std::string XmlElement::language() const { return node_ ? taken(xmlNodeGetLang(node_)) : std::string{}; }

std::string XmlElement::resolve(const std::string& reference, const std::string& base) const {
  if (reference.starts_with("https://") || reference.starts_with("http://")) return reference;
  std::string absolute = reference;
  if (node_) {
    const std::string own = taken(xmlNodeGetBase(node_->doc, node_));
    if (!own.empty()) absolute = taken(xmlBuildURI(chars(reference), chars(own)));
  }
  if (absolute.empty()) absolute = reference;
  if (absolute.find("://") != std::string::npos || base.empty()) return absolute;
  std::string result = taken(xmlBuildURI(chars(absolute), chars(base)));
  return result.empty() ? absolute : result;
}

namespace {

/// HTML's named characters as entities for libxml2, made when asked for; they live as long as the parser.
class NamedCharacters {
 public:
  xmlEntity* find(const xmlChar* name) {
    const auto [at, fresh] = known_.try_emplace(std::string(view(name)));
    Named& named = at->second;
    if (fresh) {
      const std::string reference = fmt::format("&{};", at->first);
      named.text = decode_entities(reference);
      if (named.text == reference) named.text.clear();
      named.entity.type = XML_ENTITY_DECL;
      named.entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
      named.entity.name = chars(at->first);
      named.entity.content = reinterpret_cast<xmlChar*>(named.text.data());
      named.entity.length = static_cast<int>(named.text.size());
    }
    return named.text.empty() ? nullptr : &named.entity;
  }

 private:
  struct Named {
    std::string text;  // "" for a name that HTML does not know
    xmlEntity entity{};
  };
  std::map<std::string, Named> known_;
};

xmlEntity* get_entity(void* context, const xmlChar* name) {
  if (xmlEntity* declared = xmlSAX2GetEntity(context, name)) return declared;
  return static_cast<NamedCharacters*>(static_cast<xmlParserCtxt*>(context)->_private)->find(name);
}

// After its first fault libxml2 leaves out every reference (&lt; too) even when it recovers. So each event makes it forget.

void characters_after_fault(void* context, const xmlChar* text, int size) {
  xmlSAX2Characters(context, text, size);
  static_cast<xmlParserCtxt*>(context)->wellFormed = 1;
}

void end_after_fault(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
  xmlSAX2EndElementNs(context, name, prefix, uri);
  static_cast<xmlParserCtxt*>(context)->wellFormed = 1;
}

/// libxml2 prints what it has no context for (a text of more than 10 MB).
void print_nothing(void*, const char*, ...) {}

std::size_t line_offset(std::string_view bytes, int line) {
  std::size_t at = 0;
  for (int i = 1; i < line && at < bytes.size(); ++i) at = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
  return at;
}

}  // namespace

XmlDocument::XmlDocument(std::string_view bytes) {
  fault_ = unfit_xml(bytes);
  if (!fault_.empty()) return;
  std::string repaired;
  if (breaks_utf8(bytes)) bytes = repaired = io::utf8_or_windows1252(bytes);
  parse(bytes);
  if (fault_.empty()) return;
  const std::string mended = with_bare_ampersands_escaped(bytes);
  if (mended.size() != bytes.size()) parse(mended);
}

void XmlDocument::parse(std::string_view bytes) {
  xmlSetGenericErrorFunc(nullptr, print_nothing);
  if (document_) xmlFreeDoc(document_);
  fault_.clear();
  xmlParserCtxt* context = xmlNewParserCtxt();
  NamedCharacters named;
  context->_private = &named;
  context->sax->getEntity = get_entity;
  context->sax->characters = characters_after_fault;
  context->sax->endElementNs = end_after_fault;
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  document_ = xmlCtxtReadMemory(context, bytes.data(), static_cast<int>(bytes.size()), nullptr,
                                says_latin1(bytes) ? "windows-1252" : nullptr, kOptions);
  if (const xmlError* error = xmlCtxtGetLastError(context); error && error->message) {
    fault_ = error->message;
    fault_offset_ = line_offset(bytes, error->line);
    while (!fault_.empty() && (fault_.back() == '\n' || fault_.back() == ' ')) fault_.pop_back();
  }
  xmlFreeParserCtxt(context);
}

XmlDocument::~XmlDocument() {
  if (document_) xmlFreeDoc(document_);
}

XmlElement XmlDocument::root() const { return XmlElement(document_ ? xmlDocGetRootElement(document_) : nullptr); }

}  // namespace rtm::ingest
