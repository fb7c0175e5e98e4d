#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace rtm::ingest {

/// What is read of one mail (RFC 5322, MIME). Plain UTF-8, encoded words (RFC 2047) decoded; "" is not told.
struct Mail {
  std::string from_name, from_address;
  std::string subject;
  std::string date;        // as written
  std::string received;    // when the last server took it, as written
  std::string message_id;
  std::vector<std::string> references;  // ids, the first of the thread first; what it answers is the last
  std::string list;        // the mailing list: its id, else its address
  std::string archived_at; // an address of the web
  std::string language;
  bool delivered = false;  // names a recipient or a server that took it, as what lies in a mailbox does
  bool automatic = false;  // spam, bounces, "out of office": nobody's words
  std::string plain;       // its first text that is no attachment, of each kind; the first MiB
  bool flowed = false, del_sp = false;  // of plain
  std::string html;
  bool endless_header = false;  // it was not to be seen: nothing is known
  std::vector<Mail> digest;  // the mails in it, of a MIME digest (RFC 2046, 5.1.5)
};

/// Reads one mail, without the "From " line of mbox. Never fails: what cannot be read, or lies behind the first 2 MiB, is left out.
Mail read_mail(std::string_view bytes);

}  // namespace rtm::ingest
