#include "brand/matter_words.hpp"
#include "brand/sections.hpp"

namespace rtm::brand {

namespace {

void read_swot(const Node& node, Swot& swot) {
  node.expect({"strengths", "weaknesses", "opportunities", "threats"});
  node.texts("strengths", swot.strengths);
  node.texts("weaknesses", swot.weaknesses);
  node.texts("opportunities", swot.opportunities);
  node.texts("threats", swot.threats);
}

/// The first matter that a word of everyday means: "guerra" is death_injury.
std::string meant_by(const std::string& word) {
  const auto ids = sensitive_of(word);
  return ids.empty() ? std::string() : ids.front();
}

}  // namespace

void read_themes(const Node& root, Profile& profile) {
  root.objects("themes", Node::Bare::refused, [&](const Node& node) {
    node.expect({"id", "title", "patterns", "ambiguous", "examples", "weight", "swot"});
    Theme theme;
    node.text("id", theme.id);
    node.text("title", theme.title);
    node.patterns("patterns", theme.patterns);
    node.patterns("ambiguous", theme.ambiguous);
    node.texts("examples", theme.examples);
    node.number("weight", theme.weight, 0, 1);
    node.object("swot", [&](const Node& swot) { read_swot(swot, theme.swot); });
    once(node, profile.themes, theme.id);
    if (theme.id.empty()) node.problem("id", "missing");
    if (theme.patterns.empty()) node.problem("patterns", "missing: the words by which the theme is known");
    if (theme.title.empty()) theme.title = theme.id;
    profile.themes.push_back(std::move(theme));
  });
  root.patterns("perimeter", profile.perimeter);
}

void read_offlimits(const Node& root, Profile& profile) {
  root.objects("offlimits", Node::Bare::refused, [&](const Node& node) {
    node.expect({"id", "reason", "patterns", "sensitive"});
    OffLimits off;
    node.text("id", off.id);
    node.text("reason", off.reason);
    node.patterns("patterns", off.patterns);
    node.words("sensitive", off.sensitive, sensitive_ids(), meant_by);
    once(node, profile.offlimits, off.id);
    if (off.id.empty()) node.problem("id", "missing");
    if (off.patterns.empty() && off.sensitive.empty()) node.problem("patterns", "missing: patterns, or sensitive ids");
    profile.offlimits.push_back(std::move(off));
  });
}

void read_audiences(const Node& root, Profile& profile) {
  root.objects("audiences", Node::Bare::refused, [&](const Node& node) {
    node.expect({"id", "kind", "patterns"});
    Audience audience;
    node.text("id", audience.id);
    node.choice<AudienceKind>("kind", audience.kind,
                              {{"primary", AudienceKind::primary}, {"secondary", AudienceKind::secondary}, {"generic", AudienceKind::generic}});
    node.patterns("patterns", audience.patterns);
    once(node, profile.audiences, audience.id);
    if (audience.id.empty()) node.problem("id", "missing");
    profile.audiences.push_back(std::move(audience));
  });
}

std::optional<Definition> named_definition(const std::string& name) {
  if (name == "strict") return Definition{"strict", {"unplanned"}, {"breaking", "customer"}, {"organic"}, {}};
  if (name == "altimeter") {
    return Definition{"altimeter", {}, {}, {},
                      {"brand_event", "anticipated_event", "location_object", "predictive", "customer_interaction", "breaking_news"}};
  }
  if (name == "strategic") return Definition{"strategic", {"planned", "anticipated", "unplanned"}, {}, {}, {}};
  return std::nullopt;
}

void read_definition(const Node& root, Profile& profile) {
  profile.definition = *named_definition("strict");
  const auto custom = [&](const Node& node) {
    node.expect({"name", "predictability", "labels", "spreads", "use_cases"});
    Definition own;
    own.name = "custom";
    node.text("name", own.name);
    node.words("predictability", own.predictability, {"planned", "anticipated", "unplanned"});
    node.words("labels", own.labels, {"ambient", "planned", "anticipated", "breaking", "meme", "bandwagon", "customer", "brand_event", "location"});
    node.words("spreads", own.spreads, {"organic", "meme", "bandwagon"});
    node.words("use_cases", own.use_cases, {"brand_event", "anticipated_event", "location_object", "predictive", "customer_interaction", "breaking_news"});
    profile.definition = own;
  };
  if (root.is_text("definition")) {
    std::string name;
    root.text("definition", name);
    if (const auto named = named_definition(name)) {
      profile.definition = *named;
    } else {
      root.problem("definition", "'" + name + "' is none of: strict, altimeter, strategic; or an object of your own");
    }
  } else {
    root.object("definition", custom);
  }
  root.choice<Intent>("intent", profile.intent, {{"communication", Intent::communication}, {"marketing", Intent::marketing}});
  root.choice<ProductPresence>("product_presence", profile.product_presence,
                               {{"required", ProductPresence::required}, {"preferred", ProductPresence::preferred}, {"optional", ProductPresence::optional}});
}

void read_thresholds(const Node& root, Profile& profile) {
  root.object("thresholds", [&](const Node& node) {
    node.expect({"fit", "clutter", "polarisation", "sensitive", "min_posts", "window_minutes"});
    Thresholds& t = profile.thresholds;
    node.number("fit", t.fit, 0, 1);
    node.number("clutter", t.clutter, 0, 1);
    node.number("polarisation", t.polarisation, 0, 1);
    node.number("sensitive", t.sensitive, 0, 1);
    node.integer("min_posts", t.min_posts, 1, 1000);
    node.integer("window_minutes", t.window_minutes, 0, 10080);
  });
}

}  // namespace rtm::brand
