#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/zone.hpp"
#include "brand/profile.hpp"
#include "risk/matter.hpp"

namespace rtm::risk {

enum class Level : std::uint8_t { low, medium, high, floor };
std::string_view name(Level level);
/// nullopt for any other word.
std::optional<Level> level_of(std::string_view word);

/// Something that could go wrong. `why` begins with the code of the failure where one is known (F01..F15: rtm-risk(1)).
struct Tag {
  std::string id;
  Level tier = Level::low;
  double p = 0, share = 0;
  std::vector<std::string> evidence;
  std::string why;
};

enum class Veracity : std::uint8_t { single, corroborated, contested, denied };
std::string_view name(Veracity veracity);

struct Approval {
  std::string role, name;
  std::optional<std::int64_t> minutes;  // since as_of; nothing: nobody is on duty within two weeks
  std::optional<Time> by;
};

/// The way through all who must sign, one after the other.
struct Path {
  std::vector<Approval> approvals;
  std::optional<std::int64_t> minutes;  // of the whole way
  bool fits = true;                     // it ends before the window does, with the profile's window_minutes to spare
};

enum class Verdict : std::uint8_t { respond, go, review, plan, watch, no_go };
std::string_view name(Verdict verdict);

enum class Stance : std::uint8_t { exploit, respond, support, monitor, abstain };
std::string_view name(Stance stance);

struct Judgement {
  Verdict verdict = Verdict::watch;
  Stance stance = Stance::monitor;
  std::string reason;  // key of the sentence in lib/data/risk_words.tsv
  std::string about;   // what the reason is about: a tag's id, a rule's reason, a name
  Level level = Level::low;
  std::vector<Tag> tags;  // worst first
  Veracity veracity = Veracity::single;
  double polarisation = 0;
  Path path;
  std::vector<std::string> why;
};

/// tags.cpp. Sensitive matter that weighs enough, what the brand never touches, what the occasion brings with it, rivals,
/// mood, crowd. `profile` may be null, here and below.
std::vector<Tag> tags_of(const Matter& m, const brand::Profile* profile);
/// 0..1: the share of those who feel opposite to the majority, twice; small stories shrink towards 0.
double polarisation_of(const Matter& m);

/// veracity.cpp
Veracity veracity_of(const Matter& m, const brand::Profile* profile);

/// approvals.cpp. Who signs whom: the owner always; the roles that `tags` call; the decider whenever another signs.
/// Whom a path leads through: the owner alone; who answers people (the community manager, where there is one, else the owner); all who
/// must sign; those and who answers people.
enum class Signers : std::uint8_t { owner, answering, all, crisis };
Path path_of(const Matter& m, const std::vector<Tag>& tags, Signers signers, const brand::Profile& profile, const Zone& zone);
/// True when a role signs whatever it is.
bool always_signed(const brand::Profile& profile);

/// verdict.cpp. From the strongest reason to the weakest; the first that holds decides.
Judgement judge(const Matter& m, const brand::Profile* profile, const Zone& zone);

}  // namespace rtm::risk
