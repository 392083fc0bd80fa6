"""``make bench``: how fast the steps are, as ratios against plain work on the same texts in the same run.

Texts are the real reports named by REPORTGRAPH_CORPUS, other ones in every round, so that nothing is remembered of them;
else the sample reports of the tests, repeated.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.ingest import extract
from graph.store import Store
from loaders.measured import find_measured
from loaders.relations import find_relations
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import Source, read_source
from loaders.statements import Thing
from loaders.things import find_things
from tests.benchmarks.rules import extract_by_rules

ROUNDS = 5
REPORTS = 12
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Batch:
    """The reports of one round, with what some steps start from; ``quads`` is what the step before the store leaves."""

    sources: list[Source]
    reports: list[Report]
    things: list[list[Thing]]
    quads: list[bytes] = field(default_factory=list)


def batches() -> list[Batch]:
    """A dozen reports to warm up and a dozen for each round, the same ones each time."""
    corpus = os.environ.get("REPORTGRAPH_CORPUS")
    folder = Path(corpus) / "city" if corpus else Path(__file__).parent.parent / "data" / "reports"
    found = sorted(folder.glob("*.txt"))
    size = REPORTS if corpus else len(found) * 2
    paths = found * (size * (ROUNDS + 1) // len(found) + 1)
    return [to_batch(paths[size * number : size * (number + 1)]) for number in range(ROUNDS + 1)]


def to_batch(paths: Sequence[Path]) -> Batch:
    """The reports in files."""
    sources = [read_source(path) for path in paths]
    reports = [report for source in sources for report in parse_reports(source)]
    return Batch(sources, reports, [find_things(report) for report in reports])


def scan(batch: Batch) -> None:
    """The yardstick: decode, split into sentences, look at every number."""
    for source in batch.sources:
        for sentence in _SENTENCE.finditer(source.data.decode()):
            for _ in _DIGITS.finditer(sentence[0]):
                pass


def posseg(batch: Batch) -> None:
    """The other yardstick: the part-of-speech tagger that Chinese text tools usually start with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    for source in batch.sources:
        jieba.posseg.lcut(source.data.decode())


def relate(batch: Batch) -> None:
    """Find the relations between the things of each report."""
    for report, things in zip(batch.reports, batch.things, strict=True):
        find_relations(report, things)


def extract_all(batch: Batch) -> None:
    """Extract each report of each file, and keep its N-Quads for the store."""
    batch.quads.extend(extract(report)[0] for source in batch.sources for report in parse_reports(source))


def load(batch: Batch) -> None:
    """Put the N-Quads into a store in memory."""
    Store.in_memory().load(b"".join(batch.quads))


STEPS: dict[str, Callable[[Batch], object]] = {
    "decode, split, scan digits": scan,
    "jieba.posseg": posseg,
    "report: text, sections, sentences": lambda batch: [parse_reports(source) for source in batch.sources],
    "numbers: targets and outcomes": lambda batch: [find_measured(report) for report in batch.reports],
    "names: with the tagger": lambda batch: [find_things(report) for report in batch.reports],
    "relations": relate,
    "rules alone: file to N-Quads": lambda batch: [
        extract_by_rules(report) for source in batch.sources for report in parse_reports(source)
    ],
    "with the tagger: file to N-Quads": extract_all,
    "N-Quads to store": load,
}


def time_in_turn(rounds: Sequence[Batch]) -> dict[str, list[float]]:
    """Seconds of each step, round by round, the steps taking turns so that a slow moment of the machine hits all."""
    seconds: dict[str, list[float]] = {name: [] for name in STEPS}
    for number, batch in enumerate(rounds):
        for name, step in STEPS.items():
            begin = time.process_time()
            step(batch)
            if number:
                seconds[name].append(time.process_time() - begin)
        print(f"round {number} of {len(rounds) - 1}" if number else "warm", file=sys.stderr)
    return seconds


def main() -> None:
    """Measure, and print the medians as ratios against the two yardsticks."""
    rounds = batches()
    seconds = time_in_turn(rounds)
    scanned, tagged = seconds["decode, split, scan digits"], seconds["jieba.posseg"]
    sizes = [len(report.text) for batch in rounds[1:] for report in batch.reports]
    print(f"{len(sizes)} reports of {statistics.mean(sizes):,.0f} characters in {ROUNDS} rounds, medians, CPU time of one process")
    print(f"{'step':36}{'reports/s':>10}{'÷ scan':>10}{'÷ jieba.posseg':>16}")
    for name, times in seconds.items():
        ratios = [statistics.median(t / y for t, y in zip(times, yard, strict=True)) for yard in (scanned, tagged)]
        print(f"{name:36}{len(sizes) / ROUNDS / statistics.median(times):10.1f}{ratios[0]:10.1f}{ratios[1]:16.3f}")


if __name__ == "__main__":
    main()
