"""Indicators that a clause leaves to the one before: names put together from what was said and what is said."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from loaders.clauses import share_words, split_members
from loaders.numbers import Number
from loaders.phrases import Left, lead_length
from loaders.verbs import is_kept, strip_verb, verb_length, without_verb
from loaders.wordlists import to_words

_AMOUNT = r"(?:超过?|过)?(?:[\d.]+|[一二两三五十百千万亿]+)[百千万亿]*美?元?"
_OF_CARRIED = re.compile(
    r"总?量|总数|总数量|增速|增幅|总规模|规模|数量|占比|比重|总值|总面积|总投资|总额|(?:全年|年度|年)?(?:投资)?(?:计划|任务|目标任务)|占(?![用地有]).*"
)
_DONE: Final = "完成率"
_PLAN = re.compile(
    r"(?<!超)(?:分别|均|各)?(?:累计|超额)?(?:完成|实现|(?<!下)达到?|占|为)?(?<!超省)(?P<plan>(?:全年|年度?)?(?:投资)?(?:计划|目标任务|任务))(?:总?投资)?的?$"
)
_FLOW = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:新登记|新注册|新设立|新增|净增)$")
_AIMED = re.compile(r"(?:达到|达(?=年|全年|计划|目标)|完成|占|相当于|超额?)(?=.*的$)")
_THRESHOLD_NOUN = re.compile(rf"{_AMOUNT}(?:以上|及以上|级|元级)的?[\u4e00-\u9fff]{{0,4}}(?P<head>[\u4e00-\u9fff]{{2}})")
_ONLY_THRESHOLD = re.compile(rf"(?=.*[\d十百千万亿]){_AMOUNT}(?:以上|及以上|级)?的?")
_OWN_THRESHOLD = re.compile(rf"{_AMOUNT}(?:以上|级|(?=[\u4e00-\u9fff]{{0,4}}(?:项目|企业|产业)))")
_NEW: Final = frozenset(to_words("新增 净增 新认定 新培育 新创建 新引进 新建"))
_LEVELS: Final = frozenset(to_words("国家级 省级 市级 县级 国家 省 市 国家和省级 省级以上 国家级以上 省市级 世界级"))
_INDUSTRIES = re.compile(r"(?P<which>一、?二、?三|二、?三)(?:次?产业|产)")
_OUTPUTS: Final = frozenset(
    to_words(
        "产值 总产值 综合产值 年产值 全产业链产值 工业总产值 营收 营业收入 总营收 年营收 主营业务收入 销售收入 销售额 产业规模 总规模 "
        "综合收入 增加值 产量 年产量 总产量 总产 税收 利润 交易额 产能"
    )
)
_SUMS: Final = frozenset(to_words("完成投资 总投资 计划投资 年度投资 计划总投资 年度计划投资 到位资金 实际到位资金"))
_SHORTEST_SET: Final = 4
_CROP = re.compile(
    r"(?:完成|确保|新增)?(?P<crop>[\u4e00-\u9fff]{2,6}?)(?:播种面积|种植面积|播面|面积|生产|单产|总产量?|产量|出栏量?|存栏量?)"
)
_TOPIC = re.compile(
    r"(?P<several>、)?(?P<topic>(?:(?![的、和])[\u4e00-\u9fff\ue000]){2,12}?(?:产业集群|产业链|集群|产业|行业|工业|经济|园区|开发区|"
    r"高新区|经开区|新区|品牌|集团|公司))"
    r"(?!结构|体系|基础|布局|政策|园)"
)


class Memory(NamedTuple):
    """The indicators that a sentence named last, where the words that name them begin, and the unit they were counted in."""

    names: tuple[str, ...] = ()
    begin: int = 0
    unit: str | None = None

    @property
    def name(self) -> str:
        """The indicators as one."""
        return "、".join(self.names)


def is_of_carried(noun: str) -> bool:
    """Whether a noun says only which side of the indicator before it is meant (总量, 占比, 占全省比重)."""
    return _OF_CARRIED.fullmatch(noun) is not None


def is_output(noun: str) -> bool:
    """Whether a noun needs an industry, a zone or a firm to be the output of (产值, 营收)."""
    return noun in _OUTPUTS


def name_output(noun: str, carried: str) -> str:
    """The output of the crop or herd whose area or number was named before (粮食播种面积…、|产量 → 粮食产量); empty if none was."""
    found = _CROP.fullmatch(carried)
    return found["crop"] + noun if found else ""


def find_topic(masked: str, clean: str, begin: int, end: int) -> str:
    """The industry, cluster, zone or firm that the words speak of last; empty if they name none or several."""
    found = max(_TOPIC.finditer(masked, begin, end), key=lambda m: m.start(), default=None)
    if found is None or found["several"]:
        return ""
    name = clean[found.start("topic") : found.end("topic")]
    return without_verb(name[lead_length(name) :])


def name_share_of_plan(name: str) -> str:
    """What a share of a plan is a rate of (市重点项目完成年投资计划 → 市重点项目年投资计划完成率); the name itself if it names no plan."""
    return _PLAN.sub(rf"\g<plan>{_DONE}", name) if "计划" in name or "任务" in name else name


def complete_name(noun: str, left: Left, memory: Memory, among: str, number: Number) -> tuple[str, bool]:
    """The indicator that the noun before a number names with the help of the one before it, and whether it needed that.

    ``among`` is the indicator that the clause counts a part of (其中…), empty if it does not.
    """
    carried = memory.name
    if noun.endswith("的") and not _AIMED.match(noun):
        noun = noun.removesuffix("的") + ("比重" if "占" in noun else "")
    if not noun and left.comparator == "AtLeast" and number.kind == "Count":
        return _FLOW.sub("", carried), bool(carried)
    if not noun or not carried:
        return noun or carried, bool(carried) and not noun
    if noun in _SUMS and number.kind == "Money" and carried.endswith("项目"):
        verb, bare = carried[: verb_length(carried)], without_verb(carried)
        return (carried if is_kept(verb) or len(bare) < _SHORTEST_SET else bare) + noun, True
    if is_of_carried(noun) or _AIMED.match(noun):
        base = carried[lead_length(carried) :]
        if base.endswith(noun) or (base.endswith(_DONE) and _PLAN.fullmatch(noun)):
            return base, True
        return (without_verb(base) if noun.startswith("总") else base) + noun.removesuffix("的"), True
    parent = among or carried
    if (found := _THRESHOLD_NOUN.fullmatch(noun)) and parent.endswith(found["head"]):
        stem = _OWN_THRESHOLD.sub("", parent.removesuffix(found["head"]))
        return (noun if stem in noun else stem + noun), False
    if _ONLY_THRESHOLD.fullmatch(noun):
        name, count = _OWN_THRESHOLD.subn(noun.removesuffix("的"), parent, count=1)
        return (name if count else noun + parent), True
    if among and number.kind == "Count" and len(noun) <= 6 and noun[-2:] == among[-2:]:
        return among[:-2] + noun, False
    return _complete_verb(noun, left, memory, number)


def _complete_verb(noun: str, left: Left, memory: Memory, number: Number) -> tuple[str, bool]:
    carried = memory.name
    if left.verbs_only and len(noun) >= 2 and (stem := strip_verb(carried)) != carried:
        return stem + noun, True
    if left.verbs_only and number.unit == memory.unit and (rest := without_verb(carried)) != carried:
        return noun + rest, False
    if noun in _NEW:
        return noun + carried.removeprefix(noun), False
    if noun in _LEVELS:
        return noun + carried.removeprefix("新增"), False
    return noun, False


def name_members(subject: str, masked: str, wanted: int | None) -> tuple[str, ...] | None:
    """The names of the ``wanted`` members (None: of all, two or more) of the list that a subject is; None if it is no such list."""
    if (found := _INDUSTRIES.match(subject)) and wanted == len(which := found["which"].replace("、", "")):
        return tuple(f"第{industry}产业{subject[found.end() :]}" for industry in which)
    if subject.startswith("城乡") and wanted == 2 and "、" not in subject:
        return "城镇" + subject[2:], "农村" + subject[2:]
    if wanted is None and (subject.startswith("城乡") or "等" in subject):
        return None
    spans = split_members(masked, wanted)
    return share_words([subject[span.begin : span.end].strip() for span in spans]) if spans else None
