"""From a PDF to the text of its report: the rows of its text layer in reading order, without running heads and page numbers."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from ctypes import c_double
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median, quantiles

from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage, raw

from ontology.errors import SourceError

_RADICALS = re.compile(r"[\u2e80-\u2fdf]")
_DIGITS = re.compile(r"[\d\s]+")
_PAGE_NUMBER = re.compile(r"[\s\-—–·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s/，,]*共?\s*\d{1,4}\s*页?)?[\s\-—–·.]*")
_FEWEST_CHARACTERS = 20
_EDGE_ROWS = 2
_SHARE_OF_PAGES = 0.3
_BLANK = 0.15
_WIDE_BLANK = 0.7
_GUTTER = 1.2
_LONG_ROW = 8
_SHARE_OF_PAIRS = 0.3
_INDENTS = (1.2, 4.0)
_SPACED = 1.4
_SHORT = 0.85
_FEW_ROWS = 4
_INDENTED = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class _Character:
    """A character and its box, in points from the lower left corner of the page."""

    word: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one row or of one column's part of it; ``size`` is the height of a character."""

    words: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Usual:
    """From row to row, how wide rows are, and the left edges that many rows share."""

    step: float
    width: float
    lefts: frozenset[int]


def read_pdf(data: bytes, name: str) -> str:
    """The text layer of a PDF: one line per row, with an indent or an empty line where the page shows that a paragraph begins."""
    try:
        with closing(PdfDocument(data)) as document:
            pages = [_read_page(document, number) for number in range(len(document))]
    except PdfiumError as problem:
        raise SourceError(_refusal(name, problem)) from problem
    if sum(len(row.words) for rows in pages for row in rows) < _FEWEST_CHARACTERS * max(len(pages), 1):
        raise SourceError(f"{name} holds pictures of pages and no text: run text recognition (OCR) on it and load the result.")
    text = "\n".join(_to_lines(list(_drop_running_heads(pages))))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refusal(name: str, problem: PdfiumError) -> str:
    if problem.err_code == raw.FPDF_ERR_PASSWORD:
        return f"{name} is encrypted: open it with its password and save it without one."
    return f"{name} is a broken PDF: download it again."


def _read_page(document: PdfDocument, number: int) -> list[_Row]:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        lines = list(_find_lines(text))
    return _in_columns(lines) or [_to_row(line) for line in lines]


def _find_lines(text: PdfTextPage) -> Iterator[list[_Character]]:
    """The characters of each line that PDFium finds, from left to right: fonts that take turns are often written one after the other."""
    for is_end, line in groupby(_read_characters(text), lambda character: character.word in "\r\n"):
        ink = [] if is_end else [character for character in line if not character.word.isspace()]
        if ink:
            yield sorted(ink, key=lambda character: character.left) if _is_level(ink) else ink


def _read_characters(text: PdfTextPage) -> Iterator[_Character]:
    for index in range(text.count_chars()):
        word = _RADICALS.sub(_to_ideograph, chr(raw.FPDFText_GetUnicode(text, index)))
        _, bottom, right, top = text.get_charbox(index, loose=True)
        left, baseline = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, index, left, baseline)
        yield _Character(word, left.value, bottom, right, top)


def _to_ideograph(radical: re.Match[str]) -> str:
    """The character that looks like a radical: what fonts often say that they show instead."""
    return unicodedata.normalize("NFKC", radical[0])


def _is_level(line: Sequence[_Character]) -> bool:
    return max(one.top for one in line) - min(one.bottom for one in line) < 2 * _size(line)


def _size(line: Sequence[_Character]) -> float:
    return median(character.top - character.bottom for character in line)


def _to_row(line: Sequence[_Character]) -> _Row:
    usual = median(_gaps(line)) if len(line) > 1 else 0.0
    blank = _BLANK * _size(line) + max(usual, 0.0)
    pieces = [line[0].word]
    for (before, after), gap in zip(pairwise(line), _gaps(line), strict=True):
        is_mixed = before.word.isascii() != after.word.isascii() and gap < _WIDE_BLANK * _size(line)
        pieces.append(after.word if gap < blank or is_mixed else f" {after.word}")
    return _Row("".join(pieces), line[0].left, max(one.right for one in line), min(one.bottom for one in line), _size(line))


def _gaps(line: Sequence[_Character]) -> list[float]:
    """The space after each character but the last; a Chinese one fills a square, whatever box its font states."""
    size = _size(line)
    ends = (one.right if one.word.isascii() else max(one.right, one.left + size) for one in line)
    return [after.left - end for end, after in zip(ends, line[1:], strict=False)]


def _in_columns(lines: Sequence[Sequence[_Character]]) -> list[_Row] | None:
    """The rows of a page that runs its columns together line by line, column after column; None of any other page."""
    parts = [_to_row(part) for line in lines for part in _split(line)]
    gaps = [(left.right + right.left) / 2 for left, right in pairwise(parts) if _is_pair(left, right)]
    if len(gaps) < _SHARE_OF_PAIRS * len(parts) or not gaps:
        return None
    size = median(row.size for row in parts)
    ordered = sorted(gaps)
    gutters = [ordered[0], *(after for before, after in pairwise(ordered) if after - before > _GUTTER * size)]
    return list(_by_column(parts, gutters))


def _split(line: Sequence[_Character]) -> Iterator[Sequence[_Character]]:
    """The parts of a line between wide gaps."""
    begin = 0
    for index, gap in enumerate(_gaps(line), start=1):
        if gap > _GUTTER * _size(line):
            yield line[begin:index]
            begin = index
    yield line[begin:]


def _is_pair(left: _Row, right: _Row) -> bool:
    """Whether two long rows stand side by side."""
    beside = abs(left.bottom - right.bottom) < left.size / 2 and right.left - left.right > _GUTTER * left.size
    return beside and min(len(left.words), len(right.words)) >= _LONG_ROW


def _by_column(rows: Sequence[_Row], gutters: Sequence[float]) -> Iterator[_Row]:
    """The rows column after column between one row across the gutters and the next."""
    band: list[_Row] = []
    for row in rows:
        if any(row.left < gutter < row.right for gutter in gutters):
            yield from sorted(band, key=lambda row: bisect(gutters, row.left))
            yield row
            band = []
        else:
            band.append(row)
    yield from sorted(band, key=lambda row: bisect(gutters, row.left))


def _drop_running_heads(pages: Sequence[list[_Row]]) -> Iterator[list[_Row]]:
    """The pages without page numbers and without what stands in the same size at the edges of many of them."""
    seen = Counter(key for rows in pages for key in {_to_key(row) for row in _edges(rows, _EDGE_ROWS)})
    often = max(2, _SHARE_OF_PAGES * len(pages))
    for rows in pages:
        heads = {id(row) for row in _edges(rows, _EDGE_ROWS) if seen[_to_key(row)] >= often}
        body = [row for row in rows if id(row) not in heads]
        numbers = {id(row) for row in _edges(body, 1) if _PAGE_NUMBER.fullmatch(row.words)} if len(pages) > 1 else set()
        yield [row for row in body if id(row) not in numbers]


def _to_key(row: _Row) -> tuple[str, int]:
    return _DIGITS.sub("", row.words), round(row.size)


def _edges(rows: Sequence[_Row], count: int) -> list[_Row]:
    """The highest and the lowest rows of a page."""
    ordered = sorted(rows, key=lambda row: row.bottom)
    return [*ordered[:count], *ordered[-count:]]


def _to_lines(pages: Sequence[Sequence[_Row]]) -> Iterator[str]:
    """The words of the rows, with the empty lines and indents that show where paragraphs begin."""
    everywhere = [row for rows in pages for row in rows]
    steps = [above.bottom - below.bottom for rows in pages for above, below in pairwise(rows) if above.bottom > below.bottom]
    usual = _Usual(
        step=median(steps or [0.0]),
        width=max(map(_width, everywhere)) if len(everywhere) < _FEW_ROWS else quantiles(map(_width, everywhere), n=4)[2],
        lefts=frozenset(left for left, count in Counter(round(row.left) for row in everywhere).items() if count >= _FEW_ROWS),
    )
    for above, row in pairwise((None, *everywhere)):
        if above and row and _is_apart(above, row, usual):
            yield ""
        if row:
            yield f"{_INDENTED}{row.words}" if _is_indented(row, usual) else row.words


def _width(row: _Row) -> float:
    return row.right - row.left


def _is_apart(above: _Row, row: _Row, usual: _Usual) -> bool:
    """Whether space stands between two rows, or the first one is short before a new column or page."""
    if above.bottom <= row.bottom:
        return _width(above) < _SHORT * usual.width
    return above.bottom - row.bottom > _SPACED * usual.step


def _is_indented(row: _Row, usual: _Usual) -> bool:
    least, most = (ems * row.size for ems in _INDENTS)
    return any(least < row.left - left < most for left in usual.lefts)
