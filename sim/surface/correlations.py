"""Does a scenario correlate what no world draws? Only its worlds can tell."""

import re
from collections.abc import Collection, Iterator

from sim.analysis.sweeping import said_at
from sim.errors import Problem, ScenarioError, did_you_mean
from sim.scenario import Reading
from sim.scenario.known_names import texts
from sim.scenario.merging import merged
from sim.worlds import uncertain

LUCK = re.compile(r"talks\.(protocol\.order|events\..+\.luck|tactics\..+\.random_walk|pressure\..+\.gives_way\.[^.]+)")
"""Paths of uniforms that are not used as they are: they are keys, from which the luck of every round is made."""


def refuse_certain(reading: Reading, drawn: Collection[str]) -> None:
    """Refuse correlations of quantities that are certain, that are mere luck, or that nobody knows.

    Parameters
    ----------
    reading
        The scenario as read.
    drawn
        The paths of all that is drawn, in this scenario or in one that it was made from: a belief that a change makes
        certain correlates with nothing then, and the others keep their draws.

    Raises
    ------
    ScenarioError
        With every such path, each with its place.
    """
    case = reading.case
    if not case.correlations or (case.without and case.columns):
        return  # what a run wrote with something taken out was right before that
    known = {*drawn, *(uncertain(reading.changed({"without": []}).case) if case.without else ())}
    if problems := list(strange(reading, sorted(known))):
        raise ScenarioError(problems)


def strange(reading: Reading, known: Collection[str]) -> Iterator[Problem]:
    """Go through what is wrong with the paths that are correlated."""
    root = merged(reading.layers)
    for name in reading.case.correlations:
        for span, path in texts(root.at(["correlations", name, "between"])):
            if path in known and not LUCK.fullmatch(path):
                continue
            if path in known:
                told, hint = "which is luck in talks", "only what is believed can be correlated; take it out"
            elif said_at(reading.case, path) is not None and said_at(reading.case, path) != {}:
                told, hint = "which is certain or no number", "name what has a belief, or take it out"
            else:
                told, hint = "which no world draws", did_you_mean(path, list(known))
            yield span.problem(f"correlations.{name}.between names {path}, {told}", hint)
