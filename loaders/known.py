"""Nationally known institutions in a text, by the names that the ontology gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.statements import Span
from loaders.words import is_known, part_of_speech
from ontology.concepts import Institution
from ontology.lexicon import load_lexicon

_SURE_LENGTH: Final = 3
_NAME_TAGS: Final = frozenset({"nz", "nt", "j", "nrt", "nrfg"})


class KnownInstitution(NamedTuple):
    """An institution of the ontology where it stands in a text."""

    span: Span
    institution: Institution


@cache
def _automaton() -> tuple[tuple[tuple[str, Institution], ...], AhoCorasick]:
    lexicon = load_lexicon()
    names = sorted({name for institution in lexicon.institutions for name in institution.names})
    found = [(name, lexicon.institutions_named(name)) for name in names if _is_sure(name)]
    known = tuple((name, hits[0]) for name, hits in found if len(hits) == 1)
    return known, AhoCorasick([name for name, _ in known], matchkind=MatchKind.LeftmostLongest)


def _is_sure(name: str) -> bool:
    """Whether a name is no common word as well."""
    return len(name) >= _SURE_LENGTH or not is_known(name) or part_of_speech(name) in _NAME_TAGS


def find_known(clean: str, longer: Iterable[Span]) -> Iterator[KnownInstitution]:
    """The known institutions of a text, unless they are part of one of the longer names."""
    known, automaton = _automaton()
    covering = list(longer)
    for index, begin, end in automaton.find_matches_as_indexes(clean):
        if not any(s.begin <= begin and end <= s.end for s in covering):
            yield KnownInstitution(Span(begin, end), known[index][1])
