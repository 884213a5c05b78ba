"""A changed scenario as a file of its own: what it extends, and what was changed."""

from pathlib import Path

from sim.errors import BadArgument
from sim.files import write_new
from sim.scenario import Reading, shipped
from sim.store import as_yaml


def saved_beside(reading: Reading, path: str | Path) -> Path:
    """Write the changes made by hand as a scenario file that extends the one they were made to; return its path.

    Raises
    ------
    BadArgument
        If nothing was changed, a file is there already, or the file could not name what it extends from there.
    """
    target = Path(path)
    if not reading.changes:
        raise BadArgument("nothing was changed, so there is nothing to save; change a belief first")
    if target.suffix not in {".yaml", ".yml"}:
        raise BadArgument(f"'{target.name}' would be no scenario file; let its name end in .yaml")
    write_new(target, as_yaml({"extends": extended(reading.file, target), **reading.changes}, ""))
    return target


def extended(file: Path, target: Path) -> str:
    """Return how a file at ``target`` names the scenario it extends: beside it, or one that comes with the package."""
    if target.parent.resolve() == file.parent:
        return file.name
    if file == shipped.files().get(file.stem, Path()).resolve():
        return file.stem
    raise BadArgument(f"a file that extends {file.name} must lie beside it; save it there")
