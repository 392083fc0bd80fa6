"""A number as a sentence states it: with its indicator, measure, comparator and qualifier."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

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
_LEVEL = r"(?:国家|省部|自治区|[省市州县区盟])级"
_FROM_LEVEL = re.compile(rf"(?:[\u4e00-\u9fff]{{2}}(?=市级))?{_LEVEL}及?以上")
_RESTRICTION = re.compile(rf"{_LEVEL}|[超过]?[\d.]*[十百千万亿]+美?元(?:以上|级)?|[百千万亿]+级")
_SHORTEST: Final = 4
BOTH: Final = frozenset({"均", "都"})


class Stated(NamedTuple):
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
    name, restriction = _split_restriction(name.strip(" ，、"))
    hedges = (scope, restriction, *left.hedges, number.hedge, fall)
    qualifier = " ".join([hedge for hedge in hedges if hedge and hedge not in BOTH]) or None
    return Stated(number, name, span, measure, _to_comparator(number, left, comparator), qualifier)


def _split_restriction(name: str) -> tuple[str, str]:
    """What is counted and what restricts it: the level from which it counts leaves the name, any other restriction is also in it."""
    if "级" not in name and "元" not in name:
        return name, ""
    if (found := _FROM_LEVEL.search(name)) and len(name) - len(found.group()) >= _SHORTEST:
        return name[: found.start()] + name[found.end() :], found.group()
    restriction = _RESTRICTION.search(name)
    return name, restriction.group() if restriction else ""


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
