#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// One result that a mail of Google Alerts tells of.
struct AlertResult {
  std::string url;  // the page itself
  std::string title, publisher, description;
};

/// The results in the HTML of such a mail, in order: its microdata (schema.org/Article). At most a thousand.
std::vector<AlertResult> alert_results(std::string_view html);

/// The results in its plain text, for mails that have lost their HTML: lines of title, publisher and description above the address of each.
std::vector<AlertResult> alert_results_of_text(std::string_view text);

}  // namespace rtm::ingest
