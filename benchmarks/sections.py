"""The parts of a run, each of which goes through its findings."""

import importlib.util
from collections.abc import Callable, Iterable, Iterator

from benchmarks import growth, ingredients, memory, mesa_batch_run, roofline, studies, talk_rates, zone_rows
from benchmarks.findings import Finding, of_pair
from benchmarks.given import first_worlds
from benchmarks.pairing import Row, paired
from benchmarks.reach import Reach

Findings = Iterator[Finding]


def has(package: str) -> bool:
    """Tell whether a peer is installed."""
    return importlib.util.find_spec(package) is not None


def timed(rows: Iterable[Row], reach: Reach) -> Findings:
    """Measure rows one by one, so that the worlds of one are gone before the next are drawn."""
    for row in rows:
        yield of_pair(paired(row, min(reach.repeat, row.most)))


def zones(reach: Reach) -> Findings:
    """Compare with NumPy on generated domains."""
    for name, given, target in reach.zones:
        yield from timed(zone_rows.rows(zone_rows.QUESTIONS[name], given, target), reach)


def whole_studies(reach: Reach) -> Findings:
    """Compare whole studies with NumPy, and tell how soon a slider moves."""
    for given, target in reach.studies:
        yield from timed(studies.rows(given, target), reach)
    yield from studies.live(reach.live, reach.repeat)
    yield from ingredients.findings(reach.live, reach.repeat)


def frontiers(reach: Reach) -> Findings:
    """Compare frontiers with moocore."""
    if not has("moocore"):
        return
    from benchmarks import frontier_rows  # only the bench group brings moocore

    for given, target in reach.frontiers:
        yield from timed(frontier_rows.rows(given, target), reach)


def negmas(reach: Reach) -> Findings:
    """Compare zones with NegMAS on generated domains."""
    if not has("negmas"):
        return
    from benchmarks import negmas_zones  # only the bench group brings NegMAS

    for given, target in reach.negmas_sizes:
        yield from timed(negmas_zones.size_rows(given, target), reach)
    for given in reach.negmas_analyses:
        yield from timed(negmas_zones.analysis_rows(given), reach)


def talks(reach: Reach) -> Findings:
    """Compare talks with Mesa and NegMAS, and zones with NumPy, on worlds of a shipped scenario."""
    count, few = reach.talks
    given = first_worlds("moscow-talks", count)
    yield from timed(zone_rows.of_talks(given), reach)
    yield from timed(mesa_batch_run.rows(given), reach)
    yield from talk_rates.findings(count, reach.repeat)
    if has("negmas"):
        from benchmarks import negmas_match, negmas_sao  # as above

        yield from timed(negmas_sao.rows(given, few), reach)
        for parties in (2, 3, 4):
            yield from negmas_match.findings(parties, reach.matched)


def discovery(reach: Reach) -> Findings:
    """Compare boxes by peeling with EMA Workbench."""
    if has("ema_workbench"):
        from benchmarks import discovery as peeling  # only the bench group brings EMA Workbench

        yield from peeling.findings(*reach.discovery, reach.repeat)


def limits(reach: Reach) -> Findings:
    """Compare with the roofline, tell how time grows, how much memory is needed, and what a second core gives."""
    for given, target in reach.roofline:
        yield from timed(roofline.rows(given, target), reach)
    for one in reach.growth:
        yield growth.finding(one, reach.repeat)
    for most in reach.many:
        yield growth.many(*most, reach.repeat)
    found = (memory.finding(name, size, draws, 3) for name, size, draws in reach.memory)
    yield from (one for one in found if one is not None)
    yield from studies.cores(reach.live, reach.repeat)


SECTIONS: dict[str, Callable[[Reach], Findings]] = {
    "zones": zones,
    "studies": whole_studies,
    "frontiers": frontiers,
    "negmas": negmas,
    "talks": talks,
    "discovery": discovery,
    "limits": limits,
}


def absent() -> list[str]:
    """Return a line for each peer that is not installed."""
    return [
        f"{name} is not installed, so its rows are missing: run with `uv run --group bench`."
        for name, package in (("NegMAS", "negmas"), ("moocore", "moocore"), ("EMA Workbench", "ema_workbench"))
        if not has(package)
    ]
