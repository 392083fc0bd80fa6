"""Who works on answers: processes on a store folder, killed when they outlast their time, or threads that ask a remote endpoint."""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pebble import ProcessExpired, ProcessPool

from app.protocol import ProtocolError
from graph.store import QueryEngine, Store
from ontology.errors import ReportGraphError, StoreError

if TYPE_CHECKING:
    from graph.remote import RemoteStore

FEWEST: Final = 2
MOST_WAITING: Final = 200
RETRY_AFTER: Final = "5"
MOST_THREADS: Final = 16
LONGEST_MEMORY: Final = 60.0  # seconds for which what was found out about a remote store may be used again

Stamp = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer in the making."""

    media_type: str
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Session:
    """The store of this worker process, and what its folder looked like when it was opened."""

    folder: Path
    stamp: Stamp = frozenset()
    store: Store | None = None


_session = _Session(Path())


class Pool(ABC):
    """Those who work on answers from one store within a time limit."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting = 0

    async def answer(self, function: Callable[..., Answer], *args: object) -> Answer:
        """What a function of the store and some arguments answers."""
        if self._waiting >= MOST_WAITING:
            return to_error(503, f"{MOST_WAITING} requests are waiting for an answer; come again later.")
        self._waiting += 1
        try:
            return await self._work(function, args)
        except (TimeoutError, FutureTimeoutError):
            return to_error(503, f"This took longer than {self._seconds:g} seconds and was stopped; ask for less.")
        except ProcessExpired:
            return to_error(500, "The process that worked on the answer died; ask for less or ask again.")
        finally:
            self._waiting -= 1

    @abstractmethod
    async def _work(self, function: Callable[..., Answer], args: tuple[object, ...]) -> Answer:
        """The answer, or TimeoutError."""

    @abstractmethod
    def close(self) -> None:
        """End."""


class Threads(Pool):
    """A pool of threads that ask a remote endpoint, which has its own processes and limits."""

    def __init__(self, store: RemoteStore, seconds: float) -> None:
        super().__init__(seconds)
        self._store = replace(store, timeout=math.ceil(seconds), retries=0)
        self._since = time.monotonic()
        self._pool = ThreadPoolExecutor(MOST_THREADS)

    async def _work(self, function: Callable[..., Answer], args: tuple[object, ...]) -> Answer:
        if time.monotonic() - self._since > LONGEST_MEMORY:
            self._store, self._since = replace(self._store), time.monotonic()
        future = self._pool.submit(_answer_from, self._store, function, args)
        return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)

    def close(self) -> None:
        """End the threads, those that still wait for the endpoint when it has answered."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class Workers(Pool):
    """A pool of processes that work on one store folder."""

    def __init__(self, folder: Path, seconds: float) -> None:
        super().__init__(seconds)
        count = max(FEWEST, os.cpu_count() or FEWEST)
        self._pool = ProcessPool(count, initializer=_start, initargs=[folder], context=multiprocessing.get_context("spawn"))
        for _ in range(count):  # so that all have started before anybody asks
            self._pool.schedule(_answer, args=[_nothing, ()])

    async def _work(self, function: Callable[..., Answer], args: tuple[object, ...]) -> Answer:
        answer: Answer = await asyncio.wrap_future(self._pool.schedule(_answer, args=[function, args], timeout=self._seconds))
        return answer

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def to_error(status: int, message: str) -> Answer:
    """An error as one line of plain text."""
    headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    return Answer("text/plain; charset=utf-8", f"{message}\n".encode(), status, headers)


def to_stamp(folder: Path) -> Stamp:
    """What tells the present state of a store folder from an earlier one, whoever wrote to it; logs and locks do not count."""
    files = [entry for entry in os.scandir(folder) if not entry.name.startswith(("LOG", "LOCK"))]
    return frozenset((entry.name, (stat := entry.stat()).st_size, stat.st_mtime_ns) for entry in files)


def _start(folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, which ends its workers
    _session.folder = folder


def _answer(function: Callable[..., Answer], args: tuple[Any, ...]) -> Answer:
    try:
        store = _open()
    except StoreError as error:
        return to_error(503, str(error))
    return _answer_from(store, function, args)


def _answer_from(store: QueryEngine, function: Callable[..., Answer], args: tuple[Any, ...]) -> Answer:
    try:
        return function(store, *args)
    except ProtocolError as error:
        return to_error(error.status, str(error))
    except StoreError as error:
        return to_error(503, str(error))
    except ReportGraphError as error:
        return to_error(400, str(error))


def _open() -> Store:
    """The store as it is now: opened again if its files have changed since."""
    try:
        stamp = to_stamp(_session.folder)
    except OSError as error:
        raise StoreError(f"The store {_session.folder} cannot be read: {error.strerror}; load the reports again.") from error
    if _session.store is None or stamp != _session.stamp:
        if _session.store is not None:
            _session.store.close()
        _session.store = Store.open(_session.folder, read_only=True)
        _session.stamp = stamp
    return _session.store


def _nothing(_: QueryEngine) -> Answer:
    return Answer("text/plain", b"")
