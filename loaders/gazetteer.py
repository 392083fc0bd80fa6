"""Names of the gazetteer in a text, with how near each lies to the place that the report is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
import numpy as np

from loaders.ngrams import Hashes
from loaders.statements import Span
from ontology.concepts import Place
from ontology.lexicon import load_lexicon

ABSENT, FAR, SAME_PROVINCE, SAME_PREFECTURE, ABOVE, OWN, FREE, RISKY = range(8)


class PlaceName(NamedTuple):
    """A name of the gazetteer where it stands in a text; ``nearness`` tells how it relates to the report's place.

    Names that are ordinary words too are ``risky``.
    """

    span: Span
    name: str
    nearness: int
    risky: bool


@dataclass(frozen=True, slots=True)
class PlaceMarks:
    """By character: its part in a name of the gazetteer (0 outside, else begin 1, inside 2, end 3) and that name's nearness."""

    part: Hashes
    nearness: Hashes


@cache
def _names() -> tuple[tuple[str, ...], frozenset[str]]:
    surfaces = list(load_lexicon().surfaces())
    risky = frozenset(s.name for s in surfaces if s.risky)
    return tuple(sorted({s.name for s in surfaces if len(s.name) > 1})), risky


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_names()[0], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def find_home(place: str, iri: str | None) -> Place | None:
    """The gazetteer's place that a report is about."""
    lexicon = load_lexicon()
    return (lexicon.places_by_iri.get(iri) if iri else None) or lexicon.resolve(place)


def find_place_names(text: str, home: Place | None) -> Iterator[PlaceName]:
    """The names of the gazetteer in a text, the longest at each position."""
    names, _ = _names()
    iri = home.iri if home else None
    for index, begin, end in _automaton().find_matches_as_indexes(text):
        name = names[index]
        yield PlaceName(Span(begin, end), name, *_judge(name, iri))


@cache
def _judge(name: str, home: str | None) -> tuple[int, bool]:
    """How near a name is to a place, and whether it is an ordinary word too."""
    _, risky_names = _names()
    risky, nearness = name in risky_names, _nearness(name, home)
    return RISKY if risky and nearness == FAR else nearness, risky


def _nearness(name: str, home: str | None) -> int:
    lexicon = load_lexicon()
    place = lexicon.resolve(name, lexicon.places_by_iri[home] if home else None)
    if place is None:
        return FAR
    if place.iri == home:
        return OWN
    if place.level is None:
        return FREE
    if home is None:
        return FAR
    theirs, ours = lexicon.lineage(place), lexicon.lineage(lexicon.places_by_iri[home])
    if place.iri in ours:
        return ABOVE
    if home in theirs and len(ours) > 1:
        return SAME_PREFECTURE
    shared = len(set(theirs) & set(ours))
    return SAME_PREFECTURE if shared > 2 else SAME_PROVINCE if shared == 2 else FAR


def mark_places(text: str, home: Place | None) -> PlaceMarks:
    """The marks of the gazetteer's names in a text."""
    part, nearness = np.zeros(len(text), np.uint64), np.full(len(text), ABSENT, np.uint64)
    for found in find_place_names(text, home):
        begin, end = found.span
        part[begin:end], part[begin], part[end - 1] = 2, 1, 3
        nearness[begin:end] = found.nearness
    return PlaceMarks(part, nearness)
