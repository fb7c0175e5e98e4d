#include "text/label_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.hpp"
#include "io/input.hpp"
#include "io/writer.hpp"

namespace rtm::text {

namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;

[[noreturn]] void fail(const std::string& path) { throw Error(path + ": " + std::strerror(errno)); }

void write_to(const std::string& path, const std::string& text) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) fail(path);
  try {
    io::Writer writer(fd, path);
    writer.write(text);
    writer.close();
  } catch (...) {
    ::close(fd);
    throw;
  }
  if (::close(fd) != 0) fail(path);
}

}  // namespace

LabelModel load_label_model(const std::string& path) {
  io::Input input(path);
  std::string text, piece(std::size_t{1} << 16, '\0');
  while (const std::size_t got = input.read(piece.data(), piece.size())) {
    text.append(piece, 0, got);
    if (text.size() > kLargest) throw Error(path + ": too large for a model of rtm-learn");
  }
  return LabelModel::read(text, path);
}

void save_label_model(const LabelModel& model, const std::string& path) {
  const std::string text = model.write();
  struct stat there {};
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) return write_to(path, text);  // a pipe or a device
  const std::string part = path + ".part";
  write_to(part, text);
  if (std::rename(part.c_str(), path.c_str()) != 0) fail(path);
}

}  // namespace rtm::text
