#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "io/input.hpp"

namespace rtm::io {

/// The files in a zip or tar file, one after the other, as a stream where it is one. Memory is that of the list of its members. What is damaged,
/// encrypted or cut off is an Error; so is what unpacks to more than 200 times its size, once that is more than 64 MiB.
class Archive {
 public:
  /// `input`, whose is_archive() is true, must outlive this.
  explicit Archive(Input& input);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// Goes to the next file that is not empty; false at the end. Throws Error.
  bool next();
  /// The archive's name, a colon and the file's: at most some hundred bytes, without control characters.
  const std::string& name() const;
  /// The file's bytes, 0 at its end. Throws Error.
  std::size_t read(char* to, std::size_t size);
  /// The same as an Input, which this must outlive and next() ends.
  Input file();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rtm::io
