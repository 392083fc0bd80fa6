"""Which store a command means, a folder or the address of an endpoint, and opening it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from graph.store import QueryEngine, Store

DEFAULT: Final = "reportgraph.store"
VARIABLE: Final = "REPORTGRAPH_STORE"


class WritableStore(QueryEngine, Protocol):
    """A store that also takes triples."""

    def load(self, data: bytes, format: str = "nq") -> None:
        """Add triples in a format of GRAPH_FORMATS."""
        ...


@contextmanager
def open_to_read(location: str) -> Iterator[QueryEngine]:
    """The store of a folder, which must be there, or a remote endpoint."""
    if _is_remote(location):
        from graph.remote import RemoteStore  # noqa: PLC0415  # its imports are only needed here

        yield RemoteStore(location)
        return
    with Store.open(location, read_only=True) as store:
        yield store


@contextmanager
def open_to_write(location: str) -> Iterator[WritableStore]:
    """The store of a folder, made if it is not there, or a remote endpoint that takes updates."""
    if _is_remote(location):
        from graph.remote import RemoteStore  # noqa: PLC0415

        yield RemoteStore(location)
        return
    with Store.open(location) as store:
        yield store


def _is_remote(location: str) -> bool:
    return location.startswith(("http://", "https://"))
