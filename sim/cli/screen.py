"""The screen of each command, as lines of text; numbers and sentences come from the analysis."""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.bargaining import SOLUTIONS
from sim.analysis.most_acceptable import top_deals
from sim.analysis.sentences import (
    blockers_caption,
    count,
    gap_sentences,
    label_of,
    percent,
    talks_sentences,
    top_caption,
)
from sim.cli.paint import bar, painted, spoken, width

if TYPE_CHECKING:
    from sim.surface import Run

HARD_SPACE = "\u00a0"
SHOWN = 5
"""Deals on the screen; the table holds all."""


def show(lines: Iterator[str]) -> None:
    """Write lines to standard output, in signs that it can write."""
    for line in lines:
        print(spoken(line, sys.stdout))


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of the terminal's width, with one indent for the first and one for the rest.

    Hard spaces (see :func:`unbroken`) are not broken at.
    """
    after = first if rest is None else rest
    lines = textwrap.wrap(text, width(), initial_indent=first, subsequent_indent=after, break_on_hyphens=False)
    return [line.replace(HARD_SPACE, " ") for line in lines] or [""]


def unbroken(label: str) -> str:
    """Return a label that lines are not broken in."""
    return label.replace(" ", HARD_SPACE)


def run_screen(run: "Run", folder: Path | None, seconds: float) -> Iterator[str]:
    """Write what a run found."""
    paint, study = painted(sys.stdout), run.study
    case = study.case
    yield paint(case.title or case.name, "strong")
    yield paint(
        f"{count(len(case.parties), 'party', 'parties')} · {count(len(case.issues), 'issue', 'issues')} · "
        f"{count(study.space.deals, 'deal', 'deals')} · {count(study.draws, 'world', 'worlds')} · seed {study.seed}",
        "faint",
    )
    yield ""
    said = run.headline
    first, *beside = wrapped(said.opening)
    yield paint(first, "strong") if not beside else first
    yield from beside
    yield ""
    for sentence in said.beside:
        yield from wrapped(sentence, "- ", "  ")
    yield ""
    yield from gap_lines(run)
    yield from talk_lines(run)
    yield from deal_lines(run)
    yield from solution_lines(run)
    yield from party_lines(run)
    yield from check_lines(run)
    yield from note_lines(run)
    if folder is not None:
        yield from folder_lines(folder, seconds)


def folder_lines(folder: Path, seconds: float | None = None) -> Iterator[str]:
    """Write where the results are, how long they took if that is told, and which files."""
    yield f"Written to {folder}/:" if seconds is None else f"Written to {folder}/ ({seconds:.1f} s):"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    yield from wrapped(", ".join(files), "  ")


def gap_lines(run: "Run") -> Iterator[str]:
    """Write what is missing where there is no zone."""
    said = gap_sentences(run.study)
    if said:
        yield painted(sys.stdout)("Worlds without a zone", "strong")
        yield from wrapped(" ".join(said), "  ")
        yield ""


def talk_lines(run: "Run") -> Iterator[str]:
    """Write how the talks ended, if the scenario has any."""
    said = talks_sentences(run.study)
    if not said:
        return
    yield painted(sys.stdout)("Talks", "strong")
    yield from wrapped(" ".join(said), "  ")
    for verdict, row in run.talks.iterrows():
        yield f"  {percent(row['share']):>8} {bar(row['share'], 6, sys.stdout)} {verdict}"
    yield ""


def deal_lines(run: "Run") -> Iterator[str]:
    """Write the deals most often acceptable."""
    study = run.study
    if not study.counted:
        return
    top = top_deals(study, SHOWN)
    if not top.deals:
        yield from wrapped(top_caption(top, certain=run.headline.certain) or "")
        yield ""
        return
    labels = {
        issue: {name: level.label for name, level in spec.levels.items()} for issue, spec in study.case.issues.items()
    }
    yield painted(sys.stdout)("Deals most often acceptable, in shares of worlds", "strong")
    yield from wrapped(" · ".join(label_of(study.case.issues, name) for name in study.case.issues), " " * 18)
    for deal, share in zip(top.deals, top.shares, strict=True):
        levels = zip(study.space.issues, study.space.levels_of(deal), strict=True)
        text = f"{HARD_SPACE}· ".join(unbroken(labels[issue][level]) for issue, level in levels)
        yield from wrapped(text, f"  {percent(share):>8} {bar(share, 6, sys.stdout)} ", " " * 18)
    if caption := top_caption(top, certain=run.headline.certain):
        yield from wrapped(caption, "  ")
    yield ""


def solution_lines(run: "Run") -> Iterator[str]:
    """Write what the bargaining solutions are, a line each; that deals are too many to count each, if they are."""
    case, found = run.study.case, run.solutions
    yield painted(sys.stdout)("Bargaining solutions, the deal that is one in most worlds", "strong")
    yield from wrapped(" · ".join(label_of(case.issues, name) for name in case.issues), " " * 18)
    for name, title in SOLUTIONS.items():
        for row in found[found.index == name].head(1).to_dict("records"):
            if row["share"] * run.study.draws < 2 <= run.study.draws:
                yield f"  {title}: another deal in every world that has one."
                continue
            levels = ((issue, str(row[issue])) for issue in case.issues)
            text = f"{HARD_SPACE}· ".join(unbroken(case.issues[issue].levels[level].label) for issue, level in levels)
            yield from wrapped(
                f"{title}: {text}", f"  {percent(row['share']):>8} {bar(row['share'], 6, sys.stdout)} ", " " * 18
            )
    if found.empty:
        yield "  No world has a deal at which nobody loses whose yes is needed."
    if not run.study.counted:
        yield from wrapped(
            f"{run.study.space.deals:,} deals are too many to count each: every level and every pair of levels was "
            "asked for a zone deal that holds it.",
            "  ",
        )
    yield ""


def party_lines(run: "Run") -> Iterator[str]:
    """Write who stands in the way."""
    if not run.study.counted:
        yield from opening_lines(run)
        return
    labels = {name: label_of(run.study.case.parties, name) for name in run.study.case.parties}
    longest = max(*(len(label) for label in labels.values()), len("Who refuses"))
    yield painted(sys.stdout)(
        f"{'Who refuses':{longest + 2}}  {'of all deals':>15}  {'it alone':>8}  {'its yes opens a zone':>20}", "strong"
    )
    for party, row in run.parties.sort_values("refuses", ascending=False, kind="stable").iterrows():
        yield (
            f"  {labels[str(party)]:{longest}}  {bar(row['refuses'], 6, sys.stdout)} {percent(row['refuses']):>8}"
            f"  {percent(row['alone']):>8}  {percent(row['blocks']):>20}"
        )
    if caption := blockers_caption(run.study):
        yield from wrapped(caption, "  ")
    yield ""


def opening_lines(run: "Run") -> Iterator[str]:
    """Write whose yes alone would open a zone where deals are too many to count each."""
    labels = {name: label_of(run.study.case.parties, name) for name in run.study.case.parties}
    longest = max(len(label) for label in labels.values())
    yield painted(sys.stdout)("Whose yes alone would open a zone, in shares of worlds", "strong")
    for party, row in run.parties.sort_values("blocks", ascending=False, kind="stable").iterrows():
        yield f"  {labels[str(party)]:{longest}}  {bar(row['blocks'], 6, sys.stdout)} {percent(row['blocks']):>8}"
    if caption := blockers_caption(run.study):
        yield from wrapped(caption, "  ")
    yield ""


def note_lines(run: "Run") -> Iterator[str]:
    """Write what the file itself says of it."""
    if run.study.case.note:
        yield painted(sys.stdout)("The file's note", "strong")
        yield from wrapped(run.study.case.note, "  ")
        yield ""


def check_lines(run: "Run") -> Iterator[str]:
    """Write in how many worlds the file's checks hold."""
    if not run.study.case.checks:
        return
    yield painted(sys.stdout)("Checks against what was said, and in how many worlds they hold", "strong")
    for row in run.checks.itertuples():
        yield from wrapped(f"{row.asks} ({row.because})", f"  {percent(row.holds):>8}  ", " " * 12)
    yield ""
