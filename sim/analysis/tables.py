"""The study as tables: by deal, by party, by world, and by check."""

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from jaxtyping import Float, Int64, UInt64

from sim.analysis.pairs import both_halves
from sim.analysis.sentences.wording import label_of
from sim.arrays import MILLION
from sim.deals import places
from sim.results import REASONS, VERDICTS, Study, verdicts_of
from sim.scenario import Case
from sim.scenario.checks import Accepts, Check, MostOpposed, Prefers, RefusesProposal

Shares = Float[np.ndarray, " deals"]


def deals_table(study: Study) -> pd.DataFrame:
    """Return deals with shares of worlds, the most often acceptable first.

    ``zone`` is the share in which every needed party accepts the deal; ``lasts``, where deals may not hold, the share
    in which it also lasts; ``struck``, where there are talks, the share in which they end in it; ``nash``,
    ``kalai_smorodinsky``, ``egalitarian`` and ``utilitarian`` the share in which it is that bargaining solution;
    ``accepts.P`` the share in which party P accepts it; ``alone.P`` the share in which P alone keeps it out of the
    zone. Where there are too many deals to count each, only those that are struck or a solution in some world are
    there, the most frequent Nash solution first, and nothing is known of who accepts them.
    """
    chosen = study.solutions.deals
    if study.agreements is not None:
        chosen = {"struck": study.agreements.struck} | chosen
    every = np.unique(np.concatenate([*chosen.values()]))
    numbers = np.arange(study.space.deals) if study.counted else every[every >= 0]
    digits = places(numbers, study.space.offsets) - study.space.offsets[:-1]
    columns = {issue: np.array(study.space.levels[i])[digits[:, i]] for i, issue in enumerate(study.space.issues)}
    if study.counted:
        columns["zone"] = study.counts.joint / study.draws
    if study.counted and study.case.hold is not None:
        columns["lasts"] = study.lasting_counts.joint / study.draws
    columns |= {name: frequency(deals, numbers) for name, deals in chosen.items()}
    if study.counted:
        named = list(enumerate(study.parties))
        columns |= {f"accepts.{party}": study.counts.accepted[:, p] / study.draws for p, party in named}
        columns |= {f"alone.{party}": study.counts.sole[:, p] / study.draws for p, party in named}
    table = pd.DataFrame(columns, index=pd.Index(numbers, name="deal"))
    return table.sort_values("zone" if study.counted else "nash", ascending=False, kind="stable")


def frequency(deals: Int64[np.ndarray, " draws"], numbers: Int64[np.ndarray, " deals"]) -> Shares:
    """Return the share of worlds in which each of some deals is the one; shape ``(deals,)``."""
    found, times = np.unique(deals[deals >= 0], return_counts=True)
    shares = np.zeros(len(numbers))
    shares[np.searchsorted(numbers, found)] = times / len(deals)
    return shares


def parties_table(study: Study) -> pd.DataFrame:
    """Return for every party how often it stands in the way.

    ``refuses`` is its share of all pairs of world and deal; ``alone`` the share of pairs it alone keeps out of the
    zone, both only where every deal is counted; ``blocks`` the share of worlds without a zone that its constant yes
    alone would open. ``no_deal`` is the mean worth of no deal on its own scale; ``walks``, where there are talks, the
    share of worlds in which it leaves at once.
    """
    columns: dict[str, Any] = {}
    if study.counted:
        pairs = study.draws * study.space.deals
        columns["refuses"] = 1 - study.counts.accepted.sum(axis=0) / pairs
        columns["alone"] = study.counts.sole.sum(axis=0) / pairs
    columns["blocks"] = [study.blocked_by(p).mean() for p in range(len(study.parties))]
    columns["no_deal"] = [study.drawn[f"parties.{party}.no_deal.worth"].mean() for party in study.parties]
    if study.agreements is not None:
        columns["walks"] = [study.agreements.walked_out(p).mean() for p in range(len(study.parties))]
    return pd.DataFrame(columns, index=pd.Index(study.parties, name="party"))


def members_named(parties: tuple[str, ...], sets: UInt64[np.ndarray, " draws"]) -> np.ndarray:
    """Return sets of parties by their names, with a space between; shape ``(draws,)``."""
    each = [" ".join(party for p, party in enumerate(parties) if int(members) >> p & 1) for members in sets]
    return np.array(each, dtype=object)


def worlds_table(study: Study) -> pd.DataFrame:
    """Return every world: whether it has a zone, of how many deals, whose yes would open it, and what was drawn.

    ``gap`` is how much more, on its own scale, the worst-off of those who are needed would have to get of the deal
    that comes nearest to a zone where there is none; ``giving_way`` how many parties' lines would have to go where they
    leave no deal. ``nash`` and the other solutions are deals by number, -1 where there is none.
    """
    found = {
        "zone": study.in_zone,
        **({"zone_size": study.verdicts.sizes} if study.measured else {}),
        "lines_compatible": study.verdicts.compatible,
        "blockers": members_named(study.parties, study.verdicts.blockers),
        "gap": -study.gaps.gap / MILLION,
        "nearest": study.gaps.nearest,
        "giving_way": study.gaps.giving_way,
        "slack": study.slack,
        **({"zone_at_table": study.at_table} if study.case.ratifiers else {}),
        **({"zone_that_lasts": study.lasting} if study.case.hold is not None else {}),
        **study.solutions.deals,
    }
    checks = {f"checks.{name}": held for name, held in study.checks.items()}
    columns = found | talks_columns(study) | checks | study.drawn
    return pd.DataFrame(columns, index=pd.RangeIndex(study.draws, name="draw"))


def talks_columns(study: Study) -> dict[str, np.ndarray]:
    """Return how the talks ended in every world: whether in a deal, in which, in which round, and the verdict."""
    ended = study.agreements
    if ended is None:
        return {}
    return {
        "opened": ended.opened,
        "agreed": ended.agreed,
        **({"lasts": ended.lasted} if study.case.hold is not None else {}),
        "round": ended.rounds,
        "struck": ended.struck,
        "verdict": np.array(VERDICTS, dtype=object)[ended.verdicts],
        "ended": np.array(REASONS, dtype=object)[ended.reasons],
        "last_offer": ended.last,
        "missing_yes": members_named(study.parties, ended.refused),
    }


def talks_table(study: Study) -> pd.DataFrame:
    """Return how often talks end in each verdict: share of worlds and its interval; empty without talks."""
    rows = []
    if study.agreements is not None:
        places = study.agreements.verdicts
        for verdict in verdicts_of(study.case):
            found = study.share(places == VERDICTS.index(verdict))
            rows.append((verdict, found.share, found.low, found.high))
    return pd.DataFrame(rows, columns=["verdict", "share", "low", "high"]).set_index("verdict")


def acceptance(study: Study) -> xr.Dataset:
    """Return shares of worlds on named axes: ``zone`` by deal, and ``accepts`` by party and deal.

    Where deals may not hold ``lasts`` is the share in which one is in the zone and lasts.

    ``acceptance(study).zone.sel(territory="freeze")`` picks all deals with one level. Where there are too many deals to
    count each, ``zone`` is by level and by pair of levels, and ``refuses`` the share of worlds in which a party refuses
    every deal with them; levels are named ``issue.level``, and pairs of one issue's levels are missing.
    """
    if not study.counted:
        return level_pairs(study)
    issues, sizes = list(study.space.issues), study.space.sizes
    zone, lasting = ((c.joint / study.draws).reshape(sizes) for c in (study.counts, study.lasting_counts))
    lasts = {} if study.case.hold is None else {"lasts": (issues, lasting)}
    accepts = (study.counts.accepted.T / study.draws).reshape(len(study.parties), *sizes)
    axes = {issue: list(names) for issue, names in zip(issues, study.space.levels, strict=True)}
    return xr.Dataset(
        {"zone": (issues, zone), **lasts, "accepts": (["party", *issues], accepts)},
        coords={"party": list(study.parties), **axes},
    )


def level_pairs(study: Study) -> xr.Dataset:
    """Return shares of worlds by pair of levels, a level with itself included."""
    names = [
        f"{issue}.{level}"
        for issue, levels in zip(study.space.issues, study.space.levels, strict=True)
        for level in levels
    ]
    issue = np.repeat(np.arange(len(study.space.sizes)), study.space.sizes)
    never = (issue[:, None] == issue) & ~np.eye(len(issue), dtype=np.bool_)
    zone, refuses = (
        np.where(never, np.nan, both_halves(counts) / study.draws)
        for counts in (study.counts.cells, study.counts.refused_cells)
    )
    return xr.Dataset(
        {"zone": (["level", "with"], zone), "refuses": (["party", "level", "with"], refuses)},
        coords={"party": list(study.parties), "level": names, "with": names},
    )


def checks_table(study: Study) -> pd.DataFrame:
    """Return the share of worlds in which each check holds, and why it was made: statements, and any doubt."""
    rows = [
        {
            "check": name,
            "asks": asks(study.case, check),
            "holds": study.checks[name].mean(),
            "because": "; ".join(filter(None, (" ".join(check.because), check.judgement))),
        }
        for name, check in study.case.checks.items()
    ]
    return pd.DataFrame(rows, columns=["check", "asks", "holds", "because"]).set_index("check")


def asks(case: Case, check: Check) -> str:
    """Say what a check asks, in the scenario's labels."""
    match check:
        case Accepts(accepts=said):
            return f"{named(case, said.party)} {verb(said.party, 'accept')} {titled(case, said.proposal)}"
        case RefusesProposal(refuses=said):
            return f"{named(case, said.party)} {verb(said.party, 'refuse')} {titled(case, said.proposal)}"
        case Prefers(prefers=liked):
            texts = f"{titled(case, liked.proposal)} to {titled(case, liked.over)}"
            return f"{named(case, liked.party)} {verb(liked.party, 'prefer')} {texts}"
        case MostOpposed(most_opposed=said):
            issues = ", then ".join(label_of(case.issues, issue) for issue in said.issues)
            return f"{named(case, said.parties)} are most opposed on {issues}"


def named(case: Case, parties: tuple[str, ...]) -> str:
    """Return the labels of some parties."""
    return " and ".join(label_of(case.parties, party) for party in parties)


def titled(case: Case, proposal: str) -> str:
    """Return the label of a proposal in quotation marks."""
    return f'"{label_of(case.proposals, proposal)}"'


def verb(parties: tuple[str, ...], plural: str) -> str:
    """Return a verb in the number of its subject."""
    return plural if len(parties) > 1 else f"{plural}s"


def buyable_table(study: Study) -> pd.DataFrame:
    """Return for every party and issue how far utility alone would go, and the lines that forbid it.

    ``bought`` is the share of worlds in which the worst level, with the best of everything else, is worth no deal at
    least. ``lines`` names the party's lines on the issue; whether one refuses just that level is not looked at.
    """
    rows = []
    for p, party in enumerate(study.parties):
        for i, issue in enumerate(study.space.issues):
            own = study.case.parties[party].lines.items()
            lines = [f"{name} ({line.words})" for name, line in own if issue in touched(line)]
            rows.append((party, issue, study.buyable[p, i] / study.draws, ", ".join(lines)))
    return pd.DataFrame(rows, columns=["party", "issue", "bought", "lines"])


def touched(line: object) -> tuple[str, ...]:
    """Return the issues that a line speaks of."""
    bundle = getattr(line, "never_together", None)
    return tuple(bundle) if bundle is not None else (str(getattr(line, "issue", "")),)
