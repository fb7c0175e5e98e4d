#include "classify/moment/tally.hpp"

#include <algorithm>

namespace rtm::classify {

void Tally::absorb(const Tally& other, std::uint32_t n, std::uint32_t other_n) {
  for (std::size_t i = 0; i < kFeatures; ++i) features[i].absorb(other.features[i], n, other_n);
  surprise.absorb(other.surprise, n, other_n);
  for (Share Tally::*share : {&Tally::contained, &Tally::addressed, &Tally::asking, &Tally::served, &Tally::own, &Tally::business, &Tally::placed, &Tally::understood}) {
    (this->*share).absorb(other.*share, n, other_n);
  }
  framed.absorb(other.framed, voiced, other.voiced);
  voiced += other.voiced;
  if (other.fillers > fillers) {
    fillers = other.fillers;
    form = other.form;
  }
  names.absorb(other.names);
  history = std::max(history, other.history);
  occasions.absorb(other.occasions);
  if (term.empty()) {
    term = other.term;
    joiners = other.joiners;
  }
  if (turn.empty()) turn = other.turn;
  brands.absorb(other.brands);
  day.absorb(other.day);
}

}  // namespace rtm::classify
