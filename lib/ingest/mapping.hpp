#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/post.hpp"

/// How members of a post are found in objects and tables that are not made for it: by the user's --map and --map-file, by
/// the map of a known export, by names in common use.
namespace rtm::ingest {

/// How dates of figures alone are written.
enum class DateOrder : std::uint8_t { unknown, dmy, mdy, ymd };

/// How the cells of a table are written; 0 and unknown leave it to what can be seen.
struct CellStyle {
  char delimiter = 0;
  char decimal = 0;  // '.' or ','
  DateOrder dates = DateOrder::unknown;
};

/// A member and where it is: a dotted path, a column's heading, "#3" for the third column, or "=value" for all posts. Of
/// several for one member, the first that gives something counts.
using MapRule = std::pair<std::string, std::string>;

/// The rules of a text as --map-file has it: lines of member, tab, place; # begins a comment; @ a directive, left out here.
/// Throws Error naming `name` and the line for a line of another form and for a member that a post does not have.
std::vector<MapRule> parse_map_rules(std::string_view text, const std::string& name);
/// The same of a file. Throws Error when it cannot be read, too.
std::vector<MapRule> read_map_file(const std::string& path);
/// Throws Error for a rule whose member a post does not have.
void check_map_rule(const MapRule& rule, std::string_view where);

/// A member and the names that are in use for it: the table lib/data/member_names.tsv.
struct CommonName {
  std::string_view member;
  std::vector<std::string_view> names;
};
std::span<const CommonName> common_names();

/// Sets one member from a value as tools write it: besides what set_member() takes, names of languages, words for kinds of
/// sources, counts with separators, dates in the order of `style`. False when it does not fit or is empty.
bool set_written(Post& post, std::string_view member, std::string_view value, const CellStyle& style);

/// The code of a language given as a code or by name: "it" for "it", "it-IT", "Italian". Throws Error for what is none.
std::string parse_language(const std::string& text);

/// Gives `post` what every post needs: a platform, an id (made of its content where it has none), both as prefix of the ids
/// it refers to; takes out half a place.
void complete_mapped(Post& post, std::string_view platform);

}  // namespace rtm::ingest
