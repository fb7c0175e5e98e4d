"""Every table that ships says in its header what a row means, where it comes from and under which licence."""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LICENCE = re.compile(r"\b(MIT|CC0|CC BY|public domain|Unicode|BSD|Apache)", re.I)

faults = []
for path in sorted(glob.glob(os.path.join(ROOT, "lib", "data", "*.tsv"))):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    name = os.path.basename(path)
    header = "".join(line for line in text.splitlines(True)[:60] if line.startswith("#"))
    if not header:
        faults.append("%s: no header" % name)
    elif not LICENCE.search(header):
        faults.append("%s: the header names no licence" % name)
    if not text.endswith("\n") or "\r" in text:
        faults.append("%s: lines end with a line feed" % name)
print("\n".join(faults) or "all tables have their header")
sys.exit(1 if faults else 0)
