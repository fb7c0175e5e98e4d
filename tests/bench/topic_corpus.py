"""Makes the texts that the table topic_model is learned from, as LANG<TAB>FORUM<TAB>TOPICS<TAB>TEXT lines.

    topic_corpus.py --labels topic_labels.tsv --part taught|held [--table LANG:COLUMN=FILE …] [--forum LANG=FILE …]
                    [--chatter LANG=FILE …] > OUT

FILE is a table with a header line and a column `text`, or of canonical posts (JSON Lines); each may be compressed (.gz). TOPICS is
what topic_labels.tsv makes of COLUMN, or of a post's `source`; texts with a label that it does not know are left out. Of
chatter nobody says the topic: `?`; what comes from no forum has FORUM `-`; LANG may be the name of a column after a =. Forum posts and chatter are parted by a hash: one
tenth is `held`; of tables the caller gives the right split. The same input gives the same bytes.
"""
import argparse
import csv
import gzip
import json
import sys
import zlib


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") else open(path, encoding="utf-8", newline="")


def rows(path):
    with opened(path) as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def posts(path):
    with opened(path) as f:
        for line in f:
            yield json.loads(line)


def meanings(path):
    out = {}
    for line in opened(path):
        if not line.startswith("#"):
            topics, labels = line.rstrip("\n").split("\t")
            out.update((label, topics) for label in labels.split())
    return out


def put(lang, forum, topics, text):
    text = " ".join(text.split())
    if text and topics:
        print(lang, forum, topics, text[:600], sep="\t")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--part", choices=("taught", "held"), required=True)
    parser.add_argument("--table", action="append", default=[], metavar="LANG:COLUMN=FILE")
    parser.add_argument("--forum", action="append", default=[], metavar="LANG=FILE")
    parser.add_argument("--chatter", action="append", default=[], metavar="LANG=FILE")
    args = parser.parse_args()
    topics = meanings(args.labels)

    def mine(text):
        return (zlib.crc32(text.encode("utf-8")) % 10 == 0) == (args.part == "held")

    for form, path in (x.split("=", 1) for x in args.table):
        lang, column = form.split(":")
        for row in rows(path):
            put(lang, "-", topics.get(row[column]), row["text"])
    for lang, path in (x.split("=", 1) for x in args.forum):
        for post in posts(path):
            text = (post.get("title") or "") + "\n" + (post.get("text") or "")
            if mine(text):
                put(lang, post.get("source"), topics.get(post.get("source")), text)
    for lang, path in (x.split("=", 1) for x in args.chatter):
        for row in rows(path):
            if mine(row["text"]):
                put(row.get(lang, lang) or "-", "-", "?", row["text"])


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    main()
