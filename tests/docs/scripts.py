"""The scripts of the repository parse, check what they are given, and do what the README says."""
import datetime
import glob
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

SCRIPTS = ["examples/quickstart", "examples/ascolto", "examples/dal-vivo", "examples/backtest", "tests/run", ".ci/run", "tests/fuzz/run"]


class Scripts(unittest.TestCase):
    def test_bash_reads_them(self):
        for script in SCRIPTS:
            path = os.path.join(h.ROOT, script)
            self.assertTrue(os.access(path, os.X_OK), script)
            self.assertEqual(subprocess.run(["bash", "-n", path]).returncode, 0, script)

    def test_the_readme_names_the_two_commands(self):
        with open(os.path.join(h.ROOT, "README.md"), encoding="utf-8") as f:
            text = f.read()
        self.assertIn("examples/quickstart", text)
        self.assertIn("tests/run", text)

    def test_readme_shows_what_the_quickstart_prints(self):
        with open(os.path.join(h.ROOT, "README.md"), encoding="utf-8") as f:
            start = f.read().split("## Start", 1)[1].split("## The tools", 1)[0]
        shown = [line.strip() for line in start.splitlines() if line.startswith("    ") and not re.match(r"    (examples|tests)/", line)]
        self.assertGreater(len(shown), 3)
        posts = h.run("rtm-classify", "-b", example("pasta.json"), stdin=h.run("rtm-ingest", example("stream.jsonl")).out).out
        printed = ""
        for now in ("2026-02-16T21:05:00Z", "2026-02-17T12:30:00Z"):
            risk = h.run("rtm-risk", "-b", example("pasta.json"), stdin=h.run("rtm-score", "-b", example("pasta.json"), "--now", now, stdin=posts).out)
            printed += h.run("rtm-brief", "-b", example("pasta.json"), stdin=risk.out).out.decode()
        lines = [line.strip() for line in printed.splitlines()]
        for line in shown:
            self.assertIn(line, lines)


def example(name):
    return os.path.join(h.ROOT, "examples", name)


def script(name, *args, path="", env=None):
    """Runs a script of the repository with the tools that were built, and `path` before them."""
    search = os.pathsep.join(filter(None, [path, os.path.abspath(h.BIN), os.environ["PATH"]]))
    p = subprocess.run([os.path.join(h.ROOT, name), *args], capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
                       env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PATH": search, **(env or {})})
    return h.Result(p.returncode, p.stdout, p.stderr.decode())


class Backtest(unittest.TestCase):
    def run_it(self, *args):
        return script("examples/backtest", example("pasta.json"), example("stream.jsonl"), *args)

    def test_a_step_that_is_none_is_told_at_once(self):
        for step in ("0m", "00h", "xxm", "m", "5", "-1h", "1h30m"):
            r = self.run_it("2026-02-16T20:30:00Z", "2026-02-16T20:30:00Z", step)
            self.assertEqual((r.code, r.out, r.err), (2, b"", "backtest: '%s' is not like 30m or 2h\n" % step))

    def test_a_wrong_date_is_told(self):
        r = self.run_it("2026-02-30T20:30:00Z", "2026-02-16T20:30:00Z")
        self.assertEqual((r.code, r.err), (2, "backtest: '2026-02-30T20:30:00Z' is no time like 2026-02-16T20:30:00Z\n"))

    def test_a_step_with_a_zero_in_front_is_decimal(self):
        r = self.run_it("2026-02-16T21:05:00Z", "2026-02-16T21:20:00Z", "08m")
        self.assertEqual((r.code, r.err), (0, ""))
        self.assertEqual({line.split(b"\t")[0] for line in r.lines()} - {b"2026-02-16T21:05:00Z", b"2026-02-16T21:13:00Z"}, set())


@unittest.skipUnless(shutil.which("flock") and shutil.which("jq"), "needs flock and jq")
class Ascolto(unittest.TestCase):
    def setUp(self):
        self.folder = h.Temporary()
        self.addCleanup(self.folder.__exit__, None, None, None)
        self.path = self.folder.__enter__().path
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        posts = [h.post(n, text, ',"mentions":["granvela"]').replace(b"2026-03-01T10:%02d:00Z" % (n % 60), now.encode())
                 for n, text in enumerate(["@granvela quando arriva il mio pacco?"] * 20, 1)]
        self.folder.write("good", b"\n".join(posts) + b'\n{"kind":"post",\n')
        self.brand = self.folder.write("brand.json", b"""{"name": "Granvela", "site": "https://granvela.example", "social": "managed",
            "accounts": [{"platform": "test", "handle": "granvela"}],
            "roles": [{"role": "owner", "name": "Marta"}, {"role": "decider", "name": "Giulio"}]}""")
        curl = self.folder.write("curl", b'#!/bin/sh\n# curl -fsSL --max-time 30 URL -o FILE\n[ -f "$4" ] && cp "$4" "$6"\n')
        os.chmod(curl, 0o755)

    def listen(self, sources):
        listed = self.folder.write("sources", sources)
        return script("examples/ascolto", self.brand, os.path.join(self.path, "state"), path=self.path, env={"SOURCES": listed})

    def kept(self):
        return sum(pathlib.Path(f).read_bytes().count(b"\n") for f in glob.glob(os.path.join(self.path, "state", "posts-*.jsonl")))

    def test_a_bad_line_costs_itself_and_a_bad_source_itself(self):
        good = os.path.join(self.path, "good").encode()
        r = self.listen(b"gone\t/nonexistent/feed\nmany\t" + good)  # no line end behind the last
        self.assertEqual(self.kept(), 20, r.err)
        self.assertIn("ascolto: gone: cannot fetch /nonexistent/feed", r.err)

    def test_what_was_said_is_not_said_again(self):
        sources = b"many\t" + os.path.join(self.path, "good").encode() + b"\n"
        first, second = self.listen(sources), self.listen(sources)
        self.assertEqual((first.code, second.code), (0, 0), first.err)
        self.assertIn(b"Granvela", first.out)
        self.assertEqual(second.out, b"")


class Fuzz(unittest.TestCase):
    def test_its_arguments_are_checked_before_anything_is_built(self):
        for args, told in ((["soon"], "'soon' is no number of seconds"), (["0"], "'0' is no number"), (["5", "nothing"], "no target 'nothing'")):
            r = script("tests/fuzz/run", *args)
            self.assertEqual(r.code, 2)
            self.assertIn(told, r.err)


if __name__ == "__main__":
    unittest.main()
