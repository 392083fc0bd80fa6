"""Sections: what stands under one heading, or in one tense where no heading marks the turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.paragraphs import Paragraph
from loaders.report import Section, Tense
from loaders.statements import Span
from loaders.tense import find_tenses


def find_sections(paragraphs: Sequence[Paragraph], year: int) -> tuple[Section, ...]:
    """The sections of a report, in order."""
    tenses = find_tenses(paragraphs, year)
    starts = [index for index in range(len(paragraphs)) if index == 0 or _starts(paragraphs, tenses, index)]
    edges = pairwise([*starts, len(paragraphs)])
    return tuple(_to_section(paragraphs[begin:end], order, tenses[begin]) for order, (begin, end) in enumerate(edges))


def _starts(paragraphs: Sequence[Paragraph], tenses: Sequence[Tense], index: int) -> bool:
    return paragraphs[index].heading is not None or paragraphs[index].is_byline or tenses[index] != tenses[index - 1]


def _to_section(paragraphs: Sequence[Paragraph], order: int, tense: Tense) -> Section:
    first, last = paragraphs[0], paragraphs[-1]
    return Section(Span(first.span.begin, last.span.end), order, first.heading, tense, first.level)
