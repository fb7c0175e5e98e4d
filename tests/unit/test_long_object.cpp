#include <catch2/catch.hpp>

#include "ingest/pieces.hpp"
#include "../text_bytes.hpp"

using namespace rtm;
using namespace rtm::ingest;

namespace {

/// What JsonPieces makes of a text: how often each message was given, in how many parts, and whose they were.
struct Heard {
  std::vector<int> times;
  int parts = 0, opened = 0, closed = 0, nameless = 0;
  std::vector<std::string> faults;

  Heard(std::string_view text, std::size_t messages) : times(messages) {
    io::Input input("long.json", std::make_unique<tests::TextBytes>(text));
    Buffer buffer(input, {});
    JsonPieces pieces(buffer);
    Item item;
    for (Got got{}; (got = pieces.next(item)) != Got::end;) {
      opened += got == Got::open ? 1 : 0;
      closed += got == Got::close ? 1 : 0;
      if (got == Got::fault) faults.emplace_back(item.why);
      if (got == Got::value) value(item.json);
    }
  }

  void value(record::Value json) {
    ++parts;
    const record::Value chat = json["chats"].is_object() ? json["chats"]["list"][std::size_t{0}] : json;
    if (chat["name"].text() != "La \"piazza\"]") ++nameless;
    for (const record::Value one : chat["messages"].elements()) ++times.at(static_cast<std::size_t>(*one["id"].integer()));
  }

  bool each_once() const { return std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }); }
};

constexpr std::size_t kMessages = 400'000;

std::string chat() {
  std::string text = R"({ "name": "La \"piazza\"]", "type": "public_channel", "tags": ["a", "b"], "messages": [)";
  for (std::size_t i = 0; i < kMessages; ++i) {
    text += i == 0 ? "\n" : ",\n";
    text += R"(  {"id": )" + std::to_string(i) + R"(, "text": ["uno, due", {"type": "bold", "text": "} tre ["}, "quattro e cinque e sei e sette, contati fin qui"]})";
  }
  return text + "\n ], \"end\": true }";
}

}  // namespace

TEST_CASE("An object of more than 32 MiB comes in parts that each say whose they are, every element once", "[ingest]") {
  const std::string text = chat() + "\n{\"name\": \"La \\\"piazza\\\"]\"}\n";
  REQUIRE(text.size() > Buffer::kMax);
  const Heard heard(text, kMessages);
  CHECK(heard.faults.empty());
  CHECK(heard.parts >= 3);  // two or more, and the small object behind them
  CHECK(heard.nameless == 0);
  CHECK(heard.opened == 1);
  CHECK(heard.closed == 1);
  CHECK(heard.each_once());
}

TEST_CASE("The same inside other objects and arrays", "[ingest]") {
  const Heard heard(R"({"about": "x", "chats": {"about": "y", "list": [)" + chat() + "]}}", kMessages);
  CHECK(heard.faults.empty());
  CHECK(heard.parts >= 2);
  CHECK(heard.nameless == 0);
  CHECK(heard.each_once());
}

TEST_CASE("A long object that breaks off, and one that has no place to be cut", "[ingest]") {
  std::string text = chat();
  text.resize(text.size() - 10);
  const Heard broken(text, kMessages);
  CHECK(broken.faults == std::vector<std::string>{"the text ends too early"});
  CHECK(broken.closed == 1);
  const Heard whole(R"({"name": ")" + std::string(Buffer::kMax + 10, 'x') + "\"}\n{\"name\": \"La \\\"piazza\\\"]\"}\n", 0);
  CHECK(whole.faults == std::vector<std::string>{"longer than 32 MiB"});
  CHECK(whole.parts == 1);
}
