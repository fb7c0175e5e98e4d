"""The manners that every tool keeps: usage: contract.py TOOL"""
import gzip
import json
import os
import pty
import re
import subprocess
import sys
import time
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

    def test_a_value_that_does_not_fit_is_usage(self):
        for args in (["--completion", "cmd.exe"], ["--completion"]):
            r = h.run(TOOL, *args)
            self.assertEqual((r.code, r.out), (2, b""), args)
            self.assertRegex(r.err, r"^%s: .+ \(see %s --help\)\n$" % (TOOL, TOOL))

    def test_completions_name_every_option(self):
        options = re.findall(r"^\s+(?:-\w,)?(--[a-z][a-z-]*)", h.run(TOOL, "--help").out.decode(), re.M)
        self.assertIn("--completion", options)
        for shell, form in (("bash", "%s "), ("zsh", "'%s["), ("fish", " -l %s")):
            r = h.run(TOOL, "--completion", shell)
            self.assertEqual((r.code, r.err), (0, ""))
            for option in options:
                self.assertIn(form % (option[2:] if shell == "fish" else option), r.out.decode(), shell)

    def test_bash_completes(self):
        """What bash itself offers behind a tool's name and the beginning of an option."""
        ask = 'source /dev/stdin; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); %s; echo "${COMPREPLY[@]}"' % ("_" + TOOL.replace("-", ""))
        script = h.run(TOOL, "--completion", "bash").out.decode()
        typed = {"--hel": "--help", "--no-such": ""}
        if TOOL == "rtm-brand":
            typed.update({"che": "check", "check --exit": "--exit-status", "init --exit": "", "init --na": "--name", "--na": ""})
        with h.Temporary() as t:  # a folder with files of the names of commands, which must not be taken for them
            t.write("check", b"")
            command = {"rtm-brand": "show", "rtm-learn": "test", "rtm-series": "burst"}.get(TOOL, "")
            typed[command + " che"] = "check"
            for words, offered in typed.items():
                p = subprocess.run(["bash", "-c", ask, "bash", TOOL, *words.split()], input=script, capture_output=True, text=True, cwd=t.path)
                self.assertEqual((p.returncode, p.stdout.strip(), p.stderr), (0, offered, ""), words)

    def test_a_full_disk_is_loud(self):
        for option in (["--help"], ["--version"], ["--completion", "bash"]):
            with open("/dev/full", "wb") as full:
                p = subprocess.run([h.path(TOOL), *option], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(p.returncode, 2)
            self.assertEqual(p.stderr.decode(), "%s: standard output: No space left on device\n" % TOOL)


def with_brand(profile):
    """The arguments that make the tool read this profile, and what it reads besides; None when it reads none."""
    if TOOL == "rtm-brand":
        return ["show", profile]
    if b"--brand" not in h.run(TOOL, "--help").out:
        return None
    return ["-b", profile] + (["--from", "2026-01-01", "--to", "2026-01-02"] if TOOL == "rtm-calendar" else [])


@unittest.skipUnless(with_brand("x"), "reads no profile")
class EveryReaderOfProfiles(unittest.TestCase):
    """Whatever is wrong with a profile: one line that names it, exit 2, nothing written."""

    def refused(self, profile, why):
        r = h.run(TOOL, *with_brand(profile), stdin=h.record_for(TOOL) + b"\n" if FILTER else b"")
        self.assertEqual((r.code, r.out), (2, b""), profile)
        self.assertRegex(r.err, r"^%s: [^\n]*%s[^\n]*%s[^\n]*\n$" % (TOOL, re.escape(os.path.basename(profile)), why))

    def test_what_is_no_profile(self):
        with h.Temporary() as t:
            for name, data, why in (
                ("empty.json", b"", "an empty file; rtm-brand init writes a profile"), ("page.json", b"<!doctype html>\n<p>No", "an HTML or XML page, not a brand profile"), ("broken.json", b'{"name": "Granvela",\n "themes": [}', "line 2, column 13"),
                ("list.json", b"[]", "object"), ("binary.json", bytes(range(256)), "a binary file, not a brand profile"), ("latin1.json", b'{"name": "Caff\xe8"}', "UTF-8"),
                ("deep.json", b"[" * 100000, ""), ("cut.json", gzip.compress(b'{"name": "Granvela"}')[:-9], "end too early"),
            ):
                with self.subTest(name):
                    self.refused(t.write(name, data), why)

    def test_a_profile_that_is_not_there(self):
        self.refused("/nonexistent/brand.json", "No such file or directory")
        self.refused("/tmp", "Is a directory")

    def test_an_unknown_key_is_told_with_the_nearest_known_one(self):
        with h.Temporary() as t:
            self.refused(t.write("a.json", b'{"name": "Granvela", "langauges": ["it"]}'), "langauges.*languages")

    @unittest.skipUnless(TOOL in ("rtm-classify", "rtm-calendar"), "reads no calendars")
    def test_a_calendar_without_events(self):
        profile = b'{"name": "Granvela", "calendar": {"files": ["own.ics"]}}'
        empty = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
        for ics in (empty, b"", b"<html>not found</html>", b"\x00\x01\x02"):
            with h.Temporary() as t:
                calendar = t.write("own.ics", ics)
                r = h.run(TOOL, *with_brand(t.write("brand.json", profile)), stdin=h.record_for(TOOL) + b"\n")
                self.assertEqual((r.code, r.out), (2, b""))
                self.assertRegex(r.err, r"^%s: [^\n]*%s: [^\n]+\n$" % (TOOL, re.escape(calendar)))


@unittest.skipUnless(TOOL == "rtm-brand", "asks nothing")
class Asking(unittest.TestCase):
    def test_an_answer_that_will_not_do_is_asked_for_again(self):
        given = {"name": "Granvela", "products": "pasta", "rivals": "Altra", "themes": "cena", "never": "politica", "site": "https://granvela.example",
                 "accounts": "@granvela", "owner": "Sami", "decider": "Giulio", "legal": "Ada", "hours": "daily 09:00-18:00", "timezone": "Europe/Rome"}
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(h.path(TOOL), [TOOL, "init", "--lang", "it", *(part for key, text in given.items() for part in ("--" + key, text))])
        os.write(terminal, b"Italia\nit\n")
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:  # the other end has gone
            pass
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0)
        os.close(terminal)
        self.assertEqual(shown.count("In quale paese?".encode()), 2)
        self.assertIn(b"  ! 'Italia' is no code", shown)
        self.assertIn(b'"countries": ["it"]', shown)


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

    def test_rejects_spare_what_is_read(self):
        data = h.record_for(TOOL) + b"\n{\n"
        with h.Temporary() as t:
            a, linked = t.write("a", data), os.path.join(t.path, "linked")
            os.link(a, linked)
            brand = t.write("brand.json", b'{"name":"Granvela"}')
            for args, kept in (((a,), a), ((a,), linked), ((t.write("b", b""), a), a), ((a, "-b", brand), brand)):
                if "-b" in args and TOOL == "rtm-ingest":
                    continue
                r = run(*args, "--rejects", kept)
                self.assertEqual((r.code, r.out, r.err.count("\n")), (2, b"", 1), r.err)
                self.assertIn("--rejects %s: that is " % kept, r.err)
            for redirect in ('<"$0"', '>>"$0"'):
                p = subprocess.run(["bash", "-c", '"$@" --rejects "$0" ' + redirect, a, h.path(TOOL), *h.filter_args(TOOL)],
                                   stdin=subprocess.DEVNULL, capture_output=True)
                self.assertEqual((p.returncode, p.stdout), (2, b""))
            with open(a, "rb") as f:
                self.assertEqual(f.read(), data)
            self.assertEqual(run(a, "--rejects", "/dev/null", "--tolerate", "100").code, 0)

    def test_rejects_are_whole_when_an_error_ends_the_run(self):
        bad = b'{"kind":"post"]\n' * 30
        with h.Temporary() as t:
            kept = os.path.join(t.path, "kept")
            r = run("--rejects", kept, t.write("a", bad), "/nonexistent/b")
            self.assertEqual((r.code, len(r.err.splitlines())), (2, 12))
            self.assertIn("20 more refused, 30 in all", r.err)
            with open(kept, "rb") as f:
                self.assertEqual(f.read().count(bad[:bad.index(b"\n")] + b"\n"), 30)

    def test_rejects_are_there_as_soon_as_refused(self):
        with h.Temporary() as t:
            kept = os.path.join(t.path, "kept")
            p = subprocess.Popen([h.path(TOOL), *h.filter_args(TOOL), "--rejects", kept], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
            p.stdin.write(b'{"kind":"post"]\n')
            p.stdin.flush()
            p.stderr.readline()
            deadline = time.monotonic() + 10
            while os.path.getsize(kept) == 0 and time.monotonic() < deadline:
                time.sleep(0.01)
            size = os.path.getsize(kept)
            p.kill()
            p.communicate()
            self.assertGreater(size, 0)

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

    def test_truncated_and_damaged_compressed_input_is_loud(self):
        data = b"".join(h.record_for(TOOL, n) + b"\n" for n in range(1, 300))
        zstd = subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True).stdout
        for packed in (gzip.compress(data), zstd):
            for end in (len(packed) - 1, len(packed) - 9, len(packed) // 2, 5):
                r = run(stdin=packed[:end])
                self.assertEqual(r.code, 2)
                self.assertRegex(r.err, r"^%s: -: the compressed data end too early; was the download complete\?\n$" % TOOL)
            middle = len(packed) // 2
            r = run("--tolerate", "100", stdin=packed[:middle] + bytes(16) + packed[middle + 16:])
            self.assertEqual(r.code, 2)
            self.assertIn("%s: -: damaged compressed data: " % TOOL, r.err)

    def test_a_file_that_cannot_be_read_comes_after_the_work_on_those_before(self):
        with h.Temporary() as t:
            a = t.write("a", h.record_for(TOOL, 1) + b"\n")
            r = run(a, "/nonexistent/b")
        self.assertEqual((r.code, r.err), (2, "%s: /nonexistent/b: No such file or directory\n" % TOOL))
        if TOOL not in ("rtm-score", "rtm-brief"):
            self.assertEqual(len(r.lines()), 1)

    def test_rejects_that_cannot_be_written_are_loud(self):
        r = run("--rejects", "/nonexistent/kept", stdin=h.record_for(TOOL) + b"\n")
        self.assertEqual((r.code, r.out, r.err), (2, b"", "%s: /nonexistent/kept: No such file or directory\n" % TOOL))
        r = run("--rejects", "/dev/full", "--tolerate", "100", stdin=b"{\n")
        self.assertEqual((r.code, r.err.splitlines()[-1]), (2, "%s: /dev/full: No space left on device" % TOOL))

    def test_closed_descriptors_are_loud(self):
        for redirect, name in (("<&-", "-"), (">&-", "standard output")):
            p = subprocess.run(["bash", "-c", '"$@" ' + redirect, "bash", h.path(TOOL), *h.filter_args(TOOL)],
                               input=h.record_for(TOOL) + b"\n", capture_output=True)
            self.assertEqual((p.returncode, p.stderr.decode()), (2, "%s: %s: Bad file descriptor\n" % (TOOL, name)))

    def test_a_share_that_is_none_is_usage(self):
        for share in ("101", "-1", "few", ""):
            self.assertEqual(run("--tolerate", share).code, 2)

    def test_a_wrong_value_names_its_option_and_what_is_expected(self):
        wrong = {"--tolerate": ("nan", "few", "101", "")}
        wrong.update({"rtm-brief": {"--width": ("-1", "39", "10000000000", "x"), "--top": ("-1", "1.5"), "--lang": ("italiano",), "--format": ("pdf",),
                                    "--timezone": ("Rome",)},
                      "rtm-score": {"--top": ("-1",), "--min-value": ("nan", "2", "-0.1"), "--min-posts": ("0",), "--max-age": ("long", "-5h"),
                                    "--now": ("tomorrow", "2026-02-30")},
                      "rtm-ingest": {"--lang": ("klingonisch",), "--assume-tz": ("Rome",), "--max-skew": ("5x",), "--hash-authors": ("/nonexistent/key",)},
                      "rtm-risk": {"--max-level": ("extreme",)}}.get(TOOL, {}))
        for option, values in wrong.items():
            for value in values:
                with self.subTest(option + " " + value):
                    r = run(option, value)
                    self.assertEqual((r.code, r.out, r.err.count("\n")), (2, b"", 1), r.err)
                    self.assertIn("/nonexistent/key: No such file" if "nonexistent" in value else option + ": '%s' is n" % value, r.err)

    @unittest.skipUnless(TOOL in ("rtm-classify", "rtm-score", "rtm-risk", "rtm-brief"), "has no profile")
    def test_what_is_wrong_with_a_profile_is_told_with_file_and_place(self):
        with h.Temporary() as t:
            for profile, told in (('{"name":"A","offlimits":[{"id":"p","sensitive":["politica"]}]}', "offlimits[0].sensitive[0]: 'politica' is unknown; did you mean 'politics'?"),
                                  ('{"name":"A","roles":[{"role":"legal","signs":["alwys"]}]}', "roles[0].signs[0]: 'alwys' is unknown; did you mean 'always'?"),
                                  ('{"name":"A","definition":{"labels":["braking"]}}', "definition.labels[0]: 'braking' is unknown; did you mean 'breaking'?"),
                                  ('{"name":"A","name":"B"}', "name: twice: only one of them can count"),
                                  ('{"name":"***"}', "name: '***' has no word in it")):
                path = t.write("brand.json", profile.encode())
                r = run("-b", path)
                self.assertEqual((r.code, r.out, r.err), (2, b"", "%s: %s: %s\n" % (TOOL, path, told)))

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

    def test_what_it_does_not_handle_passes_untouched(self):
        if TOOL == "rtm-brief":
            self.skipTest("a sink")
        others = [b'{"kind":"control",  "event":"hold","x":[1.50]}', b'{ "kind" : "tombstone","id":"test:99","why":"\\u00e8"}']
        if TOOL != "rtm-ingest":
            others += [b'{"kind":"control","s":"\\ud800"}', b'{"kind":"newsletter","n":%s,"d":1,"d":2}' % (b"9" * 80), b'{"no":"kind"}', b'{"kind":["post"]}']
        if TOOL == "rtm-classify":
            others.append(h.opportunity(',"classify":{"kept":1}'))
        r = self.good(b"\n".join([*others[:2], h.record_for(TOOL), *others[2:]]) + b"\n")
        lines = r.lines()
        for other in others:
            self.assertIn(other, lines)

    def test_input_of_no_known_kind_gets_one_line(self):
        if TOOL == "rtm-ingest":
            self.skipTest("ingest reads anything")
        r = run(stdin=b'{"a":1}\n{"b":2}\n')
        self.assertEqual(r.code, 0)
        self.assertEqual(r.err, "%s: no record of a known kind in the input: run rtm-ingest first?\n" % TOOL)
        if TOOL != "rtm-brief":
            self.assertEqual(r.out, b'{"a":1}\n{"b":2}\n')

    def test_a_page_in_the_place_of_records_is_told_with_the_cure(self):
        r = run(stdin=b"<!doctype html>\n<title>502</title>\n<p>Bad gateway\n")
        self.assertEqual((r.code, r.out), (3, b""))
        cure = "error page" if TOOL == "rtm-ingest" else "run rtm-ingest first"
        self.assertIn(cure, r.err.splitlines()[-1])


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
        self.assertEqual(json.loads(b'{"%s":1}' % escaped.encode()), {OWN: 1})
        for more in (',"%s":1' % escaped, ',"%s":{},"%s":[2]' % (OWN, OWN)):
            self.assertEqual(run(stdin=h.record_for(TOOL, more=more) + b"\n").out, clean)


@unittest.skipUnless(TOOL == "rtm-score", "values no opportunities")
class Score(unittest.TestCase):
    def story(self, more=""):
        return h.opportunity(more).replace(b'"posts":12', b'"moment":{"label":"breaking"},"posts":12')

    def test_run_again_it_values_anew(self):
        clean = run("--min-posts", "1", stdin=self.story() + b"\n").out
        self.assertEqual(len(clean.splitlines()), 1)
        self.assertEqual(run("--min-posts", "1", stdin=clean).out, clean)
        for more in (r',"\u0073core":{"value":9}', ',"score":1,"score":[2]'):
            self.assertEqual(run("--min-posts", "1", stdin=self.story(more) + b"\n").out, clean)

    def test_more_opportunities_than_it_can_hold_are_told(self):
        huge = self.story().replace(b'"story":{', b'"story":{"padding":"%s",' % (b"x" * (15 << 20)))
        data = b"".join(huge.replace(b'"s:1"', b'"s:%d"' % n).replace(b'"posts":12', b'"posts":%d' % (20 + n)) + b"\n" for n in range(5))
        r = run("--min-posts", "1", stdin=data)
        self.assertEqual((r.code, r.err), (0, "rtm-score: 2 opportunities of the least worth left out: there are too many\n"))
        self.assertEqual([o["id"] for o in r.records()], ["s:4", "s:3", "s:2"])


if __name__ == "__main__":
    if not h.built(TOOL):
        sys.exit("%s is not built" % TOOL)
    suite = unittest.TestSuite()
    for case in (EveryTool, EveryReaderOfProfiles, EveryFilter, EveryAnnotator, Score):
        suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    sys.exit(0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1)
