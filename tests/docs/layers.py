"""Dependencies point down only: each folder of lib/ includes what stands after it in the list, never before."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# From the highest to the lowest; a set holds siblings that never include each other.
ORDER = [{"tools"}, {"cli"}, {"ingest", "classify", "score", "risk", "brief", "learn"}, {"brand"}, {"calendar"}, {"text"}, {"stage"},
         {"record"}, {"series"}, {"io"}, {"data"}, {"base"}]
RANK = {name: i for i, names in enumerate(ORDER) for name in names}
INCLUDE = re.compile(r'^#include "([a-z]+)/', re.M)


def faults_of(full, own):
    with open(full, encoding="utf-8") as f:
        for used in INCLUDE.findall(f.read()):
            if used != own and RANK.get(used, -1) <= RANK[own]:
                yield "%s includes %s/" % (os.path.relpath(full, ROOT), used)


faults = []
for top in ("lib", "tools"):
    for folder, _, files in os.walk(os.path.join(ROOT, top)):
        for file in sorted(files):
            full = os.path.join(folder, file)
            own = "tools" if top == "tools" else os.path.relpath(full, os.path.join(ROOT, "lib")).split(os.sep)[0]
            if not file.endswith((".cpp", ".hpp")):
                continue
            if own in RANK:
                faults += faults_of(full, own)
            else:
                faults.append("%s: the folder is not in the list" % os.path.relpath(full, ROOT))
print("\n".join(faults) or "all includes point down")
sys.exit(1 if faults else 0)
