#pragma once
#include "calendar/occasions.hpp"
#include "record/writer.hpp"

namespace rtm::calendar {

enum class TitleLanguage { italian, english };

/// Writes one occurrence: {"id","title","start","end","all_day","kind","countries","attributes"}. Times are UTC; of whole
/// days `end` is the last one.
void write(const Occurrence& occurrence, TitleLanguage language, record::Writer& out);

}  // namespace rtm::calendar
