"""What a report says: measured statements, named things and relations, each tied to a span of the report's clean text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

ThingClass = Literal["Place", "Institution", "Program", "Project"]
Basis = Literal["Explicit", "ByName", "BySection"]
Measure = Literal["Growth", "Level", "Count", "Rate", "Area", "Ordinal", "Qualitative"]
Comparator = Literal["Equal", "AtLeast", "AtMost", "MoreThan", "LessThan", "About", "Between", "InStepWith"]
Role = Literal["Goal", "Scale", "Aspiration"]
Reason = Literal[
    "Date", "Duration", "Ordinal", "Name", "Threshold", "Size", "Baseline", "List", "Figure", "Quoted", "Bracketed", "Repeated", "Ratio",
    "NoUnit", "NoIndicator", "NothingRead",
]  # fmt: skip


class Span(NamedTuple):
    """Characters begin to end (half-open) of a report's clean text."""

    begin: int
    end: int


class Ref(NamedTuple):
    """A thing of one report, named by its class and its name in that report; class "Status" names a status concept."""

    cls: str
    name: str


class Measured(NamedTuple):
    """One number (or one stated qualitative goal) of an indicator: a target, or an outcome of the year it is for.

    ``value`` is the number before ``unit_text`` ("1.5" before "万人"), ``number_text`` the number as printed.
    ``indicator`` is the IRI of the concept in the indicator scheme, None where no concept is known.
    """

    cls: Literal["Target", "Outcome"]
    quote: Span
    sentence: int
    year: int
    indicator_text: str
    measure: Measure
    indicator: str | None = None
    comparator: Comparator | None = None
    value: Decimal | None = None
    upper_value: Decimal | None = None
    number_text: str | None = None
    unit_text: str | None = None
    unit: str | None = None
    normalized_value: Decimal | None = None
    qualifier: str | None = None
    role: Role | None = None


class UnstatedNumber(NamedTuple):
    """A number, with its unit, that makes no statement, and why; ``reason`` is the notation of a concept of the reasons."""

    span: Span
    sentence: int
    reason: Reason
    unit_text: str | None = None


class Mention(NamedTuple):
    """One occurrence of a thing; the quote contains every character the name was read from (沈海高速、省道217改造)."""

    quote: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A named place, institution, program or project of one report, with its mentions in order of the text.

    ``kind`` is the IRI of a concept of the kind scheme; ``iri`` is set where the gazetteer or the zones know the thing.
    """

    cls: ThingClass
    name: str
    mentions: tuple[Mention, ...]
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    iri: str | None = None

    @property
    def ref(self) -> Ref:
        """The thing as relations name it."""
        return Ref(self.cls, self.name)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation or status as the report states it; ``predicate`` is the local name of an rg: property."""

    subject: Ref
    predicate: str
    object: Ref
    basis: Basis
    quote: Span
    sentence: int
