"""Who works on answers: time limits, errors as answers, and what threads remember of a remote store."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from app.protocol import ProtocolError
from app.questions import list_questions
from app.workers import Answer, Threads, Workers
from graph.remote import RemoteStore
from graph.store import QueryEngine
from ontology.errors import QueryError, StoreError
from tests.serving import CATALOG, make_store

NOWHERE = RemoteStore("http://127.0.0.1:9/sparql")


def tell(store: QueryEngine, seconds: float = 0) -> Answer:
    time.sleep(seconds)
    return Answer("text/plain", str(id(store)).encode())


def test_too_many_requests_are_turned_away_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.workers.MOST_WAITING", 0)
    workers = Workers(make_store(tmp_path / "store"), 1)
    assert asyncio.run(workers.answer(list_questions, CATALOG, "*/*")).status == 503
    workers.close()


def test_a_remote_store_that_is_slow_is_not_waited_for() -> None:
    threads = Threads(NOWHERE, 0.2)
    begun = time.monotonic()
    answer = asyncio.run(threads.answer(tell, 1.0))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert b"longer than 0.2 seconds" in answer.body
    assert time.monotonic() - begun < 0.9
    threads.close()


@pytest.mark.parametrize(
    ("error", "status"), [(StoreError("It is gone."), 503), (QueryError("No such question."), 400), (ProtocolError(406, "No."), 406)]
)
def test_an_error_is_an_answer(error: Exception, status: int) -> None:
    def fail(_: QueryEngine) -> Answer:
        raise error

    threads = Threads(NOWHERE, 5)
    answer = asyncio.run(threads.answer(fail))
    assert (answer.status, answer.body.decode()) == (status, f"{error}\n")
    threads.close()


def test_a_remote_store_that_nobody_answers_for_is_told() -> None:
    threads = Threads(NOWHERE, 5)
    answer = asyncio.run(threads.answer(list_questions, CATALOG, "application/json"))
    assert answer.status == 503
    assert "does not answer" in answer.body.decode()
    threads.close()


def test_what_was_found_out_of_a_remote_store_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = Threads(NOWHERE, 5)
    first, second = (asyncio.run(threads.answer(tell)).body for _ in range(2))
    assert first == second
    monkeypatch.setattr("app.workers.LONGEST_MEMORY", 0.0)
    assert asyncio.run(threads.answer(tell)).body != first
    threads.close()
