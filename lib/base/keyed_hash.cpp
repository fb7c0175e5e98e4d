#include "base/keyed_hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/error.hpp"

namespace rtm {

namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string read_secret(const std::string& path) {
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  std::string secret(KeyedHash::kMost + 2, '\0');
  const std::size_t n = file ? std::fread(secret.data(), 1, secret.size(), file.get()) : 0;
  if (!file || std::ferror(file.get()) != 0) throw Error(fmt::format("{}: {}", path, std::strerror(errno)));
  secret.resize(n);
  if (secret.ends_with('\n')) secret.pop_back();
  if (secret.ends_with('\r')) secret.pop_back();
  return secret;
}

}  // namespace

KeyedHash::KeyedHash(std::string_view secret) {
  crypto_generichash(key_.data(), key_.size(), bytes(secret), secret.size(), nullptr, 0);
}

KeyedHash KeyedHash::from_file(const std::string& path) {
  const std::string secret = read_secret(path);
  if (secret.size() < kLeast) {
    throw Error(fmt::format("{}: a key of {} bytes, {} at least are needed; make one with: head -c 32 /dev/urandom | base64 > FILE", path,
                            secret.size(), kLeast));
  }
  if (secret.size() > kMost) throw Error(fmt::format("{}: no key: longer than {} bytes", path, kMost));
  return KeyedHash(secret);
}

std::string KeyedHash::of(std::string_view text) const {
  std::array<unsigned char, 16> sum{};
  crypto_generichash(sum.data(), sum.size(), bytes(text), text.size(), key_.data(), key_.size());
  std::string hex;
  for (std::size_t i = 0; i < 12; ++i) hex += fmt::format("{:02x}", sum[i]);
  return hex;
}

}  // namespace rtm
