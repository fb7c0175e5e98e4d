#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/table.hpp"

namespace rtm::ingest {

/// The number of the first activity (or shared or user-generated post) that a name mentions:
/// "urn:li:fsd_update:(urn:li:activity:7000000000000000000,MAIN_FEED,…)".
std::string linkedin_activity(std::string_view urn);

/// LinkedIn shows ages ("3w"), not times; an activity's number begins with its milliseconds since 1970.
std::optional<Stamp> linkedin_time(std::string_view number);

/// True for the row of headings of a table in a person's download: Shares.csv, Comments.csv or messages.csv.
bool is_linkedin_heading(std::string_view row);

/// Reads such a table. Shares are posts, public unless their visibility says otherwise; comments are posts of the thread that their link
/// names; messages are private.
class LinkedinTable final : public TableLook {
 public:
  void read(std::string_view row, Sink& sink);

  std::string_view complaint() const override { return {}; }
  std::string_view delimiters() const override { return ","; }

 private:
  enum class Kind : std::uint8_t { none, shares, comments, messages };

  static Kind kind_of(const std::vector<std::string>& headings);
  void begin(std::string_view link);
  void share(Sink& sink);
  void comment(Sink& sink);
  void message(Sink& sink);
  std::string_view cell(std::string_view heading) const;
  void give(Sink& sink);

  friend bool is_linkedin_heading(std::string_view row);

  Kind kind_ = Kind::none;
  std::vector<std::string> headings_, cells_;
  Post post_;
};

}  // namespace rtm::ingest
