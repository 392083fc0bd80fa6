"""Words of statements tied to the concepts of the lexicon: indicators, and units with the number in the base unit."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.numbers import Number
from ontology.lexicon import lexicon_paths, load_lexicon

_SCOPE = re.compile(
    r"(?:预计|全年|年末|年度|今年|当年|实现|完成|达成|带动|我[国省市县区州盟旗]|全[国省市县区州盟旗]|全域|全口径|地方|累计|年均|本级|"
    r"新时代|确保|力争|推动|促进|使|的|\d{4}年|[\u4e00-\u9fff]{2,3}[省市县区州盟])*"
)
_ASPECT = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长|总量|总规模|规模|年均|预期|预计|实际|名义|总体)+$")


@functools.cache
def _finder(extra: tuple[Path, ...]) -> tuple[AhoCorasick, tuple[str, ...]]:
    labels = tuple(sorted(label for label in load_lexicon(extra).indicators_by_label if len(label) > 2 and not label.isascii()))
    return AhoCorasick(labels, matchkind=MatchKind.LeftmostLongest), labels


def find_last_label(words: str) -> tuple[str, int] | None:
    """The last label of an indicator in the words, and where it begins."""
    finder, labels = _finder(lexicon_paths())
    found = finder.find_matches_as_indexes(words)
    return (labels[found[-1][0]], found[-1][1]) if found else None


def link_indicator(text: str, growth: bool = False) -> str | None:
    """The IRI of the concept that an indicator's words name, whatever place or time they begin with; None for an unknown one.

    What grows may be named by its growth alone (经济增长).
    """
    extra = lexicon_paths()
    return _link_indicator(text, extra) or (_link_indicator(text + "增长", extra) if growth else None)


@functools.lru_cache(maxsize=8192)
def _link_indicator(text: str, extra: tuple[Path, ...]) -> str | None:
    lexicon = load_lexicon(extra)
    for words in (text, _ASPECT.sub("", text)):
        scope = _SCOPE.match(words)
        for begin in range((scope.end() if scope else 0) + 1):
            if _SCOPE.fullmatch(words[:begin]) and (found := lexicon.indicator_named(words[begin:])):
                return found.iri
    return None


def link_unit(number: Number) -> tuple[str | None, Decimal | None]:
    """The IRI of a number's unit and the number in its base unit; None and the number itself for an unknown one."""
    unit = load_lexicon().unit_named(number.unit) if number.unit else None
    if unit is None:
        return None, _plain(number.scaled)
    return unit.iri, _plain(unit.to_base(number.scaled))


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros or an exponent, to ten digits after the point."""
    rounded = round(value, 10).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
