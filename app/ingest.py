"""Loading reports: every file is read, every report turned into N-Quads and stored whole or not at all; the rest goes on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.stores import WritableStore
from loaders.identity import mint_report
from loaders.manifest import Manifest
from loaders.measured import read_measured
from loaders.quads import to_nquads
from loaders.relations import find_relations
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import Source, read_sources
from loaders.things import find_things
from ontology.errors import SourceError

KINDS = ("Target", "Outcome", "Project", "Program", "Institution", "Place", "Relation")


@dataclass(frozen=True, slots=True)
class Loaded:
    """One report that is now in the store: how much of each kind was found, and how long it took."""

    place: str
    year: int
    source: str
    counts: tuple[tuple[str, int], ...]
    seconds: float

    def __str__(self) -> str:
        found = ", ".join(_counted(kind, count) for kind, count in self.counts)
        return f"{self.place} {self.year} ({self.source}): {found}; {self.seconds:.1f} s"


@dataclass(frozen=True, slots=True)
class Skipped:
    """One report whose text was in the store before."""

    place: str
    year: int
    source: str

    def __str__(self) -> str:
        return f"{self.place} {self.year} ({self.source}): already in the store, nothing changed"


@dataclass(frozen=True, slots=True)
class Failed:
    """One file that could not be loaded, and why."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class Remarked:
    """Something about a report that was loaded all the same."""

    words: str

    def __str__(self) -> str:
        return self.words


class Known(NamedTuple):
    """A report that the store holds: the name of its place, its year and its title."""

    place: str
    year: int
    title: str


Event = Loaded | Skipped | Failed | Remarked


def load_reports(
    open_store: Callable[[], AbstractContextManager[WritableStore]],
    paths: Sequence[Path],
    place: str | None = None,
    year: int | None = None,
    manifest: Manifest | None = None,
) -> Iterator[Event]:
    """Load all reports at the paths, telling what happened to each; the store is opened when there is a first report to put in."""
    problems: list[SourceError] = [*manifest.problems] if manifest else []
    unread = set(manifest.entries) if manifest else set()
    with ExitStack() as stack:
        store: WritableStore | None = None
        known: dict[str, Known] = {}
        for source in read_sources(paths, problems):
            yield from _drain(problems)
            entries = manifest.entries_of(source.path) if manifest else ()
            unread.difference_update(entries)
            if manifest and not entries:
                yield Remarked(f"{source.path} is not in the manifest {manifest.path}: what is known of it is what it says itself.")
            try:
                reports = parse_reports(source, place=place, year=year, entries=entries)
            except SourceError as error:
                yield Failed(str(error))
                continue
            if store is None:
                store = stack.enter_context(open_store())
                known = {one.iri: Known(one.place_name, one.year, one.title) for one in store.reports()}
            for report in reports:
                yield from map(Remarked, report.remarks)
                yield from _load_report(store, known, source, report)
    yield from _drain(problems)
    for entry in (entry for entry in (manifest.entries if manifest else ()) if entry in unread):
        yield Failed(f"{entry.where} names {entry.file}, which is none of the files that were read: check the name.")


def _drain(problems: list[SourceError]) -> Iterator[Failed]:
    while problems:
        yield Failed(str(problems.pop(0)))


def _load_report(store: WritableStore, known: dict[str, Known], source: Source, report: Report) -> Iterator[Event]:
    """Load one report unless it is known already, and add it to what is known."""
    iri = mint_report(report)
    if iri in known:
        yield Skipped(report.place, report.year, source.name)
        return
    if others := [one.title for one in known.values() if (one.place, one.year) == (report.place, report.year)]:
        yield Remarked(
            f"{source.path} is another text than {'、'.join(others)}, which the store already has of {report.place} for {report.year}: "
            "both are kept; load only one of them into a new store if they are one report."
        )
    start = time.perf_counter()
    data, counts = extract(report)
    store.load(data)
    known[iri] = Known(report.place, report.year, report.title)
    yield Loaded(report.place, report.year, source.name, counts, time.perf_counter() - start)


def extract(report: Report) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    """The N-Quads of a report, and how much of each kind they state."""
    reading = read_measured(report)
    things = find_things(report)
    relations = find_relations(report, things)
    found: list[str] = [*(one.cls for one in reading.measured), *(thing.cls for thing in things), *("Relation" for _ in relations)]
    counts = Counter(found)
    data = to_nquads(report, reading.measured, things, relations, reading.unstated)
    return data, tuple((kind, counts[kind]) for kind in KINDS)


def _counted(kind: str, count: int) -> str:
    return f"{count} {kind.lower()}{'' if count == 1 else 's'}"
