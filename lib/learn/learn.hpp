#pragma once
#include <string>

#include "learn/labelled_posts.hpp"
#include "text/label_learner.hpp"

namespace rtm::learn {

/// A model of the label, with its held-out figures. Throws Error when there is too little to learn from.
text::Learned learn(const LabelledPosts& posts);

/// How a model does on posts. Values that it does not know count as wrong. Throws Error when no post has the label.
text::Figures test(const text::LabelModel& model, const LabelledPosts& posts);

/// Figures and the confusion table, for people: several lines.
std::string describe(const text::Figures& figures);

/// The same as one JSON object.
std::string to_json(const std::string& label, const text::Figures& figures);

}  // namespace rtm::learn
