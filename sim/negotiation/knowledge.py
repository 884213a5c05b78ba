"""What a party knows when talks begin: itself, and a picture of the others.

A party sees offers, never what they are worth to others. What it holds of them is a **picture**: gains it believes in,
at first the scenario's central values (every belief at its median), the same in every world whatever was drawn there.
"""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64, UInt64

from sim.arrays import MILLION, PerDraw
from sim.deals import DealSpace
from sim.kernels import Menus, RuleArrays, effective_worth
from sim.negotiation.entries import Bundle, Entries, entries_of
from sim.scenario import Case
from sim.scenario.talks import OfferRule
from sim.streams import Medians, Uniforms
from sim.tactics import Stance
from sim.worlds import Worlds, build, bundles

Pictures = Float32[np.ndarray, "draws others levels"]


@dataclass(frozen=True)
class Own:
    """What one party knows of itself, in some worlds."""

    party: int
    """Its number."""
    gains: Float32[np.ndarray, "draws levels"]
    """What a level adds to a deal's worth, in whole millionths; shape ``(draws, levels)``."""
    no_deal: Float32[np.ndarray, " draws"]
    """What no deal is worth to it; shape ``(draws,)``."""
    opened: Bool[np.ndarray, "draws levels"]
    """Which levels its firm lines let pass; shape ``(draws, levels)``."""
    firm_bundles: UInt64[np.ndarray, " draws"]
    """Set of its lines across issues that are firm; shape ``(draws,)``."""
    stance: Stance
    """How it lowers its aspiration."""
    holds: Float64[np.ndarray, "draws cells"]
    """The chance that it gives deals to hold, by cell of the pivot issues; no cells where every deal holds."""
    setbacks: Float64[np.ndarray, "draws cells"]
    """How far below no deal it is left if they do not, in whole millionths."""
    entries: Entries
    """What it may put into a deal."""
    learning: Int64[np.ndarray, " draws"] | None
    """How far an offer moves what it believes of the levels offered, in millionths; None where it learns nothing."""
    rule: OfferRule
    """What it offers among the deals worth its aspiration."""

    def without_lines(self, rows: Bool[np.ndarray, " draws"]) -> "Own":
        """Return the same with no line firm in some worlds."""
        nothing = np.where(rows, np.uint64(0), self.firm_bundles)
        return replace(self, opened=self.opened | rows[:, None], firm_bundles=nothing)

    def menus_for(
        self,
        rows: Int64[np.ndarray, " rows"],
        scores: Int64[np.ndarray, "rows levels"],
        deals: int,
        no_deal: Float32[np.ndarray, " rows"],
    ) -> Menus:
        """Return its entries in some worlds, with a score by level such as what others are believed to get."""
        return Menus(
            gains=self.entries.summed(self.gains[rows]),
            keys=deals * self.entries.summed(scores) - self.entries.numbers,
            opened=self.entries.opened(self.opened[rows], self.firm_bundles[rows]),
            offsets=self.entries.offsets,
            cells=self.entries.cells,
            holds=self.holds[rows],
            renewed=no_deal[:, None] - self.setbacks[rows],
        )

    @property
    def uncertain(self) -> bool:
        """Tell whether deals may not hold."""
        return self.holds.shape[1] > 0

    def effective(self, rows: np.ndarray, worth: np.ndarray, cells: np.ndarray, no_deal: np.ndarray) -> np.ndarray:
        """Return what deals are worth as they may not hold, given what they are if they do; shapes that broadcast."""
        return effective_worth(worth, self.holds[rows, cells], no_deal - self.setbacks[rows, cells])


@dataclass(frozen=True)
class Picture:
    """What is believed of everybody when talks begin: the scenario's central values, every belief at its median."""

    gains: Float32[np.ndarray, "parties levels"]
    """What a level adds to a deal's worth, in whole millionths; shape ``(parties, levels)``."""
    no_deal: Float32[np.ndarray, " parties"]
    """What no deal is worth, in whole millionths; shape ``(parties,)``."""
    opened: Bool[np.ndarray, "parties levels"]
    """Which levels cross no line that is believed firm; shape ``(parties, levels)``."""
    holds: Float64[np.ndarray, "parties cells"]
    """The chance that deals hold, by cell of the pivot issues; no cells where every deal holds."""
    setbacks: Float64[np.ndarray, "parties cells"]
    """How far below no deal a party is left if they do not, in whole millionths."""
    shares: Int64[np.ndarray, " levels"]
    """A level's share of the number of the deal's cell; shape ``(levels,)``."""
    seats: Int64[np.ndarray, " seats"]
    """Numbers of the parties at the table."""

    def others(self, party: int) -> Int64[np.ndarray, " others"]:
        """Return the numbers of the others at the table."""
        return self.seats[self.seats != party]


def central(case: Case, rules: RuleArrays) -> Picture:
    """Return what is believed of everybody with every belief at its median."""
    arrays = build(case, Uniforms(Medians(), draws=1)).arrays
    members = np.uint64(1) << np.arange(len(case.parties), dtype=np.uint64)
    seats = np.array([p for p, name in enumerate(case.parties) if name in case.seats])
    return Picture(
        gains=arrays.gains[0],
        no_deal=arrays.thresholds[0],
        opened=arrays.allowed[0] & members[:, None] != 0,
        holds=arrays.holds[0],
        setbacks=arrays.setbacks[0],
        shares=rules.cell_shares,
        seats=seats,
    )


def pictures_of(picture: Picture, party: int, draws: int) -> Pictures:
    """Return how a party first pictures the others at the table: at central values, in every world alike."""
    others = picture.gains[picture.others(party)]
    return np.broadcast_to(others, (draws, *others.shape))


def own_of(case: Case, space: DealSpace, worlds: Worlds, rules: RuleArrays, party: int) -> Own:
    """Return what a party knows of itself."""
    name = tuple(case.parties)[party]
    arrays = worlds.arrays
    mine = bundles_of(case, space, name)
    return Own(
        party=party,
        gains=arrays.gains[:, party].copy(),
        no_deal=arrays.thresholds[:, party].copy(),
        opened=arrays.allowed & np.uint64(1 << party) != 0,
        firm_bundles=arrays.firm_bundles & np.uint64(sum(1 << bundle.number for bundle in mine)),
        stance=worlds.concessions[name],
        holds=arrays.holds[:, party].copy(),
        setbacks=arrays.setbacks[:, party].copy(),
        entries=entries_of(space, mine, rules),
        learning=None if name not in worlds.learning else as_millionths(worlds.learning[name]),
        rule="best_for_others" if case.talks is None else case.talks.offers.get(name, "best_for_others"),
    )


def as_millionths(shares: PerDraw) -> Int64[np.ndarray, " draws"]:
    """Return shares of a scale in whole millionths; shape ``(draws,)``."""
    return np.floor(shares * MILLION + 0.5).astype(np.int64)


def bundles_of(case: Case, space: DealSpace, party: str) -> tuple[Bundle, ...]:
    """Return the lines across issues that a party draws, by their numbers in the whole scenario."""
    found = []
    for number, ((owner, _), line) in enumerate(bundles(case).items()):
        if owner == party:
            levels = {
                space.issue(issue): tuple(space.position(issue, level) for level in names)
                for issue, names in line.never_together.items()
            }
            found.append(Bundle(number, levels))
    return tuple(found)
