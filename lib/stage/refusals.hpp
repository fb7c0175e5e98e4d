#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "io/writer.hpp"
#include "record/record.hpp"

namespace rtm::stage {

enum class Strictness { skip, stop };

/// Thrown after the first refusal under Strictness::stop; the run ends with what it has.
class Stopped {};

/// What was refused: counted, told (the first ten), kept raw in a file when asked for, which has each line as soon as it is refused.
class Refusals {
 public:
  /// Receives one line, without the tool's name: "posts.jsonl:17:204: not a JSON object: ':' expected".
  using Tell = std::function<void(std::string_view)>;

  static constexpr std::uint64_t kShown = 10;

  /// `keep` is the path of the file for raw lines, "" for none; it is made anew. Throws Error when it cannot be.
  Refusals(Tell tell, const std::string& keep, Strictness strictness);
  ~Refusals();
  Refusals(const Refusals&) = delete;
  Refusals& operator=(const Refusals&) = delete;

  /// `column` is a 1-based byte, 0 when the whole line is meant. Throws Stopped under Strictness::stop.
  void refuse(const record::Place& place, std::size_t column, std::string_view why, std::string_view raw);

  /// The same, for a line that comes in pieces: tell first, then each piece is kept as it comes, then end.
  void begin(const record::Place& place, std::size_t column, std::string_view why);
  void keep(std::string_view piece);
  void end();

  /// Tells how many there were beyond those shown, and makes sure that the system took what is kept; once. A run that an error ends
  /// has it done by the destructor, which keeps faults of the file to itself.
  void close();

  std::uint64_t count() const { return count_; }

 private:
  Tell tell_;
  Strictness strictness_;
  int fd_ = -1;
  std::optional<io::Writer> kept_;
  std::uint64_t count_ = 0;
  bool closed_ = false;
};

}  // namespace rtm::stage
