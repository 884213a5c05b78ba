"""Which issues a coalition controls: those that it can settle apart without asking anybody else.

Side deals do not stop the war, so consent entries without ``when``, which concern every settlement that does, are not
asked of them. What is asked is who speaks for an issue:

- the entries with a pattern that names it, on whatever levels;
- for an issue that no entry of the file names, the entries without ``when``: who must agree to every settlement has the
  only say that the file knows of, so that two who do not fight never settle the land of those who do;
- nobody, if there are none of these either; such an issue is controlled by no coalition.

A coalition **controls** an issue in a world iff its members are enough for every entry that speaks for the issue and
stands there: those needed, or a quota of them with every veto. So a larger coalition controls no less. A claim that
does not stand in a world protects nothing in it: an issue of which only claims speak is then for any coalition to
settle, and fewer standing claims never take an issue away from a coalition. Ratifiers have no seat: an issue for which
one of them speaks is controlled by no coalition.
"""

from collections.abc import Collection, Mapping

import numpy as np
from jaxtyping import Bool

from sim.arrays import Mask
from sim.scenario import Case
from sim.stakes import Consent


def speaking(case: Case, issue: str) -> dict[str, Consent]:
    """Return the consent entries that speak for an issue, by name."""
    entries = case.consent.items()
    naming = {name: entry for name, entry in entries if any(issue in pattern for pattern in entry.when)}
    return naming or {name: entry for name, entry in entries if not entry.when}


def enough(entry: Consent, members: Collection[str]) -> bool:
    """Tell whether some parties can give a consent among themselves."""
    needs = entry.needs
    return len(set(needs.of) & set(members)) >= needs.at_least and set(needs.vetoes) <= set(members)


def controlled(case: Case, standing: Mapping[str, Mask], members: Collection[str]) -> Bool[np.ndarray, "draws issues"]:
    """Tell which issues some parties control in every world; shape ``(draws, issues)``.

    Parameters
    ----------
    case
        The scenario.
    standing
        By consent entry, in which worlds it stands; each of shape ``(draws,)``.
    members
        The parties.
    """
    columns = []
    for issue in case.issues:
        entries = speaking(case, issue)
        free = [np.logical_not(standing[name]) | enough(entry, members) for name, entry in entries.items()]
        columns.append(np.logical_and.reduce(free) if free else np.zeros_like(next(iter(standing.values()))))
    return np.stack(columns, axis=1)
