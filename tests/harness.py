"""What the tests from outside share: running a built tool and the shapes of records. Standard library only."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

BIN = os.environ.get("RTM_BIN", "build/bin")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILTERS = ("rtm-ingest", "rtm-classify", "rtm-score", "rtm-risk", "rtm-brief")
ANNOTATES = {"rtm-classify": "classify", "rtm-risk": "risk"}


def path(tool):
    return os.path.join(BIN, tool)


def built(tool):
    return os.access(path(tool), os.X_OK)


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def lines(self):
        return self.out.split(b"\n")[:-1]

    def records(self):
        return [json.loads(line) for line in self.lines()]


def run(tool, *args, stdin=b"", timeout=60, env=None):
    p = subprocess.run([path(tool), *args], input=stdin, capture_output=True, timeout=timeout,
                       env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8", **(env or {})})
    return Result(p.returncode, p.stdout, p.stderr.decode("utf-8", "replace"))


def filter_args(tool):
    """Options that make the tool read canonical records."""
    return ["--from", "post"] if tool == "rtm-ingest" else []


POST = ('{"kind":"post","id":"test:%d","platform":"test","source":"test","source_kind":"social",'
        '"published_at":"2026-03-01T10:%02d:00Z","time_quality":"exact","author":{"id":"a%d","handle":"h%d"},'
        '"text":"%s","lang":"it"%s}')


def post(n=1, text="La pioggia non smette, il treno nemmeno", more=""):
    return (POST % (n, n % 60, n, n, text, more)).encode()


def opportunity(more=""):
    return ('{"kind":"opportunity","id":"s:1","as_of":"2026-03-01T11:00:00Z","title":"La pioggia","lang":"it",'
            '"story":{"first_at":"2026-03-01T10:00:00Z","last_at":"2026-03-01T10:40:00Z","posts":12,"authors":9},'
            '"score":{"value":0.40,"rank":1}%s}' % more).encode()


CLASSIFIED = (',"classify":{"story":"s:1","tone":{"sentiment":0.10,"anger":0.00,"insult":0.00,"hate":0.00,"irony":0.00},"sensitive":[],'
              '"claim":{"kind":"assertion","p":0.60},"moment":{"label":"breaking","predictability":"unplanned","posture":"reactive",'
              '"use_case":"breaking_news","container":null,"surprise":0.60,"spread":"organic","burst":4.0,"novelty":0.90,"firm":false,'
              '"rtm":true,"p":0.60,"why":["burst=4.0"]}}')


def record_for(tool, n=1, more=""):
    """A record that the tool handles."""
    if tool in ("rtm-risk", "rtm-brief"):
        return opportunity(more)
    return post(n, more=more + (CLASSIFIED if tool == "rtm-score" else ""))


def example_for(tool):
    """The example stream as it comes to this filter in the pipe, without a profile."""
    with open(os.path.join(ROOT, "examples", "stream.jsonl"), "rb") as f:
        data = f.read()
    for before in FILTERS[:FILTERS.index(tool)]:
        data = run(before, stdin=data).out
    return data


class Temporary:
    """A folder for the length of a with block; write(name, bytes) gives a path."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="rtm-test-")
        self.path = self._folder.name
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def write(self, name, data):
        p = os.path.join(self.path, name)
        with open(p, "wb") as f:
            f.write(data)
        return p


def main(case):
    """Runs a unittest class; its TOOL is the first argument where the script takes one."""
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    sys.exit(0 if result.wasSuccessful() else 1)
