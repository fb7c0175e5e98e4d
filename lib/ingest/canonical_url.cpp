#include "ingest/canonical_url.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/ascii.hpp"
#include "data/table.hpp"

namespace rtm::ingest {

namespace {

/// The parts of an http address; views of it.
struct Parts {
  std::string_view host, path, query;
};

Parts parts_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (ascii::lower(url.substr(0, scheme.size())) != scheme) continue;
    url.remove_prefix(scheme.size());
    if (const std::size_t fragment = url.find('#'); fragment != std::string_view::npos && url.substr(fragment, 2) != "#!") url = url.substr(0, fragment);
    Parts parts;
    parts.host = url.substr(0, url.find_first_of("/?#"));
    url.remove_prefix(parts.host.size());
    parts.path = url.substr(0, url.find('?'));
    if (parts.path.size() < url.size()) parts.query = url.substr(parts.path.size() + 1);
    if (const std::size_t user = parts.host.rfind('@'); user != std::string_view::npos) parts.host.remove_prefix(user + 1);
    return parts;
  }
  return {};
}

std::string unescaped(std::string_view coded) {
  std::string out;
  for (std::size_t i = 0; i < coded.size(); ++i) {
    unsigned byte = 0;
    const bool escape = coded[i] == '%' && i + 2 < coded.size() &&
                        std::from_chars(coded.data() + i + 1, coded.data() + i + 3, byte, 16).ptr == coded.data() + i + 3;
    out += escape ? static_cast<char>(byte) : coded[i];
    if (escape) i += 2;
  }
  return out;
}

/// Without the port and the first labels that only say on which screen the page is read.
std::string bare_host(std::string_view host) {
  std::string bare = ascii::lower(host.substr(0, host.find(':')));
  for (const std::string_view label : {"www.", "m.", "mobile.", "amp."}) {
    if (bare.starts_with(label) && std::count(bare.begin(), bare.end(), '.') >= 2) bare.erase(0, label.size());
  }
  return bare;
}

std::vector<std::string_view> split(std::string_view query) {
  std::vector<std::string_view> all;
  data::each_of(query, "&", [&all](std::string_view one) {
    if (!one.empty()) all.push_back(one);
  });
  return all;
}

using Rows = std::vector<std::vector<std::string_view>>;

const Rows& forms() {
  static const Rows kForms = data::rows("url_forms", 3);
  return kForms;
}

bool tracks(std::string_view parameter) {
  const std::string name = ascii::lower(parameter.substr(0, parameter.find('=')));
  return std::any_of(forms().begin(), forms().end(), [&](const auto& row) {
    if (row[0] != "track") return false;
    return row[1].ends_with('*') ? name.starts_with(row[1].substr(0, row[1].size() - 1)) : name == row[1];
  });
}

/// "google.*/url" fits google.com/url and google.co.uk/url.
bool fits(std::string_view place, std::string_view host, std::string_view path) {
  const std::size_t slash = place.find('/');
  std::string_view wanted = place.substr(0, slash);
  const std::string_view own_path = place.substr(slash);
  if (path.substr(0, own_path.size()) != own_path) return false;
  if (!wanted.ends_with('*')) return host == wanted;
  wanted.remove_suffix(1);
  return host.starts_with(wanted) && host.size() - wanted.size() <= 6;
}

std::string parameter(std::string_view query, std::string_view name) {
  for (const std::string_view one : split(query)) {
    if (one.substr(0, one.find('=')) == name && one.size() > name.size()) return unescaped(one.substr(name.size() + 1));
  }
  return {};
}

/// The page that a redirect or an AMP cache leads to; "" for any other address.
std::string target_of(const Parts& parts) {
  const std::string host = bare_host(parts.host);
  for (const auto& row : forms()) {
    if (row[0] != "wrap" || !fits(row[1], host, parts.path)) continue;
    if (std::string target = parameter(parts.query, row[2]); target.starts_with("http")) return target;
  }
  const bool cache = host.ends_with(".cdn.ampproject.org") && parts.path.size() > 3;
  std::string_view rest = cache ? parts.path.substr(2) : fits("google.*/amp/", host, parts.path) ? parts.path.substr(4) : std::string_view{};
  if (rest.starts_with("/s/")) rest.remove_prefix(2);
  return rest.size() > 1 ? "https://" + std::string(rest.substr(1)) + (parts.query.empty() ? "" : "?" + std::string(parts.query)) : "";
}

std::string_view plain_path(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  for (const std::string_view end : {"/amp", ".amp", "/amp.html", ".amp.html"}) {
    if (path.ends_with(end)) path.remove_suffix(end.size());
  }
  if (path.starts_with("/amp/")) path.remove_prefix(4);
  return path;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  constexpr int kMostSteps = 4;
  constexpr std::size_t kLongest = 4096;
  if (url.size() > kLongest) return {};
  std::string now(url);
  for (int step = 0; step < kMostSteps; ++step) {
    std::string target = target_of(parts_of(now));
    if (target.empty()) break;
    now = std::move(target);
  }
  const Parts parts = parts_of(now);
  std::string key = bare_host(parts.host);
  const std::string_view path = plain_path(parts.path);
  std::vector<std::string_view> kept = split(parts.query);
  std::erase_if(kept, tracks);
  if (key.empty() || (path.empty() && kept.empty())) return {};
  std::sort(kept.begin(), kept.end());
  key += path;
  for (std::size_t i = 0; i < kept.size(); ++i) key.append(i == 0 ? "?" : "&").append(kept[i]);
  return key;
}

}  // namespace rtm::ingest
