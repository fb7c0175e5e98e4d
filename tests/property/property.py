"""What holds for whatever records come: usage: property.py TOOL [SEED]

Records are made at random, as text, so that their bytes are known: odd members in any order, escapes, keys that are there
twice, integers of any length, deep nesting, known members of the wrong type, kinds that nobody knows, CRLF, blank lines.
"""
import json
import os
import random
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

TOOL = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20261124
OWN = h.ANNOTATES.get(TOOL)
HANDLES = {"rtm-classify": {"post"}, "rtm-risk": {"post", "opportunity"}}.get(TOOL, set())
ONE_FOR_ONE = TOOL in ("rtm-classify", "rtm-risk")
OPTIONS = {"rtm-ingest": ["--from", "post"], "rtm-score": ["--min-posts", "1"]}

WORDS = ("blackout caffè terremoto \U0001f602 #attesa @granvela perché 3-0 Roma pasta scontri #Cantamare lutto forno why nein "
         "l'élection \u0645\u0631\u062d\u0628\u0627 \u65e5\u672c x http://a.example/b?c=d&amp;e").split()
BLANKS = ("", "", "", "", " ", "\t", "  ")


class Maker:
    """JSON texts by chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.made = 0

    def blank(self):
        return self.chance.choice(BLANKS)

    def sentence(self):
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randrange(1, 14)))

    def string(self, text):
        """`text` as JSON, some of its characters escaped without need."""
        def one(c):
            if c in '"\\' or c < " ":
                return "\\u%04x" % ord(c)
            if c == "/" and self.chance.random() < 0.3:
                return "\\/"
            if c < "\uffff" and self.chance.random() < 0.05:
                return "\\u%04X" % ord(c)
            return c
        return '"' + "".join(map(one, text)) + '"'

    def odd_string(self):
        lone = [] if TOOL == "rtm-ingest" else ['"\\ud83d"', '"\\udc00\\ud800x"']  # surrogates; rtm-ingest mends them
        return self.chance.choice(lone + ['""', '"\\u0000"', '"\\n\\t\\"\\\\"', '"\u2028"', '"%s"' % ("y" * 3000), self.string(self.sentence())])

    def number(self):
        return self.chance.choice(["0", "-0", "-0.0", "1.50", "1E+2", "1e999", "-1e-999", "9" * 40, "-" + "7" * 400, "0." + "3" * 90, "18446744073709551616"])

    def value(self, depth=0):
        kind = self.chance.randrange(8 if depth < 4 else 5)
        if kind < 2:
            return self.odd_string()
        if kind == 2:
            return self.number()
        if kind == 3:
            return self.chance.choice(["true", "false", "null"])
        if kind == 4:
            return self.deep() if self.chance.random() < 0.1 else self.chance.choice(["[]", "{}", "[ ]", "{\t}"])
        inside = [self.value(depth + 1) for _ in range(self.chance.randrange(4))]
        if kind < 7:
            return "[" + ",".join(self.blank() + v + self.blank() for v in inside) + "]"
        return "{" + ",".join(self.blank() + self.key() + self.blank() + ":" + v for v in inside) + "}"

    def deep(self):
        n = self.chance.randrange(1, 250)
        return self.chance.choice(["[" * n + "]" * n, '{"a":' * n + "1" + "}" * n])

    def key(self):
        return self.string(self.chance.choice(["a", "b", "", "kind of", "è", "stories", "s\u0000", "text\n", "x" * 70]))

    def known(self, kind):
        """The members of a record as it should be."""
        self.made += 1
        n = self.made
        if kind == "opportunity":
            return {k: json.dumps(v, ensure_ascii=False) for k, v in json.loads(h.opportunity()).items()} | {"kind": '"opportunity"', "id": '"s:%d"' % n}
        if kind != "post":
            return {"kind": '"%s"' % kind, "id": '"test:%d"' % self.chance.randrange(1, n + 1)}
        post = {k: json.dumps(v, ensure_ascii=False) for k, v in json.loads(h.post(n, more=h.CLASSIFIED if TOOL in ("rtm-score", "rtm-risk") else "")).items()}
        post["text"] = self.string(self.sentence())
        post["id"] = self.string("test:%d" % n)
        if self.chance.random() < 0.3:
            post["title"] = self.string(self.sentence())
        return post

    def record(self, kinds):
        """A kind, and the texts of its members: each a key, a colon and a value."""
        kind = self.chance.choice(kinds)
        known = self.known(kind)
        if kind == "post" and TOOL != "rtm-ingest" and self.chance.random() < 0.3:  # a member of the wrong type; rtm-ingest refuses it
            names = [k for k in known if k not in ("kind", "id", "classify")]
            known[self.chance.choice(names)] = self.value()
        members = ["%s%s:%s%s" % (self.string(k), self.blank(), self.blank(), v) for k, v in known.items()]
        members += ["%s%s:%s%s" % (self.key(), self.blank(), self.blank(), self.value()) for _ in range(self.chance.randrange(5))]
        if self.chance.random() < 0.2:
            members.append(self.chance.choice(members))
        if self.chance.random() < 0.7:
            self.chance.shuffle(members)
        return kind, members

    def line(self, members):
        return "{" + ",".join(self.blank() + m + self.blank() for m in members) + "}" + self.chance.choice(["", "", " ", "\r", "\t\r"])


class Line:
    """A record, its members, and how it was written."""

    def __init__(self, maker, kinds):
        self.kind, self.members = maker.record(kinds)
        self.others = list(self.members)
        if OWN and maker.chance.random() < 0.3:  # already there, perhaps twice
            for _ in range(maker.chance.randrange(1, 3)):
                self.members.insert(maker.chance.randrange(len(self.members) + 1), "%s:%s" % (maker.string(OWN), maker.value()))
        self.text = maker.line(self.members)


def stream(seed, n, kinds):
    maker = Maker(seed)
    lines = [Line(maker, kinds) for _ in range(n)]
    text = "\n".join(line.text + maker.chance.choice(["\n", "\n \r\n", ""] if maker.chance.random() < 0.1 else [""]) for line in lines)
    return lines, text.encode() + maker.chance.choice([b"\n", b""])


def run(*more, stdin, tool=TOOL):
    return h.run(tool, *OPTIONS.get(tool, []), *more, stdin=stdin)


def written_in(chunks):
    """What the tool writes when its input comes in these pieces."""
    p = subprocess.Popen([h.path(TOOL), *OPTIONS.get(TOOL, []), "--strict"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"})

    def write():
        for chunk in chunks:
            os.write(p.stdin.fileno(), chunk)
        p.stdin.close()

    writer = threading.Thread(target=write)
    writer.start()
    out, err = p.stdout.read(), p.stderr.read()
    writer.join()
    p.stdout.close()
    p.stderr.close()
    return p.wait(), out, err.decode()


class Property(unittest.TestCase):
    KINDS = ["post"] * 6 + ["opportunity", "tombstone", "control"] + ([] if TOOL == "rtm-ingest" else ["newsletter"])
    if TOOL == "rtm-ingest":
        KINDS.remove("opportunity")  # it writes posts

    def good(self, data, *more):
        r = run("--strict", *more, stdin=data)
        self.assertEqual((r.code, r.err), (0, ""), "seed %d" % SEED)
        return r

    def check_annotated(self, line, out):
        """The other members' bytes in their order, then the tool's own, then how the line ended."""
        at = 1
        skip = lambda at: at + len(out[at:]) - len(out[at:].lstrip(" \t\r,"))
        self.assertEqual(out[0], "{")
        for member in line.others:
            at = skip(at)
            self.assertTrue(out.startswith(member, at), (member, out[at:at + 200]))
            at += len(member)
        at = skip(at)
        own = '"%s":' % OWN
        self.assertTrue(out.startswith(own, at), out[at:at + 200])
        value, end = json.JSONDecoder().raw_decode(out, at + len(own))
        self.assertIsInstance(value, dict)
        self.assertEqual(out[end:].lstrip(" \t"), line.text[line.text.rindex("}"):])

    @unittest.skipUnless(ONE_FOR_ONE, "adds no member")
    def test_its_own_member_is_the_last_and_the_only_one_and_nothing_else_changes(self):
        lines, data = stream(SEED, 300, self.KINDS)
        out = self.good(data).out.decode("utf-8").split("\n")[:-1]
        self.assertEqual(len(out), len(lines))
        for line, after in zip(lines, out):
            if line.kind not in HANDLES:
                self.assertEqual(after, line.text)
                continue
            self.check_annotated(line, after)
            if line.members == line.others:
                own = after.rindex(',"%s":' % OWN)
                end = json.JSONDecoder().raw_decode(after, own + len(OWN) + 4)[1]
                self.assertEqual(after[:own] + after[end:], line.text)

    @unittest.skipUnless(TOOL in ("rtm-score", "rtm-ingest"), "writes records of its own")
    def test_what_it_does_not_handle_passes_untouched(self):
        lines, data = stream(SEED, 200, self.KINDS)
        out = self.good(data, *(["--keep-posts"] if TOOL == "rtm-score" else [])).out.decode("utf-8").split("\n")
        strangers = [line.text for line in lines if line.kind in ("newsletter", "control", "tombstone") or (line.kind == "post" and TOOL == "rtm-score")]
        if TOOL == "rtm-ingest":  # it cuts values, not lines: blanks at the end may go
            strangers, out = ([line.rstrip() for line in all_of] for all_of in (strangers, out))
        passed = [line for line in out if line in set(strangers)]
        self.assertEqual(passed, strangers)

    def test_the_same_bytes_whatever_the_chunks(self):
        _, data = stream(SEED + 1, 60, self.KINDS)
        whole = self.good(data).out
        chance = random.Random(SEED)
        cuts = sorted(chance.randrange(len(data)) for _ in range(400))
        pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)])]
        for chunks in (pieces, (data[i:i + 1] for i in range(len(data)))):
            self.assertEqual(written_in(chunks), (0, whole, ""), "seed %d" % SEED)

    def test_twice_gives_the_same_bytes(self):
        if TOOL == "rtm-brief":
            self.skipTest("a sink")
        _, data = stream(SEED + 2, 200, self.KINDS)
        once = self.good(data).out
        self.assertEqual(self.good(once).out, once)

    def test_the_next_filter_takes_what_it_writes(self):
        _, data = stream(SEED + 3, 200, self.KINDS)
        if TOOL == "rtm-score":
            data = run("--strict", stdin=data, tool="rtm-classify").out
        for tool in h.FILTERS[h.FILTERS.index(TOOL):]:
            r = run("--strict", stdin=data, tool=tool)
            self.assertEqual((r.code, r.err), (0, ""), "%s, seed %d" % (tool, SEED))
            data = r.out
        self.assertTrue(data)


if __name__ == "__main__":
    h.main(Property)
