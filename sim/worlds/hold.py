"""How well deals hold in a world, what each party has if they do not, and which of them last."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float64, UInt64

from sim.arrays import MILLION, PerDraw
from sim.beliefs import drawn
from sim.deals import DealSpace
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.scenario import Case, Party
from sim.stakes import Hold, Incentive
from sim.streams import Uniforms
from sim.worlds.no_deal import PartyGains, swing_of

LEAST = 2.0**-40
"""No deal is taken to break for certain: who is left no worse by renewed war still weighs the deal itself."""
Gains = Float[np.ndarray, "draws parties levels"]
"""Weight times value in millionths; shape ``(draws, parties, levels)``."""


@dataclass(frozen=True)
class Lasting:
    """Which deals last in some worlds."""

    levels: Bool[np.ndarray, "draws levels"]
    """Whether a deal with a level lasts; True for all levels of other issues than the guarantees."""
    spoiling: UInt64[np.ndarray, " draws"]
    """Set of the spoilers able to break a deal, as bits of the rules that ask them."""

    def deals_of(self, arrays: WorldArrays) -> WorldArrays:
        """Return worlds in which only deals are acceptable that last."""
        return arrays._replace(
            allowed=np.where(self.levels, arrays.allowed, np.uint64(0)),
            active_rules=arrays.active_rules | self.spoiling,
        )


def pivots_of(case: Case, space: DealSpace) -> list[int]:
    """Return the pivot issues, in the scenario's order; none where every deal holds and nothing is linked."""
    return [i for i, issue in enumerate(space.issues) if issue in case.pivots]


def cell_of(settlement: dict[str, str], case: Case, space: DealSpace) -> int:
    """Return the cell of the pivot issues of a settlement, level by issue."""
    cell = 0
    for i in pivots_of(case, space):
        cell = cell * len(space.levels[i]) + space.levels[i].index(settlement[space.issues[i]])
    return cell


def honored_by_guarantor(hold: Hold, case: Case, space: DealSpace, gains: Gains, uniforms: Uniforms) -> PerDraw:
    """Return the analyst's chance that a guarantee is honored; shape ``(draws,)``."""
    match hold.honored:
        case Incentive(guarantor=guarantor, stake=stake, cost=cost):
            own = gains[:, list(case.parties).index(guarantor)]
            lost = swing_of(stake, own, space) / MILLION
            return np.where(lost >= drawn(cost, uniforms.under("honored.cost")), 1.0, 0.0)
        case belief:
            return drawn(belief, uniforms.under("honored"))


@dataclass(frozen=True)
class Guarded:
    """How well deals hold in some worlds, drawn once for all who believe something of it."""

    alone: PerDraw
    """The chance that one holds that nobody guarantees."""
    strengths: Float64[np.ndarray, "draws guarantees"]
    """The share of what is left that a guarantee makes good if it is honored, by its level."""
    honored: PerDraw
    """The chance that it is, as the analyst sees it."""

    def chances(self, honored: PerDraw) -> Float64[np.ndarray, "draws guarantees"]:
        """Return the chance that a deal holds by the level of its guarantee, given that of its being honored."""
        alone = self.alone[:, None]
        return np.clip(alone + (1 - alone) * self.strengths * honored[:, None], LEAST, 1.0)


def guarded(hold: Hold, case: Case, space: DealSpace, gains: Gains, uniforms: Uniforms) -> Guarded:
    """Return how well deals hold."""
    names = space.levels[space.issue(hold.guarantee)]
    strengths = np.zeros((uniforms.draws, len(names)))
    for level, strength in hold.strength.items():
        strengths[:, names.index(level)] = drawn(strength, uniforms.under(f"strength.{level}"))
    alone = drawn(hold.alone, uniforms.under("alone"))
    return Guarded(alone, strengths, honored_by_guarantor(hold, case, space, gains, uniforms))


def holds_of(case: Case, space: DealSpace, gains: Gains, uniforms: Uniforms) -> dict[str, np.ndarray]:
    """Return what worlds hold by cell of the pivot issues: chances, setbacks and links.

    Each of shape ``(draws, parties, cells)``.
    """
    pivots = pivots_of(case, space)
    if not pivots:
        return every_deal_holds(uniforms.draws, len(case.parties))
    sizes = [len(space.levels[i]) for i in pivots]
    whole = np.zeros((uniforms.draws, len(case.parties), *sizes))
    holds, setbacks, links = whole + 1.0, whole.copy(), whole.copy()
    own = uniforms.under("hold")
    kept = None if case.hold is None else guarded(case.hold, case, space, gains, own)
    for p, party in enumerate(case.parties):
        if case.hold is not None and kept is not None:
            believed = kept.honored
            if party in case.hold.believed:
                believed = drawn(case.hold.believed[party], own.under(f"believed.{party}"))
            by_level = kept.chances(believed)
            holds[:, p] = along(by_level, pivots.index(space.issue(case.hold.guarantee)), len(pivots))
            setbacks[:, p] = setback_of(case.hold, party, pivots, space, gains[:, p], own)
        linked = uniforms.under(f"parties.{party}.links")
        links[:, p] = links_of(case.parties[party], pivots, space, gains[:, p], linked)
    cells = (uniforms.draws, len(case.parties), -1)
    return {"holds": holds.reshape(cells), "setbacks": setbacks.reshape(cells), "links": links.reshape(cells)}


def setback_of(
    hold: Hold, party: str, pivots: list[int], space: DealSpace, gains: PartyGains, uniforms: Uniforms
) -> np.ndarray:
    """Return how far below no deal renewed war leaves a party, in whole millionths; shape ``(draws, *levels)``.

    An axis of levels for each pivot issue, of length 1 where nothing hangs on it.
    """
    total = np.zeros((uniforms.draws, *[1] * len(pivots)))
    if party not in hold.loss:
        return total
    loss, own = hold.loss[party], uniforms.under(f"loss.{party}.levels")
    unit = swing_of(loss.swing, gains, space)
    for issue, levels in loss.levels.items():
        names = space.levels[space.issue(issue)]
        shifts = np.zeros((uniforms.draws, len(names)))
        for level, shift in levels.items():
            shifts[:, names.index(level)] = drawn(shift, own.under(f"{issue}.{level}")) * unit
        total = total + along(shifts, pivots.index(space.issue(issue)), len(pivots))
    return np.floor(total + 0.5)


def links_of(party: Party, pivots: list[int], space: DealSpace, gains: PartyGains, uniforms: Uniforms) -> np.ndarray:
    """Return what levels are worth to a party together, in whole millionths; shape ``(draws, *levels)``, as above."""
    total = np.zeros((uniforms.draws, *[1] * len(pivots)))
    for name, link in party.links.items():
        worth = drawn(link.worth, uniforms.under(f"{name}.worth")) * swing_of(link.swing, gains, space)
        linked = np.floor(worth + 0.5).reshape(-1, *[1] * len(pivots))
        for issue, levels in link.together.items():
            has = np.isin(space.levels[space.issue(issue)], levels)
            linked = linked * along(has[None], pivots.index(space.issue(issue)), len(pivots))
        total = total + linked
    return total


def along(by_level: np.ndarray, axis: int, axes: int) -> np.ndarray:
    """Return what is said by level, shape ``(draws, levels)``, along one of several axes, the others of length 1."""
    shape = [1] * axes
    shape[axis] = by_level.shape[1]
    return by_level.reshape(len(by_level), *shape)


def lasting_of(case: Case, space: DealSpace, gains: Gains, uniforms: Uniforms) -> Lasting | None:
    """Return which deals last, as the analyst sees it; None where every deal holds.

    One draw decides for all levels of the guarantee, so a deal that is better guaranteed lasts wherever another does.
    """
    hold = case.hold
    if hold is None:
        return None
    levels = np.ones((uniforms.draws, int(space.offsets[-1])), np.bool_)
    issue = space.issue(hold.guarantee)
    kept = guarded(hold, case, space, gains, uniforms)
    luck = uniforms.under("lasts").here()
    here = slice(*space.offsets[issue : issue + 2])
    levels[:, here] = luck[:, None] <= kept.chances(kept.honored)
    spoiling = np.zeros(uniforms.draws, np.uint64)
    for k, (party, chance) in enumerate(hold.spoilers.items()):
        able = uniforms.under(f"spoils.{party}").here() <= drawn(chance, uniforms.under(f"spoilers.{party}"))
        spoiling |= able.astype(np.uint64) << np.uint64(len(case.consent) + k)
    return Lasting(levels, spoiling)


def with_spoilers(rules: RuleArrays, case: Case) -> RuleArrays:
    """Return rules with one more for each spoiler: its yes to every deal. They stand only where one asks what lasts."""
    spoilers = () if case.hold is None else tuple(case.hold.spoilers)
    if not spoilers:
        return rules
    bits = np.array([1 << list(case.parties).index(party) for party in spoilers], np.uint64)
    every = int(np.bitwise_and.reduce(rules.patterns)) >> len(rules.bundle_parties) << len(rules.bundle_parties)
    always = np.uint64(every & -every or 1 << int(rules.patterns.max()).bit_length())  # a pattern of all deals, if any
    return rules._replace(
        groups=np.append(rules.groups, bits),
        quotas=np.append(rules.quotas, np.ones(len(bits), np.int64)),
        vetoes=np.append(rules.vetoes, bits),
        triggers=np.append(rules.triggers, np.full(len(bits), always)),
        patterns=rules.patterns | always,
    )
