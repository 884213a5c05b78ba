"""The screens of ``check``, ``sources`` and ``why``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from sim.analysis.rescaling import rescaled_tables
from sim.analysis.sentences import count, grounds_text, label_of, percent
from sim.analysis.unmoved import unmoved_aversions
from sim.cli.paint import painted
from sim.cli.screen import check_lines, wrapped
from sim.scenario.case import Kind
from sim.scenario.paths import TALKS

if TYPE_CHECKING:
    from sim.analysis.reasons import Why
    from sim.surface import Run, Scenario


def check_screen(run: "Run") -> Iterator[str]:
    """Write what a scenario says and how much of it rests on lines."""
    paint, case = painted(sys.stdout), run.study.case
    yield paint(f"{case.name}: nothing wrong found", "strong")
    yield (
        f"{count(len(case.parties), 'party', 'parties')} · {count(len(case.issues), 'issue', 'issues')} · "
        f"{run.study.space.deals:,} deals · {len(run.study.paths)} uncertain quantities"
    )
    yield from wrapped(f"Of the beliefs {grounds_text(case)}.")
    for path, (low, high) in rescaled_tables(case).items():
        yield f"rescaled to 0..1: {path}, written from {low:g} to {high:g}"
    for path in unmoved_aversions(case):
        yield from wrapped(
            f"counts in deals alone: {path}, for no deal is a bare number there, which no aversion moves; write it as "
            "an outlook or as_good_as, or say without_deal: false"
        )
    yield ""
    yield from buyable_lines(run)
    yield from check_lines(run)


def buyable_lines(run: "Run") -> Iterator[str]:
    """Write for each party and issue how often the worst level could be bought, beside the lines that forbid it."""
    labels = {name: label_of(run.study.case.parties, name) for name in run.study.case.parties}
    issues = {name: label_of(run.study.case.issues, name) for name in run.study.case.issues}
    first, second = max(map(len, labels.values())), max(map(len, issues.values()))
    yield painted(sys.stdout)("Could the worst level be bought by the best of everything else?", "strong")
    apart = "lines, links and hold apart" if run.study.case.pivots else "lines apart"
    yield f"  In shares of worlds, {apart}; beside it the lines that may forbid it."
    for row in run.buyable.itertuples():
        who = f"{labels[row.party]:{first}}  {issues[row.issue]:{second}}"
        yield f"  {who}  {percent(row.bought):>8}  {row.lines}".rstrip()
    yield ""


def sources_screen(scenario: "Scenario") -> Iterator[str]:
    """Write the ledger of statements, and the beliefs that rest on none."""
    paint, ledger = painted(sys.stdout), scenario.statements()
    counted = ledger["kind"].value_counts().reindex(get_args(Kind)).dropna().astype(int)
    for source in scenario.case.sources.values():
        yield from wrapped(f"{source.title} ({source.date})")
    yield from wrapped(f"{len(ledger)} statements: " + ", ".join(f"{n} {kind}" for kind, n in counted.items()))
    yield ""
    for kind in counted.index:
        yield paint(kind, "strong")
        for name, row in ledger[ledger["kind"] == kind].iterrows():
            yield from wrapped(f"{row['said']} ({row['by']})", f"  {name}  ", "       ")
            yield from wrapped(f"[{row['note']}]", "       ") if row["note"] else ()
            yield from wrapped(row["homes"].replace(" ", ", "), "       ") if row["homes"] else ()
        yield ""
    judged = scenario.judgements().reset_index()
    talks = int(judged["path"].str.startswith(f"{TALKS}.").sum())
    apart = f", {talks} of them only about the talks" if talks else ""
    yield paint(f"{count(len(judged), 'belief rests', 'beliefs rest')} on no statement{apart}", "strong")
    for reason, rows in judged.groupby("judgement", sort=False):
        yield from wrapped(f"{reason}:", "  ", "    ")
        yield from wrapped(", ".join(rows["path"]), "    ")
    for source in scenario.case.sources.values():
        if source.not_said:
            yield ""
            yield paint("What the source does not say", "strong")
            for line in source.not_said:
                yield from wrapped(line, "  ")


def why_screen(why: "Why") -> Iterator[str]:
    """Write every number behind one answer."""
    paint = painted(sys.stdout)
    yield paint(f"World {why.draw}: {'in the zone' if why.in_zone else 'not in the zone'}", "strong")
    yield from wrapped(" · ".join(f"{issue}: {level}" for issue, level in why.deal.items()), "  ")
    yield ""
    longest = max(map(len, why.parties.index))
    yield paint(f"  {'':{longest}}  {'utility':>9} {'no deal':>9} {'surplus':>9}", "strong")
    for party, row in why.parties.iterrows():
        yield (
            f"  {party:{longest}}  {row['utility']:9.6f} {row['no_deal']:9.6f} {row['surplus']:+9.6f}  "
            f"{'accepts' if row['accepts'] else 'refuses'}"
        )
        if "chance" in row:
            said = (
                f"worth {row['if_it_holds']:.6f} if it holds, which it gives a chance of {row['chance']:.6f}, and "
                f"{row['if_not']:.6f} if not"
            )
            yield from wrapped(said, " " * (longest + 4))
        for kind, said in (("firm", "crosses a firm line"), ("bending", "crosses a line that bends here")):
            if row[kind]:
                yield from wrapped(f"{said}: {row[kind]}", " " * (longest + 4))
    yield ""
    longest = max(map(len, why.consents.index))
    if why.lasts is not None:
        yield from wrapped(
            f"As the analyst sees it, it {'lasts' if why.lasts else 'does not last'} in this world.", "  "
        )
        yield ""
    yield paint("  Whose yes is needed", "strong")
    for name, row in why.consents.iterrows():
        state = "met" if row["met"] else "not met"
        state = state if row["triggered"] else "does not concern this deal"
        state = state if row["stands"] else "does not stand in this world"
        yield f"  {name:{longest}}  {row['needs']}: {state}"
