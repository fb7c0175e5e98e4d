#include <catch2/catch.hpp>

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
