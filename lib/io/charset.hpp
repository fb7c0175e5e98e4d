#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace rtm::io {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // of UTF-8

/// Turns bytes of another encoding into UTF-8, piece by piece, with the same result however they are cut. What is not
/// possible in that encoding becomes U+FFFD.
class Charset {
 public:
  /// `encoding` is a name that iconv knows. Throws Error when it knows none of that name.
  explicit Charset(const std::string& encoding);
  ~Charset();
  Charset(const Charset&) = delete;
  Charset& operator=(const Charset&) = delete;

  /// Appends `bytes` to `out`; a character whose bytes have not all come waits for the next call.
  void convert(std::string_view bytes, std::string& out);
  /// To be called at the end of the input.
  void finish(std::string& out);

 private:
  std::string waiting_;  // the beginning of a character
  std::size_t unit_;
  void* handle_;
};

/// Windows-1252, of which ISO-8859-1 and ASCII are parts.
std::string from_windows1252(std::string_view bytes);

/// UTF-8 as it is; each byte that is no part of a character as Windows-1252 has it. What many hands have put together is like that.
std::string utf8_or_windows1252(std::string_view bytes);

}  // namespace rtm::io
