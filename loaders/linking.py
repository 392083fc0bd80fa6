"""Words of statements tied to the concepts of the lexicon: indicators, and units with the number in the base unit."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.numbers import Number
from ontology.concepts import Unit
from ontology.lexicon import Lexicon, fold, lexicon_paths, load_lexicon

_SCOPE = re.compile(
    r"(?:预计|全年|年末|年度|今年|当年|实现|完成|达成|带动|我[国省市县区州盟旗]|全[国省市县区州盟旗]|全域|全口径|地方|累计|年均|本级|"
    r"新时代|确保|力争|推动|促进|使|的|\d{4}年|[\u4e00-\u9fff]{2,3}[省市县区州盟])*"
)
_ASPECT = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长|总量|总规模|规模|年均|预期|预计|实际|名义|总体|目标)+$")


@functools.cache
def _finder(extra: tuple[Path, ...]) -> tuple[AhoCorasick, tuple[str, ...]]:
    labels = tuple(sorted(label for label in load_lexicon(extra).indicators_by_label if len(label) > 2 and not label.isascii()))
    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest), labels


def find_last_label(words: str) -> tuple[str, int] | None:
    """The last label of an indicator in the words, and where it begins."""
    finder, labels = _finder(lexicon_paths())
    found = finder.find_matches_as_indexes(words)
    return (labels[found[-1][0]], found[-1][1]) if found else None


@dataclass(frozen=True, slots=True)
class Linker:
    """The concepts of one lexicon; what was linked once is remembered."""

    lexicon: Lexicon
    indicators: dict[str, str | None] = field(default_factory=dict)
    units: dict[str, Unit | None] = field(default_factory=dict)

    def link_indicator(self, text: str, growth: bool = False) -> str | None:
        """The IRI of the concept that an indicator's words name, whatever place or time they begin with; None for an unknown one.

        What grows may be named by its growth alone (经济增长).
        """
        if text not in self.indicators:
            self.indicators[text] = self._find_indicator(text)
        return self.indicators[text] or (self._find_indicator(text + "增长") if growth else None)

    def _find_indicator(self, text: str) -> str | None:
        labels, folded = self.lexicon.indicators_by_label, fold(text)
        for words in dict.fromkeys((folded, _ASPECT.sub("", folded))):
            for begin in range(len(words)):
                if (found := labels.get(words[begin:])) and _SCOPE.fullmatch(words[:begin]):
                    return found.iri
        return None

    def link_unit(self, number: Number) -> tuple[str | None, Decimal]:
        """The IRI of a number's unit and the number in its base unit; None and the number itself for an unknown one."""
        spelling = number.unit or ""
        if spelling not in self.units:
            self.units[spelling] = self.lexicon.unit_named(spelling) if spelling else None
        unit = self.units[spelling]
        return (unit.iri, _plain(unit.to_base(number.scaled))) if unit else (None, _plain(number.scaled))


@functools.cache
def _linker(extra: tuple[Path, ...]) -> Linker:
    return Linker(load_lexicon(extra))


def find_linker() -> Linker:
    """The linker of the lexicon in use."""
    return _linker(lexicon_paths())


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros or an exponent, to ten digits after the point."""
    rounded = round(value, 10).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
