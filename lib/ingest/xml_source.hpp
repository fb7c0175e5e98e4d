#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// What can be said about an XML text before it is parsed. All in one pass, linear in time.
namespace rtm::ingest {

/// Why a text is not worth parsing: more than 500,000 tags or attributes (32 MiB of them would become a gigabyte of tree),
/// more than 1000 attributes in one tag or 2000 declarations (libxml2 compares each with all others); "" when it is fit.
std::string unfit_xml(std::string_view xml);

/// The text with each & that begins no character reference written as &amp; (outside CDATA sections): links pasted into
/// feeds by hand hold some.
std::string with_bare_ampersands_escaped(std::string_view xml);

/// True when the XML declaration says ISO-8859-1 or ASCII. Both are read as Windows-1252, which has them inside and is
/// what such texts turn out to be (WHATWG Encoding).
bool says_latin1(std::string_view xml);

/// True when the text is UTF-8 by its declaration, or for want of one, but not by its bytes.
bool breaks_utf8(std::string_view xml);

}  // namespace rtm::ingest
