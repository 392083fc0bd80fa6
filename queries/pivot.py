"""From long rows to a table side by side: a line per thing measured, a column per place and year, the words behind every cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from queries.catalog import Pivot
from queries.run import Table

NOT_MENTIONED: Final = "未提及"
SEPARATOR: Final = "; "


class Cell(NamedTuple):
    """What one column says on one line: each value, and the quote that says it."""

    values: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PivotTable:
    """Lines by their key, cells by line and column; a cell that is absent was not mentioned, which is not zero."""

    key: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    cells: Mapping[tuple[tuple[str, ...], str], Cell] = field(default_factory=dict)

    def cell(self, line: tuple[str, ...], column: str) -> Cell | None:
        """What a column says on a line; None if it says nothing."""
        return self.cells.get((line, column))


def pivot_table(pivot: Pivot, table: Table) -> PivotTable:
    """Turn long rows by a pivot; the lines that most columns share come first, else the order of the rows stays."""
    cells: dict[tuple[tuple[str, ...], str], dict[str, str]] = {}
    lines: dict[tuple[str, ...], set[str]] = {}
    for row in table.rows:
        record = dict(zip(table.columns, row, strict=True))
        line, column = _joined(record, pivot.rows), " ".join(_joined(record, pivot.columns))
        lines.setdefault(line, set()).add(column)
        cells.setdefault((line, column), {}).setdefault(record[pivot.cell] or "", record[pivot.quote] or "")
    columns = tuple(dict.fromkeys(" ".join(_joined(dict(zip(table.columns, row, strict=True)), pivot.columns)) for row in table.rows))
    ordered = tuple(sorted(lines, key=lambda line: -len(lines[line])))
    return PivotTable(pivot.rows, columns, ordered, {at: Cell(tuple(found), tuple(found.values())) for at, found in cells.items()})


def _joined(record: Mapping[str, str | None], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(record[name] or "" for name in names)


def to_wide(table: PivotTable, quotes: bool) -> Table:
    """The table side by side as plain rows, each column followed by its quotes if wanted."""
    heads = [head for column in table.columns for head in ((column, f"{column} quote") if quotes else (column,))]
    return Table((*table.key, *heads), tuple(tuple(_wide_row(table, line, quotes)) for line in table.lines))


def _wide_row(table: PivotTable, line: tuple[str, ...], quotes: bool) -> list[str | None]:
    row: list[str | None] = list(line)
    for column in table.columns:
        cell = table.cell(line, column)
        row.append(SEPARATOR.join(cell.values) if cell else NOT_MENTIONED)
        if quotes:
            row.append(SEPARATOR.join(cell.quotes) if cell else None)
    return row


def to_records(table: PivotTable) -> list[dict[str, object]]:
    """The table as JSON objects: the key of a line, and its cells by column, null where nothing is said."""
    return [
        {**dict(zip(table.key, line, strict=True)), "cells": {column: _to_record(table.cell(line, column)) for column in table.columns}}
        for line in table.lines
    ]


def _to_record(cell: Cell | None) -> Sequence[Mapping[str, str]] | None:
    return None if cell is None else [{"stated": value, "quote": quote} for value, quote in zip(cell.values, cell.quotes, strict=True)]
