"""What runs are compared by: each measure is a mean over worlds, or over some of them.

To add one: one line in :data:`MEASURES`. It is left out wherever its columns are missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sim.analysis.sentences.wording import label_of
from sim.analysis.tables import asks
from sim.arrays import PerDraw
from sim.results import verdicts_of
from sim.scenario import Case

Unit = Literal["share of worlds", "deals", "rounds"]
SHARE: Unit = "share of worlds"


@dataclass(frozen=True)
class Measure:
    """One number of a run."""

    name: str
    label: str
    unit: Unit
    of: Callable[[pd.DataFrame], pd.Series]
    """From the table of worlds to what each world counts for, missing where it does not count."""

    def values(self, worlds: pd.DataFrame) -> PerDraw | None:
        """Return what each world counts for, 0 or 1 if it is a share; None if the table lacks a column for it."""
        try:
            return self.of(worlds).astype("float64").to_numpy()
        except KeyError:
            return None


def among(values: pd.Series, counted: pd.Series) -> pd.Series:
    """Return the values of some worlds; the others do not count."""
    return values.astype("float64").where(counted.astype(bool))


MEASURES = (
    Measure("zone", "A zone exists", SHARE, lambda w: w["zone"]),
    Measure("lines", "Lines leave some deal", SHARE, lambda w: w["lines_compatible"]),
    Measure(
        "zone_if_lines",
        "A zone exists where lines leave some deal",
        SHARE,
        lambda w: among(w["zone"], w["lines_compatible"]),
    ),
    Measure("lasts", "Some zone deal lasts", SHARE, lambda w: w["zone_that_lasts"]),
    Measure("zone_size", "Deals in the zone where one exists", "deals", lambda w: among(w["zone_size"], w["zone"])),
)
"""Of every run."""

TALKS = (
    Measure("agreed", "The talks agree", SHARE, lambda w: w["agreed"]),
    Measure("agreed_if_zone", "The talks agree where a zone exists", SHARE, lambda w: among(w["agreed"], w["opened"])),
    Measure("agreed_lasts", "What the talks agree on lasts", SHARE, lambda w: among(w["lasts"], w["agreed"])),
    Measure("round", "Mean round of the agreement, if any", "rounds", lambda w: among(w["round"], w["agreed"])),
)


def of_talks(name: str) -> bool:
    """Tell whether a measure rests on the talks."""
    return name in {measure.name for measure in TALKS} or name.startswith("verdict.")


def opened_by(party: str, label: str) -> Measure:
    """Return the share of worlds whose empty zone one party's constant yes alone would open."""

    def opens(worlds: pd.DataFrame) -> pd.Series:
        """Tell in which worlds the party is among those named."""
        named = {text: party in text.split() for text in worlds["blockers"].unique()}
        return worlds["blockers"].map(named)

    return Measure(f"blocks.{party}", f"A yes of {label} alone opens a zone", SHARE, opens)


def held(check: str, label: str) -> Measure:
    """Return the share of worlds in which one of the file's checks holds."""
    return Measure(f"checks.{check}", label, SHARE, lambda worlds: worlds[f"checks.{check}"])


def ended(verdict: str) -> Measure:
    """Return the share of worlds in which the talks end with a verdict."""
    return Measure(f"verdict.{verdict}", f"Talks: {verdict}", SHARE, lambda worlds: worlds["verdict"] == verdict)


def measures_of(case: Case, worlds: pd.DataFrame) -> dict[str, Measure]:
    """Return the measures that a run has, by name."""
    found = [*MEASURES]
    found += [opened_by(party, label_of(case.parties, party)) for party in case.parties]
    found += [held(name, asks(case, check)) for name, check in case.checks.items()]
    found += [*TALKS, *map(ended, verdicts_of(case)[1:])]  # how often there is no zone, the first measure tells
    return {measure.name: measure for measure in found if measure.values(worlds) is not None}
