"""The hand-made gold as training material: which labels each character of an annotated excerpt may have.

Gold names things, not places in the text: a name is looked for in its quote first, then elsewhere. What is optional may have any
label, so that it neither rewards nor punishes; so may doubtful further occurrences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from loaders.chain import BEGIN, END, INSIDE, LABELS, OUTSIDE, SINGLE
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import read_source
from loaders.statements import Span
from loaders.tagger import CLASSES

Item: TypeAlias = Mapping[str, Any]
CATEGORIES: Final = ("projects", "programs", "institutions", "places")
FOLDERS: Final = ("dev", "dev/names")
_SURE_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated report and the labels each of its characters may have (classes × characters × labels)."""

    report: Report
    gold: Mapping[str, Sequence[Item]]
    allowed: NDArray[np.bool_]


def read_lessons(folder: Path) -> list[Lesson]:
    """The annotated excerpts of the gold's training folders."""
    return [read_lesson(path) for name in FOLDERS for path in sorted((folder / name).glob("*.txt"))]


def read_lesson(path: Path) -> Lesson:
    """One annotated excerpt with its gold beside it."""
    (report,) = parse_reports(read_source(path))
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return Lesson(report, gold, allow_labels(report, gold))


def allow_labels(report: Report, gold: Mapping[str, Sequence[Item]]) -> NDArray[np.bool_]:
    """The labels that the gold allows each character, by class."""
    assert len(CATEGORIES) == len(CLASSES)
    return np.stack([_allow(report, gold.get(category, ())) for category in CATEGORIES])


def _allow(report: Report, items: Sequence[Item]) -> NDArray[np.bool_]:
    clean = report.text.clean
    allowed = np.zeros((len(clean), LABELS), np.bool_)
    allowed[:, OUTSIDE] = True
    names: list[Span] = []
    for item in items:
        sure, free = _locate(clean, item, _is_free(item, report.place))
        names += sure
        for begin, end in free:
            allowed[begin:end] = True
    taken = np.zeros(len(clean), np.bool_)
    for span in sorted(set(names), key=lambda s: (s.begin - s.end, s.begin)):
        if not taken[span.begin : span.end].any():
            taken[span.begin : span.end] = True
            _require(allowed, span)
    return allowed


def _is_free(item: Item, place: str) -> bool:
    return bool(item.get("optional")) or place in (item["name"], *item.get("aliases", ()))


def _require(allowed: NDArray[np.bool_], span: Span) -> None:
    begin, end = span
    allowed[begin:end] = False
    allowed[begin:end, INSIDE] = True
    allowed[[begin, end - 1], INSIDE] = False
    allowed[begin, SINGLE if end - begin == 1 else BEGIN] = True
    allowed[end - 1, SINGLE if end - begin == 1 else END] = True


def _locate(clean: str, item: Item, free: bool) -> tuple[list[Span], list[Span]]:
    """Where an item stands for sure, and where it may."""
    spellings = _spellings(item)
    found = _first(clean, item.get("quote", ""), spellings)
    everywhere = [span for name in spellings for span in find_all(clean, name)]
    if found is None:
        return [], [*everywhere, *find_all(clean, item.get("quote", ""))]
    if free:
        return [], [found, *everywhere]
    name = clean[found.begin : found.end]
    sure = [found, *(s for s in everywhere if clean[s.begin : s.end] == name and len(name) >= _SURE_LENGTH)]
    return sure, [s for s in everywhere if s not in sure]


def _spellings(item: Item) -> list[str]:
    names = [item["name"], *item.get("aliases", ())]
    return list(dict.fromkeys(s for name in names for s in (name, name.replace(" ", ""), name.strip("“”")) if s))


def _first(clean: str, quote: str, spellings: Sequence[str]) -> Span | None:
    for whole in (*find_all(clean, quote), Span(0, len(clean))):
        for name in spellings:
            at = clean.find(name, *whole)
            if at >= 0:
                return Span(at, at + len(name))
    return None


def find_all(text: str, words: str) -> Iterator[Span]:
    """Every occurrence of words in a text."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)
