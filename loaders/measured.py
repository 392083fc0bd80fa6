"""Targets and outcomes: the numbers of a report as statements, and an account of the numbers that are none."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from loaders.clauses import mask
from loaders.exclusions import Reason
from loaders.horizon import read_year
from loaders.indicators import Found, SentenceReader
from loaders.linking import link_indicator, link_unit
from loaders.numbers import find_numbers, narrow
from loaders.report import Report, Sentence
from loaders.statements import Measured, Span


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


def read_measured(report: Report) -> Reading:
    """The statements that the numbers of a report make, and the numbers that make none."""
    clean = report.text.clean
    masked = mask(narrow(clean))
    numbers = find_numbers(masked)
    starts = [number.begin for number in numbers]
    measured: list[Measured] = []
    excluded: list[Excluded] = []
    for sentence in report.sentences:
        own = numbers[bisect_left(starts, sentence.span.begin) : bisect_left(starts, sentence.span.end)]
        if own:
            reader = SentenceReader(clean, masked)
            reader.read(sentence.span, own)
            measured += [_to_measured(report, sentence, found) for found in reader.found]
            excluded += [Excluded(Span(n.begin, n.end), sentence.order, reason) for n, reason in reader.excluded]
    return Reading(_without_repeats(measured), tuple(excluded))


def find_measured(report: Report) -> list[Measured]:
    """The targets and outcomes of a report in the order of its text."""
    return list(read_measured(report).measured)


def find_excluded(report: Report) -> list[Excluded]:
    """The numbers of a report that are no targets or outcomes, each with the reason."""
    return list(read_measured(report).excluded)


def _without_repeats(measured: list[Measured]) -> tuple[Measured, ...]:
    kept = {(m.cls, m.indicator_text, m.measure, m.comparator, m.value, m.upper_value, m.unit_text, m.qualifier): m for m in reversed(measured)}
    return tuple(reversed(kept.values()))


def _to_measured(report: Report, sentence: Sentence, found: Found) -> Measured:
    number = found.number
    plan = report.sections[sentence.section].tense == "Plan"
    year = read_year(report.text.clean[sentence.span.begin : number.begin], report.year)
    if year is not None:
        plan = year >= report.year
    unit, normalized = link_unit(number)
    return Measured(
        cls="Target" if plan else "Outcome",
        quote=Span(found.begin, found.end),
        sentence=sentence.order,
        year=year or (report.year if plan else report.year - 1),
        indicator_text=found.indicator,
        measure=found.measure,
        indicator=link_indicator(found.indicator),
        comparator=found.comparator,
        value=number.value,
        upper_value=number.upper,
        number_text=number.number_text,
        unit_text=number.unit_text,
        unit=unit,
        normalized_value=normalized,
        qualifier=found.qualifier,
        role=found.role or ("Goal" if plan else None),
    )
