"""How long each saved question takes, and how much of it is not the engine's: ``python -m tests.benchmarks.questions``.

The graph is the store named by REPORTGRAPH_STORE, or else is loaded from the reports named by REPORTGRAPH_CORPUS.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.ingest import load_reports
from app.stores import VARIABLE
from graph.store import Store, serialize
from queries.catalog import SavedQuery, load_catalog
from queries.formats import write
from queries.run import Values, prepare

ROUNDS: Final = 5
PATIENCE: Final = 3.0
LIMIT: Final = 200.0
MOST: Final = 1.3

# What is asked of each parameter: the place with most reports, the year with most, and what many reports name.
TYPICAL: Final[Mapping[str, str]] = {
    "place": "中国",
    "year": "2024",
    "indicator": "地区生产总值",
    "kind": "交通",
    "status": "在建",
    "from": "2023",
    "to": "2024",
    "zone": "上合示范区",
    "thing": "上海市",
    "institution": "国务院",
    "project": "国家区域医疗中心",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one question: by the engine alone, and from the words of the user to CSV."""

    name: str
    engine: float
    through: float
    rows: int

    @property
    def ratio(self) -> float:
        """How many times the engine's own time."""
        return self.through / self.engine


def find_median(step: Callable[[], object]) -> float:
    """Milliseconds of a step that has run once before; fewer rounds for one that takes long."""
    times = [find_seconds(step)]
    while len(times) <= ROUNDS and sum(times) < PATIENCE:
        times.append(find_seconds(step))
    return statistics.median(times[1:] or times) * 1000


def find_seconds(step: Callable[[], object]) -> float:
    """CPU time of a step, once: other work on the machine does not count."""
    begin = time.process_time()
    step()
    return time.process_time() - begin


def find_cases(query: SavedQuery) -> Iterator[tuple[str, Values]]:
    """What to ask a question with: as little as it takes, then everything it takes."""
    needed = {p.name: [TYPICAL[p.name]] for p in query.parameters if not p.optional and p.default is None}
    yield "", needed
    filled = {p.name: [TYPICAL[p.name]] for p in query.parameters if p.default is None}
    if filled != needed:
        yield " (filled)", filled


def time_question(store: Store, query: SavedQuery, case: str, values: Values) -> Timing:
    """Ask a question in both ways."""
    text = prepare(store, query, values).text
    rows = serialize(store.query(text), "csv").count(b"\r\n") - 1
    engine = find_median(lambda: serialize(store.query(text), "csv"))
    through = find_median(lambda: write(store, prepare(store, query, values).text, "csv", query.pivot))
    return Timing(query.name + case, engine, through, rows)


@contextmanager
def open_graph() -> Iterator[Store]:
    """The store to ask."""
    location = os.environ.get(VARIABLE)
    if location:
        with Store.open(location, read_only=True) as store:
            yield store
        return
    corpus = os.environ.get("REPORTGRAPH_CORPUS")
    paths = [Path(corpus) if corpus else Path(__file__).parent.parent / "data" / "reports"]
    with tempfile.TemporaryDirectory() as folder, Store.open(folder) as store:
        for event in load_reports(lambda: nullcontext(store), paths):
            print(event, file=sys.stderr)
        yield store


def main() -> None:
    """Time every question, the slowest first, and mark those that are slower than they should be."""
    with open_graph() as store:
        cases = [(query, case, values) for query in load_catalog(()).queries for case, values in find_cases(query)]
        timings = []
        for query, case, values in cases:
            print(f"{query.name}{case}", file=sys.stderr)
            timings.append(time_question(store, query, case, values))
        print(f"{len(store):,} triples, {len(store.reports())} reports, warm median of {ROUNDS} in milliseconds")
    print(f"{'question':44}{'rows':>7}{'engine':>9}{'through':>9}{'ratio':>7}")
    for one in sorted(timings, key=lambda one: -one.through):
        mark = " slow" if one.through > LIMIT else ""
        print(f"{one.name:44}{one.rows:7}{one.engine:9.1f}{one.through:9.1f}{one.ratio:7.2f}{mark}")


if __name__ == "__main__":
    main()
