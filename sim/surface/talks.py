"""Talks under several protocols, or at several values of one belief, in the same worlds."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sim.analysis.protocols import protocol_table
from sim.analysis.sentences.wording import WRITTEN
from sim.analysis.sweeping import value_text
from sim.engine import Plan, talks_of
from sim.errors import BadArgument
from sim.surface.sweep import changed, given, listed, with_one_number_each
from sim.surface.tabled import Tabled

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


class TalksCompared(Tabled):
    """How talks end, one row a protocol or value; see :func:`sim.analysis.protocols.protocol_table`."""


def talks_under(scenario: "Scenario", protocols: Mapping[str, Any], plan: Plan) -> TalksCompared:
    """Let the parties negotiate by the scenario's own protocol and by others, in the same worlds."""
    refuse_without_talks(scenario)
    variants = [scenario.change({"talks.protocol": protocol}) for protocol in protocols.values()]
    return compared(scenario, dict(zip(protocols, variants, strict=True)), plan)


def talks_along(scenario: "Scenario", path: str, values: Iterable[Any], plan: Plan) -> TalksCompared:
    """Let the parties negotiate at some values of one belief, in the same worlds."""
    refuse_without_talks(scenario)
    variants = changed(scenario, path, listed(values))
    names = [f"{path.split('.')[-1]} = {value_text(given(variant, path))}" for variant in variants]
    return compared(scenario, dict(zip(names, variants, strict=True)), plan)


def compared(scenario: "Scenario", variants: "Mapping[str, Scenario]", plan: Plan) -> TalksCompared:
    """Let the parties negotiate as the file says, and in each variant of it."""
    asked = [scenario, *variants.values()]
    columns = with_one_number_each([variant.columns for variant in asked])
    ended = talks_of([(variant.case, order) for variant, order in zip(asked, columns, strict=True)], plan)
    return TalksCompared(scenario, plan, protocol_table(scenario.case, [WRITTEN, *variants], ended))


def refuse_without_talks(scenario: "Scenario") -> None:
    """Refuse a scenario whose parties do not negotiate."""
    if scenario.case.talks is None:
        raise BadArgument(f"{scenario.case.name} says nothing of talks; add 'talks' to the scenario")
