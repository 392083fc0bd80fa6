"""Searching names and sentences: in the index of a store's folder, or by SPARQL where a store has none."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.pairs import find_spans, parse_words, to_phrase
from graph.search_index import KINDS, NAMED, SENTENCE, check_index
from graph.store import QueryEngine, to_rows
from ontology.errors import QueryError, StoreError
from ontology.iris import Iri
from ontology.standards import RDFS, SKOS, XSD
from ontology.vocabulary import RG

LIMIT: Final = 20
MOST: Final = 1000
MOST_WORDS: Final = 32
PLACES_SHOWN: Final = 3
SLOWER: Final = "This store has no index of words: every text was compared, which is slower, and only the hits shown are counted."

# A name counts ten times as much as a sentence, another name five times; what is called just so comes first;
# only what can be among the first is looked at closely.
_SCORED: Final = """
WITH found AS MATERIALIZED (
  SELECT rowid AS number, round(bm25(pairs, 10.0, 5.0, 1.0), 6) AS score FROM pairs WHERE pairs MATCH :words),
kept AS MATERIALIZED ("""
_EVERYTHING: Final = "SELECT number, score FROM found"
_FILTERED: Final = """
  SELECT number, score FROM found JOIN entry ON entry.id = number
  WHERE (:kind = '' OR entry.kind = :kind) AND (:everywhere OR EXISTS (
    SELECT 1 FROM stated JOIN report ON report.id = stated.report
    WHERE stated.entry = entry.id AND (:year = 0 OR report.year = :year)
      AND (:places = '' OR instr(:places, ' ' || report.place || ' '))))"""
_BEST: Final = """)
SELECT entry.id, entry.iri, entry.kind, entry.text, entry.other, entry.section, (SELECT COUNT(*) FROM kept)
FROM kept JOIN entry ON entry.id = kept.number
WHERE kept.score <= ifnull((SELECT score FROM kept ORDER BY score LIMIT 1 OFFSET :limit - 1), 0)
  OR instr(char(10) || entry.text || char(10) || entry.other || char(10), :whole)
ORDER BY instr(char(10) || entry.text || char(10) || entry.other || char(10), :whole) = 0, kept.score, entry.kind = 'sentence', entry.iri
LIMIT :limit"""
_REPORTS: Final = """
SELECT report.name, report.year FROM stated JOIN report ON report.id = stated.report
WHERE stated.entry = ? ORDER BY report.name, report.year"""
_NAMING: Final = "|".join(property.nt for property in (RDFS.label, SKOS.prefLabel, SKOS.altLabel))
_TEXT_OF_NAMED: Final = f"?thing a CLASS ; {_NAMING} ?text ; {RG.statedIn.nt} ?report ."
_TEXTS: Final = {
    SENTENCE: f"?thing a CLASS ; {RG.text.nt} ?text ; {RG.isIn.nt} ?report .",
    "indicator": f"?thing a CLASS ; {_NAMING} ?text . ?figure {RG.indicator.nt} ?thing ; {RG.statedIn.nt} ?report .",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search keeps: one kind of thing, what is said by reports of some places (by IRI), and of one year."""

    kind: str | None = None
    places: tuple[str, ...] = ()
    year: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in (None, *KINDS):
            raise QueryError(f"There is nothing of the kind {self.kind!r} to search for; choose one of {', '.join(KINDS)}.")


@dataclass(frozen=True, slots=True)
class Hit:
    """One name or sentence with the words in it, the places and years of its reports, and its section."""

    kind: str
    text: str
    place: str
    year: str
    section: str
    iri: str


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits of a search, the folded words that are in each, how many there are in all, and what the user should know."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    note: str | None = None


def search(engine: QueryEngine, folder: Path | None, text: str, kept: Filter | None = None, limit: int = LIMIT) -> Found:
    """The names and sentences with all words of a text, the most relevant first; without a folder by SPARQL, which is slower."""
    words = parse_words(text)
    if not words:
        raise QueryError("There is no word to search for; write one or more, such as 地铁.")
    if len(words) > MOST_WORDS:
        raise QueryError(f"These are {len(words)} words, but a search takes {MOST_WORDS}; leave some out.")
    kept = kept or Filter()
    limit = max(1, min(limit, MOST))
    if folder is None:
        return _ask(engine, words, kept, limit)
    return _look_up(check_index(engine, folder), words, text, kept, limit)


def _look_up(path: Path, words: tuple[str, ...], text: str, kept: Filter, limit: int) -> Found:
    values = {
        "whole": f"\n{text.strip()}\n".encode(errors="replace").decode(),
        "words": " AND ".join(map(to_phrase, words)),
        "kind": kept.kind or "",
        "places": f" {' '.join(kept.places)} " if kept.places else "",
        "year": kept.year or 0,
        "everywhere": not kept.places and kept.year is None,
        "limit": limit,
    }
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as index:
            rows = index.execute(_SCORED + (_EVERYTHING if kept == Filter() else _FILTERED) + _BEST, values).fetchall()
            hits = tuple(_to_hit(words, row, index.execute(_REPORTS, (row[0],)).fetchall()) for row in rows)
    except sqlite3.Error as error:
        advice = f"make it with `reportgraph index --store {path.parent}`"
        raise StoreError(f"The search index {path} cannot be read: {error}; {advice}.") from error
    return Found(words, hits, rows[0][6] if rows else 0)


def _to_hit(words: tuple[str, ...], row: tuple[int, str, str, str, str, str, int], reports: Sequence[tuple[str, int]]) -> Hit:
    _, iri, kind, text, other, section, _ = row
    names = [text, *other.split("\n")]
    return Hit(kind, _shown(words, names), _places([name for name, _ in reports]), _years([year for _, year in reports]), section, iri)


def _shown(words: tuple[str, ...], names: Sequence[str]) -> str:
    """The first of several names, and behind it the one that has more of the words, if one has."""
    best = max(names, key=lambda name: (sum(bool(find_spans(name, [word])) for word in words), name == names[0], -len(name)))
    return names[0] if best == names[0] else f"{names[0]} ({best})"


def _places(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = len(distinct) - PLACES_SHOWN
    return "、".join(distinct[:PLACES_SHOWN]) + (f" +{more}" if more > 0 else "")


def _years(years: Sequence[int]) -> str:
    return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else ""


def _ask(engine: QueryEngine, words: tuple[str, ...], kept: Filter, limit: int) -> Found:
    """Names and then sentences, each the shortest first, by comparing every text of the store."""
    hits: list[Hit] = []
    for kind in (kind for kind in (*NAMED, SENTENCE) if kept.kind in (None, kind) and len(hits) < limit):
        for iri, text, home, homes, first, last in to_rows(engine.query(_to_sparql(kind, words, kept, limit - len(hits)))):
            place = f"{home} +{int(homes) - 1}" if int(homes) > 1 else home
            hits.append(Hit(kind, text, place, _years([int(first), int(last)]), "", iri))
    return Found(words, tuple(hits), len(hits), SLOWER)


def _to_sparql(kind: str, words: tuple[str, ...], kept: Filter, limit: int) -> str:
    matching = " && ".join(f"CONTAINS(LCASE(STR(?text)), {Literal(word)})" for word in words)
    years = "" if kept.year is None else f"FILTER(?year = {Literal(f'{kept.year:04d}', datatype=NamedNode(XSD.gYear))})"
    places = f"VALUES ?place {{ {' '.join(Iri(iri).nt for iri in kept.places)} }}" if kept.places else ""
    return f"""SELECT ?thing (MIN(STR(?text)) AS ?shown) (MIN(STR(?name)) AS ?home) (COUNT(DISTINCT ?name) AS ?homes)
        (MIN(STR(?year)) AS ?first) (MAX(STR(?year)) AS ?last) WHERE {{
      {places} {_TEXTS.get(kind, _TEXT_OF_NAMED).replace("CLASS", NAMED.get(kind, RG.Sentence).nt)}
      ?report {RG.about.nt} ?place ; {RG.reportYear.nt} ?year . ?place {RDFS.label.nt} ?name
      FILTER({matching}) FILTER(LANG(?name) = "zh") {years}
    }} GROUP BY ?thing ORDER BY STRLEN(MIN(STR(?text))) ?thing LIMIT {limit}"""
