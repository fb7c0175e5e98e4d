#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "record/record.hpp"

namespace rtm::brief {

/// In the order in which a person should read them.
enum class Verdict { respond, go, review, plan, watch, no_go, none };

/// Who must sign, and until when.
struct Approval {
  std::string role;
  std::string name;
  std::optional<std::int64_t> minutes;
  std::optional<Time> by;
};

/// What a brief shows of one opportunity: plain values, safe to print (no control characters).
struct Item {
  Verdict verdict = Verdict::none;
  std::string level;
  std::string id;
  std::string title;
  std::string sentence_it, sentence_en;  // why this verdict, in words; empty when the record does not say
  std::vector<std::string> why;          // the same as codes
  std::string zone;                      // by whose clock the sentences speak; may be empty
  std::string label, container, phase, spread;
  std::string was;                // the label before
  std::optional<Time> was_until;
  std::optional<Day> on;          // the container's first day
  std::vector<std::string> tags;  // sensitive matter, worst first
  double value = 0;
  std::optional<std::int64_t> rank;
  std::optional<Time> as_of, first_at, last_at, opens_at, closes_at;
  std::int64_t posts = 0, authors = 0, brands = 0;
  std::vector<double> rates;  // posts per step, oldest first
  std::vector<Approval> approvals;
  bool fits_window = true;
  bool about_brand = false;
  std::vector<std::string> links;  // of the representative posts
};

/// Reads an opportunity, or a single post that rtm-risk has judged.
Item item_of(const record::Record& record);

/// `respond`, `go`, `review`, `plan`, `watch`, `no_go`, then rank, value, posts and id.
bool before(const Item& a, const Item& b);

/// True for what a person should do something about: it gets a block of its own.
bool acts(const Item& item);

/// "no_go"; "" for none.
std::string_view name(Verdict verdict);

/// `text` on one line, without control and direction characters: what strangers wrote must not steer a terminal.
std::string printable(std::string_view text);

}  // namespace rtm::brief
