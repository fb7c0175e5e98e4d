"""What `cmake --install` and the Debian package put in place is all there, and works from there: usage: install.py BUILD"""
import glob
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

BUILD = sys.argv[1]
TOOLS = sorted(os.path.basename(p)[:-4] for p in glob.glob(os.path.join(h.ROOT, "tools", "rtm-*.cpp")))
PAGES = sorted(os.path.basename(p) for p in glob.glob(os.path.join(h.ROOT, "man", "*.[1-9]")))
EXAMPLES = ("ascolto", "backtest", "biscuit.json", "calendario.ics", "dal-vivo", "pasta.json", "sources.tsv", "stream.jsonl")


def done(*command, **kw):
    return subprocess.run(command, capture_output=True, check=True, **kw)


class Installed(unittest.TestCase):
    def all_there(self, prefix, zsh):
        there = [os.path.join("bin", t) for t in TOOLS]
        there += [os.path.join("share", "man", "man" + page[-1], page) for page in PAGES]
        there += [os.path.join("share", "doc", "rtm", f) for f in ("README.md", "copyright")]
        there += [os.path.join("share", "doc", "rtm", "examples", f) for f in EXAMPLES]
        for t in TOOLS:
            there += ["share/bash-completion/completions/" + t, "share/zsh/%s/_%s" % (zsh, t), "share/fish/vendor_completions.d/%s.fish" % t]
        found = [os.path.relpath(os.path.join(folder, f), prefix) for folder, _, files in os.walk(prefix) for f in files]
        self.assertEqual(sorted(found), sorted(there))
        for file in there:
            self.assertGreater(os.path.getsize(os.path.join(prefix, file)), 0, file)

    def runs(self, prefix):
        """The example of README, from there, with nothing else of ours in reach."""
        env = {"PATH": os.path.join(prefix, "bin") + ":/usr/bin:/bin", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        pipe = "set -o pipefail; b=pasta.json; rtm-ingest stream.jsonl | rtm-classify -b $b | rtm-score -b $b | rtm-risk -b $b | rtm-brief -b $b"
        p = done("bash", "-c", pipe, cwd=os.path.join(prefix, "share", "doc", "rtm", "examples"), env=env)
        self.assertEqual(p.stderr, b"")
        self.assertGreater(p.stdout.count(b"\n"), 20)

    def test_by_hand(self):
        with h.Temporary() as t:
            done("cmake", "--install", BUILD, "--prefix", "/opt/rtm", env={**os.environ, "DESTDIR": t.path})
            prefix = os.path.join(t.path, "opt", "rtm")
            self.all_there(prefix, "site-functions")
            self.runs(prefix)

    @unittest.skipUnless(os.path.exists("/usr/bin/dpkg-shlibdeps"), "dpkg-dev is not installed")
    def test_as_a_package(self):
        with h.Temporary() as t:
            done("cpack", "-G", "DEB", "-B", t.path, cwd=BUILD)
            (package,) = glob.glob(os.path.join(t.path, "*.deb"))
            depends = done("dpkg-deb", "-f", package, "Depends").stdout.decode()
            for library in ("libc6", "libicu", "libxml2", "libical", "libsimdjson", "libzstd", "tzdata"):
                self.assertIn(library, depends)
            done("dpkg-deb", "-x", package, os.path.join(t.path, "root"))
            prefix = os.path.join(t.path, "root", "usr")
            self.all_there(prefix, "vendor-completions")
            self.runs(prefix)


if __name__ == "__main__":
    h.main(Installed)
