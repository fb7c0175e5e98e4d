"""One golden case: a folder TOOL/CASE with `cmd` (run by bash in that folder), `out`, `err` and `code` expected.

    golden.py TOOL/CASE            compares
    golden.py --regenerate [CASE]  writes what comes out now; read it with git diff
"""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import harness as h


def produce(case):
    folder = os.path.join(HERE, case)
    with open(os.path.join(folder, "cmd"), encoding="utf-8") as f:
        command = f.read()
    env = {**os.environ, "PATH": os.path.abspath(h.BIN) + ":" + os.environ["PATH"], "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
           "EXAMPLES": os.path.join(h.ROOT, "examples")}
    p = subprocess.run(["bash", "-c", "set -o pipefail\n" + command], cwd=folder, env=env, capture_output=True, timeout=120,
                       stdin=subprocess.DEVNULL)
    return {"out": p.stdout, "err": p.stderr, "code": b"%d\n" % p.returncode}


def compare(case):
    good = True
    for name, got in produce(case).items():
        path = os.path.join(HERE, case, name)
        want = open(path, "rb").read() if os.path.exists(path) else (b"0\n" if name == "code" else b"")
        if got != want:
            good = False
            diff = subprocess.run(["diff", "-u", path if os.path.exists(path) else os.devnull, "-"], input=got, capture_output=True)
            sys.stdout.write(diff.stdout.decode("utf-8", "replace")[:8000])
    if not good:
        print("If that is what should come out: RTM_BIN=build/bin python3 tests/golden/golden.py --regenerate %s, then read git diff" % case)
    return good


def regenerate(case):
    for name, got in produce(case).items():
        path = os.path.join(HERE, case, name)
        if got == (b"0\n" if name == "code" else b""):
            if os.path.exists(path):
                os.unlink(path)
            continue
        with open(path, "wb") as f:
            f.write(got)


if sys.argv[1] == "--regenerate":
    cases = sys.argv[2:] or [os.path.relpath(os.path.dirname(p), HERE) for p in sorted(glob.glob(os.path.join(HERE, "*", "*", "cmd")))]
    for one in cases:
        regenerate(one)
else:
    sys.exit(0 if compare(sys.argv[1]) else 1)
