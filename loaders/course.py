"""What the tagger of names learns from: annotated excerpts as numbers, and the plain texts of all reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.chain import MAY_END, MAY_START, Floats
from loaders.features import Features, Reading, read_text_once
from loaders.gold import Lesson, read_lessons, read_own_lessons, read_page_lessons
from loaders.names import read_features
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import read_sources
from loaders.statements import Span
from loaders.vectors import Vectors
from ontology.errors import ReportGraphError

PAGE_WEIGHT: Final = 8
"""How often the newspaper page counts: nothing else that may be learnt from is written like it."""


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that may be learnt from: annotated excerpts with the features of their reports, and plain texts by place."""

    lessons: Sequence[Lesson]
    features: Sequence[Features]
    texts: Sequence[tuple[str, Reading]]

    def without(self, places: Collection[str]) -> Course:
        """What does not come from these places."""
        kept = [(lesson, f) for lesson, f in zip(self.lessons, self.features, strict=True) if lesson.report.place not in places]
        return Course([k for k, _ in kept], [f for _, f in kept], [(place, text) for place, text in self.texts if place not in places])


def read_course(gold: Path, corpus: Path) -> Course:
    """The annotated excerpts of the gold and our own, and the texts of all reports."""
    excerpts, pages = read_lessons(gold), read_page_lessons(gold, corpus)
    lessons = [*excerpts, *pages * PAGE_WEIGHT, *read_own_lessons(corpus)]
    reports = [*_read_reports(corpus), *(lesson.report for lesson in (*excerpts, *pages))]
    texts = [(report.place, read_text_once(report.text.clean)) for report in reports]
    return Course(lessons, [read_features(lesson.report) for lesson in lessons], texts)


def _read_reports(folder: Path) -> Iterator[Report]:
    """The reports of a folder; what is none is left out."""
    for source in read_sources([folder], []):
        with suppress(ReportGraphError):
            yield from parse_reports(source)


@dataclass(frozen=True, slots=True)
class Material:
    """Training material: rows of the tables (characters × columns), allowed labels, and where the sentences are."""

    rows: NDArray[np.int64]
    allowed: Floats
    sentences: Sequence[Span]


def to_rows(features: Features, vectors: Sequence[Vectors]) -> NDArray[np.int64]:
    """The rows of character, pair, pair before and word in their tables (0 for unknown ones), then the small features."""
    known = [_find_rows(column, one.keys) for column, one in zip(features.T, vectors, strict=False)]
    before = np.concatenate([[0], known[1][:-1]])
    return np.stack([known[0], known[1], before, known[2], *features[:, len(vectors) :].T.astype(np.int64)], 1)


def _find_rows(hashes: NDArray[np.uint32], keys: NDArray[np.uint32]) -> NDArray[np.int64]:
    at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
    return np.where(keys[at] == hashes, at + 1, 0)


def to_material(lessons: Sequence[Lesson], features: Sequence[Features], vectors: Sequence[Vectors]) -> Material:
    """The lessons as one text; a sentence that cuts a name in two teaches nothing."""
    starts = np.cumsum([0, *(len(f) for f in features)]).tolist()
    spans = [
        Span(at + s.begin, at + s.end)
        for at, lesson in zip(starts, lessons, strict=False)
        for s in lesson.sentences
        if _is_whole(lesson, s)
    ]
    allowed = np.concatenate([lesson.allowed for lesson in lessons], 1).astype(np.float32)
    return Material(np.concatenate([to_rows(f, vectors) for f in features]), allowed, spans)


def _is_whole(lesson: Lesson, sentence: Span) -> bool:
    """Whether some labels of every class may both begin and end the sentence."""
    first, last = lesson.allowed[:, sentence.begin], lesson.allowed[:, sentence.end - 1]
    return bool((first & (MAY_START > 0)).any(1).all() and (last & (MAY_END > 0)).any(1).all())
