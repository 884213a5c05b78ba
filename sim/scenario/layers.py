"""A scenario as layers: the files it extends, root first, then itself, then each override.

A file names others as its parent (``extends``), its ``sources`` and its ``words_from``: relative to itself, and inside
the folder of the file that was asked for. A bare name in ``extends`` means a scenario that comes with the package.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from sim.errors import Problem, ScenarioError, did_you_mean
from sim.scenario.tree import DEEPEST, Node, Source, Span, read, value

LONGEST_CHAIN = 20
"""Files that may extend one another."""
_NOT_INHERITED = ("name", "readings")


@dataclass(frozen=True)
class _File:
    path: Path
    shown: str
    tree: Path
    """The folder that nothing it names may leave."""


def shipped_folder() -> Path:
    """Return the folder of the scenarios that come with the package."""
    installed = Path(__file__).resolve().parents[1] / "shipped"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def layers(path: str | Path, overrides: Sequence[str] = ()) -> tuple[Node, ...]:
    """Read a scenario as layers, lowest first: the root of the ``extends`` chain on the words, children, overrides.

    Parameters
    ----------
    path
        A file, or the bare name of a scenario that comes with the package.
    overrides
        Texts such as ``parties.ukraine.weights.territory=0.4``; each becomes a layer of its own.
    """
    asked = _asked(path)
    chain = _chain(asked)
    found = [(file, _without(node, "extends", *(() if file is asked else _NOT_INHERITED))) for file, node in chain]
    found += [(asked, node) for node in _overrides(overrides)]
    words = _words(found)
    root, *others = [_with_sources(_without(node, "words_from"), file) for file, node in found]
    return (merged([words, root]) if words else root, *others)


def locate(path: str | Path) -> Path:
    """Return the file that a path or the bare name of a shipped scenario means."""
    return _asked(path).path


def merged(stack: Sequence[Node], *, kinds: Sequence[str] = ()) -> Node:
    """Lay the later on the earlier: mappings merge, anything else replaces, ``null`` takes a key away.

    A ``null`` over nothing stays, so that the schema can say what is wrong with it.

    Parameters
    ----------
    stack
        The layers, lowest first.
    kinds
        Keys that name a kind: a mapping that holds one of them replaces one that does not hold the same.
    """
    below, *above = stack
    for node in above:
        below = _laid_on(below, node, frozenset(kinds))
    return below


def changes(mapping: Mapping[str, Any]) -> Node:
    """Return a layer of dotted paths and Python values, as a notebook gives them."""
    nodes = []
    for path, wanted in mapping.items():
        source = Source("change", (f"{path}={wanted!r}".replace("\n", " "),), override=True)
        span = Span(source, 0, len(path) + 1, len(source.lines[0]))
        nodes.append(_nested(path, source, _from_python(wanted, span, 1)))
    return merged(nodes) if nodes else Node(Span(Source("change", ("",), override=True), 0, 0, 1), items={})


def overridden(stack: Sequence[Node]) -> list[tuple[str, object, str]]:
    """List what layers after the root set: dotted path, value, and where (``file:line`` or ``--set``).

    The file goes by its name alone, so that results do not depend on the folder. Statements that a file's own
    ``sources`` bring along do not count.
    """
    found, own = [], replace(stack[0], items={})
    for node in stack[1:]:
        own = _laid_on(own, node, frozenset(), keep_null=True)
    for path, node in _leaves(own, ""):
        source = node.span.source
        if source.override or not path.startswith("sources."):
            where = source.file if source.override else f"{Path(source.file).name}:{node.span.line + 1}"
            found.append((path, node.plain(), where))
    return found


def _asked(path: str | Path) -> _File:
    text, target = str(path), Path.cwd() / path
    shipped = _shipped(text) if _is_bare(text) else None
    if shipped and not target.is_file():
        return shipped
    if not os.path.lexists(target):
        near = did_you_mean(target.name, [*_yaml_names(target.parent), *_shipped_files()])
        raise ScenarioError([Problem(f"there is no scenario '{text}'", near)])
    folder, here = shipped_folder().resolve(), target.parent.resolve()
    return _File(here / target.name, text, folder if here.is_relative_to(folder) else here)


def _chain(asked: _File) -> list[tuple[_File, Node]]:
    """Follow ``extends`` from the file asked for; return the root first."""
    chain: list[tuple[_File, Node]] = []
    file, asking = asked, None
    while True:
        node = read(file.path, file.shown, asking)
        chain.insert(0, (file, node))
        if "extends" not in node.mapping:
            return chain
        said = node.mapping["extends"][1]
        file, asking = _parent(said, file), said.span.place()
        if any(file.path == earlier.path for earlier, _ in chain):
            raise _refusal(said, f"'{said.value}' leads back to a file that extends it", "a chain of files must end")
        if len(chain) == LONGEST_CHAIN:
            raise _refusal(said, f"more than {LONGEST_CHAIN} files extend one another", "shorten the chain")


def _parent(said: Node, file: _File) -> _File:
    if not isinstance(said.value, str) or not _is_bare(said.value):
        return _beside(said, file)
    shipped = _shipped(said.value)
    if shipped is None:
        near = did_you_mean(said.value, [*_shipped_files(), *_yaml_names(file.path.parent)])
        raise _refusal(said, f"no scenario '{said.value}' comes with the package", near)
    return shipped


def _beside(said: Node, file: _File) -> _File:
    """Find the file that another names, relative to it and inside its tree."""
    text = said.value
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise _refusal(said, "this must be the path of one file", "write it as text, such as base.yaml")
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).anchor or "\\" in text:
        raise _refusal(said, f"'{text}' is not a path from this file's folder", "write it relative, with '/'")
    target = Path(os.path.realpath(file.path.parent / text))
    if not target.is_relative_to(file.tree):
        raise _refusal(said, f"'{text}' leaves the scenario's folder", "copy the file into the folder")
    if not os.path.lexists(target):
        beside = [str(PurePosixPath(text).parent / name) for name in _yaml_names(target.parent)]
        raise _refusal(said, f"there is no file '{text}'", did_you_mean(text, beside))
    return _File(target, os.path.normpath(Path(file.shown).parent / text), file.tree)


def _is_bare(text: str) -> bool:
    return re.fullmatch(r"[^/\\.]+", text) is not None


def _shipped_files() -> dict[str, Path]:
    """Scenarios that come with the package, by name; the one least deep wins."""
    folder = shipped_folder()
    files = [file for file in folder.rglob("*.yaml") if not {"sources", "priors"} & set(file.relative_to(folder).parts)]
    return {file.stem: file for file in sorted(files, key=lambda file: (-len(file.parts), str(file)))}


def _yaml_names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir() if file.suffix in {".yaml", ".yml"})
    except OSError:
        return []


def _shipped(name: str) -> _File | None:
    file, folder = _shipped_files().get(name), shipped_folder()
    if file is None:
        return None
    return _File(file.resolve(), f"scenarios/{file.relative_to(folder).as_posix()}", folder.resolve())


def _without(node: Node, *keys: str) -> Node:
    return replace(node, items={key: item for key, item in node.mapping.items() if key not in keys})


def _words(found: list[tuple[_File, Node]]) -> Node | None:
    """Read the words file: the one that the uppermost layer names, else the one that comes with the package."""
    for file, node in reversed(found):
        if "words_from" in node.mapping:
            key, said = node.mapping["words_from"]
            named = _beside(said, file)
            words = read(named.path, named.shown, said.span.place())
            break
    else:
        path = shipped_folder() / "priors" / "words.yaml"
        if not path.is_file():
            return None
        words = read(path, "scenarios/priors/words.yaml")
        key = words.span
    return Node(words.span, items={"words": words.mapping.get("words", (key, words))})


def _with_sources(node: Node, file: _File) -> Node:
    """Read the files that ``sources`` lists, by their stems."""
    key, listed = node.mapping.get("sources", (node.span, node))
    if "sources" not in node.mapping or not isinstance(listed.items, list):
        return node
    problems: list[Problem] = []
    items: dict[str, tuple[Span, Node]] = {}
    for said in listed.items:
        try:
            source = _beside(said, file)
            if source.path.stem in items:
                raise _refusal(said, f"two sources are called '{source.path.stem}'", "rename one file")
            items[source.path.stem] = (said.span, read(source.path, source.shown, said.span.place()))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return replace(node, items={**node.mapping, "sources": (key, replace(listed, items=items))})


def _laid_on(below: Node, above: Node, kinds: frozenset[str], keep_null: bool = False) -> Node:
    if not isinstance(below.items, dict) or not isinstance(above.items, dict):
        return above
    named = kinds & above.items.keys()
    if named and not named & below.items.keys():
        return above
    items = dict(below.items)
    for key, (span, node) in above.items.items():
        if key not in items:
            items[key] = (span, node)
        elif node.items is None and node.value is None and not keep_null:
            del items[key]
        else:
            old_span, old = items[key]
            items[key] = (_nearer(old_span, span, node), _laid_on(old, node, kinds, keep_null))
    return Node(below.span if above.span.source.override else above.span, items=items)


def _nearer(below: Span, above: Span, node: Node) -> Span:
    """Keep a file's key where an override only reaches through it."""
    return below if above.source.override and isinstance(node.items, dict) else above


def _overrides(texts: Sequence[str]) -> list[Node]:
    nodes: list[Node] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            nodes.append(_override(text))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return nodes


def _override(text: str) -> Node:
    source = Source("--set", tuple(re.split(r"\r\n|\r|\n", text)), override=True)
    path, equals, written = text.partition("=")
    end = Span(source, 0, len(path), len(path) + 1)
    if not equals:
        raise ScenarioError([end.problem(f"'{text}' sets nothing", "write path=value")])
    wanted = value(written, source, len(path) + 1)
    if wanted is None:
        raise ScenarioError([end.problem("no value is given", "write null to take a key away")])
    return _nested(path, source, wanted)


def _nested(path: str, source: Source, wanted: Node) -> Node:
    """Wrap a value in a mapping for each part of its dotted path."""
    parts, end = path.split("."), len(path)
    if len(parts) > DEEPEST or not all(part.strip() and part.isprintable() for part in parts):
        hint = f"write names with a dot between them, at most {DEEPEST}"
        raise ScenarioError([Span(source, 0, 0, max(1, end)).problem(f"'{path}' is not a dotted path", hint)])
    for part in reversed(parts):
        span = Span(source, 0, end - len(part), end)
        wanted, end = Node(span, items={part.strip(): (span, wanted)}), end - len(part) - 1
    return wanted


def _from_python(wanted: Any, span: Span, depth: int) -> Node:
    if depth > DEEPEST:
        raise ScenarioError([span.problem(f"this is nested more than {DEEPEST} deep")])
    if isinstance(wanted, Mapping):
        return Node(span, items={str(key): (span, _from_python(of, span, depth + 1)) for key, of in wanted.items()})
    if isinstance(wanted, list | tuple):
        return Node(span, items=[_from_python(of, span, depth + 1) for of in wanted])
    return Node(span, wanted)


def _leaves(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if node.mapping:
        for key, (_, below) in node.mapping.items():
            yield from _leaves(below, f"{path}.{key}" if path else key)
    elif path:
        yield path, node


def _refusal(said: Node, message: str, hint: str = "") -> ScenarioError:
    return ScenarioError([said.span.problem(message, hint)])
