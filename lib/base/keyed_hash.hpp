#pragma once
#include <array>
#include <string>
#include <string_view>

namespace rtm {

/// Names that only who has the key can find again: BLAKE2b with a key (RFC 7693), as libsodium computes it.
class KeyedHash {
 public:
  /// `secret` may have any length; its 256-bit hash is the key.
  explicit KeyedHash(std::string_view secret);
  /// The secret is what the file holds, without a line end at its end. Throws Error when the file cannot be read, or is shorter than
  /// kLeast bytes or longer than kMost.
  static KeyedHash from_file(const std::string& path);

  static constexpr std::size_t kLeast = 16, kMost = 4096;

  /// 24 hexadecimal digits (96 bits: among a billion names, two are alike with a probability of 1 in 10^11).
  std::string of(std::string_view text) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace rtm
