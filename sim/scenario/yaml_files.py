"""Read a YAML file, or the text of one, into a tree of nodes."""

from pathlib import Path

from sim.errors import Place, Problem, ScenarioError
from sim.scenario.nodes import Node, Source, Span, lines_of
from sim.scenario.yaml_places import directive_spans, sign_after
from sim.scenario.yaml_tree import TreeBuilder

LARGEST_FILE = 5_000_000
"""Bytes a file may have."""
_BYTE_ORDER_MARK = "\ufeff"


def read(path: Path, shown: str, asked: Place | None = None) -> Node:
    """Read a file of at most 5 MB of UTF-8.

    Parameters
    ----------
    path
        The file.
    shown
        Its name in errors.
    asked
        Where another file asks for it, shown if it cannot be read.
    """

    def refusal(what: str) -> ScenarioError:
        """Return the error that says what the file is."""
        return ScenarioError([Problem(f"'{shown}' {what}", "", asked)])

    try:
        if not path.is_file():
            raise refusal("is a folder" if path.is_dir() else "is not a file" if path.exists() else "does not exist")
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refusal(f"cannot be read: {error.strerror}") from error
    if len(data) > LARGEST_FILE:
        raise refusal(f"is larger than {LARGEST_FILE / 1e6:g} MB")
    return parse(_decoded(data, shown), shown)


def parse(text: str, file: str) -> Node:
    """Read the text of a file that errors call ``file``, a mapping at its top; all problems are told at once."""
    source = Source(file, lines_of(text.removeprefix(_BYTE_ORDER_MARK)))
    directives = {span.line: span.problem("'%' lines are not read", "take it out") for span in directive_spans(source)}
    builder = TreeBuilder(source)
    builder.problems += directives.values()
    root = builder.build("\n".join("" if n in directives else line for n, line in enumerate(source.lines)))
    if root is None or root.is_null:
        raise Span(source, 0, 0, 1).refusal("this file is empty", "write 'key: value' lines")
    if not isinstance(root.items, dict):
        raise root.span.refusal("a file must hold 'key: value' lines at its top")
    return root


def value(text: str, source: Source, column: int) -> Node | None:
    """Read the one YAML value that starts at a column of a source's first line; None if nothing is written."""
    return TreeBuilder(source).build(" " * column + text)


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = Source(shown, lines_of(data.decode("utf-8", "replace").removeprefix(_BYTE_ORDER_MARK)))
        span = sign_after(source, data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
        message = f"this file is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        raise span.refusal(message, "save it as UTF-8") from error
