"""One way to compile: machine code without the interpreter's lock, kept in a cache that notices every edit.

Numba's own cache looks only at the file of a function, so an edit in another kernel would go unseen. The cache
folder is therefore named by a hash of all kernel sources and of numba's version.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

import numba
import numba.extending


def cache_folder() -> Path:
    """Return where compiled kernels are kept: one folder for each state of the sources."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    digest = hashlib.blake2b(numba.__version__.encode(), digest_size=8)
    for source in sources:
        digest.update(source.read_bytes())
    user_cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return user_cache / "dealzones" / digest.hexdigest()


def writable(folder: Path) -> bool:
    """Tell whether files can be kept in a folder, made if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return False
    return os.access(folder, os.W_OK)


FOLDER = cache_folder()
CACHED = writable(FOLDER)
COLD = not (CACHED and any(FOLDER.rglob("*.nbi")))
"""Whether the first use has to compile."""
if CACHED:
    numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]  # made at import, by name

compiled = numba.njit(cache=CACHED, nogil=True)
"""Decorator of every kernel. No ``fastmath``: results are exact. No ``parallel``: draws are split over threads."""

INSIDE: Any = {"cache": CACHED, "nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}

part = numba.njit(**INSIDE)
"""Decorator of what only kernels call: without a way in from Python it compiles in two thirds of the time."""

inlined = numba.njit(forceinline=True, **INSIDE)
"""The same, put in place wherever it is called: for a few instructions in a loop, which a call would outweigh."""

intrinsic: Any = numba.extending.intrinsic
"""Decorator of an operation written in LLVM's own terms: called without the first argument of its definition."""
