#include <fmt/format.h>

#include "brand/load.hpp"
#include "brand/matter_words.hpp"
#include "brand/sections.hpp"

namespace rtm::brand {

namespace {

void read_hours(const Node& node, std::vector<DutyHours>& hours) {
  std::vector<std::string> written;
  node.texts("hours", written);
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (const auto parsed = parse_hours(written[i])) {
      hours.push_back(*parsed);
    } else {
      node.problem(fmt::format("hours[{}]", i).c_str(), fmt::format("'{}' is not like mon-fri 09:00-18:00", written[i]));
    }
  }
}

Deputy read_deputy(const Node& node) {
  node.expect({"name", "hours"});
  Deputy deputy;
  node.text("name", deputy.name);
  read_hours(node, deputy.hours);
  if (deputy.name.empty()) node.problem("name", "missing");
  return deputy;
}

}  // namespace

void read_roles(const Node& root, Profile& profile) {
  std::vector<std::string> signs{"always", "legal"};
  signs.insert(signs.end(), signed_ids().begin(), signed_ids().end());
  for (const OffLimits& off : profile.offlimits) signs.push_back("offlimits/" + off.id);
  root.objects("roles", Node::Bare::refused, [&](const Node& node) {
    node.expect({"role", "name", "minutes", "hours", "deputies", "signs"});
    Role role;
    node.text("role", role.role);
    node.text("name", role.name);
    node.integer("minutes", role.minutes, 0, 10080);
    read_hours(node, role.hours);
    node.objects("deputies", Node::Bare::is_name, [&](const Node& deputy) { role.deputies.push_back(read_deputy(deputy)); });
    node.words("signs", role.signs, signs);
    if (role.role.empty()) node.problem("role", "missing: owner, decider, legal, community or a name of your own");
    profile.roles.push_back(std::move(role));
  });
}

void read_accounts(const Node& root, Profile& profile) {
  root.objects("accounts", Node::Bare::refused, [&](const Node& node) {
    node.expect({"platform", "handle"});
    Account account;
    node.text("platform", account.platform);
    node.text("handle", account.handle);
    if (account.handle.starts_with('@')) account.handle.erase(0, 1);
    if (account.handle.empty()) node.problem("handle", "missing");
    profile.accounts.push_back(std::move(account));
  });
}

void read_policy(const Node& root, Profile& profile) {
  root.object("policy", [&](const Node& node) {
    node.expect({"path", "version"});
    node.text("path", profile.policy.path);
    node.text("version", profile.policy.version);
  });
  root.texts("values", profile.values);
  root.object("voice", [&](const Node& node) {
    node.expect({"persona", "words", "irony"});
    node.text("persona", profile.voice.persona);
    node.texts("words", profile.voice.words);
    node.choice<Irony>("irony", profile.voice.irony, {{"allowed", Irony::allowed}, {"careful", Irony::careful}, {"never", Irony::never}});
  });
  root.texts("trusted_sources", profile.trusted_sources);
  root.objects("goals", Node::Bare::refused, [&](const Node& node) {
    node.expect({"id", "metric"});
    Goal goal;
    node.text("id", goal.id);
    node.text("metric", goal.metric);
    once(node, profile.goals, goal.id);
    if (goal.id.empty()) node.problem("id", "missing");
    profile.goals.push_back(std::move(goal));
  });
}

}  // namespace rtm::brand
