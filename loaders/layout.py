"""The layout of a page undone: captions and page furniture left out, broken lines and columns joined, one line per paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from rjieba import cut, has_word

from loaders.furniture import find_footnote_marks, find_furniture, is_caption
from loaders.headings import RUNNING, UNNUMBERED, heading_level, is_numbered
from loaders.statements import Span
from loaders.text import Text

_ENDS = frozenset("。！？!?；;：:…")
_QUOTES = "”’」』）)》"
_COMMAS = "，,、"
_PARTICLES = frozenset("的地得和与及在对向为以从由把被将再又也都不要有是")
_OPENS = frozenset("，,、（(《“‘「『〈【—－-")
_CONTINUES = re.compile(r"^(?:[，,、。；;：:！？!?）)》”’」』〉】％%]|第[一二三四五六七八九十]+次(?:全体)?会议)")
_SALUTATION = re.compile(r"^(?:各位(?:代表|主任|委员)|同志们)[，,：:！!、]")
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("(", ")"), ("《", "》"), ("「", "」"))
_BLANK = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
_INDENT = re.compile(r"(?<=\S)[ \u3000]*\u3000{2,}(?=\S)")
_HEADING_BLANK = re.compile(r"(?<=\s)[一二三四五六七八九十]{1,3}、[^\s。]{2,40}( )")
_TYPOGRAPHIC = re.compile(r"[—–] \d{1,3} [—–]|(?<=[!-~]) +(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) +(?=[!-~])")
_LONGEST_HEADING = 40
_SPACED_LINE = 2_000
_WIDEST = 60
_NARROWEST = 20
_FEWEST_LINES = 12
_RAGGED = 8
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, and where in the laid-out text the picture stood."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The clean text, one paragraph per line, and what was taken out of it."""

    text: Text
    captions: tuple[Caption, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; ``apart`` if an empty line stands before it, ``indented`` if blanks do."""

    begin: int
    end: int
    words: str
    apart: bool
    indented: bool


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a file breaks its lines: at a fixed width, between paragraphs only, with empty lines or indents between paragraphs."""

    width: int | None
    apart: bool
    indented: bool


def lay_out(decoded: str) -> Layout:
    """The clean text of a decoded file."""
    raw = _with_lines(Text.from_decoded(decoded))
    lines = list(_find_lines(raw.clean))
    left_out = find_furniture([line.words for line in lines])
    own = [line for index, line in enumerate(lines) if index not in left_out]
    pictures = [line for line in own if is_caption(line.words)]
    shown = {line.begin for line in pictures}
    text = raw.take(_kept(raw.clean, [line for line in own if line.begin not in shown]))
    text = text.drop(find_footnote_marks(text.clean))
    captions = tuple(Caption(bisect_left(text.origin, raw.origin[line.begin]), line.words) for line in pictures)
    return Layout(text, captions, tuple(lines[index].words for index in sorted(left_out)))


def _with_lines(text: Text) -> Text:
    """A text that was copied into few lines, with its line ends put back where they left blanks."""
    if text.clean.count("\n") * _SPACED_LINE > len(text):
        return text
    indents = [found.start() for found in _INDENT.finditer(text.clean)]
    text = text.with_line_ends(indents)
    blanks = [found.start() for found in _BLANK.finditer(text.clean)]
    if len(blanks) * _WIDEST < len(text):
        return text
    text = text.with_line_ends(found.start(1) for found in _HEADING_BLANK.finditer(text.clean))
    text = text.drop(Span(*found.span()) for found in _TYPOGRAPHIC.finditer(text.clean))
    return text.with_line_ends(found.start() for found in _BLANK.finditer(text.clean))


def _find_lines(clean: str) -> Iterator[Line]:
    begin, apart = 0, True
    for row in clean.split("\n"):
        words = row.strip(" \u3000")
        if words:
            left = len(row) - len(row.lstrip(" \u3000"))
            yield Line(begin + left, begin + left + len(words), words, apart, left >= 2)
        apart = not words
        begin += len(row) + 1


def _habit(lines: Sequence[Line]) -> _Habit:
    """How most paragraphs of the file begin, judged after lines that surely end one."""
    widths = [_width(line.words) for line in lines]
    broken = sum(1 for line in lines if not _has_ended(line.words))
    width = None
    if len(lines) >= _FEWEST_LINES and _NARROWEST <= median(widths) <= 2 * _WIDEST and broken > 0.5 * len(lines):
        width = int(quantiles(widths, n=10)[7])
    starts = [after for before, after in pairwise(lines) if _has_ended(before.words)]
    return _Habit(width, _mostly(line.apart for line in starts), _mostly(line.indented for line in starts))


def _mostly(answers: Iterable[bool]) -> bool:
    counted = list(answers)
    return sum(counted) > 0.6 * len(counted)


def _width(words: str) -> int:
    """The width of a printed line in half-width characters."""
    return 2 * len(words) - len(words.encode("ascii", errors="ignore"))


def _kept(clean: str, lines: Sequence[Line]) -> Iterator[Span]:
    """The spans of the lines, with a line end between two unless they are parts of one paragraph."""
    habit = _habit(lines)
    paragraph = ""
    for before, line in zip((None, *lines), lines, strict=False):
        begin = line.begin
        joined = before is not None and _joins(paragraph, before, line, habit)
        if before is not None and not joined:
            end_of_line = clean.rindex("\n", before.end, line.begin)
            yield Span(end_of_line, end_of_line + 1)
        elif before is not None and line.apart and _is_doubled(before.words, line.words):
            begin += 1
        yield Span(begin, line.end)
        paragraph = paragraph + line.words if joined else line.words


def _is_doubled(before: str, after: str) -> bool:
    """Whether a column break printed its last character twice (建设|设上合, 加快建|建设): one of the two belongs to no word."""
    if not after.startswith(before[-1]) or before[-1].isascii():
        return False
    edge, at = len(before[-_NEAR:]), 0
    words = []
    for word in cut(before[-_NEAR:] + after[:_NEAR]):
        words.append((at, word))
        at += len(word)
    first = next(word for at, word in words if at < edge <= at + len(word))
    second = next(word for at, word in words if at <= edge < at + len(word))
    if first is second:
        return False
    ends, begins = (len(word) > 1 and has_word(word) for word in (first, second))
    return ends != begins and (ends or first not in _PARTICLES)


def _joins(paragraph: str, before: Line, after: Line, habit: _Habit) -> bool:
    """Whether a line goes on in the next one; ``paragraph`` is what the line already goes on from, itself included."""
    if is_numbered(after.words):
        return heading_level(after.words) == RUNNING and before.words[-1] in _COMMAS
    if _SALUTATION.match(after.words):
        return False
    if _CONTINUES.match(after.words) or _is_open(before.words):
        return True
    if habit.indented and after.indented:
        return False
    is_full = habit.width is not None and _width(before.words) >= habit.width - _RAGGED
    if _has_ended(before.words):
        return is_full and habit.indented and not after.apart
    running = len(paragraph) > len(before.words)
    if _is_heading(paragraph) and (after.apart or not running) and not is_full:
        return False
    if is_full or running or (habit.apart and not after.apart):
        return True
    if habit.width is not None:
        return False
    return len(before.words) > _LONGEST_HEADING and heading_level(before.words) in (None, RUNNING)


def _is_heading(words: str) -> bool:
    """Whether a line is surely a heading and whole."""
    level = heading_level(words)
    return (
        len(words) <= _LONGEST_HEADING and "。" not in words and (level not in (None, RUNNING) or UNNUMBERED.fullmatch(words) is not None)
    )


def _has_ended(words: str) -> bool:
    """Whether a line ends with a sentence or an item of a list."""
    return words.rstrip(_QUOTES)[-1:] in _ENDS


def _is_open(words: str) -> bool:
    """Whether a line ends inside a clause, a quotation or a bracket."""
    return words[-1] in _OPENS or any(words.count(left) > words.count(right) for left, right in _PAIRS)
