"""The index of a store for searches: its names and sentences in a SQLite file, found by pairs of characters.

Pairs and not the usual three characters, because most Chinese words have two and an index of threes cannot find those.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from graph.pairs import fold_plain, to_pairs
from graph.store import SEARCH_INDEX, QueryEngine, StoredReport, serialize, to_rows
from ontology.errors import StoreError
from ontology.iris import Iri
from ontology.standards import DCTERMS, RDF, RDFS, SKOS
from ontology.vocabulary import RG

FORMAT: Final = "1"
SENTENCE: Final = "sentence"
NAMED: Final[Mapping[str, Iri]] = {
    "project": RG.Project,
    "program": RG.Program,
    "institution": RG.Institution,
    "place": RG.Place,
    "indicator": RG.Indicator,
}
KINDS: Final = (SENTENCE, *NAMED)
BATCH: Final = 400

csv.field_size_limit(2**31 - 1)  # a section may be as long as a report, which is more than the module takes otherwise

_SCHEMA: Final = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE report (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, place TEXT NOT NULL, name TEXT NOT NULL, year INTEGER NOT NULL);
CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text TEXT NOT NULL, other TEXT NOT NULL,
                    section TEXT NOT NULL);
CREATE TABLE stated (entry INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (entry, report)) WITHOUT ROWID;
CREATE INDEX stated_by_report ON stated (report);
CREATE VIRTUAL TABLE pairs USING fts5 (name, other, sentence, content='',
                                       tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'");
"""
_ENTRY: Final = "SELECT id, iri, kind, text, other, section FROM entry WHERE iri = ?"
_ORPHANS: Final = "SELECT id, iri, kind, text, other, section FROM entry WHERE id NOT IN (SELECT entry FROM stated)"
# Each asks for one property of all or, where ONLY stands, of some things; classes are asked apart, because the engine joins them slowly.
_SECTIONS: Final = f"""SELECT ?section ?title WHERE {{
  ONLY ?section {RG.isIn.nt} ?report ; a {RG.Section.nt} OPTIONAL {{ ?section {DCTERMS.title.nt} ?title }}
}}"""
_REPORTS: Final = f"SELECT ?report WHERE {{ ?report {RG.textDigest.nt} ?digest }}"
_TEXTS: Final = f"SELECT ?part ?text WHERE {{ ONLY ?part {RG.text.nt} ?text }}"
_WHOLES: Final = f"SELECT ?part ?whole WHERE {{ ONLY ?part {RG.isIn.nt} ?whole }}"
_STATED: Final = f"SELECT ?thing ?report WHERE {{ ONLY ?thing {RG.statedIn.nt} ?report }}"
_INDICATORS: Final = f"SELECT DISTINCT ?thing ?report WHERE {{ ONLY ?figure {RG.indicator.nt} ?thing ; {RG.statedIn.nt} ?report }}"
_CLASSES: Final = f"""SELECT ?thing ?class WHERE {{
  VALUES ?class {{ {" ".join(cls.nt for cls in NAMED.values())} }} ?thing a ?class
}}"""
_CLASS_OF: Final = f"SELECT ?thing ?class WHERE {{ ONLY ?thing {RDF.type.nt} ?class }}"
_NAMES: Final = f"""SELECT ?thing ?name (LANG(?name) AS ?language) ?own WHERE {{
  {{ ONLY ?thing {RDFS.label.nt} ?name BIND(1 AS ?own) }} UNION {{ ONLY ?thing {SKOS.prefLabel.nt} ?name BIND(1 AS ?own) }}
  UNION {{ ONLY ?thing {SKOS.altLabel.nt} ?name BIND(0 AS ?own) }}
}}"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name or sentence to be found, and the reports that it stands in."""

    iri: str
    kind: str
    text: str
    other: tuple[str, ...] = ()
    section: str = ""
    reports: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[str, str, str]:
        """What stands in the index: name, other names, sentence."""
        own = to_pairs(fold_plain(self.text))
        return ("", "", own) if self.kind == SENTENCE else (own, " ".join(to_pairs(fold_plain(name)) for name in self.other), "")


def update_index(engine: QueryEngine, folder: Path) -> bool:
    """Bring the index of a store folder up to date with its reports; false where it was."""
    path = folder / SEARCH_INDEX
    wanted = {report.iri: report for report in engine.reports()}
    indexed = _read_reports(path)
    if indexed == set(wanted):
        return False
    present = indexed or set()
    try:
        if not present:
            path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as index, index:
            if not present:
                index.executescript(_SCHEMA)
            index.execute("BEGIN IMMEDIATE")
            _remove(index, sorted(present - set(wanted)))
            _add(index, engine, [wanted[iri] for iri in sorted(set(wanted) - present)], all_new=not present)
            index.execute("REPLACE INTO state VALUES ('format', ?)", (FORMAT,))
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The search index {path} cannot be written: {error}; check that there is room and that you may write.") from error
    return True


def check_index(engine: QueryEngine, folder: Path) -> Path:
    """The file of a current index; raise StoreError where it is missing or is of other reports than the store."""
    path = folder / SEARCH_INDEX
    indexed = _read_reports(path)
    if indexed is None or indexed != {row[0] for row in to_rows(engine.query(_REPORTS))}:
        state = "is not of the present state of the store" if path.exists() else "is not there"
        raise StoreError(f"The search index {path} {state}; make it with `reportgraph index --store {folder}`.")
    return path


def _read_reports(path: Path) -> set[str] | None:
    """The reports of an index; None where it is missing, broken or of another format."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as index:
            if index.execute("SELECT value FROM state WHERE key = 'format'").fetchall() != [(FORMAT,)]:
                return None
            return {row[0] for row in index.execute("SELECT iri FROM report")}
    except sqlite3.Error:
        return None


def _add(index: sqlite3.Connection, engine: QueryEngine, reports: list[StoredReport], all_new: bool) -> None:
    """Add what some reports say; a name that is there already is described anew."""
    rows = [(one.iri, one.place, one.place_name, one.year) for one in reports]
    index.executemany("INSERT INTO report (iri, place, name, year) VALUES (?, ?, ?, ?)", rows)
    numbers = dict(index.execute("SELECT iri, id FROM report"))
    iris = [report.iri for report in reports]
    stated: list[tuple[int, int]] = []
    for entry in chain(_read_sentences(engine, iris, all_new), _read_names(engine, iris, all_new)):
        number = _write_entry(index, entry, all_new)
        stated += [(number, numbers[report]) for report in entry.reports]
    index.executemany("INSERT OR IGNORE INTO stated VALUES (?, ?)", stated)


def _write_entry(index: sqlite3.Connection, entry: _Entry, is_new: bool) -> int:
    row = None if is_new else index.execute(_ENTRY, (entry.iri,)).fetchone()
    if row is None:
        other = "\n".join(entry.other)
        fields = (entry.iri, entry.kind, entry.text, other, entry.section)
        number = index.execute("INSERT INTO entry (iri, kind, text, other, section) VALUES (?, ?, ?, ?, ?)", fields).lastrowid or 0
    else:
        number = row[0]
        _remove_pairs(index, row)
        index.execute("UPDATE entry SET text = ?, other = ? WHERE id = ?", (entry.text, "\n".join(entry.other), number))
    index.execute("INSERT INTO pairs (rowid, name, other, sentence) VALUES (?, ?, ?, ?)", (number, *entry.pairs))
    return number


def _remove(index: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Remove some reports with every sentence and name that stands in no other."""
    for iri in reports:
        index.execute("DELETE FROM stated WHERE report = (SELECT id FROM report WHERE iri = ?)", (iri,))
        index.execute("DELETE FROM report WHERE iri = ?", (iri,))
    orphans = index.execute(_ORPHANS).fetchall()
    for row in orphans:
        _remove_pairs(index, row)
        index.execute("DELETE FROM entry WHERE id = ?", (row[0],))


def _remove_pairs(index: sqlite3.Connection, row: tuple[int, str, str, str, str, str]) -> None:
    number, iri, kind, text, other, _ = row
    pairs = _Entry(iri, kind, text, tuple(other.split("\n")) if other else ()).pairs
    index.execute("INSERT INTO pairs (pairs, rowid, name, other, sentence) VALUES ('delete', ?, ?, ?, ?)", (number, *pairs))


def _read_sentences(engine: QueryEngine, reports: list[str], all_new: bool) -> Iterator[_Entry]:
    titles: dict[str, str] = dict(sorted((row[0], row[1]) for row in _rows(engine, _SECTIONS, "report", None if all_new else reports)))
    wanted = set(reports)
    report_of: dict[str, str] = {}
    title_of: dict[str, str] = {}
    for part, whole in sorted(_rows(engine, _WHOLES, "whole", None if all_new else [*reports, *titles])):
        if part not in titles:
            (report_of if whole in wanted else title_of)[part] = whole if whole in wanted else titles.get(whole, "")
    for iri, text in sorted(_rows(engine, _TEXTS, "part", None if all_new else sorted(report_of))):
        if iri in report_of:
            yield _Entry(iri, SENTENCE, text, section=title_of.get(iri, ""), reports=(report_of[iri],))


def _read_names(engine: QueryEngine, reports: list[str], all_new: bool) -> Iterator[_Entry]:
    only = None if all_new else reports
    wanted = set(reports)
    places: dict[str, set[str]] = {}
    for thing, report in chain(_rows(engine, _STATED, "report", only), _rows(engine, _INDICATORS, "report", only)):
        if report in wanted:
            places.setdefault(thing, set()).add(report)
    things = None if all_new else sorted(places)
    kinds = _read_kinds(engine, things)
    names: dict[str, set[tuple[bool, str]]] = {}
    for thing, name, language, own in _rows(engine, _NAMES, "thing", things):
        if thing in places and thing in kinds:
            names.setdefault(thing, set()).add(((own, language) != ("1", "zh"), name))
    for thing, named in sorted(names.items()):
        first, *others = dict.fromkeys(name for _, name in sorted(named))
        yield _Entry(thing, kinds[thing], first, tuple(others), reports=tuple(sorted(places[thing])))


def _read_kinds(engine: QueryEngine, things: list[str] | None) -> Mapping[str, str]:
    kind_of = {str(cls): kind for kind, cls in NAMED.items()}
    text = _CLASSES if things is None else _CLASS_OF
    return {thing: kind_of[cls] for thing, cls in sorted(_rows(engine, text, "thing", things)) if cls in kind_of}


def _rows(engine: QueryEngine, text: str, variable: str, iris: list[str] | None) -> Iterator[list[str]]:
    """The rows of a query about everything, or about some things, a number of them at a time."""
    if iris is None:
        yield from _ask(engine, text.replace("ONLY", ""))
        return
    for start in range(0, len(iris), BATCH):
        listed = " ".join(Iri(iri).nt for iri in iris[start : start + BATCH])
        yield from _ask(engine, text.replace("ONLY", f"VALUES ?{variable} {{ {listed} }}"))


def _ask(engine: QueryEngine, text: str) -> Iterator[list[str]]:
    """The rows of an answer that the engine writes as CSV, which is quicker than one term after another."""
    rows = csv.reader(io.StringIO(serialize(engine.query(text), "csv").decode(), newline=""))
    next(rows, None)
    yield from rows
