#include "io/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace rtm::io {

std::optional<std::string> inflated(std::string_view packed, std::size_t most) {
  constexpr int kEither = 32 + MAX_WBITS;
  constexpr std::size_t kMostPacked = std::size_t{1} << 30;  // zlib counts in 32 bits
  z_stream stream{};
  if (inflateInit2(&stream, kEither) != Z_OK) throw Error("zlib does not start");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(std::min(packed.size(), kMostPacked));
  std::string out;
  std::array<char, std::size_t{1} << 16> part{};
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = part.size();
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(part.data(), part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  const bool unpacked = state == Z_STREAM_END || state == Z_OK || (state == Z_BUF_ERROR && !out.empty());
  if (!unpacked || out.size() > most) return std::nullopt;
  return out;
}

}  // namespace rtm::io
