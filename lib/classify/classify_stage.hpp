#pragma once
#include "classify/post_reader.hpp"
#include "classify/story/grouper.hpp"
#include "record/writer.hpp"
#include "stage/stage.hpp"

namespace rtm::classify {

/// Adds to each post what it says and what moment it is in.
class ClassifyStage : public stage::Stage {
 public:
  void process(const record::Record& in, stage::Output& out) override;

 private:
  PostReader reader_;
  Grouper grouper_;
  record::Writer writer_;
};

}  // namespace rtm::classify
