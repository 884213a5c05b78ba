"""Which lines are firm in which world, and what they refuse."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt64

from sim.arrays import LevelMask, Mask
from sim.beliefs import Fixed, drawn
from sim.deals import DealSpace
from sim.scenario import Case
from sim.stakes import Line, NeverTogether, NoGate, firm, meant
from sim.streams import Uniforms
from sim.worlds.values import scale_of


@dataclass(frozen=True)
class DrawnLine:
    """One line of a party in some draws."""

    party: str
    name: str
    line: Line
    firm: Mask
    """Whether it is meant; shape ``(draws,)``."""
    refused: LevelMask | None
    """The levels of its issue that it refuses if firm; ``None`` for a bundle; shape ``(draws, levels)``."""
    issue: int
    """Number of its issue; -1 for a bundle."""


def stands(case: Case, words: str, own: Uniforms, uniforms: Uniforms, dial: float) -> Mask:
    """Tell in which draws something said in these words is meant; shape ``(draws,)``."""
    word = case.words[words]
    if isinstance(word, NoGate):
        return np.ones(uniforms.draws, np.bool_)
    if isinstance(word, Fixed):
        return firm(own.here(), drawn(word, uniforms), dial)
    return meant(own.here(), word, uniforms.under(f"words.{words}").here(), dial)


def drawn_lines(case: Case, uniforms: Uniforms) -> tuple[DrawnLine, ...]:
    """Return every line of every party.

    Lines of one party on one issue share a uniform, so that its refusals nest; a bundle has its own.
    """
    found = []
    dial, issues = case.dial.lines, list(case.issues)
    for party, spec in case.parties.items():
        own = uniforms.under(f"parties.{party}")
        for name, line in spec.lines.items():
            here = own.under(f"lines.{name}")
            if isinstance(line, NeverTogether):
                meant = stands(case, line.words, here.under("firmness"), uniforms, dial)
                found.append(DrawnLine(party, name, line, meant, None, -1))
                continue
            meant = stands(case, line.words, own.under(f"firmness.{line.issue}"), uniforms, dial)
            refused = line.refused(scale_of(case.issues[line.issue]), here, dial)
            found.append(DrawnLine(party, name, line, meant, refused, issues.index(line.issue)))
    return tuple(found)


def allowed_levels(
    lines: tuple[DrawnLine, ...], parties: tuple[str, ...], space: DealSpace, draws: int
) -> UInt64[np.ndarray, "draws levels"]:
    """Return for every level the set of parties whose firm lines let it pass; shape ``(draws, levels)``."""
    allowed = np.full((draws, int(space.offsets[-1])), 2 ** len(parties) - 1, np.uint64)
    for drawn_line in lines:
        if drawn_line.refused is not None:
            i = drawn_line.issue
            bit = np.uint64(1 << parties.index(drawn_line.party))
            crossed = drawn_line.firm[:, None] & drawn_line.refused
            allowed[:, space.offsets[i] : space.offsets[i + 1]] &= ~(crossed * bit)
    return allowed
