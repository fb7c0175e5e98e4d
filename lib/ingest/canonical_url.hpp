#pragma once
#include <string>
#include <string_view>

namespace rtm::ingest {

/// What is the same for all addresses of one page: no scheme, host in small letters without www., m. or amp., no parameters that only track
/// the reader, the others in order, no /amp, no fragment; redirects that name their target are followed, AMP caches too. "" for
/// what is no http address or a site's first page. To compare by, not to open.
std::string canonical_url(std::string_view url);

}  // namespace rtm::ingest
