"""Trains the tagger of names: ``python -m loaders.train`` (deterministic; reads REPORTGRAPH_GOLD and REPORTGRAPH_CORPUS, needs scipy).

First the words of the unlabelled reports are clustered, then the tagger is fitted to the gold. The objective is the likelihood
of the labels that the gold allows: all others are wrong, names marked optional are left open. With ``--annotations`` the
project's own annotations are training material too.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from loaders.clustering import cluster_words
from loaders.fitting import Batch, Features, fit, index_features, prune, to_batches, to_sparse
from loaders.gold import Lesson, read_lessons, read_own_lessons
from loaders.names import read_features
from loaders.reports import parse_reports
from loaders.sources import read_sources
from loaders.statements import Span
from loaders.statistics import FILE, Statistics, load_statistics, save_statistics
from loaders.tagger import MODEL, save_tagger
from ontology.errors import SourceError

KEPT_FEATURES: Final = 120_000
EAGERNESS: Final = (0.6, 0.6, 1.4, 1.0)


def read_corpus(corpus: Path) -> Iterator[str]:
    """The clean texts of the unlabelled reports; what holds no report is left out."""
    problems: list[SourceError] = []
    for source in read_sources([corpus / name for name in ("national", "province", "city", "county")], problems):
        try:
            yield from (report.text.clean for report in parse_reports(source))
        except SourceError as problem:
            problems.append(problem)


def to_material(lessons: Sequence[Lesson], matrices: Sequence[Features], index: Features) -> list[Batch]:
    """The lessons as batches of sentences of like length."""
    starts = np.cumsum([0, *(len(m) for m in matrices)]).tolist()
    spans = [Span(at + s.begin, at + s.end) for at, lesson in zip(starts, lessons, strict=False) for s in lesson.sentences]
    allowed = np.concatenate([lesson.allowed for lesson in lessons], 1).astype(np.float32)
    return to_batches(to_sparse(np.concatenate(matrices), index), allowed, spans)


def train_tagger(lessons: Sequence[Lesson], statistics: Statistics, path: Path) -> None:
    """Fit a tagger to the lessons and write its model file."""
    matrices = [read_features(lesson.report, statistics) for lesson in lessons]
    index = index_features(matrices)
    weights, transitions = fit(to_material(lessons, matrices, index), len(index))
    save_tagger(path, *prune(index, weights, KEPT_FEATURES), transitions, np.array(EAGERNESS, np.float32))


def _folder(variable: str) -> Path:
    folder = os.environ.get(variable)
    if not folder:
        raise SourceError(f"{variable} is not set: let it name the folder that training reads.")
    return Path(folder)


def main() -> None:
    """Write the statistics of the unlabelled reports and the model of the tagger."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", action="store_true", help="train on the project's own annotations too")
    parser.add_argument("--keep-statistics", action="store_true", help="do not cluster words anew")
    args = parser.parse_args()
    gold, corpus = _folder("REPORTGRAPH_GOLD"), _folder("REPORTGRAPH_CORPUS")
    if not args.keep_statistics:
        save_statistics(FILE, *cluster_words(read_corpus(corpus)))
    lessons = [*read_lessons(gold), *(read_own_lessons(corpus) if args.annotations else ())]
    train_tagger(lessons, load_statistics(), MODEL)
    print(f"{MODEL}: {len(lessons)} excerpts")


if __name__ == "__main__":
    main()
