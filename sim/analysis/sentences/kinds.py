"""The kinds of settlement in words."""

from collections.abc import Sequence
from typing import Any

from sim.analysis.kinds import CLAUSES, Kinds, marks, parted_on
from sim.analysis.sentences.captions import Caption
from sim.analysis.sentences.wording import count, label_of, listed, percent
from sim.scenario import Case
from sim.statistics.grouping import APART, Grouping

ALL = "all of them"
"""What a single kind is called."""


def names_of(kinds: Kinds) -> list[str]:
    """Return what each kind is called: the clauses that mark it, in the scenario's labels."""
    if kinds.number == 1:
        return [ALL]
    case = kinds.study.case
    named = [" · ".join(clause_of(case, *clause) for clause in own) for own in marks(kinds)]
    return [name or "a bit of each" for name in named]


def clause_of(case: Case, issue: str, level: str) -> str:
    """Return a clause in the scenario's labels."""
    return f"{label_of(case.issues, issue)}: {case.issues[issue].levels[level].label or level}"


def counted_deals(kinds: Kinds) -> str:
    """Say which deals are grouped, and what each counts for."""
    study, deals = kinds.study, len(kinds.weighed.deals)
    worlds = count(study.draws, "world", "worlds")
    if study.counted:
        return f"{count(deals, 'deal', 'deals')} in some zone, each by how many of {worlds} have it in theirs"
    return (
        f"{count(deals, 'deal', 'deals')} that the four bargaining solutions pick in {worlds}, each by how often; "
        f"{study.space.deals:,} deals are too many to count each"
    )


def kinds_finding(kinds: Kinds) -> str:
    """Say how many kinds there are, and what that rests on."""
    if not kinds.number:
        return "No deal is in the zone of any world, so there are no kinds of deal."
    found = kinds.grouping
    which = f"({counted_deals(kinds)})"
    if kinds.number == 1:
        if len(kinds.weighed.deals) == 1:
            return f"Only one deal counts {which}."
        return f"The deals are of one kind {which}: {_why_one(kinds)}."
    apart = (
        f"mean silhouette {found.silhouette:.2f}; at most {between(found)}; groups made from one replicate's worlds "
        f"alone agree with them to {found.again:.2f} (adjusted Rand index)"
    )
    if found.stands:
        alone = parted_on(kinds)
        levels = "" if len(alone) != 1 else f" They differ on {label_of(kinds.study.case.issues, alone[0])} alone."
        return f"The deals are of {kinds.number} kinds that lie apart {which}: {apart}.{levels}"
    return (
        f"{kinds.number} kinds were asked for {which}, but they are none: {apart}. Take them as parts of one "
        "range of deals, not as kinds."
    )


def _why_one(kinds: Kinds) -> str:
    """Say why the deals are not parted, with the division that comes nearest to it."""
    if kinds.asked:
        return "so it was asked"
    best = kinds.grouping.tried[0]
    told = f"the best division, into {best.groups}, has a mean silhouette of {best.silhouette:.2f}"
    if best.silhouette <= APART:
        return f"{told}, and kinds have one above {APART:g}"
    if not best.apart:
        return f"{told}, but {between(best)}: its parts run into one another"
    return f"{told}, but is not found again from each replicate's worlds (adjusted Rand index {best.again:.2f})"


def between(found: Grouping) -> str:
    """Say how much lies between two kinds."""
    return f"{percent(found.between)} of the weight of two of them lies about halfway between"


def kind_sentences(kinds: Kinds, row: Any) -> list[str]:
    """Say of one kind, given its row, in how many worlds it is, what its typical deal is, who gains and who blocks."""
    case, study = kinds.study.case, kinds.study
    where = "some deal of it is in the zone" if study.counted else "the Nash deal is of it"
    said = [f"In {interval(row, 'share')} of worlds {where}; it holds {percent(row['weight'])} of the weight."]
    clauses = [clause_of(case, issue, str(row[f"typical.{issue}"])) for issue in case.issues]
    said.append(f"Typical deal ({row['deal']}): {'; '.join(clauses)}.")
    lasts = (
        f", and lasts in {interval(row, 'lasts')} of these" if "lasts" in row and row["lasts"] == row["lasts"] else ""
    )
    said.append(f"It is in the zone of {interval(row, 'agreed')} of worlds{lasts}.")
    return [*said, gains_sentence(case, row), blocks_sentence(case, row)]


def interval(row: Any, name: str) -> str:
    """Write a share with the ends of its interval, where it has any width.

    >>> interval({"share": 0.62, "share_low": 0.6, "share_high": 0.64}, "share")
    '62% (60% to 64%)'
    """
    share, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if low == high:
        return percent(share)
    return f"{percent(share)} ({percent(low)} to {percent(high)})"


def gains_sentence(case: Case, row: Any) -> str:
    """Say who gains by a typical deal over no deal, who loses, and of whom neither is clear."""
    parties = sorted(case.parties, key=lambda party: -row[f"gain.{party}"])
    told = {
        "gain": [p for p in parties if row[f"gain.{p}_low"] > 0],
        "lose": [p for p in parties if row[f"gain.{p}_high"] < 0],
    }
    unclear = [p for p in parties if p not in told["gain"] and p not in told["lose"]]
    parts = [f"{_amounts(case, row, who)} {what}{'' if len(who) > 1 else 's'}" for what, who in told.items() if who]
    if unclear:
        parts.append(f"no clear gain or loss for {listed([label_of(case.parties, p) for p in unclear])}")
    return f"Over no deal, on average over all worlds: {'; '.join(parts)}."


def _amounts(case: Case, row: Any, parties: Sequence[str]) -> str:
    return listed([f"{label_of(case.parties, party)} {row[f'gain.{party}']:+.2f}" for party in parties])


def blocks_sentence(case: Case, row: Any) -> str:
    """Say whose yes alone a typical deal lacks, those first that keep it out in most worlds."""
    shares = {party: row[f"alone.{party}"] for party in case.parties}
    first = sorted((party for party in shares if shares[party] > 0), key=lambda party: -shares[party])
    if not first:
        return "In no world is only one yes missing from it."
    told = [f"{label_of(case.parties, party)} in {interval(row, f'alone.{party}')}" for party in first]
    return f"Only one yes is missing from it, that of {listed(told)} of worlds."


def kinds_caption(kinds: Kinds, *, left_out: int = 0) -> Caption:
    """Return how many kinds there are, and what is drawn.

    Parameters
    ----------
    kinds
        The kinds.
    left_out
        How many levels are not drawn.
    """
    study, found = kinds.study, kinds.grouping
    if kinds.number == 1:
        finding = (
            "The deals are of one kind: no division of them stands apart" if not kinds.asked else "All deals together"
        )
    elif found.stands:
        finding = f"The deals are of {kinds.number} kinds that lie apart (mean silhouette {found.silhouette:.2f})"
    else:
        finding = (
            f"The deals in {kinds.number} parts, as was asked: they are no kinds "
            f"(mean silhouette {found.silhouette:.2f})"
        )
    marked = "" if kinds.number == 1 else f" Called by the clauses that mark it most, {CLAUSES} at most."
    rest = f" Left out: {count(left_out, 'level', 'levels')} between those that are drawn." if left_out else ""
    drawn = (
        f"Deals: {counted_deals(kinds)} (seed {study.seed}). Bars: the share of a kind's weight with each level, dark "
        f"at its typical deal.{marked}{rest} Below: what that is worth to each party beyond no deal, on its own scale, "
        f"on average over all worlds, with a 95% interval. Scenario: {study.case.title or study.case.name}."
    )
    return Caption(finding, drawn)
