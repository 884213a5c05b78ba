"""Best deals from their definitions, by looking at all deals; on top of the oracle of the zone."""

from fractions import Fraction

import numpy as np
from kernels.oracle import NEVER, accepted, clears, players, surpluses, values, zone


def first_best(merits, among):
    """Return the first deal with the largest merit among some, and the merit; -1 and None where there are none."""
    best, deal = None, -1
    for d in np.flatnonzero(among):
        if best is None or merits[d] > best:
            best, deal = merits[d], int(d)
    return deal, best


def products(surplus):
    """Multiply surpluses in the order of the parties, as float64."""
    product = np.ones(surplus.shape[1])
    for row in surplus:
        product = product * row.astype(np.float64)
    return product


def best_deals(worlds, rules, *, shares=True):
    """Return per world a dict from solution to deal, None where there is none; Kalai-Smorodinsky if ``shares``."""
    inside, surplus, asked = (
        zone(accepted(worlds, rules), worlds, rules),
        surpluses(worlds, rules),
        players(worlds, rules),
    )
    found = []
    for w in range(len(inside)):
        who = np.flatnonzero(asked[w])
        own = surplus[w, who]
        among = inside[w] & (own >= 0).all(axis=0) & (len(who) > 0)
        if not among.any():
            found.append(None)
            continue
        ideals = np.where(asked[w], surplus[w][:, among].max(axis=1), 0)
        some = [k for k, p in enumerate(who) if ideals[p] > 0]
        ratios = [
            min((Fraction(int(own[k, d]), int(ideals[who[k]])) for k in some), default=Fraction(1))
            if among[d]
            else None
            for d in range(own.shape[1])
        ]
        found.append(
            {
                "egalitarian": first_best(own.min(axis=0), among)[0],
                "utilitarian": first_best(own.sum(axis=0), among)[0],
                "nash": first_best(products(own), among)[0],
                "kalai_smorodinsky": first_best(ratios, among)[0],
                "ideal": ideals,
            }
        )
    return found


def gap_of(worlds, rules):
    """Return the largest value of any deal, and its lowest-numbered deal; -1 where every value is minus infinity."""
    value = values(worlds, rules)
    best = value.max(axis=1)
    return best, np.where(best > NEVER, value.argmax(axis=1), -1)


def fewest_waivers(worlds, rules):
    """Return the size of the smallest set of parties without whose lines some deal clears the rest."""
    clear = clears(worlds, rules)
    parties = clear.shape[1]
    fewest = np.full(len(clear), parties)
    for some in range(1 << parties):
        waived = [p for p in range(parties) if some >> p & 1]
        freed = clear.copy()
        freed[:, waived] = True
        fewest = np.where(zone(freed, worlds, rules).any(axis=1), np.minimum(fewest, len(waived)), fewest)
    return fewest
