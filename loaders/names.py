"""The names in a report: the tagger's marks with their boundaries mended, known institutions, and the places of the neighbourhood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from loaders.boundaries import find_names_within
from loaders.features import read_text_once, to_features
from loaders.gazetteer import SAME_PREFECTURE, find_home, find_place_names, mark_places
from loaders.known import find_known
from loaders.report import Report
from loaders.statements import Span
from loaders.statistics import Statistics, load_statistics
from loaders.tagger import Tagged, find_tagged, load_tagger


def read_features(report: Report, statistics: Statistics) -> NDArray[np.uint32]:
    """The features of every character of a report's clean text."""
    clean = report.text.clean
    places = mark_places(clean, find_home(report.place, report.place_iri))
    return to_features(read_text_once(clean), places, statistics)


def find_names(report: Report) -> list[Tagged]:
    """The names in the sentences of a report, by class and then in order of the text."""
    clean = report.text.clean
    marked = list(mend(clean, find_tagged(load_tagger(), read_features(report, load_statistics()), [s.span for s in report.sentences])))
    return sorted({*marked, *_add_known(report, marked)})


def mend(clean: str, marked: Sequence[Tagged]) -> Iterator[Tagged]:
    """The marked names with their boundaries mended."""
    for cls, span, confidence in marked:
        for part in find_names_within(clean, cls, span):
            yield Tagged(cls, part, confidence)


def _add_known(report: Report, marked: Sequence[Tagged]) -> Iterator[Tagged]:
    """Names that the ontology knows and the tagger left out: institutions, and places in the same prefecture."""
    clean = report.text.clean
    covered = [name.span for name in marked if name.cls in ("Institution", "Place")]
    for known in find_known(clean, covered):
        yield Tagged("Institution", known.span, 1.0)
    for place in find_place_names(clean, find_home(report.place, report.place_iri)):
        if place.nearness == SAME_PREFECTURE and not _is_inside(place.span, covered):
            yield Tagged("Place", place.span, 1.0)


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.begin <= span.begin and span.end <= other.end for other in others)
