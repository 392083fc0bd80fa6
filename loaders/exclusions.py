"""Numbers that measure nothing: dates, ordinals, names, thresholds, where a change started from; each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from loaders.clauses import Clause, ends_with_head
from loaders.numbers import Number
from loaders.phrases import Left
from loaders.statements import Reason
from loaders.wordlists import to_words

_HEAD = (
    r"(?:项目|企业|产业|集群|园区|镇|乡|村|县|平台|基地|单位|龙头|品牌|单品|行业|工业|商贸|服务业|主体|大户|街区|市场|产品|链群|工程|"
    r"船舶|泊位|机组|公司|农户|群体|合同|订单|设备|制造业|文旅|车间|装置|片区|示范区|示范片|示范带)"
)
_AFTER_THRESHOLD = re.compile(rf"元?级|规模|量级|(?:以上|以下|及以上)?的?(?P<between>[\u4e00-\u9fff\ue000]{{0,10}}?){_HEAD}")
_COUNT_AFTER = re.compile(r"(?:的|达到?|有)?\d+[多余]?[个家户项]")
_CLASS_AFTER = re.compile(r"(?:、\d*[十百千万亿]+元?)+级")
_EXCEEDING = re.compile(r"(?:超过?|过|逾)$")
_EXCEEDS = re.compile(r"年?(?:产值|营收|营业收入|投资额?|总投资额?|销售收入|税收)?(?:超过?|过)")
_NAME_AFTER = re.compile(
    r"[国省县乡]道|强(?![度化降])|优(?![良质秀])|佳|级|型|号|版|路|热线|座|线|制|式|维|网|基站?|医院|高地|计划|字|次会议|届|便民|民声|"
    r"政务|市民|服务|诉求|市长|"
    r"[\u4e00-\u9fff]{0,4}(?:行动|工程|计划|模式)|大报告|、\d+号|企业服务"
)
_NAME_BEFORE = re.compile(
    r"(?:国道|省道|县道|乡道|高速|[A-Za-z]|航班|列车|热线|高铁|轨道|地铁|东经|北纬|№|编号|型号|电话|邮编|网址|代码|国发|政发|〕|“|"
    r"”)\s?-?$|[+×/∶:·.\-—]$"
)
_NAME_MARK = re.compile(r"[+×∶·/＋—]|[AGKDXN]")
_CALENDAR = re.compile(r"(?:19|20)\d\d")
_HOTLINE = re.compile(r"1(?:10|19|20|22)|12\d{3}|96\d{3,4}")
_LIST_MARK = re.compile(r"[.．、]")
_RATIO_AFTER = re.compile(r"\s?[：:∶]\s?(?!1(?![\d.]))\d")
_RATIO_BEFORE = re.compile(r"\d\s?[：:∶]\s?$")
_AIMED_AT = re.compile(r"(?:紧盯|瞄准|对接|面向)[^，。；进跻居列升]*$")
_HELD_HIGH = re.compile(r"(?:摆在|放在|置于|作为|列为|坚持)[^，、居列位]{0,12}$|(?:质量|安全|效益|用户|信用|争|创|实施)$")
_EXISTING = re.compile(r"(?:用好|依托|立足)(?:我[省市县区州]|全[省市县区州])?$")
_FOCUS = re.compile(r"(?:聚焦|围绕|锚定|瞄准|紧扣|紧盯|突出|深耕)$")
_FOCUSED = re.compile(r"(?:聚焦|围绕|锚定|瞄准|紧扣|紧盯|突出|深耕)\d+大[\u4e00-\u9fff]{2,3}$")
_PER = re.compile(r"每(?:增长|提高|增加|下降|降低|减少|新增|投入|隔|逢|满)?$")
_POWERS: Final = frozenset("百千万亿")
_REACHES = re.compile(
    r"(?:突破|超过?|达到?|近|上|跨越|迈上|跨上|迈过|跨过|过|约|逾|站上|冲刺|为|破|迈入|跨入|跃上|至|到|合计|实现|亩产|增收)$"
)
_GOAL_AFTER = re.compile(r"[，。；、大台关级元门目]|$")
_HAN_COUNTS: Final = frozenset("项个家场件所座条部套台辆次处款类人名户支亩片对张")
_FIGURE_AFTER = re.compile(r"方面|大|层|环节|步|字|[个条件项](?:必须|坚持|不|一|统一|严禁|方面|聚焦|更加|着力)")
_SIZE_UNITS: Final = frozenset(to_words("千伏 英寸 蒸吨"))
_LASTING_UNITS: Final = frozenset(to_words("天 小时 分钟 秒 个工作日 工作日 岁 个月"))
_LASTED = ("连续", "前", "第", "持续", "近", "历时", "仅用", "用时", "仅", "用了")
_LASTS = to_words("以下 以上儿童 以上老年 内 圈 生活圈 婴幼儿 通勤 交通 服务 热线 自助 不打烊 响应 出行 医疗 便民")
_AGE_OR_NAME = re.compile(r"[-—至到]?[\u4e00-\u9fff\d]")
_NUMBERED = tuple("线楼院机文公路泊地基矿井桥")
_DATES: Final = frozenset(to_words("年 月 日 季度 世纪 时 号 年度"))
_LASTING = re.compile(r"(?:天数|时间|时限|寿命|时长|工作日|周期|年限|年龄|日)$")
_NUMBER_NOUN = re.compile(r"(?:人数|人口|户数|数|员额|规模|量|总额|用户|网民)$")
_INDEX = re.compile(r"(?:指数|系数|比|评分|强度|得分|分值|浓度|均值|倍差|差|比值)$")
_FROM = re.compile(r"(?:从|由)[^，到至]*$")
_TO = re.compile(r"[到至为降升增变]")


def exclude(text: str, number: Number, begin: int) -> Reason | None:
    """Why the number is no value, as far as the characters next to it tell; ``begin`` is where its clause begins."""
    before, after = text[max(begin, number.begin - 8) : number.begin], text[number.end : number.end + 16]
    if number.kind == "Rank":
        return _exclude_rank(text[max(begin, number.begin - 24) : number.begin], number)
    if number.kind == "Bare" and (_RATIO_AFTER.match(after) or _RATIO_BEFORE.search(text, max(0, number.begin - 3), number.begin)):
        return "Ratio"
    if before.endswith("第"):
        return "Ordinal"
    if ("每" in before and _PER.search(before)) or after.startswith("方面"):
        return "Figure"
    if number.kind == "Time":
        return _exclude_time(number, before, after)
    if number.kind == "Count" and (_EXISTING.search(before) or _FOCUSED.search(before) or (number.unit == "大" and _FOCUS.search(before))):
        return "Baseline"
    if _NAME_BEFORE.search(before) or _NAME_MARK.match(after):
        return "Name"
    if number.kind == "Bare" and (reason := _exclude_bare(number, before, after)):
        return reason
    if after.startswith("级") or number.unit in _SIZE_UNITS or (number.kind in {"Bare", "Money"} and _CLASS_AFTER.match(after)):
        return "Size"
    return _exclude_han(number, before, after) if number.han else None


def _exclude_rank(before: str, number: Number) -> Reason | None:
    if not before.strip():
        return "List"
    if number.comparator == "AtMost" and _AIMED_AT.search(before):
        return "Name"
    return "Figure" if _HELD_HIGH.search(before) else None


def _exclude_time(number: Number, before: str, after: str) -> Reason | None:
    if number.unit in _LASTING_UNITS and not before.endswith(_LASTED):
        return "Duration" if after.startswith(_LASTS) or _AGE_OR_NAME.match(after) else None
    if number.unit == "号" and after.startswith(_NUMBERED):
        return "Name"
    return "Date" if number.unit in _DATES and not number.han else "Duration"


def _exclude_bare(number: Number, before: str, after: str) -> Reason | None:
    if _CALENDAR.fullmatch(number.number_text):
        return "Date"
    if not before.strip() and _LIST_MARK.match(after):
        return "List"
    if number.magnitude:
        return None
    if _HOTLINE.fullmatch(number.number_text):
        return "Name"
    return "Name" if _NAME_AFTER.match(after) or (after[:1].isascii() and after[:1].isalpha()) else None


def _exclude_han(number: Number, before: str, after: str) -> Reason | None:
    """Why a Chinese numeral is a figure of speech or a part of a name."""
    if number.kind == "Count" and _is_figure(number, before, after):
        return "Figure"
    if number.kind == "Bare":
        return None if _REACHES.search(before) and _GOAL_AFTER.match(after) else "Name"
    large = number.kind in {"Money", "Amount", "Area"} or (number.kind == "Count" and number.scaled >= 10_000)
    bare_power = large and set(number.number_text) <= _POWERS
    return "Size" if bare_power and not number.hedge and not _REACHES.search(before) else None


def _is_figure(number: Number, before: str, after: str) -> bool:
    paired = after[1:2] in _POWERS or after[:1] in _POWERS or before[-2:-1] in {"百", "千", "万"}
    per_head = number.number_text in {"百", "千", "万"} and number.unit in {"人", "人口"} and not number.hedge and after[:1] > "\u4e00"
    vague = number.scaled < 10 or number.unit not in _HAN_COUNTS
    return paired or per_head or vague or (number.value < 100 and _FIGURE_AFTER.match(after) is not None)


def exclude_in_clause(text: str, clause: Clause, numbers: Sequence[Number], index: int) -> Reason | None:
    """Why a number of a clause is no value beside the others: it restricts what they count, or is where the next one started from."""
    number, before = numbers[index], numbers[index - 1]
    if index and before.kind == "Count" and number.kind in {"Money", "Bare"}:
        between = text[before.end : number.begin]
        if _EXCEEDS.fullmatch(between) or (not between and number.hedge == "以上"):
            return "Threshold"
    if is_threshold(text, number, clause.end, (one for one in numbers if one is not number)):
        return "Threshold"
    return "Baseline" if _is_baseline(text, clause, numbers, index) else None


def _is_baseline(text: str, clause: Clause, numbers: Sequence[Number], index: int) -> bool:
    """Whether a number, or the list it is in, is where a change started from (由70%、44%提升至75%、50%)."""
    if not _FROM.search(text, clause.begin, numbers[index].begin):
        return False
    for one, other in pairwise(numbers[index:]):
        between = text[one.end : other.begin]
        if between not in {"、", "和"}:
            return _TO.search(between) is not None and "、" not in between
    return False


def is_threshold(text: str, number: Number, end: int, others: Iterable[Number]) -> bool:
    """Whether the number restricts what is counted (亿元以上项目, 超100亿元项目), beside the other numbers of its clause."""
    if number.kind not in {"Money", "Amount", "Area"} and not (number.kind == "Bare" and number.magnitude):
        return False
    after = text[number.end : min(end, number.end + 24)]
    limits = number.upper is not None or (number.hedge is not None and number.hedge.endswith(("以上", "以下")))
    hedged = limits or _EXCEEDING.search(text, max(0, number.begin - 2), number.begin) is not None
    if hedged and _COUNT_AFTER.match(after):
        return True
    found = _AFTER_THRESHOLD.match(after)
    near = found is not None and len(found["between"] or "") <= 2
    return found is not None and (hedged or number.han or (near and any(one.kind == "Count" for one in others)))


def exclude_in_phrase(number: Number, left: Left, noun: str, *, follows: bool, counts: bool, carried: str) -> Reason | None:
    """Why the number is no value, as the noun before it tells; ``follows`` if a noun stands after it, ``counts`` if it counts that."""
    if number.number_text in {"倍增", "成倍增长"} and not ends_with_head(noun):
        return "Figure"
    if number.kind == "Time" and (counts or not noun or not (left.change or _LASTING.search(noun))):
        return "Duration"
    if number.kind == "Amount" and noun and follows and not (left.reached or left.verbs_only or left.ends_with_verb):
        return "Size"
    if number.unit in {"人", "户"} and number.hedge == "以上" and counts and not noun:
        return "Threshold"
    if number.kind == "Bare" and not _is_bare_value(number, left, noun, carried):
        return "NoUnit"
    return None


def _is_bare_value(number: Number, left: Left, noun: str, carried: str) -> bool:
    """Whether a number without a unit is a sum (突破千亿) or an index."""
    if number.magnitude and _NUMBER_NOUN.search(noun):
        return True
    if not left.reached or not (noun or carried):
        return False
    return bool(number.magnitude) or (number.han and number.value >= 100) or _INDEX.search(noun) is not None
