"""A number as a sentence states it: with its indicator, measure, comparator and qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loaders.numbers import Number
from loaders.phrases import Left
from loaders.statements import Comparator, Measure, Role, Span

_MEASURES: Final[dict[str, Measure]] = {
    **dict.fromkeys(("Places", "Points"), "Growth"),
    **dict.fromkeys(("Percent", "Times"), "Rate"),
    "Rank": "Ordinal",
    "Area": "Area",
    "Count": "Count",
}
BOTH: Final = frozenset({"均", "都"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A number with its indicator; ``words`` is where the words that say it stand."""

    number: Number
    indicator: str
    words: Span
    measure: Measure
    comparator: Comparator
    qualifier: str | None
    role: Role | None = None


def to_stated(number: Number, name: str, words: Span, left: Left, *, comparator: Comparator | None = None, scope: str = "") -> Stated:
    """A number as the words before it state it; ``comparator`` is what is said of its whole list, ``scope`` whom it is ranked among."""
    measure = _to_measure(number, left)
    span = Span(min(words.begin, number.begin), max(words.end, number.end))
    fall = "下降" if left.down and measure == "Growth" else None
    hedges = (scope, *left.hedges, number.hedge, fall) if left.hedges else (scope, number.hedge, fall)
    qualifier = " ".join([hedge for hedge in hedges if hedge and hedge not in BOTH]) or None
    return Stated(number, name.strip(" ，、"), span, measure, _to_comparator(number, left, comparator), qualifier)


def _to_measure(number: Number, left: Left) -> Measure:
    if number.change or (left.change and number.kind != "Rank"):
        return "Growth"
    return _MEASURES.get(number.kind, "Level")


def _to_comparator(number: Number, left: Left, comparator: Comparator | None) -> Comparator:
    if number.upper is not None:
        return "Between"
    if left.comparator == "AtMost" and number.hedge in {None, "以内", "以下"}:
        return "AtMost"
    return comparator or number.comparator or left.comparator or "Equal"
