"""Which file a scenario means by a name.

A path is relative to the file that says it, and stays inside the folder of the file that was asked for. A bare name
(``moscow-talks``) means a scenario that comes with the package.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from sim.errors import Problem, ScenarioError, did_you_mean
from sim.scenario import shipped
from sim.scenario.nodes import Node
from sim.scenario.yaml_files import read


@dataclass(frozen=True)
class NamedFile:
    """A file that somebody named."""

    path: Path
    shown: str
    """Its name in errors."""
    fence: Path
    """The folder that nothing it names may leave."""

    def read(self, said: Node | None = None) -> Node:
        """Read it; if that fails, the error shows where it was named."""
        return read(self.path, self.shown, said.span.place() if said else None)


def asked_for(path: str | Path) -> NamedFile:
    """Find the scenario a user asks for: a file of theirs first, then one that comes with the package."""
    text, target = str(path), Path.cwd() / path
    known = _shipped(text) if _is_bare(text) else None
    if known and not target.is_file():
        return known
    if not os.path.lexists(target):
        near = did_you_mean(target.name, [*_yaml_names(target.parent), *shipped.files()])
        raise ScenarioError([Problem(f"there is no scenario '{text}'", near)])
    own, all_shipped = target.parent.resolve(), shipped.folder().resolve()
    return NamedFile(own / target.name, text, all_shipped if own.is_relative_to(all_shipped) else own)


def parent(said: Node, file: NamedFile) -> NamedFile:
    """Find the scenario that a file extends: a bare name, or a path."""
    name = said.value
    if not isinstance(name, str) or not _is_bare(name):
        bare = str(name).removesuffix(".yaml")
        if bare in shipped.files() and not os.path.lexists(file.path.parent / str(name)):
            hint = f"a scenario that comes with the package is named without .yaml: {bare}"
            raise said.span.refusal(f"there is no file '{name}'", hint)
        return beside(said, file)
    known = _shipped(name)
    if known is None:
        near = did_you_mean(name, [*shipped.files(), *_yaml_names(file.path.parent)])
        raise said.span.refusal(f"no scenario '{name}' comes with the package", near)
    return known


def beside(said: Node, file: NamedFile) -> NamedFile:
    """Find the file that another names by a path, relative to it and inside its fence."""
    text = said.value
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise said.span.refusal("this must be the path of one file", "write it as text, such as base.yaml")
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).anchor or "\\" in text:
        raise said.span.refusal(f"'{text}' is not a path from this file's folder", "write it relative, with '/'")
    target = Path(os.path.realpath(file.path.parent / text))
    if not target.is_relative_to(file.fence):
        raise said.span.refusal(f"'{text}' leaves the scenario's folder", "copy the file into the folder")
    if not os.path.lexists(target):
        near = [str(PurePosixPath(text).parent / name) for name in _yaml_names(target.parent)]
        raise said.span.refusal(f"there is no file '{text}'", did_you_mean(text, near))
    return NamedFile(target, os.path.normpath(Path(file.shown).parent / text), file.fence)


def _is_bare(text: str) -> bool:
    return re.fullmatch(r"[^/\\.]+", text) is not None


def _shipped(name: str) -> NamedFile | None:
    file = shipped.files().get(name)
    return NamedFile(file.resolve(), shipped.shown(file), shipped.folder().resolve()) if file else None


def _yaml_names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir() if file.suffix in {".yaml", ".yml"})
    except OSError:
        return []
