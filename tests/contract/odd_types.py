"""No reader stumbles over odd types: in each golden fixture of rtm-ingest every member is replaced by values of every type, in turn,
and what comes out is still canonical posts.   usage: odd_types.py [CASE…]"""
import glob
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

GOLDEN = os.path.join(h.ROOT, "tests", "golden", "rtm-ingest")
ODD = [None, True, -1.5e300, 7, 99999999999999999999, "", "x", "\ud800 &amp;#65; <p>", [], [[]], ["x", 1], {}, {"a": {"b": []}}]
WRAPPED = re.compile(r"^[\w.]+\s*=\s*(.*?);?\s*$", re.S)


def values(path):
    """The JSON values of a fixture: one a line, else one in all, perhaps assigned to a variable."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if path.endswith((".jsonl", ".ndjson")):
        return [json.loads(line) for line in text.splitlines() if line]
    if path.endswith(".sse"):
        return [v for v in (json_or_none(line[6:]) for line in text.splitlines() if line.startswith("data: ")) if isinstance(v, dict)]
    wrapped = WRAPPED.match(text)
    whole = json_or_none(wrapped.group(1) if wrapped else text)
    return [] if whole is None else [whole]


def json_or_none(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def places(value, at=()):
    """The paths to all members and elements."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield at + (key,)
        yield from places(one, at + (key,))


def mutants(value):
    """The text of `value` with one of its members replaced or left out."""
    for path in list(places(value)):
        holder = value
        for key in path[:-1]:
            holder = holder[key]
        kept = list(holder) if isinstance(holder, list) else dict(holder)
        for odd in ODD:
            holder[path[-1]] = odd
            yield json.dumps(value)
        del holder[path[-1]]
        yield json.dumps(value)
        holder.clear()
        holder.extend(kept) if isinstance(holder, list) else holder.update(kept)


def formats_of(path):
    found = json.loads(h.run("rtm-ingest", "--stats", "--tolerate", "100", path).err.splitlines()[-1])
    return {one["from"] for one in found["inputs"] if one["from"]}


class OddTypes(unittest.TestCase):
    def check(self, path):
        for name in formats_of(path):
            lines = [text for value in values(path) for text in mutants(value)]
            data = ("\n".join(lines) + "\n").encode()
            r = h.run("rtm-ingest", "--from", name, "--lang", "it", "--tolerate", "100", stdin=data, timeout=100)
            self.assertIn(r.code, (0, 3), (path, r.err[-500:]))
            again = h.run("rtm-ingest", "--from", "post", "--strict", stdin=r.out, timeout=100)
            self.assertEqual((again.code, again.err), (0, ""), path)


def add(case):
    def test(self):
        for ending in ("json", "jsonl", "ndjson", "sse", "js"):
            for path in sorted(glob.glob(os.path.join(GOLDEN, case, "*." + ending))):
                self.check(path)
    setattr(OddTypes, "test_" + re.sub(r"\W", "_", case), test)


for one in sys.argv[1:] or sorted(os.listdir(GOLDEN)):
    add(one)

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
