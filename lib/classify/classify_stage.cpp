#include "classify/classify_stage.hpp"

namespace rtm::classify {

void ClassifyStage::process(const record::Record& in, stage::Output& out) {
  if (!in.is_post()) return out.pass(in);
  reader_.read(in);
  const Story& story = grouper_.assign(reader_.facts());
  writer_.clear();
  writer_.begin_object().member("story", std::string_view(story.id)).end_object();
  out.annotate(in, "classify", writer_.text());
}

}  // namespace rtm::classify
