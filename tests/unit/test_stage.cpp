#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>

#include "stage/run.hpp"

using namespace rtm;

namespace {

/// A file that is gone with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    path_ = "/tmp/rtm-test-XXXXXX";
    const int fd = ::mkstemp(path_.data());
    REQUIRE(fd >= 0);
    REQUIRE(::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    ::close(fd);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class Annotates : public stage::Stage {
 public:
  void process(const record::Record& in, stage::Output& out) override {
    if (!in.is_post()) return out.pass(in);
    if (in["bad"].exists()) return out.reject(in, in["bad"].offset() + 1, "bad");
    out.annotate(in, "own", "{}");
  }
  void finish(stage::Output& out) override { out.emit("{\"kind\":\"control\"}"); }
};

struct Result {
  stage::Totals totals;
  std::string out;
  std::vector<std::string> told;
};

Result run(std::string_view content, stage::Strictness strictness = stage::Strictness::skip) {
  const TemporaryFile file(content);
  Result result;
  io::Writer writer;
  Annotates stage;
  stage::Refusals refusals([&](std::string_view line) {
        result.told.emplace_back(line.starts_with(file.path()) ? line.substr(file.path().size()) : line);
      }, "",
                           strictness);
  result.totals = stage::run({file.path()}, stage, writer, refusals);
  refusals.close();
  result.out = writer.waiting();
  return result;
}

}  // namespace

TEST_CASE("Posts are annotated, other kinds pass, line ends stay", "[stage]") {
  const auto r = run("\xEF\xBB\xBF{\"kind\":\"post\"}\r\n\n  \r\n{\"kind\":\"x\"}\n{\"kind\":\"post\",\"a\":1}");
  CHECK(r.out ==
        "{\"kind\":\"post\",\"own\":{}}\r\n{\"kind\":\"x\"}\n{\"kind\":\"post\",\"a\":1,\"own\":{}}\n{\"kind\":\"control\"}\n");
  CHECK(r.totals.lines == 3);
  CHECK(r.totals.known == 2);
  CHECK(r.totals.written == 4);
  CHECK(r.told.empty());
}

TEST_CASE("A bad line is news, not a disaster", "[stage]") {
  std::string content;
  for (int i = 0; i < 12; ++i) content += "{\"kind\":\n";
  const auto r = run(content + "{\"kind\":\"post\",\"bad\":1}\n{\"kind\":\"post\"}\n");
  CHECK(r.totals.refused == 13);
  REQUIRE(r.told.size() == 11);
  CHECK(r.told.front() == ":1:9: not a JSON object: the text ends too early");
  CHECK(r.told.back() == "3 more refused, 13 in all");
  CHECK(r.out == "{\"kind\":\"post\",\"own\":{}}\n{\"kind\":\"control\"}\n");
  CHECK(r.totals.beyond(1));
  CHECK_FALSE(r.totals.beyond(95));
}

TEST_CASE("Strictness stops at the first refusal with what there is", "[stage]") {
  const auto r = run("{\"kind\":\"post\"}\nx\n{\"kind\":\"post\"}\n", stage::Strictness::stop);
  CHECK(r.totals.stopped);
  CHECK(r.out == "{\"kind\":\"post\",\"own\":{}}\n");
}

TEST_CASE("A line of 16 MiB passes, a longer one is refused and skipped", "[stage]") {
  const std::string frame = "{\"kind\":\"post\",\"t\":\"\"}";
  const std::string exact = "{\"kind\":\"post\",\"t\":\"" + std::string((16U << 20) - frame.size(), 'x') + "\"}";
  CHECK(run(exact + "\n").totals.refused == 0);
  const auto r = run(exact + " \n{\"kind\":\"post\"}\n");
  CHECK(r.totals.refused == 1);
  CHECK(r.told.front() == ":1:16777216: the line is longer than 16 MiB");
  CHECK(r.out == "{\"kind\":\"post\",\"own\":{}}\n{\"kind\":\"control\"}\n");
}

TEST_CASE("Input without any known kind is noticed", "[stage]") {
  CHECK(run("{\"a\":1}\n").totals.nothing_known());
  CHECK_FALSE(run("").totals.nothing_known());
  CHECK_FALSE(run("{\"kind\":\"tombstone\"}\n{}\n").totals.nothing_known());
}

TEST_CASE("Refused lines are kept raw with their reason", "[stage]") {
  const TemporaryFile input("{\"kind\":\"post\"}\nno\xFF\n"), kept("");
  io::Writer writer;
  Annotates stage;
  stage::Refusals refusals([](std::string_view) {}, kept.path(), stage::Strictness::skip);
  stage::run({input.path()}, stage, writer, refusals);
  refusals.close();
  std::ifstream file(kept.path());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CHECK(text == "# " + input.path() + ":2:3: not a JSON object: not UTF-8\nno\xFF\n");
}
