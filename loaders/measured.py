"""Targets and outcomes: the numbers of a report as statements, and an account of the numbers that are none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Final

from loaders.clauses import BRACKETED, QUOTED, mask
from loaders.goals import Goal, find_goals
from loaders.horizon import read_year
from loaders.indicators import SentenceReader
from loaders.linking import Linker, find_linker
from loaders.numbers import Number, find_numbers, narrow
from loaders.report import Report, Sentence
from loaders.stated import Stated
from loaders.statements import Measured, Reason, Span, UnstatedNumber

UNREAD: Final[frozenset[Reason]] = frozenset({"NoUnit", "NoIndicator"})
_INTENT = re.compile(r"(?P<intent>力争|确保|争取|预计|有望|力求)[^，。；、：]{0,10}$")
_NEAR: Final = 12
_REPEATED: Final[Reason] = "Repeated"
_HIDDEN: Final[dict[str, Reason]] = {QUOTED: "Quoted", BRACKETED: "Bracketed"}
_MARKS: Final = frozenset("。！？!?；;，,")
_DIGITS = re.compile(r"[0-9]+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the numbers of a report, in the order of its text."""

    measured: tuple[Measured, ...]
    unstated: tuple[UnstatedNumber, ...]

    @property
    def unread(self) -> tuple[UnstatedNumber, ...]:
        """The numbers that were not understood: those without a unit, and those whose indicator was not found."""
        return tuple(number for number in self.unstated if number.reason in UNREAD)

    @property
    def coverage(self) -> float:
        """The share of the numbers that make a statement or are known to make none; 1 for a text without numbers."""
        stated = sum(1 for statement in self.measured if statement.value is not None)
        return 1 - len(self.unread) / max(stated + len(self.unstated), 1)


def read_measured(report: Report) -> Reading:
    """The statements that the numbers of a report make, and the numbers that make none; headlines in front only repeat the text."""
    clean = report.text.clean
    narrowed = narrow(clean)
    masked = mask(narrowed)
    linker = find_linker()
    numbers = find_numbers(masked)
    starts = [number.begin for number in numbers]
    front = {sentence.order for sentence in takewhile(lambda one: _MARKS.isdisjoint(report.quote(one.span)), report.sentences)}
    measured: dict[tuple[object, ...], Measured] = {}
    unstated = list(_find_unread_digits(narrowed, masked, report.sentences, numbers))
    for sentence in report.sentences:
        own = numbers[bisect_left(starts, sentence.span.begin) : bisect_left(starts, sentence.span.end)]
        if sentence.order in front:
            unstated += (UnstatedNumber(Span(n.begin, n.end), sentence.order, _REPEATED, n.unit_text) for n in own)
            continue
        for goal in find_goals(clean, masked, sentence.span, _is_ahead(report, sentence)):
            _add(measured, _to_qualitative(report, sentence, goal, linker))
        if own:
            reader = SentenceReader(clean, masked, sentence.span)
            reader.read(own)
            said = {one.number.begin for one in reader.found if _add(measured, _to_measured(report, sentence, one, linker))}
            repeated = {one.number.begin: one.number for one in reader.found if one.number.begin not in said}
            silent = (*reader.excluded, *((number, _REPEATED) for number in repeated.values()))
            unstated += (UnstatedNumber(Span(n.begin, n.end), sentence.order, reason, n.unit_text) for n, reason in silent)
    return Reading(tuple(sorted(measured.values(), key=lambda m: (m.sentence, m.quote.end))), tuple(sorted(unstated, key=lambda n: n.span)))


def _is_ahead(report: Report, sentence: Sentence) -> bool:
    return report.sections[sentence.section].tense == "Plan"


def _add(measured: dict[tuple[object, ...], Measured], statement: Measured) -> bool:
    """Add a statement unless the report made it before."""
    return measured.setdefault(_key(statement), statement) is statement


def find_measured(report: Report) -> list[Measured]:
    """The targets and outcomes of a report in the order of its text."""
    return list(read_measured(report).measured)


def _find_unread_digits(narrowed: str, masked: str, sentences: Sequence[Sentence], numbers: Sequence[Number]) -> Iterator[UnstatedNumber]:
    """The digits of sentences that no number takes in: those in quotation marks and brackets, and those behind letters (G204)."""
    begins = [sentence.span.begin for sentence in sentences]
    for order, group in groupby(_find_loose_digits(narrowed, numbers), lambda span: bisect_right(begins, span.begin) - 1):
        if order < 0:
            continue
        spans, (begin, end), at = list(group), sentences[order].span, 0
        is_hidden = any(masked[span.begin] in _HIDDEN for span in spans)
        hidden = {number.begin + begin: number for number in find_numbers(narrowed[begin:end])} if is_hidden else {}
        for span in spans:
            if at <= span.begin < end:
                number = hidden.get(span.begin)
                at = number.end + begin if number else span.end
                reason = _HIDDEN.get(masked[span.begin], "Name")
                yield UnstatedNumber(Span(span.begin, at), order, reason, number.unit_text if number else None)


def _find_loose_digits(narrowed: str, numbers: Sequence[Number]) -> Iterator[Span]:
    """The digits outside of the numbers."""
    starts = [number.begin for number in numbers]
    for found in _DIGITS.finditer(narrowed):
        i = bisect_right(starts, found.start()) - 1
        if i < 0 or found.start() >= numbers[i].end:
            yield Span(*found.span())


def _key(m: Measured) -> tuple[object, ...]:
    """What makes two statements the same: all but where they stand."""
    return m.cls, m.year, m.indicator_text, m.measure, m.comparator, m.value, m.upper_value, m.unit_text, m.qualifier


def _with_intent(before: str, qualifier: str | None) -> str | None:
    """The qualifier, with the word that says how firmly a number is meant (力争, 确保) if it stands before it."""
    found = _INTENT.search(before[-_NEAR:])
    return " ".join(filter(None, (found["intent"], qualifier))) if found else qualifier


def _to_qualitative(report: Report, sentence: Sentence, goal: Goal, linker: Linker) -> Measured:
    ahead = _is_ahead(report, sentence)
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
    ahead = _is_ahead(report, sentence)
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
        indicator=linker.link_indicator(found.indicator, number, growth=found.measure == "Growth"),
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
