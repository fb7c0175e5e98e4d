#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "io/writer.hpp"
#include "record/record.hpp"
#include "stage/refusals.hpp"

namespace rtm::stage {

using record::Record;

/// The four things a stage can do with a record.
class Output {
 public:
  /// Both must outlive this.
  Output(io::Writer& writer, Refusals& refusals) : writer_(writer), refusals_(refusals) {}

  /// Unchanged bytes.
  void pass(const Record& in);
  /// The record with its top-level member `key` set to the JSON `object`, everything else byte for byte.
  void annotate(const Record& in, std::string_view key, std::string_view object);
  /// A new record: one JSON object without a line feed.
  void emit(std::string_view record);
  /// Refused, with its place (1-based byte, 0 for the whole line).
  void reject(const Record& in, std::size_t column, std::string_view why);

  /// Records written.
  std::uint64_t written() const { return written_; }

 private:
  void line(std::string_view bytes);

  io::Writer& writer_;
  Refusals& refusals_;
  std::string scratch_;
  std::uint64_t written_ = 0;
};

/// One step of the pipe. Sees every record once, in order, on one thread.
class Stage {
 public:
  virtual ~Stage() = default;
  /// Looks at `in` and writes zero or more records to `out`; writing none drops it.
  /// `in`, and every view taken from it, is valid only until this call returns.
  virtual void process(const Record& in, Output& out) = 0;
  /// Called once at the end of input (see run() for the exception), for stages that hold records back.
  virtual void finish(Output&) {}
};

}  // namespace rtm::stage
