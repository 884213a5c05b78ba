"""Print one table of ratios: how many times faster we are than each peer, on this machine, in this run."""

import argparse
import importlib.util
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version

import numpy as np

from benchmarks import mesa_batch_run, numpy_chunks
from benchmarks.given import first_worlds
from benchmarks.pairing import Row, Timed, paired

HEADINGS = ("question", "peer", "median", "min .. max", "ours/s", "peer's/s")
WORDS = 2
"""Columns that hold words."""
PACKAGES = ("numpy", "numba", "mesa", "negmas")


def all_rows(worlds: int, negmas_worlds: int) -> Iterator[Row]:
    """Go through the comparisons; each is checked, and so compiled and warm, before it is handed out."""
    given = first_worlds("moscow-talks", worlds)
    yield from mesa_batch_run.rows(given)
    if has_negmas():
        from benchmarks import negmas_sao  # only the bench group brings NegMAS

        yield from negmas_sao.rows(given, negmas_worlds)
    yield from numpy_chunks.rows(given)


def has_negmas() -> bool:
    """Tell whether NegMAS is installed."""
    return importlib.util.find_spec("negmas") is not None


def cells(timed: Timed) -> tuple[str, ...]:
    """Return a row of the table."""
    ratios = timed.ratios
    rates = [rate(1 / np.median(side)) for side in (timed.ours, timed.peer)]
    spread = f"{rate(ratios.min())} .. {rate(ratios.max())}"
    return timed.row.question, timed.row.against, f"{rate(np.median(ratios))} x", spread, *rates


def rate(number: float) -> str:
    """Return a rate or ratio in words: whole from 100 on, three digits below."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def table(lines: list[tuple[str, ...]]) -> str:
    """Return lines of cells as text: words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    form = "  ".join(f"{{:{'<' if k < WORDS else '>'}{width}}}" for k, width in enumerate(widths))
    lines = [lines[0], tuple("-" * width for width in widths), *lines[1:]]
    return "\n".join(form.format(*line) for line in lines)


def machine() -> str:
    """Return what of this machine matters to a rate."""
    packages = [f"{name} {version(name)}" for name in PACKAGES if importlib.util.find_spec(name)]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; {python}, {', '.join(packages)}"


def at_least_one(written: str) -> int:
    """Read a whole number above 0."""
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, not {number}")
    return number


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--repeat", type=at_least_one, metavar="N", help="repetitions of every pair (7, or 3 with --quick)"
    )
    parser.add_argument("--quick", action="store_true", help="fewer worlds and repetitions: under a minute")
    asked = parser.parse_args()
    worlds, negmas_worlds, repeat = (200, 5, 3) if asked.quick else (500, 30, 7)
    repeat = asked.repeat or repeat
    timed = [paired(row, repeat) for row in all_rows(worlds, negmas_worlds)]
    print(f"Moscow talks, {worlds} worlds in one block, {repeat} repetitions, processor time of one core.")
    print(machine(), end="\n\n")
    print(table([HEADINGS, *map(cells, timed)]), end="\n\n")
    for one in timed:
        if one.row.note:
            print(f"{one.row.question}: {one.row.note}")
    if not has_negmas():
        print("NegMAS is not installed, so its row is missing: run with `uv run --group bench`.")


if __name__ == "__main__":
    main()
