"""Consent rules and bundles, compiled: the same in every world but for which of them stand."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from jaxtyping import Bool, UInt64

from sim.deals import DealSpace
from sim.kernels import RuleArrays
from sim.scenario import Case
from sim.stakes import NeverTogether, Pattern
from sim.streams import Uniforms
from sim.worlds.hold import pivots_of, with_spoilers
from sim.worlds.lines import stands

MOVED = "moved"
"""In a pattern: any level but the one that silence amounts to."""


def fitting(case: Case, space: DealSpace, pattern: Pattern) -> Bool[np.ndarray, " levels"]:
    """Tell which levels fit a pattern: those it names under an issue, and all under the issues it does not name."""
    fits = np.ones(int(space.offsets[-1]), np.bool_)
    for issue, levels in pattern.items():
        i = space.issue(issue)
        names = space.levels[i]
        silent = case.issues[issue].if_silent
        wanted = set(names) - {silent} if levels == (MOVED,) else set(levels)
        fits[space.offsets[i] : space.offsets[i + 1]] = [name in wanted for name in names]
    return fits


def as_bits(masks: Iterable[Bool[np.ndarray, " entries"]], entries: int) -> UInt64[np.ndarray, " entries"]:
    """Pack masks into one set an entry: mask ``k`` is member ``k``; shape ``(entries,)``."""
    packed = np.zeros(entries, np.uint64)
    for k, mask in enumerate(masks):
        packed |= mask.astype(np.uint64) << np.uint64(k)
    return packed


def group(parties: tuple[str, ...], members: Iterable[str]) -> int:
    """Return a set of parties as bits."""
    return sum(1 << parties.index(member) for member in members)


def bundles(case: Case) -> Mapping[tuple[str, str], NeverTogether]:
    """Return every bundle by party and name."""
    return {
        (party, name): line
        for party, spec in case.parties.items()
        for name, line in spec.lines.items()
        if isinstance(line, NeverTogether)
    }


def compiled_rules(case: Case, space: DealSpace) -> RuleArrays:
    """Return ``not trigger or quota`` for every consent entry, and the bundles."""
    parties = tuple(case.parties)
    entries = list(case.consent.values())
    found = bundles(case)
    patterns = [fitting(case, space, line.never_together) for line in found.values()]
    triggers = [trigger(patterns, len(found), case, space, entry.when) for entry in entries]
    rules = RuleArrays(
        groups=np.array([group(parties, entry.needs.of) for entry in entries], np.uint64),
        quotas=np.array([entry.needs.at_least for entry in entries], np.int64),
        vetoes=np.array([group(parties, entry.needs.vetoes) for entry in entries], np.uint64),
        triggers=np.array(triggers, np.uint64),
        bundle_parties=np.array([parties.index(party) for party, _ in found], np.int64),
        patterns=as_bits(patterns, int(space.offsets[-1])),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.array(pivots_of(case, space), np.int64),
    )
    return with_spoilers(rules, case)


def seated_rules(case: Case) -> np.uint64:
    """Return the set of the rules that ask parties with a seat; the others ask those who ratify."""
    asked = [set(entry.needs.of) <= set(case.seats) for entry in case.consent.values()]
    return np.uint64(sum(1 << rule for rule, seated in enumerate(asked) if seated))


def trigger(known: list[np.ndarray], first: int, case: Case, space: DealSpace, when: Sequence[Pattern]) -> int:
    """Return the set of patterns that trigger a rule, every deal's where it names none; new ones join those known.

    Bundles stand before ``first``; a trigger never shares a pattern with one.
    """
    members = 0
    for pattern in when or [{}]:
        fits = fitting(case, space, pattern)
        same = [k for k in range(first, len(known)) if np.array_equal(known[k], fits)]
        if not same:
            known.append(fits)
        members |= 1 << (same[0] if same else len(known) - 1)
    return members


def standing(case: Case, uniforms: Uniforms) -> dict[str, Bool[np.ndarray, " draws"]]:
    """Tell for every consent entry in which draws it stands: claims by their words, the others always."""
    found = {}
    for name, entry in case.consent.items():
        if entry.words is None:
            found[name] = np.ones(uniforms.draws, np.bool_)
        else:
            own = uniforms.under(f"consent.{name}.firmness")
            found[name] = stands(case, entry.words, own, uniforms, case.dial.consents)
    return found
