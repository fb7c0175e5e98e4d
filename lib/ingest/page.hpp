#pragma once
#include <string>
#include <string_view>

namespace rtm::ingest {

/// What a web page says of itself, and the part of it that is its own matter. "" is unknown. Text is decoded.
struct Page {
  std::string title;      // og:title, else <title>
  std::string description;
  std::string language;   // as written: "it-IT"
  std::string author;
  std::string published;  // as written
  std::string image;
  std::string generator;
  std::string html;       // the article, else the main part, else the body, without navigation, asides, footers and forms
  bool article = false;   // html is one of the first two
};

/// Reads an HTML page that is UTF-8. Linear in time.
Page read_page(std::string_view html);

/// A page's bytes as UTF-8: by its byte order mark, by the charset that its sender or the page names, else by what they can be.
std::string page_to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace rtm::ingest
