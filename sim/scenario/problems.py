"""What the schema refuses, in sentences that a scenario's author can act upon, each at its place in the file."""

import re
from typing import get_args

from pydantic import BaseModel, ValidationError

from sim.errors import Problem, did_you_mean, nearest
from sim.scenario.nodes import Node
from sim.scenario.plain_words import BOUNDS, NOUNS, TEXT, bound_passed, shown
from sim.scenario.schema_slips import Slip, slips
from sim.written import Name

NAME_PATTERN = get_args(Name)[1].pattern


def problems_of(
    error: ValidationError, root: Node, model: type[BaseModel], whole: str = "the scenario"
) -> list[Problem]:
    """Turn what pydantic says into problems, one for each slip.

    Parameters
    ----------
    error
        What validating ``root.plain()`` raised.
    root
        The merged tree of the scenario.
    model
        The model it was validated against.
    whole
        What errors call all of the file.
    """
    return list(dict.fromkeys(map(_problem, slips(error, root, model, whole))))


def _problem(slip: Slip) -> Problem:
    match slip.kind:
        case "extra_forbidden":
            return _unknown_key(slip)
        case "missing":
            return _missing(slip)
        case "unknown_kind" | "union_tag_invalid" | "union_tag_not_found":
            return _unknown_kind(slip)
        case "literal_error":
            return _not_listed(slip)
        case "string_pattern_mismatch":
            return _not_matching(slip)
        case "value_error" | "assertion_error":
            return slip.span.problem(f"{slip.dotted} {slip.context['error']}")
    if slip.kind in BOUNDS:
        return _out_of_bounds(slip)
    return _of_wrong_type(slip)


def _unknown_key(slip: Slip) -> Problem:
    word = str(slip.path[-1])
    hint = did_you_mean(word, slip.free if nearest(word, slip.free) else slip.known)
    return slip.key.problem(f"unknown key '{word}' in {slip.parent}", hint)


def _missing(slip: Slip) -> Problem:
    name = slip.loc[-1]
    if isinstance(name, int):
        return slip.span.problem(f"{slip.dotted} needs {name + 1} entries", f"here it has {len(slip.node.plain())}")
    return slip.key.problem(f"{slip.dotted} has no '{name}'", f"add: {name}: ...")


def _unknown_kind(slip: Slip) -> Problem:
    """Say that a mapping names no kind there is: by the value of one field (``kind: boulware``), or by a key."""
    known = re.findall(r"[^\s,']+", slip.context.get("known") or slip.context.get("expected_tags", ""))
    field = slip.context.get("discriminator", "").strip("'")
    if field in slip.node.mapping:
        _, kind = slip.node.mapping[field]
        hint = did_you_mean(str(kind.value), known)
        return kind.span.problem(f"{slip.dotted}.{field} cannot be {shown(kind.plain())}", hint)
    named = [word for word in slip.node.mapping if word in known]
    if len(named) > 1:
        return slip.key.problem(f"{slip.dotted} is of two kinds at once: {' and '.join(named)}", "keep one of them")
    for word, (span, _) in slip.node.mapping.items():
        if nearest(word, known):
            return span.problem(f"unknown key '{word}' in {slip.dotted}", did_you_mean(word, known))
    if field:
        return slip.span.problem(f"{slip.dotted} has no '{field}'", f"add: {field}: ...")
    message = f"{slip.dotted} must be a mapping with one of the keys {', '.join(known)}"
    return slip.span.problem(message, f"here it is {shown(slip.given)}")


def _not_listed(slip: Slip) -> Problem:
    listed = re.findall(r"'([^']*)'", slip.context["expected"]) or [slip.context["expected"]]
    hint = did_you_mean(str(slip.given), [{"True": "true", "False": "false"}.get(word, word) for word in listed])
    if slip.loc[-1] == "[key]":
        return slip.key.problem(f"unknown key '{slip.path[-1]}' in {slip.parent}", hint)
    return slip.span.problem(f"{slip.dotted} cannot be {shown(slip.given)}", hint)


def _not_matching(slip: Slip) -> Problem:
    pattern = slip.context["pattern"]
    if pattern == NAME_PATTERN:
        hint = "letters, digits, - and _, a letter or digit first"
        return slip.span.problem(f"{slip.dotted}: {shown(slip.given)} is not a name", hint)
    return slip.span.problem(f"{slip.dotted}: {shown(slip.given)} does not fit", f"pattern: {pattern}")


def _out_of_bounds(slip: Slip) -> Problem:
    here = f"has {len(slip.given)}" if isinstance(slip.given, list | tuple | dict) else f"is {shown(slip.given)}"
    return slip.span.problem(f"{slip.dotted} {bound_passed(slip.kind, slip.context)}", f"here it {here}")


def _of_wrong_type(slip: Slip) -> Problem:
    """Say what type a value should have; of what we have no words for, what pydantic says."""
    nouns = slip.context.get("nouns") or NOUNS.get(slip.kind, "")
    if not nouns:
        return slip.span.problem(f"{slip.dotted}: {slip.message[:1].lower()}{slip.message[1:]}")
    needs_quotes = nouns == TEXT and not isinstance(slip.given, list | tuple | dict | None)
    quotes = " (put it in quotes)" if needs_quotes else ""
    return slip.span.problem(f"{slip.dotted} must be {nouns}{quotes}", f"here it is {shown(slip.given)}")
