"""Numbers with their units and hedges, as printed: 15760.3亿元, 5%—6%, 三成以上, 翻一番, 第7位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from loaders.statements import Comparator, Span

Kind = Literal["Percent", "Points", "Times", "Money", "Area", "Amount", "Count", "Time", "Rank", "Places", "Bare"]

UNITS: Final[dict[Kind, tuple[str, ...]]] = {
    "Percent": ("%", "‰"),
    "Points": ("个百分点", "百分点", "个基点", "基点", "个点"),
    "Times": ("倍",),
    "Money": ("元", "美元", "欧元", "港元", "日元", "卢布", "英镑", "马克"),
    "Area": ("亩", "公顷", "平方公里", "平方千米", "平方米", "平米", "㎡"),
    "Amount": (
        *("公里", "千米", "米", "海里", "车道公里", "吨", "公斤", "斤", "克", "千克", "担", "吨标准煤", "标箱", "标准箱", "箱", "载重吨", "吨公里"),
        *("立方米", "方", "立方", "升", "千升", "升", "千瓦", "千瓦时", "兆瓦", "兆瓦时", "吉瓦", "吉瓦时", "瓦", "度", "千伏安", "千伏", "大卡"),
        *("MW", "GW", "kW", "GWh", "MWh", "KW", "EFLOPS", "PFLOPS", "Tbps", "Gbps", "Mbps", "P", "TEU", "亿立方", "微克", "毫克"),
    ),
    "Count": (
        *("人", "人口", "人次", "名", "户", "户次", "口", "个", "家", "家次", "项", "项次", "件", "件次", "所", "座", "条", "部", "套", "台", "台套", "台（套）"),
        *("辆", "架", "艘", "列", "班", "班次", "次", "场", "场次", "处", "只", "头", "羽", "尾", "匹", "株", "棵", "张", "册", "本", "枚", "款", "类"),
        *("大类", "支", "对", "组", "宗", "起", "例", "篇", "间", "栋", "幢", "片", "块", "枝", "盏", "根", "种", "单", "笔", "床", "站", "门", "批次"),
        *("品种", "车次", "架次", "航次", "标段", "节", "孔", "眼", "口井", "面", "幅", "首", "部次", "冠", "金", "银", "铜", "标", "点", "分", "大", "厂"),
        *("人份", "剂次", "剂", "榀", "趟", "车位", "位", "批", "村", "镇", "县", "社区", "园", "期", "届", "轮", "颗", "道", "桩", "杆"),
    ),
    "Time": ("年", "月", "日", "天", "小时", "分钟", "秒", "个月", "个多月", "个半月", "个多小时", "个工作日", "工作日", "周年", "季度", "个季度", "世纪", "岁", "时", "周", "年度", "个年头", "号"),
    "Places": ("个位次", "位次", "名次", "个名次", "个席位"),
}
KINDS: Final[dict[str, Kind]] = {unit: kind for kind, units in UNITS.items() for unit in units}

GUARDS: Final = {
    "方": "面百位案向式法便言针略队阵", "台": "阶风账胞商湾州柱", "口": "岸径袋号粮感味", "部": "门委级队位分署件长落", "条": "件例约线", "个": "人体性税", "项": "目",
    "家": "庭长乡园电门具禽居喻装政", "支": "持撑出付部行线援柱点", "起": "步来点草底降飞家", "场": "景馆地所站址", "点": "对", "分": "别析类布层级散批行会红离数拨配局歧享支",
    "次": "会全党代产生", "站": "点位上", "门": "店票户类诊口槛", "单": "位元体", "面": "积向对临貌", "金": "融额属牌", "银": "行发", "期": "间末初待货", "大": "于型力学道数幅众家部桥会厦气量规",
    "厂": "房区", "道": "路德", "园": "区林", "县": "区域城级市", "村": "级民集庄", "镇": "街区", "标": "准志杆识段注箱", "批": "次复准发零", "人": "制才均民大工事员力社行居数文物生们",
    "位": "于列居置移次", "名": "牌优录单城额", "头": "部雁", "度": "假过汛", "米": "粮", "元": "素旦", "对": "接口标外象照", "组": "织建团", "片": "区", "块": "状", "只": "有要能",
    "张": "家", "轮": "值", "年": "产", "周": "边", "时": "代", "号": "召", "户": "籍外型", "例": "如", "首": "个次批家位创府都席条台套届", "本": "科地级土市省年质次", "张家": "口",
    "类": "型别似", "处": "置理于", "列": "入", "件": "套", "班": "子", "面向": "", "件次": "", "种": "植业子养粮", "根": "据本基", "孔": "雀", "眼": "科", "节": "能约水", "冠": "名", "铜": "矿",
    "桩": "基", "箱": "体", "级": "", "担": "保当", "克": "服", "升": "级至到", "瓦": "斯", "亩": "产均", "P": "M", "间": "接", "笔": "记", "床": "位", "人口": "大红普老结规净密健发政素问增",
}
NARROW: Final = str.maketrans("０１２３４５６７８９％．～－＋", "0123456789%.~-+")
DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
POWERS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}



def _alternation(units: Iterable[str]) -> str:
    """The units as one pattern, the longest first, none where a longer word begins (条件, 部门)."""
    guarded = {unit: f"(?![{GUARDS[unit]}])" if GUARDS.get(unit) else "" for unit in units}
    return "|".join(re.escape(unit) + guarded[unit] for unit in sorted(guarded, key=lambda u: (-len(u), u)))


_UNIT = _alternation(KINDS)
_PER = r"(?:[/／](?:[\u4e00-\u9fff]{1,4}?(?=$|[^\u4e00-\u9fff年以左上])|立方米|平方公里|平方米|万人|千人|吨|年|月|天|日|人|亩|公里))?"
_NOT_AFTER_HAN: Final = {"分", "时", "金", "银", "铜", "标", "P", "届", "期", "号", "方", "大", "面"}
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?: ?\. ?\d+)?"
_MAGNITUDE = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米升伏克卡])|百(?!分)"
_TAIL = r"(?P<tail>\s?(?:左右|上下|及?以上|以内|之内|及?以下))?"
_ARABIC = re.compile(
    rf"(?<![A-Za-z\d.])(?P<low>{_AMOUNT})"
    rf"(?:\s?(?P<lowmag>{_MAGNITUDE})?(?P<lowunit>{_UNIT})?\s?(?:[-—–~～至到]|——)\s?(?P<high>{_AMOUNT}))?"
    rf"\s?(?P<more>[多余几])?(?P<mag>{_MAGNITUDE})?(?P<more2>[多余])?\s?(?P<unit>(?:{_UNIT}){_PER})?{_TAIL}"
)
_HAN_UNITS = _alternation(unit for unit in KINDS if unit not in _NOT_AFTER_HAN)
_HAN = re.compile(
    r"(?<![第零〇一二两三四五六七八九十百千万亿数几\d])(?P<low>(?:[二两三四五六七八九十百万亿]|千(?![瓦米升伏克卡]))(?:[零一二三四五六七八九十百万亿]|千(?![瓦米升伏克卡]))*)"
    rf"(?P<more>[多余])?(?P<unit>{_HAN_UNITS})?{_TAIL}"
)
_SHARE = re.compile(
    r"百分之(?P<hundredth>[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)|(?P<parts>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])"
    rf"|(?<![完第十])(?P<tenth>[一二三四五六七八九])成(?P<half>半)?(?![立果功为员效长熟绩本群都型品份套千片百人])(?P<tail>\s?(?:左右|以上|以内|以下|多))?"
)
_MULTIPLE = re.compile(
    r"翻(?P<times>[一两二三四])?番(?:半)?(?P<tail>\s?(?:左右|以上))?|(?P<double>成倍增长|倍增)(?=[，。；、！,;]|$|\s|目标)|(?P<digits>[两二]位数)(?P<tail2>以上)?(?P<grows>的?(?:增长|增幅|增速|提升))?"
)
_NO_SERIES: Final = r"(?!(?:[、和及至](?:第)?[一二三四五六七八九十\d]{1,3})*(?:、|和|及)?(?:产业|季度|批|阶段|轮|期|人民|中学|小学|高|医院|次|届|条|章|部分|市民))"
_RANK = re.compile(
    rf"第\s?(?P<rank>\d{{1,3}}|[一二三四五六七八九十]{{1,3}}){_NO_SERIES}(?P<unit>\s?(?:位|名)(?!数)|(?=[，。；、！,;”）]|$|[和及]第|的?(?:好成绩|佳绩|位置|水平)))"
    r"|(?P<first>首位(?!度)|榜首|第一位|冠军宝座)|前(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<topunit>位|名|强)?(?=[，。；、！,;”）行]|$|以内|的?(?:好成绩|行列|位置|之列))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed: ``begin`` is its first character, ``end`` follows its unit and the hedge after it.

    ``value`` is the number before ``unit_text`` (1.5 of 1.5万人); ``change`` says that the word itself is a change (翻番).
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
    """The text with full-width digits, percent signs and points made narrow; every character keeps its place."""
    return text.translate(NARROW)


def read_magnitude(words: str) -> Decimal:
    """The factor of 万, 亿, 万亿 and the like; 1 for none."""
    factor = Decimal(1)
    for character in words:
        factor *= POWERS[character]
    return factor


def read_han(words: str) -> Decimal:
    """The value of a Chinese numeral (三百二十 → 320, 百 → 100, 千万 → 10000000)."""
    total = section = digit = 0
    seen = False
    for character in words:
        if character in DIGITS:
            digit, seen = DIGITS[character], True
        elif POWERS[character] < 10_000:
            section += (digit if seen else 1) * POWERS[character]
            digit, seen = 0, False
        else:
            total = (total + section + digit or 1) * POWERS[character]
            section, digit, seen = 0, 0, False
    return Decimal(total + section + digit)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a (narrowed) text in order, none inside another."""
    found = sorted((*_find_ranks(text), *_find_multiples(text), *_find_shares(text), *_find_arabic(text), *_find_han(text)), key=_place)
    kept: list[Number] = []
    for number in found:
        if not kept or number.begin >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _place(number: Number) -> tuple[int, int]:
    return number.begin, -number.end


def to_comparator(tail: str | None, more: bool) -> Comparator | None:
    """What the words after a number say of it (左右, 以上, 以内, 多)."""
    words = (tail or "").strip()
    if words.endswith(("左右", "上下")):
        return "About"
    if words.endswith(("以内", "之内", "以下")):
        return "AtMost"
    return "AtLeast" if more or words.endswith(("以上", "多")) else None


def _hedge(tail: str | None, more: str | None) -> str | None:
    return (tail or "").strip() or more or None


def _find_arabic(text: str) -> Iterator[Number]:
    for found in _ARABIC.finditer(text):
        group = found.groupdict()
        unit, magnitude = group["unit"], group["mag"] or ""
        more = group["more"] or group["more2"]
        high = group["high"]
        if high and not _is_range(group["low"], high, group["lowunit"], unit):
            yield from _split_range(text, found)
            continue
        low = _decimal(group["low"]) * (read_magnitude(group["lowmag"] or magnitude) / read_magnitude(magnitude) if high else 1)
        tail = group["tail"]
        yield Number(
            begin=found.start(),
            end=found.end(),
            kind=_kind(unit),
            value=low,
            upper=_decimal(high) if high else None,
            number_text=text[found.start() : found.end("more" if group["more"] else "high" if high else "low")],
            unit_text=(magnitude + (unit if unit and unit != "大" else "")) or None,
            unit=unit,
            magnitude=magnitude,
            comparator="Between" if high else to_comparator(tail, more is not None),
            hedge=_hedge(tail, more),
        )


def _is_range(low: str, high: str, low_unit: str | None, unit: str | None) -> bool:
    years = unit in KINDS and KINDS[unit] == "Time"
    return not years and _decimal(low) < _decimal(high) and (low_unit is None or low_unit == unit)


def _split_range(text: str, found: re.Match[str]) -> Iterator[Number]:
    """Two numbers that a dash or 至 joins without making a range (2021—2035年)."""
    unit = found["lowunit"]
    magnitude = found["lowmag"] or ""
    end = max(found.end("low"), found.end("lowmag"), found.end("lowunit"))
    kind = _kind(unit) if unit else _kind(found["unit"])
    yield Number(found.start(), end, kind, _decimal(found["low"]), found["low"], (magnitude + (unit or "")) or None, unit or found["unit"], magnitude)
    yield from (_moved(n, found.start("high")) for n in _find_arabic(text[found.start("high") : found.end()]))


def _moved(number: Number, by: int) -> Number:
    return Number(
        number.begin + by, number.end + by, number.kind, number.value, number.number_text, number.unit_text, number.unit, number.magnitude,
        number.upper, number.comparator, number.hedge,
    )  # fmt: skip


def _kind(unit: str | None) -> Kind:
    return KINDS[re.split("[/／]", unit)[0]] if unit else "Bare"


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _find_han(text: str) -> Iterator[Number]:
    for found in _HAN.finditer(text):
        words, unit = found["low"], found["unit"]
        if unit is None and (len(words) < 2 or words[-1] not in "万亿"):
            continue
        magnitude = next((m for m in ("万亿", "亿", "万") if words.endswith(m) and words != m), "")
        digits = words[: len(words) - len(magnitude)] if magnitude else words
        yield Number(
            begin=found.start(),
            end=found.end(),
            kind=_kind(unit),
            value=read_han(digits),
            number_text=digits,
            unit_text=(magnitude + (unit or "")) or None,
            unit=unit,
            magnitude=magnitude,
            comparator=to_comparator(found["tail"], found["more"] is not None),
            hedge=_hedge(found["tail"], found["more"]),
            han=True,
        )


def _find_shares(text: str) -> Iterator[Number]:
    for found in _SHARE.finditer(text):
        if found["hundredth"]:
            value = _read_hundredth(found["hundredth"])
        elif found["tenth"]:
            value = read_han(found["tenth"]) * 10 + (5 if found["half"] else 0)
        else:
            value = (100 * read_han(found["part"]) / read_han(found["parts"])).quantize(Decimal("0.01")).normalize()
        tail = found["tail"]
        words = text[found.start() : found.end() - len(tail or "")]
        yield Number(found.start(), found.end(), "Percent", value, words, "%", "%", comparator=to_comparator(tail, False), hedge=_hedge(tail, None), han=True)


def _read_hundredth(words: str) -> Decimal:
    whole, _, digits = words.partition("点")
    return read_han(whole) + (Decimal("0." + "".join(str(DIGITS[c]) for c in digits)) if digits else 0)


def _find_multiples(text: str) -> Iterator[Number]:
    for found in _MULTIPLE.finditer(text):
        if found["digits"]:
            yield Number(found.start(), found.end(), "Percent", Decimal(10), found["digits"], "%", "%", comparator="AtLeast", hedge=found["tail2"], change=bool(found["grows"]), han=True)
            continue
        times = read_han(found["times"] or "一")
        value = Decimal(2) ** times * 100 - 100
        tail = found["tail"]
        words = text[found.start() : found.end() - len(tail or "")]
        yield Number(
            found.start(), found.end(), "Percent", value, words, "%", "%",
            comparator=to_comparator(tail, False), hedge=_hedge(tail, None), change=True, han=True,
        )  # fmt: skip


def _find_ranks(text: str) -> Iterator[Number]:
    for found in _RANK.finditer(text):
        words = found["rank"] or found["top"] or "一"
        value = Decimal(words) if words.isdigit() else read_han(words)
        comparator: Comparator = "AtMost" if found["top"] else "Equal"
        yield Number(
            found.start(), found.end(), "Rank", value, found.group().strip(), "位", "位", comparator=comparator, hedge=None, han=not words.isdigit()
        )


def contains(span: Span, number: Number) -> bool:
    """Whether a number stands within a span."""
    return span.begin <= number.begin and number.end <= span.end
