"""The type checker of the test suite: shapes and types of every call; whole numbers may stand for floats (PEP 484)."""

from beartype import BeartypeConf, beartype

checked = beartype(conf=BeartypeConf(is_pep484_tower=True))
