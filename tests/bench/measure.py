"""What the benches share: running a command on a file and what the system says it used."""
import os
import subprocess

BIN = os.environ.get("RTM_BIN", "build/bin")


class Cost:
    def __init__(self, user, wall, peak_kib, code):
        self.user, self.wall, self.peak_kib, self.code = user, wall, peak_kib, code


def run(argv, stdin, out=os.devnull):
    """Runs argv with the file `stdin`; gives its Cost. The figures are those of the finished process alone."""
    with open(stdin, "rb") as i, open(out, "wb") as o:
        before = os.times().elapsed
        p = subprocess.Popen(argv, stdin=i, stdout=o)
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        return Cost(used.ru_utime + used.ru_stime, os.times().elapsed - before, used.ru_maxrss, p.returncode)


def best(costs):
    """Of several runs the fastest: what disturbs a run only ever makes it slower."""
    return min(costs, key=lambda c: c.user)


def tool(name):
    return os.path.join(BIN, name)
