"""Makes the texts that the table sentiment_model is learned from, as LANG<TAB>SOURCE<TAB>VALUE<TAB>TEXT lines.

    sentiment_corpus.py [--source LANG:NAME:COLUMN:NEUTRAL:UNIT=FILE …] > OUT

FILE is a table with a header line and a column `text` (.tsv, or .tsv.gz). VALUE is what people said in COLUMN, minus
NEUTRAL, in UNITs. NAMEs that begin with "post" are posts: the neutral zone is learned on them. What the table that ships was
made from is said in its header, and the command in the manual of the trainer. The same input gives the same bytes.
"""
import argparse
import csv
import gzip
import sys


def rows(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", action="append", default=[], metavar="LANG:NAME:COLUMN:NEUTRAL:UNIT=FILE")
    for source in parser.parse_args().source:
        form, path = source.split("=", 1)
        lang, name, column, neutral, unit = form.split(":")
        for row in rows(path):
            value = (float(row[column]) - float(neutral)) / float(unit)
            print(lang, name, "%.4f" % value, row["text"], sep="\t")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    main()
