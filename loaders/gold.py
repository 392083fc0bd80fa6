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

from loaders.annotations import FOLDER, read_annotations
from loaders.chain import BEGIN, END, INSIDE, LABELS, OUTSIDE, SINGLE
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import read_source
from loaders.statements import Span
from loaders.tagger import CLASSES
from loaders.text import find_all

Item: TypeAlias = Mapping[str, Any]
CATEGORIES: Final = ("projects", "programs", "institutions", "places")
TRAINING: Final = ("dev", "dev/names")
SEED: Final = "seed"
_SURE_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated report, its sentences that were read, and the labels each character may have (classes × characters × labels)."""

    report: Report
    gold: Mapping[str, Sequence[Item]]
    sentences: tuple[Span, ...]
    allowed: NDArray[np.bool_]


def read_lessons(folder: Path) -> list[Lesson]:
    """The annotated excerpts of the gold's training folders."""
    return [read_lesson(path) for name in TRAINING for path in sorted((folder / name).glob("*.txt"))]


def read_page_lessons(folder: Path, corpus: Path) -> list[Lesson]:
    """The reports of the corpus's newspaper page that the gold's seed annotates."""
    page = [(report, folder / SEED / f"{report.place}_{report.year}.json") for report in _read_pages(corpus / "newspaper")]
    return [to_lesson(report, path) for report, path in page if path.is_file()]


def _read_pages(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.glob("*.txt")):
        yield from parse_reports(read_source(path))


def read_lesson(path: Path) -> Lesson:
    """One annotated excerpt with its gold beside it."""
    (report,) = parse_reports(read_source(path))
    return to_lesson(report, path.with_suffix(".json"))


def to_lesson(report: Report, path: Path) -> Lesson:
    """A report with the gold of a file."""
    gold = _read_json(path)
    return Lesson(report, gold, tuple(sentence.span for sentence in report.sentences), allow_labels(report, gold))


def read_own_lessons(corpus: Path) -> Iterator[Lesson]:
    """The reports of the corpus that the project itself annotates, each with the sentences of the stretches that were read."""
    stretches = {Path(d["file"]).stem: (d["file"], d["stretches"]) for d in map(_read_json, sorted(FOLDER.glob("*.json")))}
    for annotated in read_annotations(corpus):
        file, read = stretches[annotated.source]
        (report,) = parse_reports(read_source(corpus / file))
        sentences = tuple(s.span for s in report.sentences if _is_read(report, s.span, read))
        yield Lesson(report, annotated.things, sentences, allow_labels(report, annotated.things))


def _read_json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _is_read(report: Report, span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    first, last = report.text.origin[span.begin], report.text.origin[span.end - 1]
    return any(begin <= first and last < end for begin, end in stretches)


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
