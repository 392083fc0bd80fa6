"""Paragraphs: the lines of the clean text, and the headings that they are or begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.headings import INLINE, RUNNING, UNNUMBERED, heading_level
from loaders.statements import Span

CUT = re.compile(r"^[…．.·。]{2,}$")
_BYLINE = re.compile(r"^(?P<media>\S{0,60}?)\s*(?:本报|特约|全媒体|首席)?记者[\s:：]+(?P<reporters>.{2,60})$")
_FRONT = re.compile(r"政\s*府\s*工\s*作\s*报\s*告|代表大会|[省市县区州长理]\s+[\u4e00-\u9fff]|^[—（(].*\d+月\d+日|^\d{4}年\d+月\d+日")
_FRONT_LINES = 8
_LONGEST_FRONT = 80
_LONGEST_HEADING = 60
_LONGEST_UNNUMBERED = 40
_LONG_LINE = 1_200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the clean text (or a part of a line that holds a whole report) with the heading that it is or begins with.

    ``level`` is 0 for a heading without a number, 1 for 一、, 2 for （一）, 3 for 1.; None for running text.
    """

    span: Span
    words: str
    level: int | None = None
    heading: str | None = None

    @property
    def may_turn(self) -> bool:
        """Whether a report may well turn from review to plan here: at a heading of the first level or a cut."""
        return self.level in (0, 1) or self.is_cut

    @property
    def is_cut(self) -> bool:
        """Whether the line only marks that text was left out."""
        return CUT.match(self.words) is not None

    @property
    def is_front(self) -> bool:
        """Whether the line can stand above a report: a title, a headline, a place, a date, a speaker."""
        return self.level == 0 or (self.heading is None and len(self.words) <= _LONGEST_FRONT and self.words[-1] not in "。！？：:；")

    @property
    def is_byline(self) -> bool:
        """Whether the line names the reporters."""
        return match_byline(self.words) is not None


def match_byline(words: str) -> re.Match[str] | None:
    """The media and the reporters that a line names, if it is a by-line."""
    return _BYLINE.match(words) if "记者" in words else None


def find_paragraphs(clean: str) -> list[Paragraph]:
    """The paragraphs of a clean text, in order."""
    spans = [span for line in _find_lines(clean) for span in _split(clean, line)]
    return [_to_paragraph(clean, span, order) for order, span in enumerate(spans)]


def _find_lines(clean: str) -> Iterator[Span]:
    begin = 0
    for line in clean.split("\n"):
        if line.strip():
            yield Span(begin, begin + len(line))
        begin += len(line) + 1


def _split(clean: str, line: Span) -> Iterator[Span]:
    """A line that is too long for one paragraph, split before the headings inside it."""
    begin = line.begin
    if line.end - line.begin > _LONG_LINE:
        for found in INLINE.finditer(clean, line.begin + 1, line.end):
            yield Span(begin, found.start())
            begin = found.start()
    yield Span(begin, line.end)


def _to_paragraph(clean: str, span: Span, order: int) -> Paragraph:
    words = clean[slice(*span)]
    if (order < _FRONT_LINES and _FRONT.search(words)) or CUT.match(words) or match_byline(words):
        return Paragraph(span, words)
    level = heading_level(words)
    if level is None:
        heading = _unnumbered_heading(words, inside_line=clean[span.begin - 1 : span.begin] not in ("", "\n"))
        return Paragraph(span, words, 0 if heading else None, heading)
    heading = re.split(r"[。：:！]", words, maxsplit=1)[0]
    if level == RUNNING or len(heading) > _LONGEST_HEADING:
        return Paragraph(span, words)
    return Paragraph(span, words, level, heading)


def _unnumbered_heading(words: str, *, inside_line: bool) -> str | None:
    if len(words) <= _LONGEST_UNNUMBERED and words[-1] not in "。！？!?；;：:…，,、":
        return words
    found = UNNUMBERED.match(words) if inside_line else None
    return found[0] if found else None
