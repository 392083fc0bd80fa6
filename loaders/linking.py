"""Words of statements tied to the concepts of the lexicon: indicators, and units with the number in the base unit."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.numbers import Number
from loaders.units import KINDS, Kind
from loaders.variants import Variant, find_stems, find_variants, to_canonical
from loaders.wordlists import to_words
from ontology.concepts import Indicator, Unit
from ontology.lexicon import Lexicon, fold, lexicon_paths, load_lexicon

_SCOPE = re.compile(
    r"(?:预计|全年|年末|年度|今年|当年|实现|完成|达成|带动|我[国省市县区州盟旗]|全[国省市县区州盟旗]|全域|全口径|地方|累计|年均|本级|"
    r"新时代|确保|力争|推动|促进|使|的|\d{4}年|[\u4e00-\u9fff]{2,3}[省市县区州盟])*"
)
_ASPECTS: Final = to_words("增速 增幅 涨幅 降幅 增长率 增长速度 增长 总量 总规模 规模 年均 预期 预计 实际 名义 总体 目标")
_ASPECT = re.compile(rf"(?:{'|'.join(_ASPECTS)})+$")
_RELATIVE: Final = frozenset({"Percent", "Points", "Times", "Places"})
_PEOPLE: Final = frozenset({"人", "名", "人次", "人口", "位"})
_COUNTED: Final = frozenset({"Count", "People", "Area"})
_SUMS: Final = frozenset({"Money", "Percent", "http://qudt.org/vocab/unit/KiloGM"})
_MONEY: Final = "CCY_"
_STOCKS: Final = ("余额", "保有量", "总量", "人口")


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
    variants: Mapping[str, Indicator]
    stems: frozenset[str]
    units_by_iri: Mapping[str, Unit]
    indicators: dict[tuple[str, str], str | None] = field(default_factory=dict)
    units: dict[str, Unit | None] = field(default_factory=dict)

    def link_indicator(self, text: str, number: Number | None = None, growth: bool = False) -> str | None:
        """The IRI of the concept that an indicator's words name, whatever stands around them; None for an unknown one.

        What grows may be named by its growth alone (经济增长). Words that are no label must also be measured as the concept is.
        """
        dimension = "" if number is None or (growth and number.kind in _RELATIVE) else self._dimension(number.unit, number.kind)
        key = (text, dimension)
        if key not in self.indicators:
            self.indicators[key] = self._find_label(text, dimension) or self._find_variant(text, dimension)
        return self.indicators[key] or (self._find_label(text + "增长", "") if growth else None)

    def _find_label(self, text: str, dimension: str) -> str | None:
        labels, folded = self.lexicon.indicators_by_label, fold(text)
        for words in (folded, _ASPECT.sub("", folded)) if folded.endswith(_ASPECTS) else (folded,):
            for begin in range(len(words)):
                if (found := labels.get(words[begin:])) and _SCOPE.fullmatch(words[:begin]):
                    return None if self._contradicts(found, dimension) else found.iri
        return None

    def _find_variant(self, text: str, dimension: str) -> str | None:
        for variant in find_variants(text, self.stems):
            found = self.variants.get(variant.words)
            if found and self._is_measured_in(found, dimension) and not _is_other(found, variant):
                return found.iri
        return None

    def _is_measured_in(self, indicator: Indicator, dimension: str) -> bool:
        if dimension in ("", "Rank"):
            return True
        return self._own_dimension(indicator) == dimension if indicator.unit else (indicator.measure == "Rate") == (dimension == "Percent")

    def _contradicts(self, indicator: Indicator, dimension: str) -> bool:
        """Whether a number can be none of an indicator even by its label: firms are no sum, a sum is no number of firms."""
        own = self._own_dimension(indicator)
        return own != dimension and ((dimension in _COUNTED and own in _SUMS) or (dimension == "Money" and own in _COUNTED))

    def _own_dimension(self, indicator: Indicator) -> str:
        if indicator.unit is None:
            return ""
        unit = self.units_by_iri[indicator.unit]
        return self._dimension(unit.label, KINDS.get(unit.label, "Bare"))

    def _dimension(self, spelling: str | None, kind: Kind) -> str:
        """What a unit measures; people are counted apart from things."""
        if kind == "Count":
            return "People" if spelling in _PEOPLE else kind
        unit = self.lexicon.unit_named(spelling or "") if kind == "Amount" else None
        return unit.base if unit else kind

    def link_unit(self, number: Number) -> tuple[str | None, Decimal]:
        """The IRI of a number's unit and the number in its base unit; None and the number itself for an unknown one."""
        spelling = number.unit or ""
        if spelling not in self.units:
            self.units[spelling] = self.lexicon.unit_named(spelling) if spelling else None
        unit = self.units[spelling]
        return (unit.iri, _plain(unit.to_base(number.scaled))) if unit else (None, _plain(number.scaled))


@functools.cache
def _linker(extra: tuple[Path, ...]) -> Linker:
    lexicon = load_lexicon(extra)
    variants = _index_variants(lexicon)
    return Linker(lexicon, variants, find_stems(variants), {unit.iri: unit for unit in lexicon.units})


def _index_variants(lexicon: Lexicon) -> dict[str, Indicator]:
    """The indicators by the canonical form of their labels; a form that is itself a label is that indicator's, one of two is nobody's."""
    named: defaultdict[str, dict[str, Indicator]] = defaultdict(dict)
    for label, indicator in lexicon.indicators_by_label.items():
        named[to_canonical(label)][indicator.iri] = indicator
    own = {words: lexicon.indicators_by_label.get(words) for words in named}
    index = {words: own[words] or next(iter(group.values())) for words, group in named.items() if own[words] or len(group) == 1}
    return {words: indicator for words, indicator in index.items() if len(words) > 1}


def _is_other(indicator: Indicator, variant: Variant) -> bool:
    """Whether an indicator is what there is at a time (贷款余额), of which the variant names only what is new or given out."""
    stock = indicator.label.endswith(_STOCKS)
    return (variant.adds and (stock or _MONEY in (indicator.unit or ""))) or (variant.issues and stock)


def find_linker() -> Linker:
    """The linker of the lexicon in use."""
    return _linker(lexicon_paths())


@functools.lru_cache(maxsize=16384)
def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros or an exponent, to ten digits after the point."""
    rounded = round(value, 10).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
