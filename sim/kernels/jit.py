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

inlined = numba.njit(cache=CACHED, nogil=True, forceinline=True)
"""The same for parts of a kernel that are put in place wherever they are called, so arrays are handed on for nothing."""

intrinsic: Any = numba.extending.intrinsic
"""Decorator of steps written in LLVM's own terms; its type says nothing of how the step is called."""
