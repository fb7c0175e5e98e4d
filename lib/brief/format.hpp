#pragma once
#include <string>
#include <vector>

#include "brief/group.hpp"
#include "brief/item.hpp"
#include "brief/phrasing.hpp"

namespace rtm::brief {

enum class Format { text, markdown, csv };
enum class Colour { never, always };

/// What a rendering needs besides the items.
struct Page {
  Format format = Format::text;
  Colour colour = Colour::never;
  std::size_t width = 100;             // columns; text only
  Show show = Show::few;               // of what nobody need act on; not in CSV, which has all
  std::string brand;                   // shown in the heading; may be empty
  std::optional<Time> as_of;           // the newest of the items
  std::vector<std::string> notices;    // control records, in words
};

/// Renders items, sorted already, as lines without line feeds.
std::vector<std::string> render(const Page& page, const std::vector<Item>& items, const Phrasing& phrasing);

// One file each.
std::vector<std::string> render_text(const Page&, const std::vector<Item>&, const Phrasing&);
std::vector<std::string> render_markdown(const Page&, const std::vector<Item>&, const Phrasing&);
std::vector<std::string> render_csv(const std::vector<Item>&, const Phrasing&);

/// "Pastificio Aurora · al 1 mar 2026, 21:40 (Europe/Rome) · 1 vai, 2 approva, 11 evita"
std::string heading(const Page&, const std::vector<Item>&, const Phrasing&);

}  // namespace rtm::brief
