"""The manners that every tool keeps: usage: contract.py TOOL"""
import gzip
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

TOOL = sys.argv[1]
FILTER = TOOL in h.FILTERS
OWN = h.ANNOTATES.get(TOOL)


def run(*args, stdin=b"", **kw):
    return h.run(TOOL, *h.filter_args(TOOL), *args, stdin=stdin, **kw)


def without_own(line):
    """The line as it was before the tool's own member was spliced in as the last one."""
    start = line.rindex(b',"' + OWN.encode() + b'":')
    record = json.loads(line)
    assert OWN in record
    tail = line.rstrip(b"\r \t")
    return line[:start] + b"}" + line[len(tail):]


class EveryTool(unittest.TestCase):
    def test_help_has_examples_and_goes_to_stdout(self):
        r = h.run(TOOL, "--help")
        self.assertEqual((r.code, r.err), (0, ""))
        self.assertIn(b"Examples:", r.out)

    def test_version(self):
        r = h.run(TOOL, "--version")
        self.assertEqual(r.code, 0)
        self.assertRegex(r.out, rb"^%s \d+\.\d+\.\d+\n$" % TOOL.encode())

    def test_unknown_option_is_usage(self):
        r = h.run(TOOL, "--no-such-option")
        self.assertEqual((r.code, r.out), (2, b""))
        self.assertRegex(r.err, r"^%s: .*--no-such-option.*\(see %s --help\)\n$" % (TOOL, TOOL))

    def test_completions_name_the_options(self):
        for shell in ("bash", "zsh", "fish"):
            r = h.run(TOOL, "--completion", shell)
            self.assertEqual((r.code, r.err), (0, ""))
            self.assertIn(b"completion", r.out)
            if shell == "bash":
                self.assertEqual(subprocess.run(["bash", "-n"], input=r.out).returncode, 0)

    def test_help_to_a_full_disk_is_loud(self):
        with open("/dev/full", "wb") as full:
            p = subprocess.run([h.path(TOOL), "--help"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(p.returncode, 2)
        self.assertIn(b"No space left on device", p.stderr)


@unittest.skipUnless(FILTER, "not a filter")
class EveryFilter(unittest.TestCase):
    def good(self, data, n=None):
        r = run(stdin=data)
        self.assertEqual((r.code, r.err), (0, ""))
        if n is not None and TOOL not in ("rtm-score", "rtm-brief"):
            self.assertEqual(len(r.lines()), n)
        return r

    def test_empty_input_is_fine(self):
        for data in (b"", b"\n \r\n\t\n", b"\xef\xbb\xbf"):
            r = run(stdin=data)
            self.assertEqual((r.code, r.err), (0, ""), data)

    def test_a_binary_file_is_one_line_and_2(self):
        r = run(stdin=b"\x7fELF\x02\x01\x01\x00\x00\x00\nab\x00c\n" * 50)
        self.assertEqual((r.code, r.out), (2, b""))
        self.assertRegex(r.err, r"^%s: -: not text, but a binary file\n$" % TOOL)

    def test_a_bad_line_is_told_with_its_place(self):
        r = run("--tolerate", "60", stdin=h.record_for(TOOL) + b'\n{"kind":"post",\n')
        self.assertEqual(r.code, 0)
        self.assertRegex(r.err, r"^%s: -:2:\d+: .+\n$" % TOOL)

    def test_more_bad_lines_than_tolerated_is_3(self):
        r = run(stdin=b'{"kind":"post",\n' + h.record_for(TOOL) + b"\n")
        self.assertEqual(r.code, 3)
        self.assertEqual(run("--tolerate", "50", stdin=b"{\n" + h.record_for(TOOL) + b"\n").code, 0)

    def test_the_first_ten_are_shown_then_the_count(self):
        r = run("--tolerate", "100", stdin=b'{"kind":"post"]\n' * 25)
        self.assertEqual(r.err.count("\n"), 11)
        self.assertIn("15 more refused, 25 in all", r.err)

    def test_strict_stops(self):
        r = run("--strict", stdin=b'{"kind":"post"]\n' * 25)
        self.assertEqual((r.code, r.err.count("\n")), (3, 1))

    def test_rejects_are_kept_raw(self):
        with h.Temporary() as t:
            kept = os.path.join(t.path, "kept")
            bad = b'{"kind":"post","x":\xff}'
            run("--rejects", kept, stdin=bad + b"\n" + h.record_for(TOOL) + b"\n")
            with open(kept, "rb") as f:
                self.assertRegex(f.read(), rb"^# -:1:\d+: .*\n" + bad.replace(b"{", rb"\{") + b"\n$")

    def test_a_missing_file_is_2(self):
        r = run("/nonexistent/posts.jsonl")
        self.assertEqual((r.code, r.out), (2, b""))
        self.assertEqual(r.err, "%s: /nonexistent/posts.jsonl: No such file or directory\n" % TOOL)

    def test_a_folder_is_2(self):
        self.assertEqual(run("/tmp").code, 2)

    def test_stats_is_one_object(self):
        r = run("--stats", stdin=h.record_for(TOOL) + b"\n")
        stats = json.loads(r.err)
        self.assertEqual((stats["tool"], stats["refused"]), (TOOL, 0))

    def test_compressed_input_is_unpacked(self):
        data = b"".join(h.record_for(TOOL, n) + b"\n" for n in range(1, 30))
        plain = self.good(data).out
        self.assertEqual(self.good(gzip.compress(data)).out, plain)
        self.assertEqual(self.good(gzip.compress(data[:777]) + gzip.compress(data[777:])).out, plain)
        zstd = subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True)
        self.assertEqual(self.good(zstd.stdout).out, plain)
        with h.Temporary() as t:
            r = run(t.write("a", gzip.compress(data)))
            self.assertEqual((r.code, r.out), (0, plain))

    def test_truncated_compressed_input_is_loud(self):
        r = run(stdin=gzip.compress(h.record_for(TOOL) * 100)[:-12])
        self.assertEqual(r.code, 2)
        self.assertIn("end too early", r.err)

    def test_several_files_are_read_in_order(self):
        with h.Temporary() as t:
            a, b = t.write("a", h.record_for(TOOL, 1) + b"\n"), t.write("b", h.record_for(TOOL, 2))
            r = run(a, b)
            self.assertEqual((r.code, r.err), (0, ""))
            self.assertEqual(r.out, run(stdin=h.record_for(TOOL, 1) + b"\n" + h.record_for(TOOL, 2) + b"\n").out)

    def test_odd_but_legal_json_is_read(self):
        odd = {"bigint": ',"n":' + "9" * 400, "surrogate": r',"s":"\ud800 \udc00\ud800"', "twice": ',"d":1,"d":{"d":2}',
               "escapes": r',"\u0065\n":"\u0000\/"', "float": ',"f":1e999', "spaces": ' , "w" : [ ] '}
        for name, more in odd.items():
            with self.subTest(name):
                self.good(h.record_for(TOOL, more=more) + b"\n", 1)

    def test_crlf_bom_and_a_missing_last_newline(self):
        line = h.record_for(TOOL)
        for data in (line, line + b"\r\n", b"\xef\xbb\xbf" + line + b"\n", line + b"\r\n\r\n"):
            r = self.good(data, 1)
            self.assertTrue(not r.out or r.out.endswith(b"\n"))

    def test_256_levels_pass_257_are_refused(self):
        deep = lambda n: h.record_for(TOOL, more=',"x":' + "[" * n + "]" * n) + b"\n"
        self.good(deep(255), 1)
        r = run(stdin=deep(256))
        self.assertEqual(r.code, 3)
        self.assertIn("nested too deeply", r.err)

    def test_lines_up_to_16_MiB_pass_longer_ones_are_refused(self):
        frame = len(h.record_for(TOOL, more=',"x":""'))
        fill = lambda n: h.record_for(TOOL, more=',"x":"%s"' % ("y" * (n - frame))) + b"\n"
        self.good(fill(16 << 20), 1)
        r = run("--tolerate", "50", stdin=fill((16 << 20) + 1) + h.record_for(TOOL, 2) + b"\n")
        self.assertEqual(r.code, 0)
        self.assertIn("longer than 16 MiB", r.err)

    def test_invalid_utf8_is_refused_with_its_column(self):
        line = h.record_for(TOOL, more=',"x":"\xff"').decode("utf-8").encode("latin-1", "replace")
        r = run(stdin=line + b"\n")
        self.assertEqual(r.code, 3)
        self.assertIn("-:1:%d: " % (line.index(b"\xff") + 1), r.err)

    def test_control_records_pass(self):
        if TOOL == "rtm-brief":
            self.skipTest("a sink")
        control = b'{"kind":"control",  "event":"heartbeat","x":[1.50]}'
        self.assertIn(control + b"\n", self.good(control + b"\n").out)

    def test_input_of_no_known_kind_gets_one_line(self):
        if TOOL == "rtm-ingest":
            self.skipTest("ingest reads anything")
        r = run(stdin=b'{"a":1}\n{"b":2}\n')
        self.assertEqual(r.code, 0)
        self.assertEqual(r.err, "%s: no record of a known kind in the input: run rtm-ingest first?\n" % TOOL)
        if TOOL != "rtm-brief":
            self.assertEqual(r.out, b'{"a":1}\n{"b":2}\n')

    def test_same_input_same_bytes(self):
        data = b"".join(h.record_for(TOOL, n) + b"\n" for n in range(1, 40))
        self.assertEqual(self.good(data).out, self.good(data).out)


@unittest.skipUnless(OWN, "adds no member")
class EveryAnnotator(unittest.TestCase):
    LINES = (lambda more: h.record_for(TOOL, more=more))

    def lines(self):
        for more in ("", ' , "z" : 1.0e+00', r',"u":"\u0041\/\ud800"', ',"n":' + "7" * 80, ',"d":1,"d":2'):
            yield h.record_for(TOOL, more=more)

    def test_everything_else_passes_byte_for_byte(self):
        for line in self.lines():
            out = run(stdin=line + b"\n").lines()[0]
            self.assertEqual(without_own(out), line)

    def test_a_carriage_return_stays(self):
        line = h.record_for(TOOL) + b"\r"
        self.assertEqual(without_own(run(stdin=line + b"\n").lines()[0]), line)

    def test_run_again_it_replaces_its_own(self):
        for line in self.lines():
            once = run(stdin=line + b"\n").out
            self.assertEqual(run(stdin=once).out, once)

    def test_own_members_spelled_with_escapes_or_there_twice_are_replaced(self):
        clean = run(stdin=h.record_for(TOOL) + b"\n").out
        escaped = "\\u%04x%s" % (ord(OWN[0]), OWN[1:])
        for more in (',"%s":1' % escaped, ',"%s":{},"%s":[2]' % (OWN, OWN)):
            self.assertEqual(run(stdin=h.record_for(TOOL, more=more) + b"\n").out, clean)


if __name__ == "__main__":
    if not h.built(TOOL):
        sys.exit("%s is not built" % TOOL)
    suite = unittest.TestSuite()
    for case in (EveryTool, EveryFilter, EveryAnnotator):
        suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    sys.exit(0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1)
