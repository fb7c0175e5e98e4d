#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "classify/post_facts.hpp"
#include "classify/story/terms.hpp"
#include "record/record.hpp"
#include "text/words.hpp"

namespace rtm::classify {

/// Reads from a post what this folder works on. Views are valid until the next read() and as long as the record.
class PostReader {
 public:
  void read(const record::Record& post);

  /// Takes these terms (ascending) out of the facts, unless no others are left.
  void set_aside(const std::vector<std::uint64_t>& terms);

  /// Says what the post belongs to by itself; see PostFacts::channel and gathers. `gathering` may be empty.
  void belongs_to(std::string_view channel, std::string_view gathering = {});

  /// Says that the post is part of a turn of events; see PostFacts::splits.
  void splits_off(std::uint64_t gathering) { facts_.splits = gathering; }

  /// See PostFacts::gathers; what the post belongs to by itself comes first.
  void gathers(std::uint64_t gathering) {
    if (facts_.gathers == 0) facts_.gathers = gathering;
  }

  const PostFacts& facts() const { return facts_; }
  /// `title`, a line feed, `text`; the text alone without a title. Spans count in its bytes.
  std::string_view text() const { return text_; }
  std::string_view lang() const { return lang_; }
  const text::Words& words() const { return words_; }
  /// The author's handle, "" for none.
  std::string_view handle() const { return handle_; }
  /// The author's name and handle, as one text.
  std::string_view author() const { return author_; }

 private:
  void read_links(record::Value links);
  void read_author(record::Value author);

  PostFacts facts_;
  std::string text_, lang_;
  text::Silences silences_;
  text::Words words_{&silences_};
  Compounds compounds_;
  TermExtractor extractor_{&compounds_};
  std::vector<std::uint64_t> links_;
  std::vector<Term> terms_;
  std::string_view handle_;
  std::string author_;
  std::string id_, author_id_, handle_text_, repost_of_, quote_of_, reply_to_, thread_, copy_of_;
};

}  // namespace rtm::classify
