#include "calendar/occasion_json.hpp"

namespace rtm::calendar {

namespace {

void write_texts(const char* key, const std::vector<std::string>& texts, record::Writer& out) {
  out.key(key).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

}  // namespace

void write(const Occurrence& found, TitleLanguage language, record::Writer& out) {
  const Occasion& o = *found.occasion;
  const Dates& d = found.dates;
  const bool timed = d.starts && d.ends;
  out.clear();
  out.begin_object().member("id", std::string_view(o.id));
  out.member("title", std::string_view(language == TitleLanguage::italian ? o.title_it : o.title_en));
  out.member("start", std::string_view(timed ? format_time(*d.starts) : format_day(d.first)));
  out.member("end", std::string_view(timed ? format_time(*d.ends) : format_day(d.last)));
  out.member("all_day", !timed).member("kind", std::string_view(o.kind));
  write_texts("countries", o.countries, out);
  write_texts("attributes", o.attributes, out);
  out.end_object();
}

}  // namespace rtm::calendar
