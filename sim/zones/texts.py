"""What a party makes of one text: its utility, and whether it would accept."""

import numpy as np
from jaxtyping import Bool, Float, Int64

from sim.arrays import MILLION
from sim.deals import places
from sim.kernels import RuleArrays, WorldArrays, acceptable, consented, effective_worth

Text = Int64[np.ndarray, "draws issues"]


def utility_of(worlds: WorldArrays, rules: RuleArrays, party: int, text: Text) -> Float[np.ndarray, " draws"]:
    """Return the utility of a text to a party, as it may not hold, in whole millionths; shape ``(draws,)``."""
    worth = np.take_along_axis(worlds.gains[:, party], text, axis=1).astype(np.float64).sum(axis=1)
    if not len(rules.pivots):
        return worth
    cells = rules.cells(text)[:, None]
    by_cell = (worlds.holds, worlds.setbacks, worlds.links)
    hold, setback, link = (np.take_along_axis(x[:, party], cells, axis=1)[:, 0] for x in by_cell)
    return effective_worth(worth, hold, worlds.thresholds[:, party] - setback, link)


def utilities_of(worlds: WorldArrays, rules: RuleArrays, text: Text) -> Float[np.ndarray, "draws parties"]:
    """Return the utility of a text to every party in whole millionths; shape ``(draws, parties)``."""
    return np.stack([utility_of(worlds, rules, party, text) for party in range(worlds.gains.shape[1])], axis=1)


def surplus_at(
    worlds: WorldArrays, rules: RuleArrays, deals: Int64[np.ndarray, " draws"]
) -> Float[np.ndarray, "draws parties"]:
    """Return what a deal of each world is worth to every party beyond no deal; not a number where there is none."""
    worth = utilities_of(worlds, rules, places(np.maximum(deals, 0), rules.offsets))
    return np.where(deals[:, None] >= 0, (worth - worlds.thresholds) / MILLION, np.nan)


def clears(worlds: WorldArrays, rules: RuleArrays, party: int, text: Text) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds a text crosses none of the party's firm lines; shape ``(draws,)``."""
    clear = (np.take_along_axis(worlds.allowed, text, axis=1) & np.uint64(1 << party) != 0).all(axis=1)
    return clear & ~in_firm_bundle(worlds, rules, party, text)


def accepts(worlds: WorldArrays, rules: RuleArrays, party: int, text: Text) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds a party accepts a text: worth no deal at least, no firm line crossed; shape ``(draws,)``."""
    enough = acceptable(utility_of(worlds, rules, party, text), worlds.thresholds[:, party])
    return clears(worlds, rules, party, text) & enough


def consented_to(worlds: WorldArrays, rules: RuleArrays, text: Text) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds a text has every consent it needs; shape ``(draws,)``."""
    yes = np.zeros(len(text), np.uint64)
    for party in range(worlds.gains.shape[1]):
        yes |= accepts(worlds, rules, party, text).astype(np.uint64) << np.uint64(party)
    found = np.zeros(len(text), np.bool_)
    consented(rules, worlds.active_rules, rules.fits(text), yes, found)
    return found


def in_firm_bundle(worlds: WorldArrays, rules: RuleArrays, party: int, text: Text) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds a text falls in a firm bundle of the party; shape ``(draws,)``."""
    own = np.uint64(sum(1 << bundle for bundle, whose in enumerate(rules.bundle_parties) if whose == party))
    return rules.fits(text) & worlds.firm_bundles & own != 0
