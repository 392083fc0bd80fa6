"""Numbers that measure nothing: dates, ordinals, names, thresholds, where a change started from; each with its reason."""

from __future__ import annotations

import re
from typing import Final, Literal

from loaders.clauses import BRACKETED, QUOTED
from loaders.numbers import Number

Reason = Literal[
    "Date", "Duration", "Ordinal", "Name", "Threshold", "Size", "Baseline", "List", "Figure", "Quoted", "Bracketed", "NoUnit", "NoIndicator", "Heading"
]

_AFTER_THRESHOLD = re.compile(
    r"(?:级|元级|规模|量级)|(?:以上|以下|及以上)?(?:的)?(?:[\u4e00-\u9fff、和]{0,10}?)(?:项目|企业|产业|集群|园区|镇|乡|村|县|平台|基地|单位|龙头|品牌|单品|行业|工业|商贸|服务业|主体|大户|街区|市场|产品|链群|工程|船舶|泊位|机组|公司|农户|群体|合同|订单|设备|制造业|文旅|大县|强县|强镇|车间|装置)"
)
_NAME_AFTER = re.compile(r"^(?:[国省县乡]道|强(?!度|化|降)|优(?!良|质|秀)|佳|级|型|号|版|路|热线|座|线|制|式|维|网|基站?|医院|高地|计划|字|次会议|届|便民|民声|政务|市民|服务|诉求|市长|[\u4e00-\u9fff]{0,4}(?:行动|工程|计划|模式)|大报告|周年|岁以[上下])")
_ROAD = re.compile(r"(?:国道|省道|县道|乡道|高速|[A-Za-z]|航班|列车|热线|高铁|轨道|地铁|东经|北纬|第|№|编号|型号|电话|邮编|网址|代码|国发|政发|〕|“|”)\s?-?$")
_CALENDAR = re.compile(r"(?:19|20)\d\d")
_PER = re.compile(r"每(?:增长|提高|增加|下降|降低|减少|新增|投入|隔|逢|满)?$")
_LIST_MARK = re.compile(r"(?:^|[\n。；：])\s*[（(]?$")


def exclude(text: str, number: Number, begin: int) -> Reason | None:
    """Why the number is no value, as far as the characters next to it tell; ``begin`` is where its clause begins."""
    before, after = text[max(begin, number.begin - 8) : number.begin], text[number.end : number.end + 16]
    if number.kind == "Rank":
        return None
    if before.endswith("第"):
        return "Ordinal"
    if _PER.search(before):
        return "Figure"
    if number.kind == "Time":
        return _exclude_time(number, before, after)
    if before.endswith(("+", "×", "/", "∶", ":", "·", ".", "-", "—")) or after.startswith(("+", "×", "∶", "·", "/", "＋", "—")):
        return "Name"
    if _ROAD.search(before) or after[:1] in {"A", "G", "K", "D", "X", "N"} or (number.unit is None and re.match(r"[A-Za-z]", after)):
        return "Name"
    if number.kind == "Bare" and _CALENDAR.fullmatch(number.number_text):
        return "Date"
    if number.unit is None and not number.magnitude and _NAME_AFTER.match(after):
        return "Name"
    if after.startswith("级") or number.unit_text in {"千伏"}:
        return "Size"
    if number.han and number.kind in {"Count", "Bare"}:
        return _exclude_han(number, before, after)
    if number.han and number.kind in {"Money", "Amount", "Area", "Bare"} and set(number.number_text) <= set("百千万亿"):
        return None if number.hedge or _REACHES.search(before) else "Size"
    return None


def _exclude_time(number: Number, before: str, after: str) -> Reason | None:
    if number.unit in {"天", "小时", "分钟", "秒", "个工作日", "工作日", "岁", "个月"} and not before.endswith(("连续", "前", "第", "持续", "近", "历时", "仅用", "用时", "仅", "用了")):
        return None if not after.startswith(("以下", "以上儿童", "以上老年", "内", "圈", "生活圈", "婴幼儿", "通勤", "交通", "服务", "热线", "自助", "不打烊", "响应", "出行", "医疗", "便民")) else "Duration"
    if number.unit == "号" and after.startswith(("线", "楼", "院", "机", "文", "公", "路", "泊", "地", "基", "矿", "井", "桥")):
        return "Name"
    if number.unit in {"年", "月", "日", "季度", "世纪", "时", "号", "年度"} and not number.han:
        return "Date"
    return "Duration"


_REACHES = re.compile(r"(?:突破|超过?|达到?|近|上|跨越|迈上|跨上|迈过|过|约|逾|站上|冲刺|为|破|迈入|跨入|跃上|至|到|合计|实现|亩产|增收)$")
_HAN_COUNT = frozenset("项个家场件所座条部套台辆次处款类人名户支亩片对张".replace("", " ").split())


def _exclude_han(number: Number, before: str, after: str) -> Reason | None:
    small = number.scaled < 10
    if re.match(r"[\u4e00-\u9fff]?[百千万亿][\u4e00-\u9fff]", after) or re.search(r"[百千万][\u4e00-\u9fff]$", before):
        return "Figure"
    if number.number_text in {"百", "千", "万"} and number.unit in {"人", "人口"} and not number.hedge and re.match(r"[\u4e00-\u9fff]", after):
        return "Figure"
    if number.unit is None and not (number.magnitude or number.value >= 100):
        return "Figure"
    if number.unit is None:
        return None if re.search(r"(?:突破|超过?|达到?|跨越|迈上|跨上|迈过|跨过|站上|冲刺|迈入|跃上|过|上|破)$", before) and re.match(r"[，。；、大台关级元门目]", after[:1] or "大") else "Name"
    if small or number.unit not in _HAN_COUNT or re.match(r"(?:方面|大|层|环节|步|字)", after):
        return "Figure"
    if number.value < 100 and re.match(r"[个条件项](?:必须|坚持|不|一|统一|严禁|方面|聚焦|更加|着力)", after):
        return "Figure"
    return None


def is_threshold(text: str, number: Number, end: int, counted: bool) -> bool:
    """Whether the number restricts what is counted (亿元以上项目, 超100亿元项目); ``counted`` if its clause counts something else."""
    if number.kind not in {"Money", "Amount", "Area"} and not (number.kind == "Bare" and number.magnitude):
        return False
    after = text[number.end : min(end, number.end + 24)]
    if after.startswith(("、", "和")):
        return False
    hedged = number.hedge is not None and number.hedge.endswith(("以上", "以下")) or re.search(r"(?:超过?|过|逾)$", text[: number.begin]) is not None
    if hedged and re.match(r"的?\d+(?:多|余)?[个家户项]", after):
        return True
    found = _AFTER_THRESHOLD.match(after)
    return found is not None and (hedged or (counted and len(found.group()) <= 6) or number.han)


MASKS: Final[dict[str, Reason]] = {QUOTED: "Quoted", BRACKETED: "Bracketed"}
