"""``make bench``: how fast the steps are, as ratios against plain work on the same texts in the same run.

Texts are the real reports named by REPORTGRAPH_CORPUS, or else the sample reports of the tests, repeated.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from app.ingest import extract
from graph.store import Store
from loaders.measured import find_measured
from loaders.relations import find_relations
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import Source, read_source
from loaders.things import find_things

ROUNDS = 5
REPORTS = 12
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def sample() -> list[Source]:
    """A dozen reports, the same ones each time."""
    corpus = os.environ.get("REPORTGRAPH_CORPUS")
    folder = Path(corpus) / "city" if corpus else Path(__file__).parent.parent / "data" / "reports"
    found = sorted(folder.glob("*.txt"))
    return [read_source(path) for path in (found * REPORTS)[: REPORTS if corpus else len(found) * 2]]


def scan(sources: Sequence[Source]) -> None:
    """The yardstick: decode, split into sentences, look at every number."""
    for source in sources:
        for sentence in _SENTENCE.finditer(source.data.decode()):
            for _ in _DIGITS.finditer(sentence[0]):
                pass


def posseg(sources: Sequence[Source]) -> None:
    """The other yardstick: the part-of-speech tagger that Chinese text tools usually start with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    for source in sources:
        jieba.posseg.lcut(source.data.decode())


def time_in_turn(steps: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of each step, round by round, the steps taking turns so that a slow moment of the machine hits all."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for name, step in steps.items():
        step()
        print(f"warm: {name}", file=sys.stderr)
    for _ in range(ROUNDS):
        for name, step in steps.items():
            begin = time.process_time()
            step()
            seconds[name].append(time.process_time() - begin)
    return seconds


def load(quads: Sequence[bytes]) -> None:
    """Put N-Quads into a store in memory."""
    Store.in_memory().load(b"".join(quads))


def main() -> None:
    """Measure, and print the medians as ratios against the two yardsticks."""
    sources = sample()
    reports: list[Report] = [report for source in sources for report in parse_reports(source)]
    things = [find_things(report) for report in reports]
    quads = [extract(report)[0] for report in reports]
    steps: dict[str, Callable[[], object]] = {
        "decode, split, scan digits": lambda: scan(sources),
        "jieba.posseg": lambda: posseg(sources),
        "report: text, sections, sentences": lambda: [parse_reports(source) for source in sources],
        "numbers: targets and outcomes": lambda: [find_measured(report) for report in reports],
        "names: with the tagger": lambda: [find_things(report) for report in reports],
        "relations": lambda: [find_relations(report, t) for report, t in zip(reports, things, strict=True)],
        "file to N-Quads": lambda: [extract(report) for source in sources for report in parse_reports(source)],
        "N-Quads to store": lambda: load(quads),
    }
    seconds = time_in_turn(steps)
    scanned, tagged = seconds["decode, split, scan digits"], seconds["jieba.posseg"]
    print(f"{len(sources)} reports, {sum(len(r.text) for r in reports):,} characters, median of {ROUNDS} rounds, CPU time of one process")
    print(f"{'step':36}{'reports/s':>10}{'÷ scan':>10}{'÷ jieba.posseg':>16}")
    for name, times in seconds.items():
        ratios = [statistics.median(t / y for t, y in zip(times, yard, strict=True)) for yard in (scanned, tagged)]
        print(f"{name:36}{len(sources) / statistics.median(times):10.1f}{ratios[0]:10.1f}{ratios[1]:16.3f}")


if __name__ == "__main__":
    main()
