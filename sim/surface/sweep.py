"""One belief at some values: what follows from each, in the same worlds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.answers import sweep_answer
from sim.analysis.inputs import same_input
from sim.analysis.sentences import sweep_caption
from sim.analysis.sentences.headline import gated
from sim.analysis.sweeping import DIALS, Point, Swept, said_at, sweep_table, value_text
from sim.engine import Plan, factors
from sim.errors import BadArgument, Problem, ScenarioError
from sim.files import replace_folder
from sim.results import Study
from sim.scenario.overrides import typed_value
from sim.scenario.paths import TALKS
from sim.store import ANSWER, MANIFEST, as_csv, as_json, manifest
from sim.written import parts_of

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.scenario import Scenario

Columns = tuple[str, ...]


@dataclass(frozen=True)
class Sweep:
    """What follows from a scenario at some values of one belief."""

    scenario: "Scenario"
    found: Swept
    """The record: each value with what was found in every world."""

    @cached_property
    def finding(self) -> str:
        """Return what was found, in one sentence."""
        return f"{sweep_caption(self.found).finding}."

    def table(self) -> pd.DataFrame:
        """Return one row a value: shares of worlds with a zone and with compatible lines, each with its interval."""
        return sweep_table(self.found)

    def plot(self) -> "Figure":
        """Draw the shares of worlds with a zone and with compatible lines, value by value."""
        from sim.plots import sweep_curve  # matplotlib is slow to import

        return sweep_curve(self.found)

    def answer(self) -> dict[str, Any]:
        """Return the numbers and the sentence of the sweep as plain data."""
        return sweep_answer(self.found)

    def save(self, folder: str | Path | None = None) -> Path:
        """Write the sweep's folder (``results/<name>-sweep-<path>`` when silent) and return it."""
        from sim.plots import png, svg  # matplotlib is slow to import

        figure = self.plot()
        files = {
            ANSWER: as_json(self.answer()),
            "sweep.csv": as_csv(self.table().set_index("value")),
            "figures/sweep.png": png(figure),
            "figures/sweep.svg": svg(figure),
        }
        swept = {"path": self.found.path, "values": [point.value for point in self.found.points]}
        noted = manifest(self.found, self.scenario.overrides(), files)
        target = Path(folder) if folder is not None else Path("results") / folder_name(self.scenario, self.found.path)
        replace_folder(target, {**files, MANIFEST: as_json({**noted, "sweep": swept})}, MANIFEST)
        return target

    def _repr_html_(self) -> str:
        return f"<p><b>{escape(self.finding)}</b></p>{self.table().to_html(index=False, float_format='{:.3f}'.format)}"

    def __repr__(self) -> str:
        return f"<Sweep of {self.found.path} in {self.scenario.case.name}: {self.finding}>"


def folder_name(scenario: "Scenario", path: str) -> str:
    """Return the name of a sweep's folder."""
    return f"{scenario.case.name}-sweep-{re.sub(r'[^A-Za-z0-9_-]+', '-', path)}"


def run_along(scenario: "Scenario", path: str, values: Iterable[Any], plan: Plan) -> Sweep:
    """Run a scenario at some values of one belief, and as its file says it, all in the same worlds."""
    if path.split(".")[0] == TALKS:
        raise BadArgument(
            f"a sweep looks at the zone, and no zone hangs on {path}; try the values with 'dealzones talks' instead"
        )
    variants = changed(scenario, path, listed(values))
    same = [same_input(variant.case, scenario.case) for variant in variants]
    asked = [scenario, *(variant for variant, as_in_file in zip(variants, same, strict=True) if not as_in_file)]
    columns = with_one_number_each([variant.columns for variant in asked])
    own, *others = factors([(variant.case, order) for variant, order in zip(asked, columns, strict=True)], plan)
    following = iter(others)
    points = tuple(
        Point(given(variant, path), own if as_in_file else next(following), as_in_file)
        for variant, as_in_file in zip(variants, same, strict=True)
    )
    said = Point(said_at(scenario.case, path), own, as_in_file=True)
    return Sweep(scenario, Swept(scenario.case, path, points, said, plan.seed, plan.draws))


def typed(path: str, texts: Sequence[str]) -> list[Any]:
    """Return the values that texts stand for on the command line; all that cannot be read are told at once."""
    values: list[Any] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            values.append(typed_value(path, text))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return values


def along_dial(study: Study, plan: Plan) -> Swept:
    """Return what follows in a study's worlds from turning the dial of its refusals.

    Where the study itself stands, it has told already; where no refusal could bend, the dial changes nothing.
    """
    case, stand = study.case, study.case.dial.lines
    others = [dial for dial in DIALS if dial != stand]
    found = dict.fromkeys((stand, *others), study.factors)
    if gated(case):
        turned = [(case.with_lines_at(dial), study.paths) for dial in others]
        found |= dict(zip(others, factors(turned, plan), strict=True))
    points = tuple(Point(dial, found[dial], dial == stand) for dial in sorted(found))
    return Swept(case, "dial.lines", points, Point(stand, study.factors, as_in_file=True), study.seed, study.draws)


def listed(values: Iterable[Any]) -> list[Any]:
    """Return the values of a sweep as a list, or refuse what is none."""
    if isinstance(values, str | Mapping):
        raise BadArgument(f"the values of a sweep must be a list such as [{values!r}], not {values!r} itself")
    found = list(values)
    if not found:
        raise BadArgument("a sweep needs at least one value")
    return found


def changed(scenario: "Scenario", path: str, values: Sequence[Any]) -> "list[Scenario]":
    """Return the scenario at each value; all that cannot be used is told at once, and two that say the same."""
    variants: list[Scenario] = []
    problems: dict[tuple[str, str], Problem] = {}
    for value in values:
        try:
            variants.append(scenario.change({path: value}))
        except ScenarioError as error:
            for problem in error.problems:
                problems.setdefault((problem.message, problem.hint), problem)
    if problems:
        raise ScenarioError(problems.values())
    for one, other in combinations(variants, 2):
        if same_input(one.case, other.case):
            said, again = (value_text(given(variant, path)) for variant in (one, other))
            raise BadArgument(f"two values of {path} say the same, {said} and {again}; give each value once")
    return variants


def given(variant: "Scenario", path: str) -> Any:
    """Return the value that a variant was given at a path, as a file would say it."""
    node = variant.reading.layers[-1].at([part.strip() for part in parts_of(path)])
    return node.plain() if node is not None else None


def with_one_number_each(orders: Sequence[Columns]) -> list[Columns]:
    """Return the random streams of variants so that a quantity has one number in all that know it.

    Where that is so already, each variant keeps its own order and gives what a run of its own gives. Else all take the
    order of all: their worlds then differ in nothing but the value.

    >>> with_one_number_each([("a", "b"), ("a", "c")]), with_one_number_each([("a", "b", "c"), ("a", "c")])
    ([('a', 'b'), ('a', 'c')], [('a', 'b', 'c'), ('a', 'b', 'c')])
    """
    numbered = {(path, number) for order in orders for number, path in enumerate(order)}
    together = tuple(dict.fromkeys(path for order in orders for path in order))
    return list(orders) if len(numbered) == len(together) else [together] * len(orders)
