"""Numbers with their units and hedges, as printed: 15760.3亿元, 5%—6%, 三成以上, 翻一番, 第7位."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from loaders.clauses import BRACKETED
from loaders.statements import Comparator
from loaders.units import KINDS, Kind, kind_of, unit_pattern
from loaders.wordlists import to_words

_WIDE: Final = "０１２３４５６７８９％．～－＋"
_NARROW: Final = str.maketrans(_WIDE, "0123456789%.~-+")
_ANY_WIDE = re.compile(f"[{_WIDE}]+")
_RAISED_POINT = re.compile(r"·(?<=\d·)(?=\d+(?:%|亿|万|元|倍|个百分点))")
_DIGITS: Final = {character: i for i, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NOT_AFTER_HAN: Final = frozenset(to_words("分 时 金 银 铜 标 P 届 期 号 方 大 面"))

_MORE = re.compile(r"[多余]")
_UNIT = unit_pattern()
_HAN_UNIT = unit_pattern(unit for unit in KINDS if unit not in _NOT_AFTER_HAN)
_PER = r"(?:[/／](?:[\u4e00-\u9fff]{1,4}?(?=$|[^\u4e00-\u9fff年以左上])|立方米|平方公里|平方米|万人|千人|吨|年|月|天|日|人|亩|公里))?"
_OTHER_UNIT = rf"(?:{BRACKETED}{{3}}(?!{BRACKETED}))?"
_AMOUNT = r"(?:(?<=\d)\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<=\d)\d*(?: ?\. ?\d+)?)"
_MAGNITUDE = r"万[多余]?亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米升伏克卡])|百(?!分)"
_TAIL = r"(?P<tail>\s?(?:左右|上下|及?以上|以内|之内|及?以下))?"
_ARABIC = re.compile(
    rf"(?P<low>[0-9](?<![A-Za-z\d.].){_AMOUNT})"
    rf"(?:\s?(?P<low_magnitude>{_MAGNITUDE})?(?P<low_unit>{_UNIT})?\s?(?:[-—–~至到]|——)\s?(?P<high>\d{_AMOUNT}))?"
    rf"\s?(?P<more>[多余几])?(?P<magnitude>{_MAGNITUDE})?(?P<more_after>[多余])?\s?(?:(?P<unit>(?:{_UNIT}){_PER}){_OTHER_UNIT})?{_TAIL}"
)
_COMPOUND = re.compile(
    rf"(?P<high>[0-9](?<![A-Za-z\d.].)\d*)(?P<power>[万亿])(?P<low>\d+)(?P<low_power>千[多余]?万|百[多余]?万|万|千|"
    rf"百)(?P<more>[多余])?(?P<unit>{_UNIT})?{_TAIL}"
)
_HAN_DIGIT = r"(?:[零一二两三四五六七八九十百万亿]|千(?![瓦米升伏克卡]))"
_HAN = re.compile(
    rf"(?P<low>[二两三四五六七八九十百千万亿](?<![第零〇一二两三四五六七八九十百千万亿数几\d].)(?<!千(?=[瓦米升伏克卡])){_HAN_DIGIT}*)"
    rf"(?P<more>[多余])?(?:(?P<unit>{_HAN_UNIT})|(?<=[一二两三四五六七八九十百千万][万亿])){_TAIL}"
)
# Patterns begin with the set of their first characters: a search then only looks where one of these stands.
_SHARE = re.compile(
    r"[0-9百十一二三四五六七八九](?:"
    r"(?<=\d)(?<!\d\d)[/／](?P<denominator>\d{1,2})(?![\d/／])(?=以上|左右|以内|的|[，。；、]|$)(?P<about>左右|以上|以内)?"
    r"|(?<=百)分之(?P<hundredth>[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)"
    r"|(?<=[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])"
    r"|(?<![\d百十])(?<![完第十].)(?P<tenth>成)(?P<half>半)?(?![立果功为员效长熟绩本群都型品份套千片百人])"
    r"(?P<tail>\s?(?:左右|以上|以内|以下|多))?)"
)
_MULTIPLE = re.compile(
    r"[翻成倍两二](?:(?<=翻)(?P<times>[一两二三四])?番(?:半)?(?P<tail>\s?(?:左右|以上))?"
    r"|(?:(?<=成)倍增长|(?<=倍)增)(?=[，。；、！,;]|$|\s|目标)"
    r"|(?<=[两二])(?P<digits>位数)(?P<above>以上)?(?P<grows>的?(?:增长|增幅|增速|提升))?)"
)
_NO_SERIES: Final = (
    r"(?!(?:[、和及至](?:第)?[一二三四五六七八九十\d]{1,3})*(?:、|和|及)?(?:产业|季度|批|阶段|轮|期|人民|中学|小学|高|医院|次|届|条|章|"
    r"部分|市民))"
)
_RANK = re.compile(
    rf"第\s?(?P<rank>\d{{1,3}}|[一二三四五六七八九十]{{1,3}}){_NO_SERIES}"
    r"(?:\s?(?:位|名)(?!数)|(?=[，。；、！,;”）]|$|[和及]第|的?(?:好成绩|佳绩|位置|水平)))"
    r"|首位(?![度产意])|榜首|冠军宝座"
    r"|前(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:位|名|强)?(?=[，。；、！,;”）行]|$|以内|的?(?:好成绩|行列|位置|之列))"
)


_RANKED = re.compile(
    r"(?:稳居|高居|跻身|进至|升至|跃至|跃居|位居|位列|名列|排名|排在)[^，。；、由从\d]{0,12}(?<![升移进降])$|[百千]强[\u4e00-\u9fff]{0,2}(?<![升移进降])$"
)


class Number(NamedTuple):
    """One number as printed: ``begin`` is its first character, ``end`` follows its unit and the hedge after it.

    ``value`` is the number before ``unit_text`` (1.5 of 1.5万人), ``unit`` the unit without magnitude;
    ``change`` says that the word itself is a change (翻番), ``han`` that it is written in Chinese numerals.
    """

    begin: int
    end: int
    kind: Kind
    value: Decimal
    number_text: str
    unit_text: str | None
    unit: str | None = None
    magnitude: str = ""
    upper: Decimal | None = None
    comparator: Comparator | None = None
    hedge: str | None = None
    change: bool = False
    han: bool = False

    @property
    def scaled(self) -> Decimal:
        """The value with its magnitude (150000000 for 1.5亿)."""
        return self.value * read_magnitude(self.magnitude)


def narrow(text: str) -> str:
    """The text with full-width digits, percent signs and points made narrow, raised points lowered; every character keeps its place."""
    narrowed = _ANY_WIDE.sub(lambda wide: wide[0].translate(_NARROW), text)
    return _RAISED_POINT.sub(".", narrowed) if "·" in narrowed else narrowed


@functools.lru_cache(maxsize=1024)
def read_magnitude(words: str) -> Decimal:
    """The factor of 万, 亿, 万多亿 and the like; 1 for none."""
    factor = Decimal(1)
    for character in words:
        factor *= _POWERS.get(character, 1)
    return factor


def read_han(words: str) -> Decimal:
    """The value of a Chinese numeral (三百二十 → 320, 百 → 100, 千万 → 10000000)."""
    total = section = digit = 0
    seen = False
    for character in words:
        if character in _DIGITS:
            digit, seen = _DIGITS[character], True
        elif _POWERS[character] < 10_000:
            section += (digit if seen else 1) * _POWERS[character]
            digit, seen = 0, False
        else:
            total = (total + section + digit or 1) * _POWERS[character]
            section, digit, seen = 0, 0, False
    return Decimal(total + section + digit)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a narrowed text in order, none inside another; a Chinese numeral only with a unit or a magnitude."""
    plain = (*_find_compounds(text), *_find_arabic(text), *_find_han(text))
    found = sorted((*_find_ranks(text), *_find_multiples(text), *_find_shares(text), *plain), key=_place)
    kept: list[Number] = []
    for number in found:
        if not kept or number.begin >= kept[-1].end:
            kept.append(_ranked(text, number) if number.unit == "位" else number)
    return tuple(kept)


def _ranked(text: str, number: Number) -> Number:
    """A place of a ranking that is printed without 第 (进至百强园区92位) as a rank."""
    led = number.kind == "Count" and not number.magnitude and _RANKED.search(text, max(0, number.begin - 16), number.begin)
    return number._replace(kind="Rank") if led else number


def _place(number: Number) -> tuple[int, int]:
    return number.begin, -number.end


@functools.lru_cache(maxsize=256)
def to_comparator(tail: str | None, more: bool) -> Comparator | None:
    """What the words after a number say of it (左右, 以上, 以内, 多)."""
    words = (tail or "").strip()
    if words.endswith(("左右", "上下")):
        return "About"
    if words.endswith(("以内", "之内", "以下")):
        return "AtMost"
    return "AtLeast" if more or words.endswith(("以上", "多")) else None


def _to_hedge(tail: str | None, more: str | None) -> str | None:
    return (tail or "").strip() or more or None


def _find_arabic(text: str) -> Iterator[Number]:
    for found in _ARABIC.finditer(text):
        low, high, unit, tail, more = found.group("low", "high", "unit", "tail", "more")
        magnitude = found["magnitude"] or ""
        if high and not _is_range(low, high, found["low_unit"], unit):
            yield from _split_range(found)
            continue
        scale = read_magnitude(found["low_magnitude"] or magnitude) / read_magnitude(magnitude) if high else 1
        many = more or found["more_after"] or (_MORE.search(magnitude) and "多")
        yield Number(
            begin=found.start(),
            end=found.end(),
            kind=kind_of(unit),
            value=_to_decimal(low) * scale,
            upper=_to_decimal(high) if high else None,
            number_text=text[found.start() : found.end("more" if more else "high" if high else "low")],
            unit_text=to_unit_text(magnitude, unit),
            unit=unit,
            magnitude=magnitude,
            comparator="Between" if high else to_comparator(tail, many is not None),
            hedge=_to_hedge(tail, many),
        )


def _find_compounds(text: str) -> Iterator[Number]:
    """Numbers in two steps (2万5千公里), as one in the unit without magnitude."""
    for found in _COMPOUND.finditer(text):
        value = Decimal(found["high"]) * read_magnitude(found["power"]) + Decimal(found["low"]) * read_magnitude(found["low_power"])
        more = found["more"] or (_MORE.search(found["low_power"]) and "多")
        yield Number(
            begin=found.start(),
            end=found.end(),
            kind=kind_of(found["unit"]),
            value=value,
            number_text=text[found.start() : found.end("low_power")],
            unit_text=to_unit_text("", found["unit"]),
            unit=found["unit"],
            comparator=to_comparator(found["tail"], more is not None),
            hedge=_to_hedge(found["tail"], more),
        )


@functools.lru_cache(maxsize=4096)
def to_unit_text(magnitude: str, unit: str | None) -> str | None:
    """The unit as written; the 大 of 16大基地 is none."""
    return (_MORE.sub("", magnitude) + (unit if unit and unit != "大" else "")) or None


def _is_range(low: str, high: str, low_unit: str | None, unit: str | None) -> bool:
    return kind_of(unit) != "Time" and _to_decimal(low) < _to_decimal(high) and low_unit in {None, unit}


def _split_range(found: re.Match[str]) -> Iterator[Number]:
    """Two numbers that a dash or 至 joins without making a range (2021—2035年)."""
    unit, magnitude = found["low_unit"] or found["unit"], found["low_magnitude"] or ""
    end = max(found.end("low"), found.end("low_magnitude"), found.end("low_unit"))
    low_unit = to_unit_text(magnitude, found["low_unit"])
    yield Number(found.start(), end, kind_of(unit), _to_decimal(found["low"]), found["low"], low_unit, unit, magnitude)
    begin = found.start("high")
    for number in _find_arabic(found.string[begin : found.end()]):
        yield number._replace(begin=number.begin + begin, end=number.end + begin)


def _to_decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _find_han(text: str) -> Iterator[Number]:
    for found in _HAN.finditer(text):
        words, unit = found["low"], found["unit"]
        magnitude = next((m for m in ("万亿", "亿", "万") if words.endswith(m) and words != m), "")
        digits = words.removesuffix(magnitude)
        yield Number(
            begin=found.start(),
            end=found.end(),
            kind=kind_of(unit),
            value=read_han(digits),
            number_text=digits,
            unit_text=to_unit_text(magnitude, unit),
            unit=unit,
            magnitude=magnitude,
            comparator=to_comparator(found["tail"], found["more"] is not None),
            hedge=_to_hedge(found["tail"], found["more"]),
            han=True,
        )


def _find_shares(text: str) -> Iterator[Number]:
    for found in _SHARE.finditer(text):
        first = found[0][0]
        if found["denominator"]:
            value = _to_share(Decimal(first), Decimal(found["denominator"]))
        elif found["hundredth"]:
            value = _read_hundredth(found["hundredth"])
        elif found["tenth"]:
            value = read_han(first) * 10 + (5 if found["half"] else 0)
        else:
            value = _to_share(read_han(found["part"]), read_han(first))
        yield _percent(found, found["tail"] or found["about"], value, change=False)


def _to_share(part: Decimal, parts: Decimal) -> Decimal:
    share = round(100 * part / max(parts, Decimal(1)), 2)
    return share.to_integral_value() if share == share.to_integral_value() else share


def _read_hundredth(words: str) -> Decimal:
    whole, _, digits = words.partition("点")
    return read_han(whole) + (Decimal("0." + "".join(str(_DIGITS[c]) for c in digits)) if digits else 0)


def _find_multiples(text: str) -> Iterator[Number]:
    for found in _MULTIPLE.finditer(text):
        if found["digits"]:
            number = _percent(found, found["above"], Decimal(10), change=found["grows"] is not None)
            yield number._replace(comparator="AtLeast", number_text=found[0][:3])
        else:
            times = read_han(found["times"] or "一")
            yield _percent(found, found["tail"], Decimal(2) ** times * 100 - 100, change=True)


def _percent(found: re.Match[str], tail: str | None, value: Decimal, change: bool) -> Number:
    words = found.group().removesuffix(tail or "")
    return Number(
        begin=found.start(),
        end=found.end(),
        kind="Percent",
        value=value,
        number_text=words,
        unit_text="%",
        unit="%",
        comparator=to_comparator(tail, False),
        hedge=_to_hedge(tail, None),
        change=change,
        han=True,
    )


def _find_ranks(text: str) -> Iterator[Number]:
    for found in _RANK.finditer(text):
        words = found["rank"] or found["top"] or "一"
        value = Decimal(words) if words.isdigit() else read_han(words)
        comparator: Comparator = "AtMost" if found["top"] else "Equal"
        printed = found.group().strip()
        yield Number(found.start(), found.end(), "Rank", value, printed, "位", "位", comparator=comparator, han=not words.isdigit())
