#include "io/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <vector>

#include "base/error.hpp"

namespace rtm::io {

namespace {

constexpr std::size_t kRead = std::size_t{1} << 16;
constexpr std::uint64_t kFree = std::uint64_t{64} << 20;
constexpr std::uint64_t kMostTimes = 200;  // text packs to a tenth; deflate's limit is 1032

std::string readable(std::string_view name) {
  constexpr std::size_t kLongest = 200;
  std::string out(name.size() > kLongest ? name.substr(name.size() - kLongest) : name);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  return out;
}

}  // namespace

/// libarchive calls read() and seek() below: no exception may pass through it, so that of the input is kept until it returns.
struct Archive::State {
  Input& input;
  archive* files = archive_read_new();
  std::vector<char> bytes = std::vector<char>(kRead);
  std::exception_ptr thrown;
  std::string member;
  std::uint64_t at = 0;        // of the archive's bytes, when they were last looked at
  std::uint64_t packed = 0, unpacked = 0;

  explicit State(Input& from) : input(from) {}
  ~State() { archive_read_free(files); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static la_ssize_t read(archive*, void* self, const void** block) {
    State& state = *static_cast<State*>(self);
    *block = state.bytes.data();
    try {
      return static_cast<la_ssize_t>(state.input.read(state.bytes.data(), state.bytes.size()));
    } catch (...) {
      state.thrown = std::current_exception();
      return ARCHIVE_FATAL;
    }
  }

  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    const auto at = static_cast<State*>(self)->input.seek(offset, whence);
    return at ? static_cast<la_int64_t>(*at) : ARCHIVE_FATAL;
  }

  [[noreturn]] void fail() {
    if (thrown) std::rethrow_exception(thrown);
    const char* why = archive_error_string(files);
    throw Error(fmt::format("{}: damaged archive: {}; was the download complete?", member, why == nullptr ? "no reason known" : why));
  }

  /// Bytes that came out, for those that went in: the files of an archive may overlap, so it is not enough to look at its size.
  void weigh(std::size_t out) {
    const auto now = static_cast<std::uint64_t>(archive_filter_bytes(files, -1));
    packed += now > at ? now - at : 0;
    at = now;
    unpacked += out;
    if (unpacked > kFree && unpacked / kMostTimes > packed) {
      throw Error(fmt::format("{}: unpacks to more than {} times its size: a zip bomb?", member, kMostTimes));
    }
  }
};

namespace {

/// The bytes of the file that an archive is at.
class MemberBytes final : public Bytes {
 public:
  MemberBytes(Archive& archive, const Input& input) : archive_(archive), input_(input) {}
  std::size_t read(char* to, std::size_t size) override { return archive_.read(to, size); }
  bool ready(std::chrono::milliseconds within) const override { return input_.ready(within); }

 private:
  Archive& archive_;
  const Input& input_;
};

}  // namespace

Archive::Archive(Input& input) : state_(std::make_unique<State>(input)) {
  archive* files = state_->files;
  state_->member = input.name();
  if (files == nullptr) throw Error("libarchive does not start");
  archive_read_support_format_zip(files);
  archive_read_support_format_tar(files);
  archive_read_set_read_callback(files, State::read);
  if (input.seek(0, SEEK_SET)) archive_read_set_seek_callback(files, State::seek);
  archive_read_set_callback_data(files, state_.get());
  if (archive_read_open1(files) != ARCHIVE_OK) state_->fail();
}

Archive::~Archive() = default;

bool Archive::next() {
  archive_entry* entry = nullptr;
  for (;;) {
    const int status = archive_read_next_header(state_->files, &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) state_->fail();
    const bool empty = archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) == 0;
    if (archive_entry_filetype(entry) == AE_IFREG && !empty) break;
  }
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  state_->member = fmt::format("{}:{}", state_->input.name(), name == nullptr ? "?" : readable(name));
  state_->at = static_cast<std::uint64_t>(archive_filter_bytes(state_->files, -1));
  if (archive_entry_is_encrypted(entry) != 0) throw Error(fmt::format("{}: encrypted; unpack it first", state_->member));
  return true;
}

const std::string& Archive::name() const { return state_->member; }

std::size_t Archive::read(char* to, std::size_t size) {
  la_ssize_t n = ARCHIVE_RETRY;
  while (n == ARCHIVE_RETRY) n = archive_read_data(state_->files, to, size);
  if (n < 0) state_->fail();
  state_->weigh(static_cast<std::size_t>(n));
  return static_cast<std::size_t>(n);
}

Input Archive::file() { return Input(name(), std::make_unique<MemberBytes>(*this, state_->input)); }

}  // namespace rtm::io
