#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

/// The brand profile: what rtm knows about whom it works for. Plain values; rtm-brand(5) explains each.
namespace rtm::brand {

struct Named {
  std::string id;  // the name when the profile gives none
  std::string name;
  std::vector<std::string> aliases;  // entries as PhraseSet takes them; the name counts, too
};

struct Product : Named {
  double weight = 1;
};

struct Place {
  std::string name;
  double lat = 0, lon = 0;  // degrees
  double radius_m = 1000;
  std::vector<std::string> aliases;
};

struct Swot {
  std::vector<std::string> strengths, weaknesses, opportunities, threats;
  bool empty() const { return strengths.empty() && weaknesses.empty() && opportunities.empty() && threats.empty(); }
};

struct Theme {
  std::string id;
  std::string title;
  std::vector<std::string> patterns;
  std::vector<std::string> ambiguous;  // phrases that mean the theme in company alone: a "polo" to wear, to drive, to find
  std::vector<std::string> examples;   // sentences that speak of it: their words are company
  double weight = 1;  // 0..1, how near the theme is to the brand
  Swot swot;
};

struct OffLimits {
  std::string id;
  std::string reason;
  std::vector<std::string> patterns;
  std::vector<std::string> sensitive;  // ids of sensitive matter, as rtm-classify writes them
};

enum class AudienceKind : std::uint8_t { primary, secondary, generic };

struct Audience {
  std::string id;
  AudienceKind kind = AudienceKind::primary;
  std::vector<std::string> patterns;
};

struct OwnDate {
  std::string id;
  std::string title;
  Day first, last;  // inclusive
  std::vector<std::string> aliases;
};

struct OwnCalendar {
  std::vector<std::string> files;  // .ics, relative to the profile
  std::vector<OwnDate> dates;
};

/// "mon-fri 09:00-18:00": when a person can sign.
struct DutyHours {
  unsigned days = 0x1F;     // bit 0 is Monday
  Seconds from{9 * 3600};   // local time of day
  Seconds to{18 * 3600};
};

struct Deputy {
  std::string name;
  std::vector<DutyHours> hours;
};

/// Who signs. `role` is owner, decider, legal, community or a name of one's own.
struct Role {
  std::string role;
  std::string name;
  std::int64_t minutes = 30;        // to say yes or no, once on duty
  std::vector<DutyHours> hours;     // none: always
  std::vector<Deputy> deputies;
  std::vector<std::string> signs;   // sensitive ids, "legal" (any legal rule), "always"; empty: what the role is for
};

struct Account {
  std::string platform;
  std::string handle;  // without @
};

enum class Presence : std::uint8_t { none, unattended, managed };
enum class ProductPresence : std::uint8_t { required, preferred, optional };
enum class Intent : std::uint8_t { communication, marketing };
enum class Irony : std::uint8_t { allowed, careful, never };

/// What counts as real-time marketing: a moment is when one of each non-empty list is met.
struct Definition {
  std::string name = "strict";
  std::vector<std::string> predictability;
  std::vector<std::string> labels;
  std::vector<std::string> spreads;
  std::vector<std::string> use_cases;
};

/// strict, altimeter or strategic. nullopt for another name.
std::optional<Definition> named_definition(const std::string& name);

struct Thresholds {
  double fit = 0.30;            // below it the fit gate closes
  double clutter = 0.70;        // saturation from which a story is too crowded
  double polarisation = 0.60;   // from which a story is tagged polarised
  double sensitive = 0.15;      // share of a story's posts with a sensitive tag that counts for the story
  std::int64_t min_posts = 3;
  std::int64_t window_minutes = 15;  // time that must be left after everybody has signed
};

struct Voice {
  std::string persona;
  std::vector<std::string> words;  // the tone, in words
  Irony irony = Irony::careful;
};

struct Policy {
  std::string path;
  std::string version;
};

struct Goal {
  std::string id;
  std::string metric;
};

/// One profile. The hash tells profiles apart: 16 hexadecimal digits over all that is meant, not how it is written.
struct Profile {
  std::string path;  // where it came from; relative files are looked for beside it
  std::string hash;

  Named brand;
  std::vector<Product> products;
  std::vector<Named> competitors;
  std::vector<std::string> countries{"it"};
  std::vector<std::string> languages{"it"};
  std::string timezone = "Europe/Rome";
  std::vector<Place> places;

  std::string market, positioning;
  std::string site;  // its address
  Presence social = Presence::none;
  std::vector<Account> accounts;

  std::vector<std::string> values;
  Voice voice;
  std::vector<Theme> themes;
  std::vector<std::string> perimeter;
  std::vector<OffLimits> offlimits;
  std::vector<Audience> audiences;
  OwnCalendar calendar;
  std::vector<Role> roles;
  Policy policy;
  std::vector<std::string> trusted_sources;
  std::vector<Goal> goals;
  Definition definition;
  Intent intent = Intent::communication;
  ProductPresence product_presence = ProductPresence::preferred;
  Thresholds thresholds;

  const Role* role(const std::string& role) const;
};

}  // namespace rtm::brand
