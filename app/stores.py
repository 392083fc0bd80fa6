"""Which store a command means, a folder or the address of an endpoint, and opening it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from graph.store import QueryEngine, Store
from ontology.errors import StoreError

DEFAULT: Final = "reportgraph.store"
VARIABLE: Final = "REPORTGRAPH_STORE"


@contextmanager
def open_to_read(location: str) -> Iterator[QueryEngine]:
    """The store of a folder, which must be there, or a remote endpoint."""
    if _is_remote(location):
        from graph.remote import RemoteStore  # noqa: PLC0415  # its imports are only needed here

        yield RemoteStore(location)
        return
    with Store.open(location, read_only=True) as store:
        yield store


def open_to_write(location: str) -> Store:
    """The store of a folder, made if it is not there."""
    if _is_remote(location):
        raise StoreError(f"Reports cannot be loaded into {location} yet; load them into a folder, export it and load the file there.")
    return Store.open(location)


def _is_remote(location: str) -> bool:
    return location.startswith(("http://", "https://"))
