"""Extraction by rules alone: what a report gives without the tagger, its names being those that the ontology lists."""

from __future__ import annotations

from loaders.gazetteer import FAR, RISKY, find_home, find_place_names
from loaders.institutions import institution_automaton
from loaders.measured import read_measured
from loaders.quads import to_nquads
from loaders.relations import find_relations
from loaders.report import Report
from loaders.statements import Span
from loaders.tagger import Tagged
from loaders.things import find_things


def find_listed_names(report: Report) -> list[Tagged]:
    """The places of the gazetteer that the report is likely to mean, and the institutions of the ontology."""
    clean, home = report.text.clean, find_home(report.place, report.place_iri)
    places = [place.span for place in find_place_names(clean, home) if place.nearness not in (FAR, RISKY)]
    found = institution_automaton().find_matches_as_indexes(clean)
    institutions = [Span(begin, end) for _, begin, end in found if end - begin > 2]
    return [*(Tagged("Institution", span) for span in institutions), *(Tagged("Place", span) for span in places)]


def extract_by_rules(report: Report) -> bytes:
    """The N-Quads of a report, its names found in lists."""
    reading = read_measured(report)
    things = find_things(report, find_listed_names(report))
    return to_nquads(report, reading.measured, things, find_relations(report, things), reading.unstated)
