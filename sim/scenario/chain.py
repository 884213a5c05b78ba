"""A scenario as layers: the files it extends, root first, then itself, then each override.

A layer holds what one file says, its ``sources`` read in. The words (how firm "will never" is) lie beneath the root.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from sim.errors import Problem, ScenarioError
from sim.scenario import shipped
from sim.scenario.merging import merged
from sim.scenario.named_files import NamedFile, asked_for, beside, parent
from sim.scenario.nodes import Node, Span
from sim.scenario.overrides import override_layers
from sim.scenario.yaml_files import read

Use = TypeVar("Use")
LONGEST_CHAIN = 20
"""Files that may extend one another."""


class Chain(NamedTuple):
    """What a scenario is read from."""

    layers: tuple[Node, ...]
    """The root of the ``extends`` chain on the words, children, and one layer of all overrides."""
    file: Path
    """The file that was asked for."""
    readings: dict[str, NamedFile]
    """Files in which others read the same words differently, by their stems."""


def read_chain(path: str | Path | NamedFile, overrides: Sequence[str] = ()) -> Chain:
    """Read a scenario as layers, lowest first.

    Parameters
    ----------
    path
        A file, or the bare name of a scenario that comes with the package; or a file already found.
    overrides
        Texts such as ``parties.ukraine.weights.territory=0.4``; together they are one layer.
    """
    *parents, (asked, own) = _extended(path if isinstance(path, NamedFile) else asked_for(path))
    found = [(file, _without(node, "extends", "name", "readings")) for file, node in parents]
    found += [(asked, _without(own, "extends"))]
    root, *others = [_with_sources(_with_words(node, file), file) for file, node in found]
    others += [_with_sources(node, asked) for node in override_layers(overrides)]
    words = _shipped_words()
    readings = _named(own, "readings", asked, lambda said, file: _another(said, file, asked))
    return Chain((merged([words, root]) if words else root, *others), asked.path, readings)


def layers(path: str | Path, overrides: Sequence[str] = ()) -> tuple[Node, ...]:
    """Return the layers of a scenario; see :func:`read_chain`."""
    return read_chain(path, overrides).layers


def _extended(asked: NamedFile) -> list[tuple[NamedFile, Node]]:
    """Follow ``extends`` from the file asked for; return what is extended before what extends it, each file once."""
    found: list[tuple[NamedFile, Node]] = []
    _follow(asked, asked.read(), (asked.path,), found)
    return found


def _follow(file: NamedFile, node: Node, way: tuple[Path, ...], found: list[tuple[NamedFile, Node]]) -> None:
    """Add a file to those found, after all that it extends, in the order in which it names them."""
    _, named = node.mapping.get("extends", (node.span, Node(node.span, items=[])))
    for said in named.items if isinstance(named.items, list) else [named]:
        other = parent(said, file)
        if other.path in way:
            raise said.span.refusal(f"'{said.value}' leads back to a file that extends it", "a chain of files must end")
        if len(way) == LONGEST_CHAIN:
            raise said.span.refusal(f"more than {LONGEST_CHAIN} files extend one another", "shorten the chain")
        if all(other.path != earlier.path for earlier, _ in found):
            _follow(other, other.read(said), (*way, other.path), found)
    found.append((file, node))


def _without(node: Node, *keys: str) -> Node:
    return replace(node, items={key: item for key, item in node.mapping.items() if key not in keys})


def _shipped_words() -> Node | None:
    """Read the words that come with the package: they lie beneath everything else."""
    file = shipped.words()
    if file is None:
        return None
    words = read(file, shipped.shown(file))
    return _as_words(words, words.span)


def _with_words(layer: Node, file: NamedFile) -> Node:
    """Lay a layer on the words file that it names, if it names one."""
    if "words_from" not in layer.mapping:
        return layer
    key, said = layer.mapping["words_from"]
    return merged([_as_words(beside(said, file).read(said), key), _without(layer, "words_from")])


def _as_words(node: Node, key: Span) -> Node:
    """Put a words file beneath the key ``words``, unless it has that key itself."""
    return Node(node.span, items={"words": node.mapping.get("words", (key, node))})


def _with_sources(layer: Node, file: NamedFile) -> Node:
    """Read the files that a layer lists as its ``sources``; each goes by its stem."""
    key, listed = layer.mapping.get("sources", (layer.span, layer))
    if not isinstance(listed.items, list):
        return layer
    sources = _named(layer, "sources", file, lambda said, source: (said.span, source.read(said)))
    return replace(layer, items={**layer.mapping, "sources": (key, Node(listed.span, items=sources))})


def _another(said: Node, reading: NamedFile, asked: NamedFile) -> NamedFile:
    if reading.path == asked.path:
        raise said.span.refusal(
            f"'{said.value}' is this file itself", "name files that read the same words differently"
        )
    return reading


def _named(layer: Node, key: str, file: NamedFile, use: Callable[[Node, NamedFile], Use]) -> dict[str, Use]:
    """Find the files that a layer lists under a key and use each; all problems are told at once. By their stems."""
    _, listed = layer.mapping.get(key, (layer.span, layer))
    problems: list[Problem] = []
    found: dict[str, Use] = {}
    for said in listed.items if isinstance(listed.items, list) else []:
        try:
            named = beside(said, file)
            if named.path.stem in found:
                raise said.span.refusal(f"two {key} are called '{named.path.stem}'", "rename one file")
            found[named.path.stem] = use(said, named)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return found
