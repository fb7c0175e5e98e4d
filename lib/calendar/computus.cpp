#include "calendar/computus.hpp"

namespace rtm::calendar {

namespace {

Day date(int year, int month, int day) { return std::chrono::year{year} / month / day; }

}  // namespace

Day easter(int year) {
  const int a = year % 19;
  const int b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return date(year, n / 31, n % 31 + 1);
}

Day orthodox_easter(int year) {
  const int a = year % 4, b = year % 7, c = year % 19;
  const int d = (19 * c + 15) % 30;
  const int e = (2 * a + 4 * b - d + 34) % 7;
  const int n = d + e + 114;
  const int lag = year / 100 - year / 400 - 2;  // days between the two calendars from March of the century on
  return date(year, n / 31, n % 31 + 1) + std::chrono::days{lag};
}

}  // namespace rtm::calendar
