"""How a tool behaves in a pipe: usage: pipes.py TOOL"""
import gzip
import json
import os
import pty
import random
import select
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

TOOL = sys.argv[1]
STREAMS = TOOL in ("rtm-ingest", "rtm-classify", "rtm-risk")  # one line out for each line in, at once


def argv(*more):
    return [h.path(TOOL), *h.filter_args(TOOL), *more]


def many(n):
    return b"".join(h.record_for(TOOL, i) + b"\n" for i in range(1, n + 1))


class Filter(unittest.TestCase):
    def test_a_closed_reader_ends_it_quietly(self):
        p = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdout.close()
        try:
            p.stdin.write(many(20000))
            p.stdin.close()
        except BrokenPipeError:
            pass
        err = p.stderr.read()
        self.assertEqual((p.wait(30), err), (0, b""))
        p.stderr.close()

    def test_progress_is_shown_to_people_only_and_erased(self):
        """On a terminal, but not when the output goes into a pipe."""
        with h.Temporary() as t, open(os.path.join(t.path, "out"), "wb") as file:
            terminals = [pty.openpty() for _ in range(2)]
            tools = [subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=out, stderr=slave) for out, (_, slave) in zip((file, subprocess.PIPE), terminals)]
            patience = time.time() + 30
            while not select.select([terminals[0][0]], [], [], 0.1)[0] and time.time() < patience:
                tools[0].stdin.write(many(3))
                tools[0].stdin.flush()
            tools[1].communicate(many(3))
            tools[0].stdin.close()
            self.assertEqual([p.wait() for p in tools], [0, 0])
        said = []
        for master, slave in terminals:
            os.write(slave, b".")  # after all that the tool has said
            said.append(b"")
            while not said[-1].endswith(b"."):
                said[-1] += os.read(master, 10000)
            os.close(slave)
            os.close(master)
        self.assertRegex(said[0], rb"^\r%s: \d+ records in \d+ s[^\n]*\r +\r\.$" % TOOL.encode())
        self.assertEqual(said[1], b".")

    def test_head_takes_one_line(self):
        with h.Temporary() as t:
            file = t.write("in", many(20000))
            p = subprocess.run(["bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", *argv(file)],
                               capture_output=True, timeout=60)
        self.assertEqual((p.returncode, p.stderr), (0, b""))
        self.assertEqual(p.stdout.count(b"\n"), 1)

    def test_a_full_disk_is_loud(self):
        with open("/dev/full", "wb") as full:
            p = subprocess.run(argv(), input=many(3000), stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(p.returncode, 2)
        self.assertEqual(p.stderr.decode(), "%s: standard output: No space left on device\n" % TOOL)

    def test_a_killed_reader_ends_it(self):
        a = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        b = subprocess.Popen(["sleep", "60"], stdin=a.stdout)
        a.stdout.close()
        os.kill(b.pid, signal.SIGKILL)
        b.wait()
        try:
            a.stdin.write(many(20000))
            a.stdin.close()
        except BrokenPipeError:
            pass
        self.assertEqual(a.wait(30), 0)
        self.assertEqual(a.stderr.read(), b"")
        a.stderr.close()

    def test_single_byte_writes_give_the_same_bytes(self):
        data = many(5)
        p = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        for i in range(len(data)):
            p.stdin.write(data[i:i + 1])
        p.stdin.close()
        out = p.stdout.read()
        p.stdout.close()
        self.assertEqual(p.wait(30), 0)
        self.assertEqual(out, h.run(TOOL, *h.filter_args(TOOL), stdin=data).out)

    @unittest.skipUnless(TOOL == "rtm-ingest", "reads sources")
    def test_server_sent_events_are_seen_in_any_chunks(self):
        data = b"event: update\ndata: " + h.post(1) + b"\n\n:keep\n\ndata: " + h.post(2) + b"\n\n"
        p = subprocess.Popen([h.path(TOOL)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        for i in range(len(data)):
            p.stdin.write(data[i:i + 1])
        out, err = p.communicate()
        self.assertEqual((p.returncode, out, err), (0, h.post(1) + b"\n" + h.post(2) + b"\n", b""))

    @unittest.skipUnless(STREAMS, "speaks at the end of its input")
    def test_a_trickle_is_not_held_back(self):
        p = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        try:
            for n in (1, 2, 3):
                p.stdin.write(h.record_for(TOOL, n) + b"\n")
                ready, _, _ = select.select([p.stdout], [], [], 20)
                self.assertTrue(ready, "nothing came out for line %d" % n)
                self.assertEqual(os.read(p.stdout.fileno(), 1 << 20).count(b"\n"), 1)
        finally:
            p.stdin.close()
            p.stdout.close()
            p.wait(30)

    @unittest.skipUnless(TOOL == "rtm-ingest", "reads sources")
    def test_heartbeats_come_while_nothing_comes(self):
        p = subprocess.Popen(argv("--heartbeat", "1s"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        try:
            p.stdin.write(h.record_for(TOOL, 1) + b"\n")
            got = [json.loads(p.stdout.readline()) for _ in range(3)]
        finally:
            p.stdin.close()
            p.stdout.close()
            p.wait(30)
        self.assertEqual([r["kind"] for r in got], ["post", "control", "control"])
        self.assertEqual([(r["event"], r["posts"], r["refused"]) for r in got[1:]], [("heartbeat", 1, 0), ("heartbeat", 0, 0)])
        self.assertEqual(got[2]["newest_at"], got[0]["published_at"])

    def test_a_slow_writer_and_a_slow_reader(self):
        data = many(3000)
        p = subprocess.Popen(argv(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        writer = threading.Thread(target=feed, args=(p.stdin, (data[i:i + 100000] for i in range(0, len(data), 100000)), 0.02))
        writer.start()
        out = b""
        while piece := os.read(p.stdout.fileno(), 65536):
            out += piece
            time.sleep(0.001)
        writer.join()
        p.stdout.close()
        self.assertEqual(p.wait(30), 0)
        self.assertEqual(out, h.run(TOOL, *h.filter_args(TOOL), stdin=data).out)

    def test_the_same_bytes_whatever_the_chunking(self):
        """The example stream as this tool gets it: at once, in pieces of any size, packed, as a file, as two files."""
        data = h.example_for(TOOL)
        whole = h.run(TOOL, stdin=data)
        self.assertEqual((whole.code, whole.err), (0, ""))
        self.assertTrue(whole.out)
        for seed in (1, 2):
            p = subprocess.Popen([h.path(TOOL)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
            writer = threading.Thread(target=feed, args=(p.stdin, pieces(data, random.Random(seed)), 0))
            writer.start()
            out = p.stdout.read()
            writer.join()
            p.stdout.close()
            self.assertEqual((p.wait(30), out), (0, whole.out))
        cut = data.index(b"\n", len(data) // 2) + 1
        with h.Temporary() as t:
            for files in ([t.write("all", data)], [t.write("a", data[:cut]), t.write("b", data[cut:])], [t.write("z", gzip.compress(data))]):
                r = h.run(TOOL, *files)
                self.assertEqual((r.code, r.out), (0, whole.out))


def pieces(data, rng):
    """`data` cut at random, mostly inside lines."""
    at = 0
    while at < len(data):
        size = rng.choice((1, 2, 7, 100, 4095, 4096, 4097, 60000))
        yield data[at:at + size]
        at += size


def feed(pipe, parts, pause):
    for part in parts:
        pipe.write(part)
        pipe.flush()
        if pause:
            time.sleep(pause)
    pipe.close()


class Printer(unittest.TestCase):
    """A tool that prints what it makes of its options."""

    EXAMPLES = os.path.join(h.ROOT, "examples")
    SAYS = {
        "rtm-brand": (["schema"], ["show", os.path.join(EXAMPLES, "pasta.json")], ["check", os.path.join(EXAMPLES, "biscuit.json")],
                      ["init", "--name", "Granvela"]),
        "rtm-calendar": (["--from", "1990-01-01", "--to", "2030-01-01"], ["--calendar", os.path.join(EXAMPLES, "calendario.ics"), "--from", "2026-01-01", "--to", "2027-01-01"]),
        "rtm-series": (["burst", os.path.join(h.ROOT, "tests", "golden", "rtm-series", "burst-begins", "mentions.csv")],),
        "rtm-learn": (["train", "--label", "umore", "-o", os.devnull, os.path.join(h.ROOT, "tests", "pipes", "labelled.jsonl")],),
    }

    def test_a_closed_reader_ends_it_quietly(self):
        for args in self.SAYS[TOOL]:
            read, write = os.pipe()
            os.close(read)
            p = subprocess.run([h.path(TOOL), *args], stdout=write, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
            os.close(write)
            self.assertEqual((p.returncode, p.stderr), (0, b""), args)

    def test_head_takes_one_line(self):
        for args in self.SAYS[TOOL]:
            p = subprocess.run(["bash", "-c", 'set -o pipefail; "$@" | head -1', "bash", h.path(TOOL), *args],
                               capture_output=True, stdin=subprocess.DEVNULL)
            self.assertEqual((p.returncode, p.stderr, p.stdout.count(b"\n")), (0, b"", 1), args)

    def test_a_full_disk_is_loud(self):
        for args in self.SAYS[TOOL]:
            with open("/dev/full", "wb") as full:
                p = subprocess.run([h.path(TOOL), *args], stdout=full, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
            self.assertEqual((p.returncode, p.stderr.decode()), (2, "%s: standard output: No space left on device\n" % TOOL), args)

    def test_the_same_bytes_each_time(self):
        for args in self.SAYS[TOOL]:
            first = h.run(TOOL, *args)
            self.assertEqual((first.code, first.err), (0, ""))
            self.assertEqual(h.run(TOOL, *args, env={"TZ": "Asia/Tokyo", "LANG": "it_IT.UTF-8"}).out, first.out)

    @unittest.skipUnless(TOOL == "rtm-brand", "reads no standard input")
    def test_a_profile_in_single_bytes(self):
        with open(os.path.join(self.EXAMPLES, "pasta.json"), "rb") as f:
            data = f.read()
        p = subprocess.Popen([h.path(TOOL), "show", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        feed(p.stdin, (data[i:i + 1] for i in range(len(data))), 0)
        out = p.stdout.read()
        p.stdout.close()
        self.assertEqual(p.wait(30), 0)
        self.assertEqual(out, h.run(TOOL, "show", os.path.join(self.EXAMPLES, "pasta.json")).out)


if __name__ == "__main__":
    if not h.built(TOOL):
        sys.exit("%s is not built" % TOOL)
    h.main(Filter if TOOL in h.FILTERS else Printer)
