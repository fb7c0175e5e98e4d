#pragma once
#include <optional>

#include "base/zone.hpp"
#include "brand/profile.hpp"
#include "record/writer.hpp"
#include "risk/risk.hpp"
#include "risk/sentence.hpp"
#include "stage/stage.hpp"

namespace rtm::risk {

/// Adds `risk` to opportunities and to classified posts.
class RiskStage : public stage::Stage {
 public:
  struct Options {
    std::optional<brand::Profile> profile;
    std::optional<Level> max_level;  // what is above is dropped, unless it is about the brand
  };

  explicit RiskStage(Options options);

  /// Throws Error when a record was made with another profile.
  void process(const record::Record& in, stage::Output& out) override;

  /// Opportunities and posts that were judged and written.
  std::uint64_t passed() const { return passed_; }

 private:
  void check_profile(const record::Record& in, const Matter& matter) const;
  void write(const Judgement& judgement, const Matter& matter);
  const brand::Profile* profile() const { return options_.profile ? &*options_.profile : nullptr; }

  Options options_;
  Zone zone_;
  Sentences sentences_;
  record::Writer writer_;
  std::uint64_t passed_ = 0;
};

}  // namespace rtm::risk
