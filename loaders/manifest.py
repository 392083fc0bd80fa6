"""From a CSV table to what its author knows of each file: place, year, date, source and title."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path, PurePosixPath

from loaders.decoding import decode
from ontology.errors import SourceError

COLUMNS = ("file", "place", "year", "date", "source", "title")
YEARS = range(1949, 2101)

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest; None where it is silent, ``date`` an ISO date, ``where`` the line by its number for messages."""

    file: PurePosixPath
    where: str
    place: str | None = None
    year: int | None = None
    date: str | None = None
    source: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of a manifest that can be used, and a sentence for each that cannot."""

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[SourceError, ...]

    def entries_of(self, file: Path) -> tuple[Entry, ...]:
        """The lines on a file: those that name most of its path."""
        parts = _parts(file.as_posix())
        matching = [entry for entry in self.entries if parts[-len(entry.file.parts) :] == entry.file.parts]
        longest = max((len(entry.file.parts) for entry in matching), default=0)
        return tuple(entry for entry in matching if len(entry.file.parts) == longest)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a CSV file with a line of column names; raises SourceError where it cannot be used at all."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as problem:
        raise SourceError(f"{path} cannot be read ({problem.strerror}): check the name of the manifest.") from problem
    head = text.partition("\n")[0]
    rows = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=head.count))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    unknown = [name for name in rows.fieldnames if name not in COLUMNS]
    if "file" not in rows.fieldnames or unknown:
        raise SourceError(f"{path} is no manifest: its first line must name columns out of {', '.join(COLUMNS)}, file among them.")
    entries: dict[tuple[PurePosixPath, str | None], Entry] = {}
    problems = []
    for one in _read_rows(path, rows):
        if isinstance(one, SourceError):
            problems.append(one)
        elif (first := entries.setdefault((one.file, one.place), one)) is not one:
            problems.append(SourceError(f"{one.where} repeats {first.where}: it is left out."))
    return Manifest(path, tuple(entries.values()), tuple(problems))


def _read_rows(path: Path, rows: csv.DictReader[str]) -> Iterator[Entry | SourceError]:
    try:
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            fields = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if any(fields.values()):
                yield _to_entry(fields, where)
    except csv.Error as problem:
        yield SourceError(f"{path}, line {rows.line_num} is not CSV ({problem}): the lines from there on are left out.")


def _to_entry(fields: Mapping[str, str], where: str) -> Entry | SourceError:
    year, day = fields["year"].removesuffix("年"), _to_iso(fields["date"])
    if not fields["file"]:
        return SourceError(f"{where} names no file: fill in the column file.")
    if year and not (year.isdecimal() and int(year) in YEARS):
        return SourceError(f"{where} gives the year {fields['year']}, which is none: write four digits.")
    if fields["date"] and day is None:
        return SourceError(f"{where} gives the date {fields['date']}, which is none: write it as 2024-01-09.")
    file = PurePosixPath(*_parts(fields["file"]))
    return Entry(file, where, fields["place"] or None, int(year) if year else None, day, fields["source"] or None, fields["title"] or None)


def _parts(file: str) -> tuple[str, ...]:
    return PurePosixPath(unicodedata.normalize("NFC", file.replace("\\", "/"))).parts


def _to_iso(written: str) -> str | None:
    found = _DATE.fullmatch(written)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
