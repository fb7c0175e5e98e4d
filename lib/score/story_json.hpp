#pragma once
#include "record/value.hpp"
#include "record/writer.hpp"
#include "score/story_facts.hpp"

namespace rtm::score {

/// Writes the member `story` of an opportunity.
void write(const StoryFacts& facts, record::Writer& out);

/// A moment as rtm-classify writes it.
MomentCount read_moment(record::Value moment);

/// Reads it back: what valuing needs. What is missing or of another type reads as nothing.
StoryFacts read_story(record::Value story);

}  // namespace rtm::score
