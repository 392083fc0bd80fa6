"""Which store a command means, and opening it."""

from __future__ import annotations

from typing import Final

from graph.store import Store

DEFAULT: Final = "reportgraph.store"
VARIABLE: Final = "REPORTGRAPH_STORE"


def open_to_read(name: str) -> Store:
    """The store of a folder, which must be there."""
    return Store.open(name, read_only=True)


def open_to_write(name: str) -> Store:
    """The store of a folder, made if it is not there."""
    return Store.open(name)
