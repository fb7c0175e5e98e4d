#include <catch2/catch.hpp>
#include <cstring>
#include <memory>

#include "ingest/formats/table.hpp"
#include "ingest/pieces.hpp"

using namespace rtm;
using namespace rtm::ingest;

namespace {

/// Gives a text a few bytes at a time.
class Trickle final : public io::Bytes {
 public:
  explicit Trickle(std::string_view text) : left_(text) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t n = std::min({size, left_.size(), std::size_t{1000}});
    std::memcpy(to, left_.data(), n);
    left_.remove_prefix(n);
    return n;
  }
  bool ready(std::chrono::milliseconds) const override { return true; }

 private:
  std::string_view left_;
};

}  // namespace

TEST_CASE("where a value, or a script that assigns one, can begin") {
  for (const char* line : {"{\"a\":1}", "  [", "\x1e{", "x = [", "call({\"a\":1});", "x ="}) CHECK(JsonPieces::may_begin(line));
  for (const char* line : {"", "Ciao", "anna  10:15 AM", "HTTP/1.1 200 OK", "a {b}", "# [1]", "Ciao (a tutti)"}) CHECK_FALSE(JsonPieces::may_begin(line));
}

TEST_CASE("a cell too long to be quoted ends with its line, wherever the bytes were cut") {
  const std::string text = "id,text\n1,\"" + std::string(3 << 20, 'a') + "\",x\n2,b\n";
  io::Input input("long.csv", std::make_unique<Trickle>(text));
  Buffer buffer(input, {});
  TableReader reader(Settings{}, "", "csv", 0);
  TablePieces pieces(buffer, reader);
  Item item;
  std::vector<std::size_t> sizes;
  int faults = 0;
  for (Got got{}; (got = pieces.next(item)) != Got::end;) {
    faults += got == Got::fault ? 1 : 0;
    sizes.push_back(item.bytes.size());
  }
  CHECK(faults == 1);
  CHECK(sizes == std::vector<std::size_t>{7, (3 << 20) + 6, 3});
}
