/// JSON cut into pieces by a buffer of 4 KiB, so that objects are given in parts (LongObject) that rtm-ingest itself gives from 32 MiB on.
/// Where the same text is one object that a large buffer takes whole, its parts hold every element of its arrays once.
#include <map>

#include "fuzz.hpp"
#include "ingest/pieces.hpp"
#include "../text_bytes.hpp"

namespace {

using namespace rtm;

constexpr std::size_t kSmall = 4096;

/// How often each scalar stands in an array.
using Elements = std::map<std::string, int>;

void count(record::Value value, Elements& elements) {
  for (const record::Value one : value.elements()) {
    if (one.is_object() || one.is_array()) {
      count(one, elements);
    } else {
      ++elements[std::string(one.raw())];
    }
  }
  for (const auto& [name, member] : value.members()) count(member, elements);
}

struct Read {
  Elements elements;
  int values = 0, opened = 0, closed = 0, faults = 0;

  Read(std::string_view text, std::size_t most) {
    io::Input input("fuzz.json", std::make_unique<tests::TextBytes>(text));
    ingest::Buffer buffer(input, {}, most);
    ingest::JsonPieces pieces(buffer);
    ingest::Item item;
    std::size_t steps = 0;
    for (ingest::Got got{}; (got = pieces.next(item)) != ingest::Got::end;) {
      opened += got == ingest::Got::open ? 1 : 0;
      closed += got == ingest::Got::close ? 1 : 0;
      faults += got == ingest::Got::fault ? 1 : 0;
      if (got == ingest::Got::value) ++values;
      if (got == ingest::Got::value) count(item.json, elements);
      fuzz::require(++steps <= 4 * text.size() + 8, "it goes on");
    }
    fuzz::require(opened == closed, "what is opened is closed");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text(data, size);
  const Read whole(text, ingest::Buffer::kMax);
  const Read parts(text, kSmall);
  const bool one_object = text.starts_with('{') && whole.values == 1 && whole.opened == 0 && whole.faults == 0;
  if (one_object && parts.faults == 0) fuzz::require(parts.elements == whole.elements, "every element comes once");
  return 0;
}
