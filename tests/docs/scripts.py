"""The scripts of the repository parse, and the README's two commands are there."""
import os
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


if __name__ == "__main__":
    h.main(Scripts)
