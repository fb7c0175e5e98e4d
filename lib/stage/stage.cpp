#include "stage/stage.hpp"

namespace rtm::stage {

void Output::line(std::string_view bytes) {
  writer_.write(bytes);
  writer_.write("\n");
  ++written_;
}

void Output::pass(const Record& in) { line(in.raw()); }

void Output::annotate(const Record& in, std::string_view key, std::string_view object) {
  scratch_.clear();
  record::splice(in, key, object, scratch_);
  line(scratch_);
}

void Output::emit(std::string_view record) { line(record); }

void Output::reject(const Record& in, std::size_t column, std::string_view why) {
  refusals_.refuse(in.place(), column, why, in.raw());
}

}  // namespace rtm::stage
