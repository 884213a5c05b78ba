"""Bytes on disk: a folder is replaced whole or not at all, and files of others are never lost."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sim.errors import BadArgument, FolderInUse


def sha256(data: bytes) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(data).hexdigest()


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises
    ------
    BadArgument
        If something is there already; it stays as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        raise BadArgument(f"{path} is there already; choose another name or take it away first") from None
    try:
        with file:
            file.write(data)
    except OSError:
        path.unlink()
        raise


def strangers(folder: Path, manifest: str) -> list[str]:
    """Return the files in a folder that the manifest there does not list."""
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    try:
        known = set(json.loads((folder / manifest).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return sorted(present)
    return sorted(present - known - {manifest})


def refuse_strangers(folder: Path, manifest: str) -> None:
    """Refuse a folder that holds files no run wrote, or a file in its place."""
    if folder.is_file():
        raise FolderInUse(str(folder), [folder.name])
    if folder.exists() and (foreign := strangers(folder, manifest)):
        raise FolderInUse(str(folder), foreign)


def replace_folder(folder: Path, files: Mapping[str, bytes], manifest: str) -> None:
    """Write a folder's files beside it and put them in its place.

    Parameters
    ----------
    folder
        Where the files go; made if need be.
    files
        Bytes by relative path, the manifest (a JSON file that lists all others under ``files``) among them.
    manifest
        Name of the manifest.

    Raises
    ------
    FolderInUse
        If the folder holds files that no earlier run wrote; nothing is changed then.
    """
    refuse_strangers(folder, manifest)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.chmod(0o755)
        swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, folder: Path) -> None:
    """Put a fresh folder in the place of another; the other is put back if that fails."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    folder.rename(old / "old")
    try:
        fresh.rename(folder)
    except OSError:
        (old / "old").rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
