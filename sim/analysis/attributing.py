"""Which of several changes did it: between two scenarios that differ in several inputs, what is each change's part?

Each change is put alone into the base, and taken alone back from the other; the two differ where changes matter
together. Of a few changes the **Shapley value** is their part: what each adds on average, over all orders in which they
may be put in. These parts add up to the whole change, world by world.

Source: L. S. Shapley, "A value for n-person games", in H. W. Kuhn and A. W. Tucker (eds.), "Contributions to the Theory
of Games II" (Princeton, 1953), 307-317.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from sim.analysis.inputs import differing_inputs
from sim.arrays import PerDraw
from sim.errors import BadArgument
from sim.results import Change, exact_change, paired_change
from sim.results.changes import ends
from sim.scenario import Case
from sim.scenario.mixing import MAPPED, mistakes, mixed, place_of
from sim.scenario.paths import TALKS

MOST_SHARED = 4
"""Of so many changes at most every subset is put in, and each has its part."""
WHOLE = "(all)"
"""The row of all changes together."""
IDLE = ("as_of", "checks", "rules_of_thumb", "side_deals", "without")
"""What no measure rests on that is attributed here; what ``without`` takes out is gone already."""

Subset = frozenset[str]


@dataclass(frozen=True)
class Mixtures:
    """The scenarios between two that are looked at, by the changes that are put into the base."""

    base: Case
    other: Case
    changes: tuple[str, ...]
    """Dotted paths of what differs, each a part that a file sets at once."""

    @property
    def every(self) -> Subset:
        """Return all changes."""
        return frozenset(self.changes)

    @cached_property
    def subsets(self) -> tuple[Subset, ...]:
        """Return the sets of changes that are put in: none, each alone, all but each, all; of a few every set."""
        count = len(self.changes)
        sizes = range(count + 1) if count <= MOST_SHARED else sorted({0, 1, count - 1, count})
        return tuple(frozenset(some) for size in sizes for some in combinations(self.changes, size))

    @cached_property
    def cases(self) -> dict[Subset, Case]:
        """Return the scenarios; refused where a mixture would be none.

        Raises
        ------
        BadArgument
            If one change cannot stand without another.
        """
        found = {frozenset[str](): self.base, self.every: self.other}
        for subset in self.subsets:
            if subset in found:
                continue
            found[subset] = case = mixed(self.base, self.other, [name for name in self.changes if name in subset])
            if wrong := mistakes(case):
                missing = " and ".join(name for name in self.changes if name not in subset)
                raise BadArgument(
                    f"{' and '.join(name for name in self.changes if name in subset)} cannot be changed without "
                    f"{missing}, so neither can be told apart: {wrong[0].message}"
                )
        return found


@dataclass(frozen=True)
class Attributed:
    """What each change did."""

    mixtures: Mixtures
    names: tuple[str, str]
    """What the base and the other are called."""
    measure: str
    """What was measured, in words."""
    measured: Mapping[Subset, PerDraw]
    """Whether it holds in each world, 0 or 1, by the changes that are put in."""
    certain: bool = False
    """Whether nothing is uncertain in either."""

    @property
    def changes(self) -> tuple[str, ...]:
        """Return what differs."""
        return self.mixtures.changes

    @property
    def whole(self) -> Change:
        """Return the change that all do together."""
        return self._between(frozenset(), self.mixtures.every)

    @property
    def shared(self) -> bool:
        """Tell whether each change has its part."""
        return len(self.changes) <= MOST_SHARED

    def alone(self, change: str) -> Change:
        """Return what a change does alone, put into the base."""
        return self._between(frozenset(), frozenset({change}))

    def last(self, change: str) -> Change:
        """Return what a change does where all others are in already: what taking it back undoes."""
        return self._between(self.mixtures.every - {change}, self.mixtures.every)

    def part(self, change: str) -> Change:
        """Return a change's part: its Shapley value in each world, on average."""
        return self._mean(self._did(change))

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Return the changes that do most, by their parts or, where they have none, alone; none where nothing is clear.

        Where sampling cannot tell which does most, all of these.
        """
        did = {change: self._did(change) for change in self.changes}
        most, *others = sorted(did, key=lambda change: -abs(did[change].mean()))
        if not self._mean(did[most]).clear:
            return ()
        sizes = {change: np.sign(values.mean()) * values for change, values in did.items()}
        return (most, *(change for change in others if not self._mean(sizes[most] - sizes[change]).clear))

    def _did(self, change: str) -> PerDraw:
        """Return in each world a change's part, or what it does alone where there are too many for parts."""
        if self.shared:
            return shapley_value(self.measured, self.changes, change)
        return self.measured[frozenset({change})] - self.measured[frozenset()]

    @property
    def together(self) -> Change:
        """Return what all changes do together beyond the sum of what each does alone."""
        none, every = self.measured[frozenset()], self.measured[self.mixtures.every]
        singly = sum((self.measured[frozenset({change})] - none for change in self.changes), np.zeros(len(none)))
        return self._mean(every - none - singly)

    def _between(self, less: Subset, more: Subset) -> Change:
        """Return how the share differs between two mixtures."""
        pair = self.measured[less], self.measured[more]
        return exact_change(*pair) if self.certain else paired_change(*pair, share=True)

    def _mean(self, values: PerDraw) -> Change:
        """Return a mean over worlds as a change from nothing."""
        zero = np.zeros(len(values))
        return exact_change(zero, values) if self.certain else paired_change(zero, values, share=False)


def mixtures(base: Case, other: Case, *, talks: bool) -> Mixtures:
    """Return the scenarios between two.

    Parameters
    ----------
    base, other
        Two scenarios with the same issues and parties.
    talks
        Whether what is measured rests on the talks.

    Raises
    ------
    BadArgument
        If they differ in their issues or parties, or in nothing that the measure rests on.
    """
    for what, one, two in (("parties", base.parties, other.parties), ("issues", base.issues, other.issues)):
        if list(one) != list(two):
            raise BadArgument(f"changes can be told apart between scenarios with the same {what} only")
    for name, issue in base.issues.items():
        if list(issue.levels) != list(other.issues[name].levels):
            raise BadArgument(f"changes can be told apart where issues have the same levels only; {name} has others")
    found = dict.fromkeys(place_of(str(path)) for path in differing_inputs({"base": base, "other": other}).index)
    idle = IDLE if talks else (*IDLE, TALKS)
    changes = tuple(place for place in found if place.split(".")[0] not in idle and not _added(base, other, place))
    if not changes:
        hint = (
            "; they differ in their talks, so ask for 'agreed'"
            if TALKS in {place.split(".")[0] for place in found}
            else ""
        )
        raise BadArgument(
            f"the two scenarios differ in no input that this rests on, so there is nothing to tell apart{hint}"
        )
    return Mixtures(base, other, changes)


def _added(base: Case, other: Case, place: str) -> bool:
    """Tell whether a place is an entry that only one scenario has and that changes nothing by itself."""
    top, _, name = place.partition(".")
    return top in MAPPED and not (name in getattr(base, top) and name in getattr(other, top))


def shapley_value(worth: Mapping[Subset, PerDraw], players: Sequence[str], player: str) -> PerDraw:
    """Return what a player adds on average over all orders of the players, given what every set of them is worth.

    ``sum over S without it of |S|! (n - |S| - 1)! / n! (v(S and it) - v(S))`` (Shapley 1953, equation 13).

    >>> worth = {frozenset(): np.zeros(1), frozenset("a"): np.ones(1), frozenset("b"): np.zeros(1)}
    >>> shapley_value(worth | {frozenset("ab"): 3 * np.ones(1)}, "ab", "a")
    array([2.])
    """
    others = [name for name in players if name != player]
    count, total = len(others), np.zeros(len(worth[frozenset()]))
    for size in range(count + 1):
        for some in combinations(others, size):
            without = frozenset(some)
            total = total + (worth[without | {player}] - worth[without]) / (comb(count, size) * (count + 1))
    return total


def attribution_table(found: Attributed) -> pd.DataFrame:
    """Return one row a change, and last one of all changes together.

    ``alone`` is what the change does put alone into the base, ``last`` what taking it alone back from the other undoes,
    ``part`` its part of the whole change, where changes are few enough for each to have one; each a difference of
    shares of worlds, from -1 to 1, with the ends ``_low`` and ``_high`` of its paired 95% interval. In the row
    :data:`WHOLE` all three are the whole change.
    """
    rows = []
    for change in found.changes:
        row = ends("alone", found.alone(change)) | ends("last", found.last(change))
        rows.append(row | (ends("part", found.part(change)) if found.shared else {}))
    names = ["alone", "last", *(["part"] if found.shared else [])]
    rows.append({key: value for name in names for key, value in ends(name, found.whole).items()})
    return pd.DataFrame(rows, index=pd.Index([*found.changes, WHOLE], name="change"))
