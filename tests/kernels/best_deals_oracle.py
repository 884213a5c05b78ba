"""Solutions, gaps, frontiers and better deals from their definitions, in plain NumPy with every deal in memory.

What is looked at is one world: ``surplus`` of shape ``(parties, deals)``, ``inside`` and other masks of ``(deals,)``.
"""

from fractions import Fraction
from functools import reduce

import numpy as np
from kernels.oracle import NEVER


def first(mask):
    """Return the lowest number in a mask, -1 where it is empty."""
    return int(mask.argmax()) if mask.any() else -1


def first_of_most(score, among):
    """Return the lowest number of those with the largest score among some deals, -1 where there are none."""
    return first(among & (score == score[among].max())) if among.any() else -1


def solutions(surplus, inside, players):
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian over the zone deals where no player loses."""
    gained = surplus[players]
    fair = inside & (gained >= 0).all(axis=0)
    if not players.any() or not fair.any():
        return [-1, -1, -1, -1]
    return [
        first_of_most(reduce(np.multiply, gained.astype(np.float64)), fair),
        kalai_smorodinsky(gained, fair),
        first_of_most(gained.min(axis=0), fair),
        first_of_most(gained.sum(axis=0), fair),
    ]


def ideals(surplus, inside, players):
    """Return the most that each player gets over the zone deals where no player loses; none where there is no such."""
    fair = inside & (surplus[players] >= 0).all(axis=0)
    return surplus[players][:, fair].max(axis=1).tolist() if players.any() and fair.any() else []


def kalai_smorodinsky(gained, fair):
    """Return the deal with the largest of least shares of the ideals, by exact fractions where quotients are close."""
    ideal = gained[:, fair].max(axis=1)
    hopeful = ideal > 0
    if not hopeful.any():
        return first(fair)
    shares = (gained[hopeful] / ideal[hopeful, None]).min(axis=0)
    close = fair & (shares >= shares[fair].max() - 1e-9)
    exact = {
        deal: min(Fraction(int(x), int(most)) for x, most in zip(gained[hopeful, deal], ideal[hopeful], strict=True))
        for deal in np.flatnonzero(close)
    }
    return int(max(exact, key=lambda deal: (exact[deal], -deal)))


def gap(values):
    """Return the largest value and the first deal that has it; 0 and -1 where no deal clears the lines."""
    largest = values.max()
    return (0, -1) if largest == NEVER else (int(largest), int(values.argmax()))


def undominated(worth, inside):
    """Return the deals of a set that no other one is better for; of deals of equal worth the first."""
    deals = np.flatnonzero(inside)
    order = deals[np.lexsort((deals, -worth[:, deals].sum(axis=0)))]
    kept = []
    for deal in order:  # what dominates a deal has a larger sum, and what equals it comes before
        if not (worth[:, kept] >= worth[:, deal : deal + 1]).all(axis=0).any():
            kept.append(int(deal))
    return sorted(kept)


def better(worth, inside, clear, players, struck):
    """Return the first zone deal better for a player, worse for none, and crossing no new line; -1 if there is none."""
    had = worth[players, struck][:, None]
    kept = clear[players] | ~clear[players, struck][:, None]
    dominating = (worth[players] >= had).all(axis=0) & (worth[players] > had).any(axis=0)
    return first(dominating & kept.all(axis=0) & inside)
