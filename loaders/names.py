"""The names in a report: features of its text, then the tagger's marks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from loaders.features import read_text_once, to_features
from loaders.gazetteer import find_home, mark_places
from loaders.report import Report
from loaders.statistics import Statistics, load_statistics
from loaders.tagger import Tagged, find_tagged, load_tagger


def read_features(report: Report, statistics: Statistics) -> NDArray[np.uint32]:
    """The features of every character of a report's clean text."""
    clean = report.text.clean
    places = mark_places(clean, find_home(report.place, report.place_iri))
    return to_features(read_text_once(clean), places, statistics)


def find_names(report: Report) -> list[Tagged]:
    """The names that the tagger finds in the sentences of a report."""
    return find_tagged(load_tagger(), read_features(report, load_statistics()), [sentence.span for sentence in report.sentences])
