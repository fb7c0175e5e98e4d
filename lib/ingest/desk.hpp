#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ingest/drop.hpp"
#include "ingest/format.hpp"
#include "ingest/pieces.hpp"
#include "ingest/pseudonyms.hpp"
#include "ingest/seen.hpp"
#include "ingest/source_counts.hpp"
#include "ingest/time_rules.hpp"
#include "ingest/voices.hpp"
#include "stage/stage.hpp"

namespace rtm::ingest {

enum class PrivatePosts : std::uint8_t { skip, keep };
enum class Updates : std::uint8_t { fold, write };  // what is seen again with greater counts

/// What the user asked for, whatever the format.
struct DeskOptions {
  std::string lang;    // forced on every post; "" leaves what the source says
  std::string source;  // the same
  PrivatePosts private_posts = PrivatePosts::skip;
  Updates updates = Updates::fold;
  TimeRules time;
  std::optional<Pseudonyms> pseudonyms;
  Drop drop;
  bool per_source = false;            // counts by source, too
  std::optional<Seconds> dup_window;  // other ids may be the same voice, or copies, this far apart

  /// True when a canonical record cannot pass as it is.
  bool changes_canonical() const { return time.corrects() || pseudonyms || !drop.empty(); }
};

/// What was done, for --stats.
struct Counts {
  std::uint64_t posts = 0, tombstones = 0, others = 0;
  std::uint64_t folded = 0;     // repetitions left out
  std::optional<std::uint64_t> copies;  // written, and marked as such; when they are looked for
  std::uint64_t updates = 0;    // seen again with greater counts or other words, written
  std::uint64_t private_posts = 0;
  std::uint64_t no_posts = 0;   // understood, and no post
  std::uint64_t no_time = 0;    // posts without a time
  std::optional<Time> first_at, last_at;

  std::uint64_t handled() const { return posts + updates + tombstones + others + folded + private_posts; }
};

/// About how many bytes a post takes: of two of one voice, more is richer.
std::size_t weight_of(const Post& post);

/// Writes what the readers understood: forced members and the language filled in, private posts left out, repetitions folded,
/// one document's posts oldest first. What a document has said is held back until end(), at most 64 MiB of it.
class Desk : public Sink {
 public:
  /// All must outlive this.
  Desk(const DeskOptions& options, stage::Output& out, stage::Refusals& refusals);

  /// The file that places are told in; must outlive the next call.
  void file(const std::string& name) { file_ = name; }
  /// The piece that is being read; refusals are told in its places.
  void piece(const Item& item) { item_ = &item; }
  /// Brackets what is one document.
  void begin() { ++open_; }
  void end();
  /// Writes what is still held back, after an input broke off.
  void close();

  void post(Post& post) override;
  void tombstone(const Tombstone& tombstone) override;
  void pass(const Canonical& record) override;
  void skip(Skip why) override;
  void refuse(std::size_t offset, std::string_view why) override;
  bool wants_private() const override { return options_.private_posts == PrivatePosts::keep; }

  const Counts& counts() const { return counts_; }
  /// Empty unless they were asked for.
  const SourceCounts& sources() const { return sources_; }

 private:
  /// One record of the document at hand.
  struct Entry {
    Post post;         // or
    std::string line;  // a record that passes as it is
    std::optional<Time> at;
    bool is_line = false;
    bool left_out = false;
  };

  Entry& entry();
  void hold_line(const std::optional<Time>& at, std::string_view line);
  void find_language(Post& post) const;
  void settle(Post& post) const;
  std::string settled(const Canonical& record, std::optional<Time>& at) const;
  std::string_view completed(const Canonical& record, std::string_view line, std::string& out) const;
  void fold();
  void flush();
  void write_post(Post& post);
  Seen::Status note(const Canonical& record);
  bool is_repetition(Seen::Status status) const;
  bool is_written(Seen::Status status);
  bool is_written(Post& post, Seen::Status status);
  void fold_into(Entry& kept, Entry& entry);
  void note_time(const std::optional<Time>& at);
  void count_source(std::string_view platform, std::string_view source, const std::optional<Time>& at, bool fresh);

  const DeskOptions& options_;
  stage::Output& out_;
  stage::Refusals& refusals_;
  std::string file_ = "-";
  const Item* item_ = nullptr;
  std::deque<Entry> entries_;  // the first used_ are of the document at hand; the others keep their memory
  std::size_t used_ = 0;
  std::size_t bytes_ = 0;
  int open_ = 0;
  std::vector<std::size_t> order_;
  Seen seen_;
  std::optional<Voices> voices_;
  record::Writer writer_;
  std::string scratch_;
  Counts counts_;
  SourceCounts sources_;
};

}  // namespace rtm::ingest
