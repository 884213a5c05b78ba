"""What keeps a text from being YAML at all, told where the parser gave up."""

import re

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from sim.errors import Problem
from sim.scenario.nodes import Source, Span
from sim.scenario.yaml_places import sign_after

_HINTS = {
    "'\\t'": "indent with spaces, not tabs",
    "mapping values are not allowed": "a text with ': ' in it needs quotes",
    "block end": "keys of one mapping start in the same column",
    "cannot start any token": "a text that starts with this sign needs quotes",
    "or ']'": "a closing bracket or a comma is missing, or a text with ': ' in it needs quotes",
    "or '}'": "a closing brace or a comma is missing, or a text with ': ' in it needs quotes",
}
"""What would be right, by a part of what the parser says."""


def syntax_problem(error: MarkedYAMLError, source: Source) -> Problem:
    """Say what the parser did not understand; at the very end of a text, where the unfinished thing began."""
    mark, last = error.problem_mark or error.context_mark, len(source.lines) - 1
    if mark.line >= last and mark.column >= len(source.lines[last].rstrip()):
        mark = error.context_mark or mark
    found = " ".join(str(error.problem).split())
    hint = next((hint for part, hint in _HINTS.items() if part in found), error.context or "")
    return Span(source, mark.line, mark.column, mark.column + 1).problem(f"this is not valid YAML: {found}", hint)


def sign_problem(error: ReaderError, source: Source, text: str) -> Problem:
    """Say which sign (a bell, half a surrogate pair) no YAML text may hold."""
    span = sign_after(source, text[: error.position])
    return span.problem(f"the sign U+{error.character:04X} cannot stand in a file", "take it out")


def escape_problem(source: Source, text: str) -> Problem | None:
    r"""Say which ``\U`` escape lies beyond the last sign there is: the parser fails on it without naming a place."""
    escape = re.search(r"\\U(?!000|0010)[0-9A-Fa-f]{8}", text)
    if escape is None:
        return None
    span = sign_after(source, text[: escape.start()])
    return span.problem("this escape stands for no sign", r"the last there is: \U0010FFFF")
