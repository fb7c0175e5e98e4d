#include "brand/calendar_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/zone.hpp"
#include "calendar/ics.hpp"

namespace rtm::brand {

std::string calendar_path(const Profile& profile, const std::string& file) {
  return (std::filesystem::path(profile.path).parent_path() / file).string();
}

std::vector<Problem> calendar_problems(const Profile& profile) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < profile.calendar.files.size(); ++i) {
    try {
      const calendar::IcsFile opened(calendar_path(profile, profile.calendar.files[i]), Zone::find(profile.timezone));
    } catch (const Error& error) {
      problems.push_back({fmt::format("calendar.files[{}]", i), error.what()});
    }
  }
  return problems;
}

}  // namespace rtm::brand
