"""What happened after a run was sealed, read from a file: every mistake at its line."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from sim.analysis.committing import Happened
from sim.errors import Problem, ScenarioError, did_you_mean
from sim.scenario import Case
from sim.scenario.known_names import keys, level_names
from sim.scenario.nodes import Node, Span
from sim.scenario.problems import problems_of
from sim.scenario.yaml_files import read


def happened_in(path: Path, case: Case) -> Happened:
    """Read what happened from a file, in the names of a scenario.

    Raises
    ------
    ScenarioError
        With every mistake in it.
    """
    node = read(path, str(path))
    unknown = list(unknown_names(node, case))
    try:
        happened = Happened.model_validate(node.plain())
    except ValidationError as error:
        raise ScenarioError([*problems_of(error, node, Happened, "the outcomes"), *unknown]) from None
    if unknown:
        raise ScenarioError(unknown)
    return happened


def unknown_names(node: Node, case: Case) -> Iterator[Problem]:
    """Find issues, levels, texts and parties that the scenario does not have."""
    for span, issue, level in keys(node.at(["settlement"])):
        if issue not in case.issues:
            yield unknown("issue", span, issue, list(case.issues))
        else:
            yield from unknown_levels(case, issue, level)
    for span, text, said in keys(node.at(["accepts"])):
        if text not in case.proposals:
            yield unknown("proposal", span, text, list(case.proposals))
        for place, party, _ in keys(said):
            if party not in case.parties:
                yield unknown("party", place, party, list(case.parties))


def unknown_levels(case: Case, issue: str, said: Node) -> Iterator[Problem]:
    """Find a level that an issue does not have; of silence, say what it amounts to."""
    for span, level in level_names(said):
        silent = case.issues[issue].if_silent
        if level == "silent":
            hint = f"silence amounts to {silent}: write that" if silent else "every deal settles it; leave it out"
            yield span.problem(f"'silent' is no level of {issue}", hint)
        elif level not in case.issues[issue].levels:
            yield unknown(f"level of {issue}", span, level, list(case.issues[issue].levels))


def unknown(what: str, span: Span, name: str, known: list[str]) -> Problem:
    """Return the problem of a name that is not known."""
    return span.problem(f"there is no {what} '{name}' in what was sealed", did_you_mean(name, known))
