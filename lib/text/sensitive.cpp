#include "text/sensitive.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "data/table.hpp"

namespace rtm::text {

namespace {

constexpr double kEmit = 0.3;
constexpr double kFirm = 0.6;          // cues from here on are hardly ambiguous
constexpr double kFirmShare = 0.45;    // of the context's log-odds that a firm cue loses
constexpr double kMostHarmless = 2.6;  // log-odds, whatever the number of context words
constexpr double kNegated = 1.6;       // log-odds
constexpr double kNamed = 1.3;         // log-odds: "muore", "muore Mario Rossi"
constexpr std::size_t kBeside = 40, kRightBeside = 5;  // bytes between a person's name and a word of death
constexpr double kCounted = 0.88;      // "five dead", "due feriti"
constexpr double kSupport = 0.55;      // what the evidence of one tragic id lends another
constexpr std::size_t kMostSpans = 8, kMostReasons = 3;

constexpr std::array<std::string_view, 4> kTiers{"low", "medium", "high", "floor"};
constexpr std::array<std::string_view, 4> kTragic{"death_injury", "disaster", "terrorism", "crime"};
constexpr std::array<std::string_view, 7> kFrames{"idiom",   "context",   "educational", "breaking",
                                                  "graphic", "glorified", "own_horror"};
constexpr std::array<std::string_view, 10> kCountable{"died",   "death",  "victims",    "missing", "injured",
                                                      "injury", "killed", "death_toll", "arrest",  "hostage"};
// What is said of one person's death; of "dead" and "death" only right beside the name.
constexpr std::array<std::string_view, 10> kOfPersons{"died",     "death",         "killed", "passed_away", "condolences",
                                                      "mourning", "rest_in_peace", "rip",    "suicide",     "farewell"};
constexpr std::array<std::string_view, 9> kWriter{"i", "i'm", "im", "i've", "we", "me", "suis", "eu", "ich"};
constexpr std::array<std::string_view, 17> kNegators{
    "no",    "not",    "non",    "nessun",  "nessuna", "nessuno", "mica", "senza", "without",
    "isn't", "wasn't", "aren't", "weren't", "ningún",  "aucun",   "kein", "nenhum"};
constexpr std::array<std::string_view, 53> kNumbers{
    "two",    "three",  "four",     "five",   "six",      "seven",     "eight",    "nine",    "ten",
    "eleven", "twelve", "dozens",   "dozen",  "hundreds", "thousands", "scores",   "several", "many",
    "due",    "tre",    "quattro",  "cinque", "sei",      "sette",     "otto",     "nove",    "dieci",
    "undici", "dodici", "venti",    "trenta", "decine",   "centinaia", "migliaia", "diversi", "numerosi",
    "dos",    "tres",   "cuatro",   "cinco",  "seis",     "decenas",   "cientos",  "deux",    "trois",
    "quatre", "cinq",   "dizaines", "zwei",   "drei",     "vier",      "fünf",     "dois"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

double number(std::string_view cell) { return data::number("sensitive", cell); }

Tier tier_of_name(std::string_view name) {
  const auto tier = std::find(kTiers.begin(), kTiers.end(), name);
  if (tier == kTiers.end()) throw Error("sensitive matter: no tier '" + std::string(name) + "'");
  return static_cast<Tier>(tier - kTiers.begin());
}

double shifted(double p, double log_odds) {
  const double z = std::log(p / (1 - p)) + log_odds;
  return 1 / (1 + std::exp(-z));
}

bool is_number(const Word& word) { return word.kind == WordKind::number || among(kNumbers, word.folded); }

bool counted(const Lexicon::Match& match, std::span<const Word> words) {
  for (std::size_t back = 1; back <= 2 && back <= match.first; ++back) {
    if (is_number(words[match.first - back])) return true;
  }
  return false;
}

/// "I died", "sono morta": said of the writer, who lives; "sono morti" is said of others.
bool of_writer(const Lexicon::Match& match, std::span<const Word> words) {
  if (match.first == 0) return false;
  const std::string_view before = words[match.first - 1].folded, word = words[match.first].folded;
  return among(kWriter, before) || (before == "sono" && (word == "morto" || word == "morta"));
}

/// "Sono morta, Andrea": the name comes next, behind a comma.
bool calls(const Lexicon::Match& match, const Span& name, std::span<const Word> words) {
  return match.last + 1 < words.size() && words[match.last + 1].start == name.start && name.start > match.end + 1;
}

/// Whether a word of death stands beside the name of a person. "Killed" is also said of those who shine.
bool names_person(const Lexicon::Match& match, std::string_view concept_name, std::span<const Word> words, std::span<const Name> names) {
  if (names.empty() || !among(kOfPersons, concept_name) || words[match.first].folded.starts_with("kill")) return false;
  const std::size_t most = concept_name == "death" || concept_name == "farewell" ? kRightBeside : kBeside;
  const bool word = concept_name == "died" || concept_name == "death";
  const auto beside = [&](const Span& name) {
    if (word && calls(match, name, words)) return false;
    return name.end <= match.start ? match.start - name.end <= most : name.start >= match.end && name.start - match.end <= most;
  };
  return std::any_of(names.begin(), names.end(), [&](const Name& name) {
    return name.kind == NameKind::person && std::any_of(name.spans.begin(), name.spans.end(), beside);
  });
}

bool negated(const Lexicon::Match& match, std::span<const Word> words) {
  for (std::size_t back = 1; back <= 2 && back <= match.first; ++back) {
    if (among(kNegators, words[match.first - back].folded)) return true;
  }
  return false;
}

}  // namespace

std::string_view tier_name(Tier tier) { return kTiers[static_cast<std::size_t>(tier)]; }

SensitiveTagger::SensitiveTagger() {
  load_cues();
  load_frames();
}

std::size_t SensitiveTagger::id_number(std::string_view id) {
  const auto known = std::find(ids_.begin(), ids_.end(), id);
  if (known != ids_.end()) return static_cast<std::size_t>(known - ids_.begin());
  ids_.push_back(id);
  tragic_.push_back(among(kTragic, id));
  return ids_.size() - 1;
}

void SensitiveTagger::load_cues() {
  for (const auto& row : data::rows("sensitive", 6)) {
    const double p = number(row[2]);
    if (p <= 0 || p >= 1) throw Error("sensitive table: bad row of '" + std::string(row[4]) + "'");
    cues_.push_back({id_number(row[0]), tier_of_name(row[1]), p, row[4]});
    cue_lexicon_.add(row[5], static_cast<std::uint32_t>(cues_.size() - 1), lang_cell(row[3]));
  }
  first_scene_ = static_cast<std::uint32_t>(cues_.size());
  for (const Scenes::Scene& scene : scenes_.all()) cues_.push_back({id_number(scene.id), tier_of_name(scene.tier), scene.p, scene.name});
}

void SensitiveTagger::load_frames() {
  const auto put = [&](Frame kind, double weight, std::string_view langs, std::string_view name,
                       std::string_view patterns) {
    frames_.push_back({kind, weight, name});
    frame_lexicon_.add(patterns, static_cast<std::uint32_t>(frames_.size() - 1), lang_cell(langs));
  };
  for (const auto& row : data::rows("idioms", 3)) put(Frame::idiom, 0, row[1], row[0], row[2]);
  for (const auto& row : data::rows("contexts", 5)) {
    const auto kind = std::find(kFrames.begin(), kFrames.end(), row[0] == "treatment" ? row[3] : row[0]);
    if (kind == kFrames.end()) throw Error("contexts table: no kind '" + std::string(row[0]) + "'");
    put(static_cast<Frame>(kind - kFrames.begin()), number(row[1]), row[2], row[3], row[4]);
  }
}

void SensitiveTagger::look_around(std::span<const Word> words, LangSet langs) const {
  around_ = {};
  frame_lexicon_.find(words, langs, frame_matches_);
  for (const auto& match : frame_matches_) {
    const FrameEntry& entry = frames_[match.entry];
    around_.harmless += entry.weight;
    around_.laughs = around_.laughs || entry.name == "humour";
    around_.frames[static_cast<std::size_t>(entry.kind)] = true;
  }
  around_.harmless = std::min(around_.harmless, kMostHarmless);
}

const SensitiveTagger::FrameEntry* SensitiveTagger::idiom_of(const Lexicon::Match& cue) const {
  const auto idiom = std::find_if(frame_matches_.begin(), frame_matches_.end(), [&](const Lexicon::Match& m) {
    const bool overlaps = m.first <= cue.last && cue.first <= m.last;
    return frames_[m.entry].kind == Frame::idiom && overlaps && m.last - m.first >= cue.last - cue.first;
  });
  return idiom == frame_matches_.end() ? nullptr : &frames_[idiom->entry];
}

/// Whether a cue in a harmless idiom is worth nothing: what one dies of is a joke where someone laughs, else it may well hurt.
bool SensitiveTagger::is_figure(const FrameEntry& idiom, const Lexicon::Match& cue, std::string_view concept_name) const {
  if (Figurative::blames(concept_name)) return false;
  if (idiom.name != "laughter" || around_.laughs) return true;
  const Figurative::Doubt doubt = figurative_.doubt(cue.first, cue.last, concept_name);
  return doubt.log_odds > 0 && !doubt.judges;
}

double SensitiveTagger::adjusted(const Cue& cue, double p, const Lexicon::Match& match, std::span<const Word> words, bool named) const {
  if (named) p = shifted(p, kNamed);
  if (cue.concept_name == "died" && of_writer(match, words)) p = shifted(cue.p, -kNegated);
  if (tragic_[cue.id]) {
    if (among(kCountable, cue.concept_name) && counted(match, words)) return std::max(p, kCounted);
    const Figurative::Doubt doubt = named ? Figurative::Doubt() : figurative_.doubt(match.first, match.last, cue.concept_name);
    if (doubt.log_odds > 0 && !doubt.judges) figures_.push_back({match.start, match.end});
    p = shifted(p, -doubt.log_odds - around_.harmless * (p >= kFirm ? kFirmShare : 1));
  }
  return negated(match, words) ? shifted(p, -kNegated) : p;
}

void SensitiveTagger::take(std::uint32_t number, double p, const Lexicon::Match& match, std::span<const Word> words,
                           std::span<const Name> names) const {
  const Cue& cue = cues_[number];
  if (const FrameEntry* idiom = idiom_of(match)) {
    if (tragic_[cue.id] && is_figure(*idiom, match, cue.concept_name)) figures_.push_back({match.start, match.end});
    return;
  }
  const bool named = names_person(match, cue.concept_name, words, names);
  found_.push_back({number, match, adjusted(cue, p, match, words, named), named});
}

void SensitiveTagger::collect(std::span<const Word> words, std::span<const Name> names) const {
  found_.clear();
  figures_.clear();
  for (const auto& match : matches_) take(match.entry, cues_[match.entry].p, match, words, names);
  for (const auto& found : shown_) take(first_scene_ + found.scene, scenes_.p(found), found.match, words, names);
  std::sort(figures_.begin(), figures_.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
}

/// Noisy-or of the concepts of each id, a concept counting once with its surest cue; then the tragic ids lend
/// each other weight.
void SensitiveTagger::join() const {
  p_.assign(ids_.size(), 0);
  std::vector<double>& none = p_;
  none.assign(ids_.size(), 1);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Cue& cue = cues_[found_[i].cue];
    const bool repeated = std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
      const std::size_t j = static_cast<std::size_t>(&other - found_.data());
      const bool same =
          cues_[other.cue].id == cue.id &&
          (cues_[other.cue].concept_name == cue.concept_name ||
           (other.match.first <= found_[i].match.last && found_[i].match.first <= other.match.last));
      return j != i && same && (other.p > found_[i].p || (other.p == found_[i].p && j < i));
    });
    if (!repeated) none[cue.id] *= 1 - found_[i].p;
  }
  double none_tragic = 1;
  for (std::size_t id = 0; id < ids_.size(); ++id) none_tragic *= tragic_[id] ? none[id] : 1;
  for (std::size_t id = 0; id < ids_.size(); ++id) {
    const double own = 1 - none[id];
    const double others = tragic_[id] && none[id] > 0 && own > 0 ? 1 - none_tragic / none[id] : 0;
    p_[id] = own + (1 - own) * kSupport * others;
  }
}

Tier SensitiveTagger::tier_of(std::size_t id) const {
  Tier tier = Tier::low;
  double best = 0;
  for (const Found& found : found_) {
    const Cue& cue = cues_[found.cue];
    if (cue.id != id || found.p < best) continue;
    tier = found.p > best ? cue.tier : std::max(tier, cue.tier);
    best = found.p;
  }
  if (!tragic_[id]) return tier;
  if (around_.has(Frame::glorified)) return Tier::floor;
  if (around_.has(Frame::graphic) || around_.has(Frame::own_horror)) return std::max(tier, Tier::high);
  if (around_.has(Frame::educational) && !around_.has(Frame::breaking)) return Tier::low;
  return tier;
}

SensitiveTag SensitiveTagger::make_tag(std::size_t id) const {
  SensitiveTag tag{ids_[id], tier_of(id), p_[id], {}, {}};
  std::vector<const Found*> cues;
  for (const Found& found : found_) {
    if (cues_[found.cue].id == id) cues.push_back(&found);
  }
  for (const Found* found : cues) {
    if (!tag.spans.empty() && found->match.start < tag.spans.back().end) {
      tag.spans.back().end = std::max(tag.spans.back().end, found->match.end);
    } else if (tag.spans.size() < kMostSpans) {
      tag.spans.push_back({found->match.start, found->match.end});
    }
  }
  if (std::any_of(cues.begin(), cues.end(), [](const Found* found) { return found->named; })) tag.why = "named_person";
  std::stable_sort(cues.begin(), cues.end(), [](const Found* a, const Found* b) { return a->p > b->p; });
  std::size_t reasons = 0;
  for (const Found* found : cues) {
    const std::string_view kind = found->cue >= first_scene_ ? "scene:" : found->match.first == found->match.last ? "word:" : "idiom:";
    const std::string reason = std::string(kind) + std::string(cues_[found->cue].concept_name);
    if (tag.why.find(reason) != std::string::npos || reasons == kMostReasons) continue;
    tag.why += (tag.why.empty() ? "" : " ") + reason;
    ++reasons;
  }
  return tag;
}

void SensitiveTagger::read(std::string_view text, const Words& analysed, std::string_view lang, std::span<const Name> names) const {
  const auto words = analysed.all();
  const LangSet langs = lang_set(lang);
  look_around(words, langs);
  cue_lexicon_.find(words, langs, matches_);
  shown_ = scenes_.find(text, words, langs);
  if (!matches_.empty() || !shown_.empty()) figurative_.read(text, words, lang, names);
  collect(words, names);
}

void SensitiveTagger::tag(const Hate& hate, std::vector<SensitiveTag>& out) const {
  out.clear();
  if (!found_.empty()) {
    join();
    for (std::size_t id = 0; id < ids_.size(); ++id) {
      if (p_[id] >= kEmit) out.push_back(make_tag(id));
    }
  }
  if (hate.p < kEmit) return;
  out.push_back({"hate", hate.p >= 0.75 ? Tier::floor : Tier::high, hate.p, {hate.spans.begin(), hate.spans.end()}, "word:hate"});
}

}  // namespace rtm::text
