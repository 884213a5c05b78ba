"""Consent rules and bundles, compiled: the same in every world but for which of them stand."""

from collections.abc import Iterable, Mapping

import numpy as np
from jaxtyping import Bool, UInt64

from sim.deals import DealSpace
from sim.kernels import RuleArrays
from sim.scenario import Case
from sim.stakes import NeverTogether, Pattern
from sim.streams import Uniforms
from sim.worlds.lines import stands

MOVED = "moved"
"""In a pattern: any level but the one that silence amounts to."""


def matching(case: Case, space: DealSpace, pattern: Pattern) -> Bool[np.ndarray, " deals"]:
    """Tell which deals hold one of the pattern's levels under every issue it names; shape ``(deals,)``."""
    matched = np.ones(space.deals, np.bool_)
    for issue, levels in pattern.items():
        i = space.issue(issue)
        names = space.levels[i]
        silent = case.issues[issue].if_silent
        wanted = set(names) - {silent} if levels == (MOVED,) else set(levels)
        holds = np.array([name in wanted for name in names])
        matched &= holds[space.table[:, i] - space.offsets[i]]
    return matched


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
    triggers = []
    for entry in entries:
        patterns = [matching(case, space, pattern) for pattern in entry.when] or [np.ones(space.deals, np.bool_)]
        triggers.append(np.logical_or.reduce(patterns))
    found = bundles(case)
    return RuleArrays(
        groups=np.array([group(parties, entry.needs.of) for entry in entries], np.uint64),
        quotas=np.array([entry.needs.at_least for entry in entries], np.int64),
        vetoes=np.array([group(parties, entry.needs.vetoes) for entry in entries], np.uint64),
        triggered=as_bits(triggers, space.deals),
        bundled=as_bits((matching(case, space, line.never_together) for line in found.values()), space.deals),
        bundle_parties=np.array([parties.index(party) for party, _ in found], np.int64),
        offsets=space.offsets,
        table=space.table,
    )


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
