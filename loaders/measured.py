"""Targets and outcomes: the numbers of a report as statements, and an account of the numbers that are none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.clauses import BRACKETED, QUOTED, mask
from loaders.exclusions import Reason
from loaders.goals import Goal, find_goals
from loaders.horizon import read_year
from loaders.indicators import SentenceReader
from loaders.linking import Linker, find_linker
from loaders.numbers import find_numbers, narrow
from loaders.report import Report, Sentence
from loaders.stated import Stated
from loaders.statements import Measured, Span

UNREAD: Final[frozenset[Reason]] = frozenset({"NoUnit", "NoIndicator"})
_INTENT = re.compile(r"(?P<intent>力争|确保|争取|预计|有望|力求)[^，。；、：]{0,10}$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Excluded:
    """A number of the report that is no statement, and why."""

    span: Span
    sentence: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the numbers of a report, in the order of its text."""

    measured: tuple[Measured, ...]
    excluded: tuple[Excluded, ...]

    @property
    def unread(self) -> tuple[Excluded, ...]:
        """The numbers that were not understood: those without a unit, and those whose indicator was not found."""
        return tuple(number for number in self.excluded if number.reason in UNREAD)

    @property
    def coverage(self) -> float:
        """The share of the numbers that are stated or excluded with a reason; 1 for a text without numbers."""
        stated = sum(1 for statement in self.measured if statement.value is not None)
        return 1 - len(self.unread) / max(stated + len(self.excluded), 1)


def read_measured(report: Report) -> Reading:
    """The statements that the numbers of a report make, and the numbers that make none."""
    clean = report.text.clean
    masked = mask(narrow(clean))
    linker = find_linker()
    numbers = find_numbers(masked)
    starts = [number.begin for number in numbers]
    measured: dict[tuple[object, ...], Measured] = {}
    excluded: list[Excluded] = []
    for sentence in report.sentences:
        excluded += _find_masked(clean, masked, sentence)
        ahead = report.sections[sentence.section].tense == "Plan"
        for goal in find_goals(clean, masked, sentence.span, ahead):
            statement = _to_qualitative(report, sentence, goal, linker)
            measured.setdefault(_key(statement), statement)
        own = numbers[bisect_left(starts, sentence.span.begin) : bisect_left(starts, sentence.span.end)]
        if not own:
            continue
        reader = SentenceReader(clean, masked, sentence.span)
        reader.read(own)
        excluded += [Excluded(Span(n.begin, n.end), sentence.order, reason) for n, reason in reader.excluded]
        for found in reader.found:
            statement = _to_measured(report, sentence, found, linker)
            if measured.setdefault(_key(statement), statement) is not statement:
                excluded.append(Excluded(Span(found.number.begin, found.number.end), sentence.order, "Repeated"))
    return Reading(tuple(sorted(measured.values(), key=lambda m: (m.sentence, m.quote.end))), tuple(sorted(excluded, key=lambda e: e.span)))


def find_measured(report: Report) -> list[Measured]:
    """The targets and outcomes of a report in the order of its text."""
    return list(read_measured(report).measured)


def find_excluded(report: Report) -> list[Excluded]:
    """The numbers of a report that are no targets or outcomes, each with the reason."""
    return list(read_measured(report).excluded)


def _find_masked(clean: str, masked: str, sentence: Sentence) -> Iterator[Excluded]:
    """The numbers in the quotation marks and brackets of a sentence."""
    begin, end = sentence.span
    if masked.find(QUOTED, begin, end) < 0 and masked.find(BRACKETED, begin, end) < 0:
        return
    for found in _DIGITS.finditer(clean, begin, end):
        filling = masked[found.start()]
        if filling in {QUOTED, BRACKETED}:
            yield Excluded(Span(*found.span()), sentence.order, "Quoted" if filling == QUOTED else "Bracketed")


def _key(m: Measured) -> tuple[object, ...]:
    """What makes two statements the same: all but where they stand."""
    return m.cls, m.year, m.indicator_text, m.measure, m.comparator, m.value, m.upper_value, m.unit_text, m.qualifier


def _with_intent(before: str, qualifier: str | None) -> str | None:
    """The qualifier, with the word that says how firmly a number is meant (力争, 确保) if it stands before it."""
    found = _INTENT.search(before)
    return " ".join(filter(None, (found["intent"], qualifier))) if found else qualifier


def _to_qualitative(report: Report, sentence: Sentence, goal: Goal, linker: Linker) -> Measured:
    ahead = report.sections[sentence.section].tense == "Plan"
    return Measured(
        cls="Target" if ahead else "Outcome",
        quote=goal.span,
        sentence=sentence.order,
        year=report.year if ahead else report.year - 1,
        indicator_text=goal.indicator,
        measure="Qualitative",
        indicator=linker.link_indicator(goal.indicator),
        comparator=goal.comparator,
        qualifier=goal.how,
        role="Goal" if ahead else None,
    )


def _to_measured(report: Report, sentence: Sentence, found: Stated, linker: Linker) -> Measured:
    number = found.number
    ahead = report.sections[sentence.section].tense == "Plan"
    year = read_year(report.text.clean[sentence.span.begin : number.begin], report.year)
    if year is not None:
        ahead = year >= report.year
    unit, normalized = linker.link_unit(number)
    return Measured(
        cls="Target" if ahead else "Outcome",
        quote=found.words,
        sentence=sentence.order,
        year=year or (report.year if ahead else report.year - 1),
        indicator_text=found.indicator,
        measure=found.measure,
        indicator=linker.link_indicator(found.indicator, growth=found.measure == "Growth"),
        comparator=found.comparator,
        value=number.value,
        upper_value=number.upper,
        number_text=report.text.clean[number.begin : number.begin + len(number.number_text)],
        unit_text=number.unit_text,
        unit=unit,
        normalized_value=normalized,
        qualifier=_with_intent(report.text.clean[sentence.span.begin : found.words.begin], found.qualifier),
        role=found.role or ("Goal" if ahead else None),
    )
