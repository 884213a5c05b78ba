"""Read a scenario: its layers, every mistake of them at once, and the case that results."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.errors import Problem, ScenarioError
from sim.scenario.case import Case
from sim.scenario.chain import read_chain
from sim.scenario.consistency import faults
from sim.scenario.ingredients import without
from sim.scenario.merging import gathered, merged, overridden
from sim.scenario.named_files import NamedFile
from sim.scenario.nodes import Node
from sim.scenario.overrides import changes
from sim.scenario.paths import misspelt, misspelt_on_the_way
from sim.scenario.problems import problems_of
from sim.scenario.references import unknown_names
from sim.written import parts_of


@dataclass(frozen=True, repr=False)
class Reading:
    """A scenario as read: the case and the layers it came from."""

    case: Case
    layers: tuple[Node, ...]
    readings: dict[str, NamedFile]
    """Files in which others read the same words differently, by their stems."""
    name: str
    """What the scenario is called when its file does not say."""
    file: Path
    """The file that was asked for."""

    @property
    def changes(self) -> dict[str, Any]:
        """Return what was changed by hand, as a file that extends this one would say it."""
        return gathered([changes({}), *(node for node in self.layers if node.span.source.override)]).plain()

    def changed(self, values: Mapping[str, Any], name: str | None = None) -> "Reading":
        """Return this scenario with values set at dotted paths; a mistake names the path."""
        layer = changes({**values, **({"name": name} if name else {})})
        try:
            changed = self.laid([layer])
        except ScenarioError as error:
            raise _plainer(error, self.case, list(values)) from None
        if slips := misspelt_on_the_way(self.case, list(values)):
            raise ScenarioError(slips)
        return changed

    def others(self) -> "dict[str, Reading]":
        """Return the other readings of the same words that the file names, changed by what changed this one."""
        changed = [node for node in self.layers if node.span.source.override]
        return {name: _reading(name, file, changed) for name, file in self.readings.items()}

    def laid(self, more: Sequence[Node]) -> "Reading":
        """Return this scenario with more layers on it."""
        stack = (*self.layers, *more)
        return replace(self, case=validated(stack, self.name), layers=stack)


def _reading(name: str, file: NamedFile, changed: Sequence[Node]) -> Reading:
    try:
        return read_scenario(file).laid(changed)
    except ScenarioError as error:
        raise ScenarioError(
            replace(problem, message=f"in the reading '{name}': {problem.message}") for problem in error.problems
        ) from None


def read_scenario(path: str | Path | NamedFile, overrides: Sequence[str] = ()) -> Reading:
    """Read a scenario file, or a shipped scenario by its bare name.

    Raises
    ------
    ScenarioError
        With every problem found, each with its place; nothing has been run or written then.
    """
    found = read_chain(path, overrides)
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", found.file.stem).strip("-") or "scenario"
    paths = [text.partition("=")[0].strip() for text in overrides]
    try:
        case = validated(found.layers, name)
    except ScenarioError as error:
        if not overrides:
            raise
        below = validated(found.layers[:-1], name)  # its own mistakes come first
        raise _plainer(error, below, paths) from None
    if slips := _misspelt_before(found.layers, paths, name):
        raise ScenarioError(slips)
    return Reading(case, found.layers, found.readings, name, found.file)


def _misspelt_before(stack: Sequence[Node], paths: Sequence[str], name: str) -> list[Problem]:
    """Return what is wrong with paths of the last layer that go through a name of the others, almost."""
    if not paths:
        return []
    root = merged(stack[:-1])
    new = [path for path in paths if root.at(parts_of(path)[:-1]) is None]
    return misspelt_on_the_way(below[0], paths) if new and (below := prefixes([root], name)) else []


def _plainer(error: ScenarioError, case: Case, paths: Sequence[str]) -> ScenarioError:
    """Return an error that tells of misspelt paths alone, if there are any: what else is wrong follows from them."""
    slips = [slip for path in paths if (slip := misspelt(case, path))]
    return ScenarioError(slips) if slips else error


def validated(stack: Sequence[Node], name: str) -> Case:
    """Return the case that the layers make, or raise with all of its problems."""
    root = merged(stack)
    problems = unknown_names(root)
    try:
        case = Case.model_validate({"name": name, **root.plain()})
    except ValidationError as error:
        raise ScenarioError([*problems_of(error, root, Case), *problems]) from None
    if problems := problems or faults(case, root):
        raise ScenarioError(problems)
    return without(retitled(case, stack), case.without)


MOST_TOLD = 60
"""Letters of changes that a title tells; more are counted."""
LONGEST_TITLE = 120
UNTOLD = ("name", "title")
"""Changes that say themselves."""


def retitled(case: Case, stack: Sequence[Node]) -> Case:
    """Add what was changed by hand to the title, so that no screen, figure or file passes for the file's own answer."""
    by_hand = [node for node in stack if node.span.source.override]
    told = overridden([replace(stack[0], items={}), *by_hand]) if by_hand else []
    changes = [f"{path} = {'null' if value is None else value}" for path, value, _ in told if path not in UNTOLD]
    if not changes:
        return case
    listed = ", ".join(changes)
    number = f"{len(changes)} change{'s' * (len(changes) > 1)}"
    ending = f", with {listed if len(listed) <= MOST_TOLD and listed.isprintable() else number}"
    title = case.title or case.name
    room = LONGEST_TITLE - len(ending)
    return case.model_copy(update={"title": (title if len(title) <= room else f"{title[: room - 3]}...") + ending})


def prefixes(stack: Sequence[Node], name: str) -> list[Case]:
    """Return the cases that the first layers make, one longer each time; layers that make none are passed over."""
    found = []
    for upto in range(1, len(stack) + 1):
        try:
            found.append(validated(stack[:upto], name))
        except ScenarioError:
            continue
    return found
