"""A scenario as layers: the files it extends, root first, then itself, then each override.

A layer holds what one file says, its ``sources`` read in. The words (how firm "will never" is) lie beneath the root.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.scenario import shipped
from sim.scenario.merging import merged
from sim.scenario.named_files import NamedFile, asked_for, beside, parent
from sim.scenario.nodes import Node, Span
from sim.scenario.overrides import override_layers
from sim.scenario.yaml_files import read

LONGEST_CHAIN = 20
"""Files that may extend one another."""


def layers(path: str | Path, overrides: Sequence[str] = ()) -> tuple[Node, ...]:
    """Read a scenario as layers, lowest first: the root of the ``extends`` chain on the words, children, overrides.

    Parameters
    ----------
    path
        A file, or the bare name of a scenario that comes with the package.
    overrides
        Texts such as ``parties.ukraine.weights.territory=0.4``; each becomes a layer of its own.
    """
    *parents, (asked, own) = _chain(asked_for(path))
    found = [(file, _without(node, "extends", "name", "readings")) for file, node in parents]
    found += [(asked, _without(own, "extends"))]
    found += [(asked, node) for node in override_layers(overrides)]
    words = _words(found)
    root, *others = [_with_sources(_without(node, "words_from"), file) for file, node in found]
    return (merged([words, root]) if words else root, *others)


def _chain(asked: NamedFile) -> list[tuple[NamedFile, Node]]:
    """Follow ``extends`` from the file asked for; return the root first."""
    chain = [(asked, asked.read())]
    while "extends" in chain[0][1].mapping:
        child, node = chain[0]
        _, said = node.mapping["extends"]
        file = parent(said, child)
        if any(file.path == earlier.path for earlier, _ in chain):
            raise said.span.refusal(f"'{said.value}' leads back to a file that extends it", "a chain of files must end")
        if len(chain) == LONGEST_CHAIN:
            raise said.span.refusal(f"more than {LONGEST_CHAIN} files extend one another", "shorten the chain")
        chain.insert(0, (file, file.read(said)))
    return chain


def _without(node: Node, *keys: str) -> Node:
    return replace(node, items={key: item for key, item in node.mapping.items() if key not in keys})


def _words(found: Sequence[tuple[NamedFile, Node]]) -> Node | None:
    """Read the words file that the uppermost layer names, else the one that comes with the package."""
    for file, node in reversed(found):
        if "words_from" in node.mapping:
            key, said = node.mapping["words_from"]
            return _as_words(beside(said, file).read(said), key)
    file_of_all = shipped.words()
    if file_of_all is None:
        return None
    words = read(file_of_all, shipped.shown(file_of_all))
    return _as_words(words, words.span)


def _as_words(node: Node, key: Span) -> Node:
    """Put a words file beneath the key ``words``, unless it has that key itself."""
    return Node(node.span, items={"words": node.mapping.get("words", (key, node))})


def _with_sources(layer: Node, file: NamedFile) -> Node:
    """Read the files that a layer lists as its ``sources``; each goes by its stem."""
    key, listed = layer.mapping.get("sources", (layer.span, layer))
    if not isinstance(listed.items, list):
        return layer
    problems: list[Problem] = []
    sources: dict[str, tuple[Span, Node]] = {}
    for said in listed.items:
        try:
            source = beside(said, file)
            if source.path.stem in sources:
                raise said.span.refusal(f"two sources are called '{source.path.stem}'", "rename one file")
            sources[source.path.stem] = (said.span, source.read(said))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return replace(layer, items={**layer.mapping, "sources": (key, Node(listed.span, items=sources))})
