"""What may decide an outcome: every uncertain belief as a reader knows it, with the random streams that it hangs on.

A reader is shown the face: whether the line is firm, where it stands, what is liked best. Whether a refusal is meant
hangs on its own stream and on how often words like its are; the words are drivers of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.scenario import Case
from sim.stakes import NeverTogether, NoGate
from sim.values import Ideal, Silent
from sim.worlds.building import uncertain

ONLY_TALKS = ("talks.", "proposals.", "side_deals.")
"""How the paths begin of what the zone never rests on."""


@dataclass(frozen=True)
class Driver:
    """One thing that differs from world to world."""

    face: str
    """The column of what was drawn that shows it: a number, a level, or whether something is meant."""
    streams: tuple[str, ...]
    """Paths of its own uniforms; lines of one party on one issue share one, so that refusals nest."""


def drivers_of(case: Case, *, talks: bool = False) -> list[Driver]:
    """Return what differs between the worlds of a scenario, each under the path by which it is recorded.

    Parameters
    ----------
    case
        The scenario.
    talks
        Whether to count what only the talks rest on.
    """
    paths = uncertain(case)
    known = set(paths)
    found = [*_lines(case), *_consents(case), *_wishes(case)]
    shown = {stream for driver in found for stream in driver.streams}
    found += [Driver(path, (path,)) for path in paths if path not in shown]
    held = [Driver(one.face, tuple(path for path in one.streams if path in known)) for one in found]
    return [one for one in held if one.streams and (talks or not one.face.startswith(ONLY_TALKS))]


def _lines(case: Case) -> Iterator[Driver]:
    """Return whether each line is firm, and where each floor or ceiling stands."""
    for party, spec in case.parties.items():
        for name, line in spec.lines.items():
            path = f"parties.{party}.lines.{name}"
            if not isinstance(case.words[line.words], NoGate):
                own = (
                    f"{path}.firmness" if isinstance(line, NeverTogether) else f"parties.{party}.firmness.{line.issue}"
                )
                yield Driver(f"{path}.firm", (own,))
            yield Driver(f"{path}.stands_at", (f"{path}.at_least", f"{path}.at_most"))


def _consents(case: Case) -> Iterator[Driver]:
    """Return whether each claim to be asked stands."""
    for name, entry in case.consent.items():
        if entry.words is not None:
            yield Driver(f"consent.{name}.stands", (f"consent.{name}.firmness",))


def _wishes(case: Case) -> Iterator[Driver]:
    """Return what each party likes best on each issue where only a set is known."""
    for party, spec in case.parties.items():
        for issue, value in spec.values.items():
            path = f"parties.{party}.values.{issue}"
            if isinstance(value, Ideal | Silent):
                yield Driver(f"{path}.best", (f"{path}.ideal", f"{path}.peak"))
