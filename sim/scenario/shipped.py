"""The scenarios that come with the package, called by their bare names."""

from pathlib import Path


def folder() -> Path:
    """Return the folder of the scenarios: inside the package, or beside it in a checkout."""
    installed = Path(__file__).resolve().parents[1] / "shipped"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def files() -> dict[str, Path]:
    """Return the scenarios by name, at any depth of the folder; of two with one name, the one least deep."""
    found = [file for file in folder().rglob("*.yaml") if not {"sources", "priors"} & set(_beneath(file).parts)]
    return {file.stem: file for file in sorted(found, key=lambda file: (-len(file.parts), str(file)))}


def words() -> Path | None:
    """Return the file that says how firm each word is, if there is one."""
    file = folder() / "priors" / "words.yaml"
    return file if file.is_file() else None


def shown(file: Path) -> str:
    """Return what errors call one of these files, wherever the package is installed."""
    return f"scenarios/{_beneath(file).as_posix()}"


def _beneath(file: Path) -> Path:
    return file.relative_to(folder())
