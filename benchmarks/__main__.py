"""Print one table of ratios: how many times faster we are than each peer, on this machine, in this run."""

import argparse
import importlib.util
import os
import platform
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.findings import Finding
from benchmarks.reach import FULL, QUICK, Reach
from benchmarks.sections import SECTIONS, absent
from benchmarks.table import HEADINGS, cells, markdown, notes, table

PACKAGES = ("numpy", "numba", "mesa", "negmas", "moocore", "ema_workbench")
RESULTS = Path(__file__).parent / "results.md"
STATE = """Everything is warm: compiled, imported and run once on the worlds that are timed. Within a repetition ours,
the peer and ours again take turns; a ratio is the peer's processor time for a world over ours, on one core. Where
nothing else is said, both sides gave the same numbers before any clock ran."""


def machine() -> str:
    """Return what of this machine matters to a rate."""
    packages = [f"{name} {version(name)}" for name in PACKAGES if importlib.util.find_spec(name)]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {processor()}, {platform.system()}; {python}, {', '.join(packages)}"


def processor() -> str:
    """Return what the processor is called, with the width of its vectors where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines() if ":" in line) if told.exists() else {}
    fields = {key.strip(): value.strip() for key, value in lines.items()}
    widths = [wide for wide in ("avx512f", "avx2") if wide in fields.get("flags", "").split()]
    return " ".join([platform.machine(), fields.get("model name", ""), *widths[:1]])


def measured(reach: Reach, sections: list[str]) -> list[Finding]:
    """Go through the sections, and tell on the error stream how far we are."""
    found: list[Finding] = []
    for name in sections:
        start = time.perf_counter()
        for finding in SECTIONS[name](reach):
            found.append(finding)
            print(f"\r{len(found)} measured: {finding.question[:60]:60}", end="", file=sys.stderr, flush=True)
        print(f"\r{name}: {time.perf_counter() - start:.0f} s{'':70}", file=sys.stderr)
    return found


def report(found: list[Finding], repeat: int) -> str:
    """Return what a full run writes down."""
    parts = [
        "# Results",
        "Written by `uv run --group bench python -m benchmarks`; how to read it: [README](README.md).",
        markdown([HEADINGS, *map(cells, found)]),
        "\n".join(f"- {note}" for note in [*notes(found), *absent()]),
        f"{machine()}. {repeat} repetitions; the median, the least and the largest. {STATE}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def at_least_one(written: str) -> int:
    """Read a whole number above 0."""
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, not {number}")
    return number


def main() -> None:
    """Measure, print, and after a full run write the results down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--repeat", type=at_least_one, metavar="N", help="repetitions (7, or 3 with --quick)")
    parser.add_argument("--quick", action="store_true", help="few worlds and repetitions: under two minutes")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="only this part; may be given several times")
    asked = parser.parse_args()
    reach = QUICK if asked.quick else FULL
    reach = replace(reach, repeat=asked.repeat or reach.repeat)
    found = measured(reach, asked.only or list(SECTIONS))
    print(table([HEADINGS, *map(cells, found)]), end="\n\n")
    print("\n".join([*notes(found), *absent(), "", f"{machine()}; {reach.repeat} repetitions.", STATE]))
    if not asked.quick and not asked.only:
        RESULTS.write_text(report(found, reach.repeat))


if __name__ == "__main__":
    main()
