"""Peak memory of one question, in a process of its own: megabytes beyond what stood before it was asked.

python -m benchmarks.memory ours tally 1e6 1
"""

import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.domains import domain
from benchmarks.findings import Finding
from benchmarks.numpy_deals import Chunk, masks_of
from benchmarks.ours import asked
from benchmarks.zone_rows import QUESTIONS

PROCESS = Path("/proc/self")
"""Where Linux tells of this process; elsewhere nothing is measured."""


def peak(side: str, name: str, size: str, draws: int) -> float:
    """Return the largest memory while a question is answered beyond what stood before it, in megabytes."""
    for warm in ("1e3", size):
        made = domain(warm)
        worlds, masks = made.worlds(draws), masks_of(made.rules, made.parties) if side == "numpy" else None
        ours, peer = asked(name), QUESTIONS[name].peer
        work = partial(ours, worlds, made.rules) if masks is None else partial(peer, worlds, masks, Chunk(1))
        (PROCESS / "clear_refs").write_text("5")  # forget the peak so far
        before = stands("VmRSS")
        work()
    return (stands("VmHWM") - before) / 1024


def stands(field: str) -> float:
    """Return a field of the status of this process, in kilobytes."""
    lines = (PROCESS / "status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(field)))


def finding(name: str, size: str, draws: int, repeat: int) -> Finding | None:
    """Return ours beside NumPy's; None where this system does not tell."""
    if not (PROCESS / "clear_refs").exists():
        return None
    ours, theirs = ([asked_apart(side, name, size, draws) for _ in range(repeat)] for side in ("ours", "numpy"))
    where = f"{domain(size).deals:,} deals, 4 parties, plain; {draws:,} draws"
    against = f"NumPy, 1 world at once: {np.median(theirs):,.0f} MB"
    return Finding(f"{QUESTIONS[name].words}: peak memory", where, against, np.array(ours), unit="MB")


def asked_apart(side: str, name: str, size: str, draws: int) -> float:
    """Return the peak found by a new process."""
    command = [sys.executable, "-m", "benchmarks.memory", side, name, size, str(draws)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    print(peak(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
