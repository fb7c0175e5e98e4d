#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// The words of a mail that are its own.
namespace rtm::ingest {

/// A text whose lines were broken by format=flowed (RFC 3676), put together: a line that ends with a blank goes on in the next one of the
/// same depth of quoting. With `del_sp` that blank goes.
std::string unflowed(std::string_view text, bool del_sp);

enum class Quotes : std::uint8_t { keep, drop };

/// `text` without signature and the list's footer; with Quotes::drop also without quoted lines, the line that introduces them, and a whole
/// mail below its answer. Trimmed. Linear in time.
std::string own_words(std::string_view text, Quotes quotes);

/// An answer's HTML as far as mail programs mark where the mail that it answers begins; all of it when nothing stands before that.
std::string_view before_quote(std::string_view html);

}  // namespace rtm::ingest
