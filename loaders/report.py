"""A report of one place for one year: its clean text, sections and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from loaders.statements import Span
from loaders.text import Text

Tense = Literal["Review", "Plan"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the clean text under one heading; ``heading`` is None for what stands before the first one.

    ``level`` is 0 for a heading without a number, 1 for 一、, 2 for （一）, 3 for 1.; None without a heading.
    """

    span: Span
    order: int
    heading: str | None
    tense: Tense
    level: int | None = None


class Sentence(NamedTuple):
    """One sentence: its span in the clean text, its number in the report, and the number of its section."""

    span: Span
    order: int
    section: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the clean text with its sections and sentences, and what the text says about itself.

    ``place`` is the name of the place (胶州市), ``place_iri`` its IRI where the gazetteer knows it,
    ``issued`` an ISO date, ``delivered_to`` the congress, ``creators`` the reporters of a newspaper or else the speaker,
    ``media`` the newspaper's by-line, ``remarks`` a sentence for whatever text, file name and user contradict each other in.
    """

    text: Text
    source: str
    place: str
    place_iri: str | None
    year: int
    title: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    issued: str | None = None
    delivered_to: str | None = None
    creators: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        """The exact words at a span of the clean text."""
        return self.text.clean[span.begin : span.end]
