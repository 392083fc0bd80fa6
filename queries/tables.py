"""Answers for the eye: tables whose Chinese lines up and whose quotes wrap."""

from __future__ import annotations

import re
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from queries.run import Table

LONG: Final = frozenset(("quote", "sentence", "question", "问题"))

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_NUMBER: Final = re.compile(r"[≥≤<>≈]?-?\d[\d.,]*")


def to_rich(table: Table) -> RichTable:
    """A table to print: numbers to the right, long texts in the widest columns."""
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for i, name in enumerate(table.columns):
        cells = [row[i] for row in table.rows if row[i]]
        numeric = bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)
        drawn.add_column(
            Text(name.replace("_", " ")),
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=_width(name, cells),
        )
    for row in table.rows:
        drawn.add_row(*(Text(_CONTROL.sub(" ", cell or "")) for cell in row))
    return drawn


def _width(name: str, cells: list[str | None]) -> int:
    """Short columns are kept whole as far as there is room, long ones may shrink to a few words."""
    longest = max((cell_len(cell or "") for cell in cells), default=0)
    return max(min(24 if name in LONG else 16, longest), *map(cell_len, name.split("_")))
