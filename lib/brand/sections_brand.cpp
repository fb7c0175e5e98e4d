#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/codes.hpp"
#include "base/error.hpp"
#include "base/zone.hpp"
#include "brand/sections.hpp"

namespace rtm::brand {

namespace {

void read_named(const Node& node, Named& named) {
  node.pattern("name", named.name);
  node.text("id", named.id);
  node.patterns("aliases", named.aliases);
  if (named.name.empty()) node.problem("name", "missing");
  if (named.id.empty()) named.id = named.name;
}

void check_codes(const Node& root, const char* key, const std::vector<std::string>& codes, bool (*known)(std::string_view), const char* what) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].size() == 2 && known(codes[i])) continue;
    const std::string small = ascii::lower(codes[i]);
    std::string cure;
    if (small.size() == 2 && known(small)) cure = fmt::format("; did you mean '{}'?", small);
    if (small == "uk" && known == is_country) cure = "; did you mean 'gb'?";
    root.problem(fmt::format("{}[{}]", key, i).c_str(), fmt::format("'{}' is no code of two small letters of a {}, like it{}", codes[i], what, cure));
  }
}

void read_own_date(const Node& node, OwnCalendar& calendar) {
  node.expect({"id", "title", "date", "from", "to", "aliases"});
  OwnDate own;
  std::optional<Day> date, from, to;
  node.text("title", own.title);
  node.text("id", own.id);
  node.patterns("aliases", own.aliases);
  node.day("date", date);
  node.day("from", from);
  node.day("to", to);
  if (own.title.empty()) node.problem("title", "missing");
  if (own.id.empty()) own.id = own.title;
  if (date) from = to = date;
  if (!from) return node.problem("date", "missing: a day, or from and to");
  if (!to) to = from;
  if (*to < *from) return node.problem("to", "before from");
  own.first = *from;
  own.last = *to;
  calendar.dates.push_back(std::move(own));
}

}  // namespace

void read_identity(const Node& root, Profile& profile) {
  read_named(root, profile.brand);
  root.text("market", profile.market);
  root.text("positioning", profile.positioning);
  root.text("site", profile.site);
  root.choice<Presence>("social", profile.social,
                        {{"none", Presence::none}, {"unattended", Presence::unattended}, {"managed", Presence::managed}});
  root.texts("countries", profile.countries);
  root.texts("languages", profile.languages);
  check_codes(root, "countries", profile.countries, is_country, "country");
  check_codes(root, "languages", profile.languages, is_language, "language");
  root.text("timezone", profile.timezone);
  try {
    Zone::find(profile.timezone);
  } catch (const Error& error) {
    root.problem("timezone", error.what());
  }
}

void read_products(const Node& root, Profile& profile) {
  root.objects("products", Node::Bare::is_name, [&](const Node& node) {
    node.expect({"id", "name", "aliases", "weight"});
    Product product;
    read_named(node, product);
    node.number("weight", product.weight, 0, 1);
    once(node, profile.products, product.id);
    profile.products.push_back(std::move(product));
  });
  root.objects("competitors", Node::Bare::is_name, [&](const Node& node) {
    node.expect({"id", "name", "aliases"});
    Named competitor;
    read_named(node, competitor);
    once(node, profile.competitors, competitor.id);
    profile.competitors.push_back(std::move(competitor));
  });
}

void read_places(const Node& root, Profile& profile) {
  root.objects("places", Node::Bare::refused, [&](const Node& node) {
    node.expect({"name", "lat", "lon", "radius_m", "aliases"});
    Place place;
    node.text("name", place.name);
    node.number("lat", place.lat, -90, 90);
    node.number("lon", place.lon, -180, 180);
    node.number("radius_m", place.radius_m, 1, 1'000'000);
    node.patterns("aliases", place.aliases);
    for (const char* key : {"name", "lat", "lon"}) {
      if (!node.has(key)) node.problem(key, "missing");
    }
    profile.places.push_back(std::move(place));
  });
}

void read_calendar(const Node& root, Profile& profile) {
  root.object("calendar", [&](const Node& node) {
    node.expect({"files", "dates"});
    node.texts("files", profile.calendar.files);
    node.objects("dates", Node::Bare::refused, [&](const Node& date) { read_own_date(date, profile.calendar); });
  });
}

}  // namespace rtm::brand
