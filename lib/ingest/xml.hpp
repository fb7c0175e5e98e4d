#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct _xmlDoc;
struct _xmlNode;

namespace rtm::ingest {

/// One element of an XmlDocument, cheap to copy, valid as long as the document. An absent element answers with nothing.
class XmlElement {
 public:
  XmlElement() = default;
  explicit XmlElement(_xmlNode* node) : node_(node) {}

  bool exists() const { return node_ != nullptr; }

  /// The name in lower case with the usual prefix of its vocabulary, whatever the document calls it: "title" (RSS and
  /// Atom), "dc:creator", "content:encoded", "media:group". Unknown vocabularies keep the document's own prefix.
  std::string name() const;

  /// True in the vocabulary of Atom 0.3 or 1.0.
  bool is_atom() const;

  /// The attribute of that local name, "" when there is none.
  std::string attribute(std::string_view local) const;
  bool has_attribute(std::string_view local) const;

  std::vector<XmlElement> children() const;
  bool has_children() const;
  /// The first child of that name().
  XmlElement child(std::string_view name) const;

  /// All character data inside, in document order. An entity the document declares itself is left out: what it stands
  /// for can be as large as an attacker likes.
  std::string text() const;
  /// The markup inside, for XHTML that stands in the feed as elements.
  std::string markup() const;

  /// xml:lang of this or the nearest element around it.
  std::string language() const;
  /// `reference` made absolute by xml:base of this and the elements around it, then by `base`.
  std::string resolve(const std::string& reference, const std::string& base) const;

 private:
  _xmlNode* node_ = nullptr;
};

/// An XML text, read with recovery: no network, no DTD, no entities put in, no huge nesting, nothing that unfit_xml() names, so
/// that memory is bounded and time linear. Known besides what XML asks for: HTML's named characters, an & that begins no
/// reference, and ISO-8859-1 meaning Windows-1252, as browsers have it; so do bytes of UTF-8 that cannot be.
class XmlDocument {
 public:
  explicit XmlDocument(std::string_view bytes);
  ~XmlDocument();
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;

  /// Absent when there is nothing that could be read.
  XmlElement root() const;
  /// What reading stumbled over last, "" when it did not.
  const std::string& fault() const { return fault_; }
  /// In bytes, the line's beginning.
  std::size_t fault_offset() const { return fault_offset_; }

 private:
  void parse(std::string_view bytes);

  _xmlDoc* document_ = nullptr;
  std::string fault_;
  std::size_t fault_offset_ = 0;
};

}  // namespace rtm::ingest
