#include "ingest/feed_entry.hpp"
#include "ingest/feed_text.hpp"
#include "ingest/html.hpp"

namespace rtm::ingest {

void read_author(XmlElement element, Author& author) {
  const XmlElement named = element.child("name");
  if (author.name.empty()) author.name = named.exists() ? trimmed(named.text()) : person(element.text());
  XmlElement uri = element.child("uri");
  if (!uri.exists()) uri = element.child("url");  // Atom 0.3
  if (author.id.empty() && uri.exists()) author.id = trimmed(uri.text());
}

Channel read_channel(XmlElement feed) {
  Channel channel;
  channel.title = trimmed(plain_text(feed.child("title").text()).text);
  for (const XmlElement child : feed.children()) {
    const std::string name = child.name();
    if (name == "generator") channel.generator = child.text() + ' ' + child.attribute("uri");
    if (name == "language" || name == "dc:language") channel.language = trimmed(child.text());
    if (name == "author" && child.is_atom() && feed.is_atom()) read_author(child, channel.author);
    if (name != "link" || !channel.link.empty()) continue;
    const std::string relation = child.attribute("rel");
    if (relation.empty() || relation == "alternate") {
      channel.link = child.resolve(trimmed(child.has_attribute("href") ? child.attribute("href") : child.text()), "");
    }
  }
  if (channel.language.empty()) channel.language = feed.language();
  return channel;
}

}  // namespace rtm::ingest
