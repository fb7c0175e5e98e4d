#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "brand/conflicts.hpp"
#include "brand/describe.hpp"
#include "brand/draft.hpp"
#include "brand/hours.hpp"
#include "brand/load.hpp"
#include "brand/matter_words.hpp"
#include "brand/readiness.hpp"
#include "data/table.hpp"

using namespace rtm::brand;

namespace {

rtm::Time at(const char* text) { return *rtm::parse_time(text); }

std::string file(const std::string& name) {
  std::ifstream in(std::string(RTM_SOURCE_DIR) + "/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Role role(const std::string& name, const char* hours, std::int64_t minutes) {
  Role r;
  r.role = r.name = name;
  r.minutes = minutes;
  r.hours = {*parse_hours(hours)};
  return r;
}

}  // namespace

TEST_CASE("the example profiles are whole and ready [004.7] [004.16]") {
  for (const char* name : {"examples/pasta.json", "examples/biscuit.json"}) {
    const Loaded loaded = read(file(name), name);
    CHECK(loaded.problems.empty());
    CHECK(readiness(lacks(loaded.profile)) == Readiness::ready);
  }
}

TEST_CASE("an unknown member is told with its path and the nearest known one") {
  const Loaded loaded = read(R"({"name": "A", "themes": [{"id": "x", "patterns": ["y"], "wieght": 1}]})", "p.json");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].path == "themes[0].wieght");
  CHECK(loaded.problems[0].what.find("weight") != std::string::npos);
}

TEST_CASE("broken JSON is told with line and column") {
  const Loaded loaded = read("{\n  \"name\": \n}", "p.json");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].what.find("line 3") != std::string::npos);
}

TEST_CASE("the hash follows what is meant, not how it is written") {
  const std::string hash = read(R"({"name": "A", "site": "x"})", "").profile.hash;
  CHECK(read("// a comment\n{\"site\":\"x\",\"name\":\"A\"}", "").profile.hash == hash);
  CHECK(read(R"({"name": "B", "site": "x"})", "").profile.hash != hash);
}

TEST_CASE("readiness names each thing that is missing [004.8] [004.10] [004.11] [004.12] [004.13] [004.14] [004.15]") {
  std::vector<std::string> ids;
  for (const Lack& lack : lacks(read(R"({"name": "A"})", "").profile)) ids.push_back(lack.id);
  CHECK(ids == std::vector<std::string>{"004.8", "004.10", "004.11", "004.7", "004.7", "004.7", "004.7", "004.12", "004.13", "004.14",
                                        "004.15", "004.16", "002.15"});
}

TEST_CASE("a signature heeds hours of duty, deputies and the zone [004.9] [002.29]") {
  const rtm::Zone rome = rtm::Zone::find("Europe/Rome");
  Role owner = role("owner", "mon-fri 09:00-18:00", 10);
  const auto evening = signature(owner, at("2026-02-16T21:00:00Z"), rome);  // a Monday, 22:00 in Rome
  REQUIRE(evening);
  CHECK(evening->by == at("2026-02-17T08:10:00Z"));
  owner.deputies = {{"Sami", {*parse_hours("daily 08:00-24:00")}}};
  const auto deputy = signature(owner, at("2026-02-16T21:00:00Z"), rome);
  REQUIRE(deputy);
  CHECK(deputy->name == "Sami");
  CHECK(deputy->minutes == 10);
}

TEST_CASE("hours are read and written alike, and nonsense is not read") {
  for (const char* text : {"mon-fri 09:00-18:00", "daily 08:00-24:00"}) CHECK(format_hours(*parse_hours(text)) == text);
  for (const char* text : {"", "mon", "mon-fri 25:00-26:00", "someday 09:00-10:00", "mon 9-10"}) CHECK_FALSE(parse_hours(text));
}

TEST_CASE("rules that pull in different directions are named [002.3]") {
  const Profile p = read(R"({"name": "A", "perimeter": ["elezioni"], "offlimits": [{"id": "p", "patterns": ["elezioni"]}]})", "").profile;
  const auto found = conflicts(p);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].find("'elezioni'") != std::string::npos);
}

TEST_CASE("what show prints is a profile again") {
  const Profile pasta = read(file("examples/pasta.json"), "").profile;
  const std::string shown = describe(pasta);
  const Loaded again = read(shown, "");
  CHECK(again.problems.empty());
  const auto without = [](std::string text) { return text.substr(0, text.find("\"_\"")); };
  CHECK(without(describe(again.profile)) == without(shown));
}

TEST_CASE("what init writes is a profile, in both languages, whatever is typed") {
  Draft draft;
  for (const Question& question : questions()) answer(draft, question.key, question.key == "hours" ? "mon-fri 09:00-18:00" : question.key == "timezone" ? "Europe/Rome" : question.key == "country" ? "it" : "a \"b\", \\c, /d");
  for (const auto language : {DraftLanguage::italian, DraftLanguage::english}) {
    const Loaded loaded = read(write(draft, language), "");
    for (const Problem& problem : loaded.problems) CHECK(problem.path + problem.what == "");
    CHECK(loaded.profile.brand.name == "a \"b\", \\c, /d");
    CHECK(loaded.profile.themes.size() == 3);
  }
}

TEST_CASE("who says that politics is never touched means the matter, not the word [001.14]") {
  Draft draft;
  answer(draft, "name", "Granvela");
  answer(draft, "never", "Politica, calciomercato, grief");
  answer(draft, "accounts", "@granvela");
  const Profile p = read(write(draft, DraftLanguage::italian), "").profile;
  REQUIRE(p.offlimits.size() == 3);
  CHECK(p.offlimits[0].sensitive == std::vector<std::string>{"politics"});
  CHECK(p.offlimits[0].patterns == std::vector<std::string>{"Politica"});
  CHECK(p.offlimits[1].sensitive.empty());
  CHECK(p.offlimits[2].sensitive == std::vector<std::string>{"death_injury"});
  REQUIRE(p.accounts.size() == 1);
  CHECK(p.accounts[0].handle == "granvela");
  CHECK(p.social == Presence::managed);
}

TEST_CASE("the published schema knows every member that the reader knows") {
  const auto schema = nlohmann::json::parse(rtm::data::table("brand_schema"));
  std::set<std::string> known;
  const std::function<void(const nlohmann::json&)> collect = [&](const nlohmann::json& node) {
    if (node.is_object() && node.contains("properties")) {
      for (const auto& [key, value] : node["properties"].items()) known.insert(key);
    }
    for (const auto& child : node) {
      if (child.is_structured()) collect(child);
    }
  };
  collect(schema);
  for (const char* source : {"load.cpp", "sections_brand.cpp", "sections_ground.cpp", "sections_people.cpp"}) {
    const std::string text = file(std::string("lib/brand/") + source);
    const std::regex call(R"(expect\(\{([^}]*)\}\))"), word("\"([^\"]+)\"");
    for (std::sregex_iterator list(text.begin(), text.end(), call), end; list != end; ++list) {
      const std::string inside = (*list)[1];
      for (std::sregex_iterator key(inside.begin(), inside.end(), word); key != end; ++key) {
        INFO(source);
        CHECK(known.contains((*key)[1]));
      }
    }
  }
}

TEST_CASE("words that switch a rule off are told with the one that is meant") {
  const auto problem = [](const std::string& members) {
    const Loaded loaded = read("{\"name\": \"A\", " + members + "}", "p.json");
    REQUIRE(loaded.problems.size() == 1);
    return loaded.problems[0].path + ": " + loaded.problems[0].what;
  };
  CHECK(problem(R"("offlimits": [{"id": "p", "sensitive": ["politics", "politica"]}])") == "offlimits[0].sensitive[1]: 'politica' is unknown; did you mean 'politics'?");
  CHECK(problem(R"("offlimits": [{"id": "p", "sensitive": ["Krieg"]}])") == "offlimits[0].sensitive[0]: 'Krieg' is unknown; did you mean 'death_injury'?");
  CHECK(problem(R"("roles": [{"role": "legal", "signs": ["alwys"]}])") == "roles[0].signs[0]: 'alwys' is unknown; did you mean 'always'?");
  CHECK(problem(R"("definition": {"labels": ["braking"]})") == "definition.labels[0]: 'braking' is unknown; did you mean 'breaking'?");
  CHECK(problem(R"("countries": ["it", "xx"])").starts_with("countries[1]: 'xx' is no code"));
  CHECK(problem(R"("countries": ["uk"])").ends_with("did you mean 'gb'?"));
  CHECK(problem(R"("languages": ["IT"])").ends_with("did you mean 'it'?"));
  CHECK(problem(R"("products": [{"name": "***"}])").starts_with("products[0].name: '***' has no word"));
  CHECK(problem(R"("competitors": ["/(/"])").starts_with("competitors[0].name: /(/ is no regular expression"));
  CHECK(problem(R"("themes": [{"id": "x", "patterns": ["a"]}, {"id": "x", "patterns": ["b"]}])") == "themes[1].id: 'x' twice: give each an id of its own");
}

TEST_CASE("a member that is there twice is told, wherever it is") {
  const Loaded loaded = read(R"({"name": "A", "themes": [{"id": "x", "patterns": [[], "y"]}, {"id": "z", "patterns": ["q"], "id": "w"}], "name": "B"})", "p.json");
  std::set<std::string> paths;
  for (const auto& problem : loaded.problems) paths.insert(problem.path);
  CHECK(paths.contains("themes[1].id"));
  CHECK(paths.contains("name"));
  CHECK_FALSE(paths.contains("themes[0].id"));
}

TEST_CASE("a role may sign what is off limits, by its id") {
  const Loaded loaded = read(R"({"name": "A", "offlimits": [{"id": "guns", "patterns": ["gun"]}], "roles": [{"role": "legal", "signs": ["offlimits/guns", "crime", "pile_on"]}]})", "");
  CHECK(loaded.problems.empty());
}

TEST_CASE("every matter that the tables mark can be named in a profile") {
  for (const auto& row : rtm::data::rows("sensitive", 6)) {
    const auto& ids = sensitive_ids();
    CHECK(std::find(ids.begin(), ids.end(), row[0]) != ids.end());
  }
  for (const auto& row : rtm::data::rows("never_words", 7)) {
    const auto& ids = sensitive_ids();
    CHECK(std::find(ids.begin(), ids.end(), row[0]) != ids.end());
  }
}

TEST_CASE("what a brand never touches is known in six languages, with accents or without") {
  using Ids = std::vector<std::string>;
  CHECK(sensitive_of("Politik") == Ids{"politics"});
  CHECK(sensitive_of("Unfälle") == Ids{"death_injury"});
  CHECK(sensitive_of("unfalle") == Ids{"death_injury"});
  CHECK(sensitive_of("Krieg") == Ids{"death_injury", "arms"});
  CHECK(sensitive_of("violência") == Ids{"crime"});
  CHECK(sensitive_of("église") == Ids{"religion"});
  CHECK(sensitive_of("eleições") == Ids{"politics"});
  CHECK(sensitive_of("biscotti").empty());
}

TEST_CASE("init takes language and zone from the country, and the reason from the word") {
  Draft draft;
  answer(draft, "name", "Brockwald");
  answer(draft, "country", "DE");
  answer(draft, "never", "Tod, Mode");
  const Loaded loaded = read(write(draft, DraftLanguage::english), "");
  REQUIRE(loaded.problems.empty());
  CHECK(loaded.profile.countries == std::vector<std::string>{"de"});
  CHECK(loaded.profile.languages == std::vector<std::string>{"de", "en"});
  CHECK(loaded.profile.timezone == "Europe/Berlin");
  CHECK(loaded.profile.offlimits[0].reason == "Tod");
  CHECK(loaded.profile.offlimits[0].sensitive == std::vector<std::string>{"death_injury"});
  CHECK(words_only(draft) == std::vector<std::string>{"Mode"});
  CHECK(nobody_signs(draft));
}

TEST_CASE("a word off limits that stands for a matter is told") {
  const Loaded loaded = read(R"({"name": "A", "offlimits": [{"id": "krieg", "patterns": ["Krieg"]}, {"id": "k", "patterns": ["Krieg"], "sensitive": ["arms"]}]})", "");
  const auto all = conflicts(loaded.profile);
  CHECK(std::count_if(all.begin(), all.end(), [](const std::string& c) { return c.find("keeps away posts with the word alone") != std::string::npos; }) == 1);
}
