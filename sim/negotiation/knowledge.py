"""What a party knows when talks begin: itself, and a picture of the others.

A party sees offers, never what they are worth to others. What it holds of them is a **picture**: gains it believes in,
at first the scenario's central values (every belief at its median), the same in every world whatever was drawn there.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, UInt64

from sim.deals import DealSpace
from sim.kernels import Menus
from sim.negotiation.entries import Bundle, Entries, entries_of
from sim.scenario import Case
from sim.streams import Medians, Uniforms
from sim.tactics import Concession
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
    concession: Concession
    """How it lowers its aspiration."""
    entries: Entries
    """What it may put into a deal."""

    def menus(self, pictures: Pictures, deals: int) -> Menus:
        """Return its entries with their worth to it and, as it pictures them, to the others (see the staircase)."""
        believed = pictures.astype(np.int64).sum(axis=1)
        return Menus(
            gains=self.entries.summed(self.gains),
            keys=deals * self.entries.summed(believed) - self.entries.numbers,
            opened=self.entries.opened(self.opened, self.firm_bundles),
            offsets=self.entries.offsets,
        )


def central(case: Case) -> Float32[np.ndarray, "parties levels"]:
    """Return everybody's gains with every belief at its median, in whole millionths; shape ``(parties, levels)``."""
    return build(case, Uniforms(Medians(), draws=1)).arrays.gains[0]


def pictures_of(central_gains: Float32[np.ndarray, "parties levels"], party: int, draws: int) -> Pictures:
    """Return how a party first pictures the others: at central values, in every world alike."""
    others = np.delete(central_gains, party, axis=0)
    return np.broadcast_to(others, (draws, *others.shape))


def own_of(case: Case, space: DealSpace, worlds: Worlds, party: int) -> Own:
    """Return what a party knows of itself."""
    name = tuple(case.parties)[party]
    arrays = worlds.arrays
    mine = bundles_of(case, space, name)
    return Own(
        party=party,
        gains=arrays.gains[:, party],
        no_deal=arrays.thresholds[:, party],
        opened=arrays.allowed & np.uint64(1 << party) != 0,
        firm_bundles=arrays.firm_bundles & np.uint64(sum(1 << bundle.number for bundle in mine)),
        concession=worlds.concessions[name],
        entries=entries_of(space, mine),
    )


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
