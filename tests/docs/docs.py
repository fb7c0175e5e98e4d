"""A tool's man page says what its --help says, and its examples run: usage: docs.py TOOL"""
import glob
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness as h

TOOL = sys.argv[1]
PAGE = os.path.join(os.path.dirname(h.BIN.rstrip("/")), "man", TOOL + ".1")


def page():
    with open(PAGE, encoding="utf-8") as f:
        return f.read()


def help_options():
    """The long options of the tool and its commands."""
    texts = [h.run(TOOL, "--help").out.decode()]
    commands = re.search(r"^Subcommands:\n((?:  .*\n)+)", texts[0], re.M)
    for command in re.findall(r"^  ([a-z]+)", commands.group(1), re.M) if commands else []:
        texts.append(h.run(TOOL, command, "--help").out.decode())
    found = set()
    for text in texts:
        for line in re.findall(r"^\s+(-{1,2}[a-zA-Z][^ ].*)$", text, re.M):
            found.update(re.findall(r"--[a-z][a-z0-9-]*", line.split("  ")[0]))
    return found


def page_options():
    found = set()
    for line in re.findall(r"^\.It (Fl .*)$", page(), re.M):
        found.update("--" + name for name in re.findall(r"Fl (?:Fl |-)([a-z][a-z0-9-]+)", line))
    return found


class Page(unittest.TestCase):
    def test_mandoc_has_nothing_to_say(self):
        p = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", PAGE], capture_output=True, text=True)
        self.assertEqual(p.stdout.strip(), "")

    def test_options_are_those_of_help(self):
        self.assertEqual(sorted(page_options()), sorted(help_options()))

    def test_sections_are_there(self):
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
            self.assertIn(".Sh " + section, page())

    def test_examples_run(self):
        """Every .Dl line of EXAMPLES runs in a copy of examples/, with the built tools first in the path."""
        examples = page().split(".Sh EXAMPLES", 1)[1].split(".Sh ", 1)[0]
        commands = [line[4:].replace("\\e", "\\").replace("\\&", "") for line in examples.splitlines() if line.startswith(".Dl ")]
        self.assertTrue(commands)
        with h.Temporary() as t:
            for file in glob.glob(os.path.join(h.ROOT, "examples", "*")):
                os.symlink(file, os.path.join(t.path, os.path.basename(file)))
            env = {**os.environ, "PATH": os.path.abspath(h.BIN) + ":" + os.environ["PATH"], "NO_COLOR": "1"}
            for command in commands:
                p = subprocess.run(["bash", "-c", "set -o pipefail; " + command], cwd=t.path, env=env, capture_output=True,
                                   timeout=60, stdin=subprocess.DEVNULL)
                self.assertIn(p.returncode, (0, 1), "%s: %s" % (command, p.stderr.decode()))
                self.assertEqual(p.stderr.decode(), "", command)


if __name__ == "__main__":
    if not h.built(TOOL):
        sys.exit("%s is not built" % TOOL)
    h.main(Page)
