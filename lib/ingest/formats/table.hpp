#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/format.hpp"

/// Tables of text: comma, semicolon, tab or bar between cells, RFC 4180 quoting (line ends in quoted cells, quotes doubled).
namespace rtm::ingest {

inline constexpr std::string_view kDelimiters = ",;\t|";

/// The cells of one row, unquoted. What follows a closing quote in a cell belongs to it, as spreadsheets have it.
void split_row(std::string_view row, char delimiter, std::vector<std::string>& cells);

/// A heading as it is compared: small letters and figures, everything else between them one "_".
std::string plain_heading(std::string_view heading);

/// Where a table's columns are, and how it is written.
struct TableShape {
  char delimiter = ',';
  std::vector<std::string> headings;  // plain
};

/// Reads `row` as a heading row that names some of `wanted` (plain, more than none of them); the delimiter is the one given,
/// or that by which most are found. nullopt when it is none.
std::optional<TableShape> heading_row(std::string_view row, const std::vector<std::string>& wanted, char delimiter);

/// What cutting a table into rows has to know of who reads them.
class TableLook {
 public:
  virtual ~TableLook() = default;
  /// What is to be told at the end of the input; "" for nothing.
  virtual std::string_view complaint() const = 0;
  /// Behind which characters a quote begins a quoted cell: all that may be delimiters, until the delimiter is known.
  virtual std::string_view delimiters() const = 0;
};

/// Reads one table: rows before the headings are left out, each row behind them is a post.
class TableReader : public Reader, public TableLook {
 public:
  /// `map_table` is the built-in map's name, "" for none; `delimiter` 0 asks for detection. `platform` is that of posts whose
  /// platform nothing tells.
  TableReader(const Settings& settings, std::string_view map_table, std::string_view platform, char delimiter);

  void read(const Piece& piece, Sink& sink) override;

  /// That no row was the headings, or that no row had words.
  std::string_view complaint() const override;
  std::string_view delimiters() const override { return delimiter_ == 0 ? kDelimiters : std::string_view(&delimiter_, 1); }

 private:
  /// A member and the column it is taken from, or a value for all.
  struct Source {
    std::string_view member;
    std::size_t column = 0;
    std::string_view value;
    bool constant = false;
  };
  enum class State : std::uint8_t { before, inside, lost };

  void look_for_headings(std::string_view row, Sink& sink);
  void take_shape(const TableShape& shape);
  void take_common_names(const std::vector<std::string>& headings);
  void look_at_dates(const TableShape& shape);
  bool set_date(std::string_view cell);
  void learn_order(std::string_view date);
  bool has(std::string_view member) const;
  void give(std::string_view row, Sink& sink);
  std::string_view decoded(std::string_view row);
  std::vector<std::string> wanted() const;

  std::vector<MapRule> rules_;
  CellStyle style_;
  std::string_view platform_;
  bool common_ = false;        // names in common use are looked for, too
  char delimiter_ = 0;
  State state_ = State::before;
  std::optional<std::size_t> clock_;    // the column of the time of day, where it has one of its own
  bool learning_ = false;               // the order of dates, from those that leave no doubt
  int rows_before_ = 0;
  bool any_ = false, any_empty_ = false;  // rows with words, rows without
  std::string first_row_;      // for the message
  std::vector<Source> sources_;
  std::vector<std::string> cells_;
  std::string text_;           // the row, when it was not UTF-8
  std::optional<bool> utf8_;   // told by the first row that is not ASCII
  Post post_;
};

/// Cuts a table into rows, quoted line ends inside. A quote that nothing closes within 1 MiB is no quote, which is told.
/// Memory is bounded by Buffer::kMax, time is linear.
class TablePieces : public Pieces {
 public:
  /// Both must outlive this.
  TablePieces(Buffer& buffer, const TableLook& reader) : buffer_(buffer), reader_(reader) {}
  Got next(Item& item) override;

 private:
  enum class Ends : std::uint8_t { row, input, unclosed, too_long };
  Ends line_end(std::size_t from);
  Ends find_end();
  bool see(std::size_t at);
  Ends quoted(std::size_t& at);

  Buffer& buffer_;
  const TableLook& reader_;
  std::size_t end_ = 0;      // of the row in the buffer
  std::size_t pending_ = 0;  // bytes of the row last given
  bool skipping_ = false;    // the rest of a row too long to keep
  bool told_ = false;        // an unclosed quote
  bool ended_ = false;
};

}  // namespace rtm::ingest
