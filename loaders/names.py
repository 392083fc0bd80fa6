"""The names in a report: what the tagger marks, and the places of the neighbourhood that it left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.features import Features, read_text_once, to_features
from loaders.gazetteer import SAME_PREFECTURE, find_home, find_place_names, mark_places
from loaders.institutions import mark_institutions
from loaders.report import Report
from loaders.tagger import Tagged, find_tagged, load_tagger


def read_features(report: Report) -> Features:
    """The features of every character of a report's clean text."""
    clean = report.text.clean
    reading = read_text_once(clean)
    return to_features(reading, mark_places(clean, find_home(report.place, report.place_iri)), mark_institutions(clean, reading.words))


def find_names(report: Report) -> list[Tagged]:
    """The names in the sentences of a report, by class and then in order of the text."""
    marked = find_tagged(load_tagger(), read_features(report), [sentence.span for sentence in report.sentences])
    return sorted({*marked, *_find_neighbours(report, marked)})


def _find_neighbours(report: Report, marked: Sequence[Tagged]) -> Iterator[Tagged]:
    """Places of the same prefecture, by names that are no ordinary words, outside the marked institutions and places."""
    covered = [name.span for name in marked if name.cls in ("Institution", "Place")]
    for place in find_place_names(report.text.clean, find_home(report.place, report.place_iri)):
        near = place.nearness == SAME_PREFECTURE and not place.risky
        if near and not any(other.begin <= place.span.begin and place.span.end <= other.end for other in covered):
            yield Tagged("Place", place.span)
