#include "learn/labelled_posts.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace rtm::learn {

namespace {

constexpr std::size_t kMostText = std::size_t{1} << 16;  // bytes that are read of a longer post
constexpr std::size_t kLongestValue = 200;

/// What a label says, "" when it says nothing that names a class.
std::string value_of(const record::Value& label) {
  if (label.is_string()) {
    std::string text = label.text();
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return std::string(utf8::prefix(text, kLongestValue));
  }
  const bool plain = label.type() == record::Type::number || label.type() == record::Type::boolean;
  return plain ? std::string(label.raw()) : std::string();
}

}  // namespace

LabelledPosts::LabelledPosts(std::string label) : label_(std::move(label)) {}

void LabelledPosts::process(const record::Record& in, stage::Output&) {
  if (!in.is_post()) return;
  std::string value = value_of(in["labels"][label_]);
  if (value.empty()) return;
  std::string scratch;
  text_ = in["title"].string(scratch);
  if (!text_.empty()) text_ += '\n';
  text_ += in["text"].string(scratch);
  text_.resize(utf8::prefix(text_, kMostText).size());
  lang_ = in["lang"].string(scratch);
  words_.analyse(text_);
  grave_.read(text_, words_, lang_, names_.find(text_, words_, lang_));
  examples_.add(features_.extract(text_, words_), text::cues_of(tone_.rate(text_, words_, lang_, grave_.figures())));
  given_.push_back(std::move(value));
}

std::vector<std::string> LabelledPosts::values() const {
  std::vector<std::string> values = given_;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::vector<std::uint32_t> LabelledPosts::truth() const {
  const std::vector<std::string> all = values();
  std::vector<std::uint32_t> truth;
  for (const std::string& value : given_) {
    truth.push_back(static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), value) - all.begin()));
  }
  return truth;
}

}  // namespace rtm::learn
