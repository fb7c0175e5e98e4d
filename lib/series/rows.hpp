#pragma once
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace rtm::series {

/// One row of a series: "2015-03-03 04:37:53,103", a time and a count.
struct Row {
  Time at;
  double value;
};

/// Reads rows of CSV that begin with a time (of RFC 3339, or with a blank and without a zone, which means UTC) and a number of
/// 0 or more; further columns are let be. Quotes around a field go.
class RowReader {
 public:
  enum class Got { row, header, nothing };
  /// `header` for the first line where it is no row; `nothing` for an empty line; otherwise sets `row`, or `why` when the line
  /// is refused.
  Got read(std::string_view line, Row& row, std::string& why);

 private:
  bool first_ = true;
};

/// The line with a value appended as its last column, with a line feed.
std::string with_column(std::string_view line, std::string_view value);

}  // namespace rtm::series
