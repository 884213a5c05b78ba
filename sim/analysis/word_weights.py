"""The weight of every draw where something is said in another word, and so meant more or less often.

What is said stands where its own uniform passes ``1 - q``, with the chance ``q`` of its word. In the other word it
would stand with the chance ``q'``: a world in which it does counts ``q' / q``, one in which it does not
``(1 - q') / (1 - q)``.
"""

from dataclasses import dataclass

import numpy as np

from sim.analysis.belief_weights import RERUN
from sim.arrays import PerDraw
from sim.beliefs import Fixed
from sim.errors import BadArgument
from sim.results import Study
from sim.scenario import Case
from sim.stakes import NeverTogether, NoGate
from sim.statistics.reweighting import MOST_CELLS
from sim.streams import Uniforms


@dataclass(frozen=True)
class Gate:
    """Whether something said is meant."""

    word: str
    stream: str
    """Path of the uniform that decides."""
    face: str
    """The column of what was drawn that tells."""
    dial: float
    shared: tuple[str, ...] = ()
    """Other lines that the same uniform decides on."""


def gate_at(case: Case, path: str) -> Gate | None:
    """Return what the word at a path decides; None where no word of a line or claim stands."""
    match path.split("."):
        case ["parties", party, "lines", name, "words"]:
            lines = case.parties[party].lines
            line, face = lines[name], f"parties.{party}.lines.{name}.firm"
            if isinstance(line, NeverTogether):
                return Gate(line.words, f"{face}ness", face, case.dial.lines)
            alike = [key for key, one in lines.items() if getattr(one, "issue", None) == line.issue and key != name]
            return Gate(line.words, f"parties.{party}.firmness.{line.issue}", face, case.dial.lines, tuple(alike))
        case ["consent", name, "words"] if (word := case.consent[name].words) is not None:
            return Gate(word, f"consent.{name}.firmness", f"consent.{name}.stands", case.dial.consents)
    return None


def of_word(study: Study, path: str, old: Gate, new: Gate, uniforms: Uniforms) -> PerDraw:
    """Return the weights for another word of a line or a claim."""
    words = [gate.word for gate in (old, new)]
    streams = {old.stream, *(f"words.{word}" for word in words)}
    if old.shared:
        raise BadArgument(f"{path}: one draw decides on {', '.join(old.shared)} too, so both would bend; {RERUN}")
    if any(streams & set(entry.between) for entry in study.case.correlations.values()):
        raise BadArgument(f"{path}: how firmly it is meant is correlated with other beliefs; {RERUN}")
    if any(isinstance(study.case.words[word], NoGate) for word in words) or not 0 < old.dial < 1:
        raise BadArgument(f"{path}: what is always meant, or never, tells nothing of another word; {RERUN}")
    before, after = (dialed_chance(study, word, old.dial, uniforms) for word in words)
    stands = study.drawn[old.face]
    if ((before <= 0) & (after > 0)).any() or ((before >= 1) & (after < 1)).any():
        raise BadArgument(f"{path}: '{old.word}' is always meant, or never, in some worlds; {RERUN}")
    return np.where(stands, after, 1 - after) / np.where(stands, before, 1 - before)


def dialed_chance(study: Study, word: str, dial: float, uniforms: Uniforms) -> PerDraw:
    """Return the chance in every draw that something in a word is meant; on average where no world draws the word.

    ``u^((1 - d) / d) >= 1 - q`` holds with the chance ``1 - (1 - q)^(d / (1 - d))``; shape ``(draws,)``.
    """
    belief, path = study.case.words[word], f"words.{word}"
    assert not isinstance(belief, NoGate)
    if isinstance(belief, Fixed) or path in study.paths:
        chances = belief.at(uniforms.columns[path] if path in study.paths else np.full(study.draws, 0.5))
        return 1 - (1 - chances) ** (dial / (1 - dial))
    middles = (np.arange(MOST_CELLS) + 0.5) / MOST_CELLS
    return np.full(study.draws, (1 - (1 - belief.at(middles)) ** (dial / (1 - dial))).mean())
