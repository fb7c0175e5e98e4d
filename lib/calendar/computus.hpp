#pragma once
#include "base/time.hpp"

/// Feasts and .ics files: computes dates, knows no posts.
namespace rtm::calendar {

/// Easter Sunday of the Gregorian calendar: the Anonymous (Meeus/Jones/Butcher) algorithm, "Astronomical
/// Algorithms", 1991, chapter 8. REQUIRES year >= 1583.
Day easter(int year);

/// Easter Sunday of the Julian calendar (Meeus, ibid.), as a Gregorian date: what Orthodox churches keep.
/// REQUIRES year >= 326.
Day orthodox_easter(int year);

}  // namespace rtm::calendar
