"""Which store a command means, a folder or the address of an endpoint, and opening it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol

from graph.store import QueryEngine, Store

if TYPE_CHECKING:
    from graph.remote import RemoteStore

DEFAULT: Final = "reportgraph.store"
VARIABLE: Final = "REPORTGRAPH_STORE"
GROWN: Final = 1.25


class WritableStore(QueryEngine, Protocol):
    """A store that also takes triples."""

    def load(self, data: bytes, format: str = "nq") -> None:
        """Add triples in a format of GRAPH_FORMATS."""
        ...


@contextmanager
def open_to_read(location: str) -> Iterator[QueryEngine]:
    """The store of a folder, which must be there, or a remote endpoint."""
    if is_remote(location):
        yield connect(location)
        return
    with Store.open(location, read_only=True) as store:
        yield store


@contextmanager
def open_to_write(location: str) -> Iterator[WritableStore]:
    """The store of a folder, made if it is not there, or a remote endpoint that takes updates."""
    if is_remote(location):
        yield connect(location)
        return
    with Store.open(location) as store:
        before = find_size(location)
        yield store
        if find_size(location) > GROWN * before:
            store.optimize()


def connect(address: str) -> RemoteStore:
    """The endpoint at an address; where its updates go, its user and its token are named by the environment."""
    from graph.remote import PASSWORD, TOKEN, UPDATE_URL, USER, Access, RemoteStore  # noqa: PLC0415  # its imports are only needed here

    user, password, token = (os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN))
    return RemoteStore.at(address, os.environ.get(UPDATE_URL), Access(user, password, token))


def is_remote(location: str) -> bool:
    """Whether a store's name is the address of an endpoint."""
    return location.startswith(("http://", "https://"))


def find_size(folder: str) -> int:
    """The bytes of the files in a store's folder; questions take half the time once the files of many loads are made one."""
    size = 0
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):  # the engine may be tidying up
            size += entry.stat().st_size
    return size
