#include "brand/draft.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "base/codes.hpp"
#include "brand/matter_words.hpp"
#include "data/table.hpp"

namespace rtm::brand {

namespace {

using nlohmann::ordered_json;

constexpr std::string_view kQuestion = "ask.";

std::string quoted(const std::string& text) { return ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

std::string quoted(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + quoted(text);
  return out + "]";
}

std::vector<std::string> cut(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::size_t begin = text.find_first_not_of(" \t", from);
    if (begin < comma) parts.push_back(text.substr(begin, text.find_last_not_of(" \t", comma - 1) + 1 - begin));
    from = comma + 1;
  }
  return parts;
}

/// An id as people would type it: "stare a tavola" gives "stare-a-tavola".
std::string id_of(std::string text) {
  for (char& c : text) {
    if (c == ' ' || c == '/' || c == '"') c = '-';
  }
  return text;
}

/// Writes members, each under its comment.
class Page {
 public:
  explicit Page(DraftLanguage language) {
    for (const auto& row : data::rows("brand_draft", 3)) comments_[std::string(row[0])] = language == DraftLanguage::italian ? row[1] : row[2];
    const auto head = comments_.find("head");
    if (head != comments_.end()) out_ = "// " + std::string(head->second) + "\n";
    out_ += "{";
  }

  void member(const std::string& key, const std::string& json) {
    out_ += first_ ? "\n" : ",\n";
    first_ = false;
    const auto comment = comments_.find(key);
    if (comment != comments_.end()) out_ += "\n  // " + std::string(comment->second) + "\n";
    out_ += "  " + quoted(key) + ": " + json;
  }

  std::string close() { return out_ + "\n}\n"; }

 private:
  std::map<std::string, std::string_view> comments_;
  std::string out_;
  bool first_ = true;
};

std::string role(const char* role, const std::string& name, int minutes, const std::string& hours) {
  std::string out = "{\"role\": " + quoted(std::string(role)) + ", \"name\": " + quoted(name) + ", \"minutes\": " + std::to_string(minutes);
  if (!hours.empty()) out += ", \"hours\": [" + quoted(hours) + "]";
  return out + "}";
}

/// A list of objects, a line each.
std::string listed(const std::vector<std::string>& objects) {
  std::string out;
  for (const std::string& object : objects) out += (out.empty() ? "\n    " : ",\n    ") + object;
  return out.empty() ? "[]" : "[" + out + "\n  ]";
}

std::string roles(const Draft& d) {
  std::vector<std::string> all;
  const auto add = [&](const char* what, const std::string& name, int minutes) {
    if (!name.empty()) all.push_back(role(what, name, minutes, d.hours));
  };
  add("owner", d.owner, 10);
  add("decider", d.decider, 15);
  add("legal", d.legal, 45);
  return listed(all);
}

std::string themes(const Draft& d) {
  std::vector<std::string> all;
  for (const std::string& theme : d.themes) {
    all.push_back("{\"id\": " + quoted(id_of(theme)) + ", \"patterns\": [" + quoted(theme) +
                  "], \"weight\": 1,\n     \"swot\": {\"strengths\": [], \"weaknesses\": [], \"opportunities\": [], \"threats\": []}}");
  }
  return listed(all);
}

std::string accounts(const Draft& d) {
  std::string out;
  for (const std::string& handle : d.accounts) out += (out.empty() ? "" : ", ") + std::string("{\"handle\": ") + quoted(handle) + "}";
  return "[" + out + "]";
}

/// The reason is what the person said: it is what rtm-brief tells whom a post is kept from.
std::string offlimits(const Draft& d) {
  std::vector<std::string> all;
  for (const std::string& never : d.never) {
    all.push_back("{\"id\": " + quoted(id_of(never)) + ", \"reason\": " + quoted(never) + ", \"patterns\": [" + quoted(never) +
                  "], \"sensitive\": " + quoted(sensitive_of(never)) + "}");
  }
  return listed(all);
}

/// The country's, that of who writes the profile, and English.
std::vector<std::string> languages(const std::string& country, bool italian) {
  std::vector<std::string> all;
  for (const std::string& code : {language_of_country(country), std::string(italian ? "it" : "en"), std::string("en")}) {
    if (code.size() == 2 && std::find(all.begin(), all.end(), code) == all.end()) all.push_back(code);
  }
  return all;
}

}  // namespace

std::vector<Question> questions() {
  std::vector<Question> all;
  for (const auto& row : data::rows("brand_draft", 3)) {
    if (row[0].starts_with(kQuestion)) all.push_back({std::string(row[0].substr(kQuestion.size())), std::string(row[1]), std::string(row[2])});
  }
  return all;
}

void answer(Draft& d, std::string_view key, const std::string& text) {
  if (key == "name") d.name = text;
  if (key == "site") d.site = text;
  if (key == "owner") d.owner = text;
  if (key == "decider") d.decider = text;
  if (key == "legal") d.legal = text;
  if (key == "hours") d.hours = text;
  if (key == "country") d.country = text;
  if (key == "timezone") d.timezone = text;
  if (key == "products") d.products = cut(text);
  if (key == "rivals") d.rivals = cut(text);
  if (key == "themes") d.themes = cut(text);
  if (key == "accounts") d.accounts = cut(text);
  if (key == "never") d.never = cut(text);
}

bool nobody_signs(const Draft& d) { return d.owner.empty() && d.decider.empty() && d.legal.empty(); }

std::vector<std::string> words_only(const Draft& d) {
  std::vector<std::string> all;
  std::copy_if(d.never.begin(), d.never.end(), std::back_inserter(all), [](const std::string& never) { return sensitive_of(never).empty(); });
  return all;
}

std::string write(const Draft& d, DraftLanguage language) {
  const bool italian = language == DraftLanguage::italian;
  Page page(language);
  page.member("name", quoted(d.name));
  page.member("aliases", "[]");
  page.member("market", "\"\"");
  page.member("positioning", "\"\"");
  page.member("site", quoted(d.site));
  page.member("social", d.accounts.empty() ? "\"none\"" : "\"managed\"");
  page.member("accounts", accounts(d));
  const std::string country = d.country.empty() ? (italian ? "it" : "gb") : ascii::lower(d.country);
  const std::string zone = d.timezone.empty() ? zone_of_country(country) : d.timezone;
  page.member("countries", quoted(std::vector<std::string>{country}));
  page.member("languages", quoted(languages(country, italian)));
  page.member("timezone", quoted(zone.empty() ? std::string("UTC") : zone));
  page.member("products", quoted(d.products));
  page.member("competitors", quoted(d.rivals));
  page.member("voice", R"({"persona": "", "words": [], "irony": "careful"})");
  page.member("themes", themes(d));
  page.member("perimeter", quoted(d.themes));
  page.member("offlimits", offlimits(d));
  page.member("audiences", "[]");
  page.member("calendar", R"({"files": [], "dates": []})");
  page.member("roles", roles(d));
  page.member("policy", R"({"path": "", "version": ""})");
  page.member("trusted_sources", "[]");
  page.member("goals", "[]");
  page.member("definition", "\"strict\"");
  page.member("intent", "\"communication\"");
  page.member("product_presence", "\"preferred\"");
  page.member("thresholds", R"({"fit": 0.3, "clutter": 0.7, "polarisation": 0.6, "sensitive": 0.15, "min_posts": 3, "window_minutes": 15})");
  return page.close();
}

}  // namespace rtm::brand
