"""Goals of statistical indicators that are stated without a number: in step with growth, fixed by a higher level, or a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.clauses import Clause, ends_with_head, split_clauses
from loaders.linking import find_last_label
from loaders.phrases import lead_length
from loaders.statements import Comparator, Span

_EXPECTED = re.compile(r"预期(?:性)?目标")
_TRIGGER = re.compile(r"同步|预期(?:性)?目标|约束性|节能|减排|下达|省定|国定|达标|最优")
_DIGIT = re.compile(r"\d")
_POLLUTANT = re.compile(r"PM ?2\.5|PM ?10")
_IN_STEP = re.compile(
    r"(?P<indicator>.{3,}?)(?:增长速度|增长|增速|增幅)?(?P<how>(?:与|和|同)(?:全市|全省|全国)?(?:经济增长|经济发展|经济增速|"
    r"地区生产总值增长|GDP增长)"
    r"(?:速度)?(?:保持)?(?:基本|大体)?同步(?:增长)?)$"
)
_ENVIRONMENT = r"(?:节能|减排|降碳|约束性|能耗|环境质量|空气质量|水环境|污染物|环保|碳排放|水质)"
_COMPLETED = re.compile(
    rf"(?P<how>(?:完成|实现|达到)(?P<by>[国省市]定|[国省市](?:家|级)?下达|上级下达|年度)?)的?(?P<indicator>[^，]*?{_ENVIRONMENT}[^，]*?"
    r"(?:目标任务|指标任务|约束性指标|目标|任务|指标|要求))$"
)
_GIVEN = re.compile(
    r"(?P<indicator>.{4,}?)(?P<how>(?:全面|圆满|均|稳定)?(?:完成|达到|实现|控制在)(?:[国省市]家?定|[国省市]家?下达|上级下达|上级|"
    r"国家和省)[^，]{0,8}"
    r"(?:目标任务|指标任务|目标|任务|要求|指标|范围内|以内|标准))$"
)
_DIRECTION = re.compile(
    r"(?P<indicator>.{3,}?)(?P<how>(?:稳步|持续|平稳|较快|进一步|明显|不断|基本|总体|保持|稳中|促稳|力争)+"
    r"(?:增长|提高|提升|提质|缩小|降低|下降|改善|稳定|平衡|向好|优化|扩大|回升|增加|达标|有升|有降|有进)(?:发展)?)$"
)
_KEPT = re.compile(r"(?P<indicator>.{4,}?)(?P<how>(?:稳定|全部|持续|全面)?达标|保持(?:在)?全[国省]最优|只降不升|稳中有降)$")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal without a number: the words that say it, its indicator, and how it is to be reached."""

    span: Span
    indicator: str
    how: str
    comparator: Comparator | None


def find_goals(clean: str, masked: str, span: Span, ahead: bool) -> Iterator[Goal]:
    """The goals in the clauses of a sentence; what looks ``ahead`` may also state a direction only."""
    if not _TRIGGER.search(masked, *span):
        return
    expected = ahead and _EXPECTED.search(masked, *span) is not None
    for clause in split_clauses(masked, span):
        if _DIGIT.search(_POLLUTANT.sub("", masked[clause.begin : clause.end])):
            continue
        for part in _split_directions(clean, clause) if expected else (clause,):
            if goal := _read_goal(clean, part, ahead, expected):
                yield from _one_each(goal)


def _split_directions(clean: str, clause: Clause) -> Iterator[Clause]:
    """The members of a clause each of which has a direction of its own (收入稳步增长、差距缩小); else the clause."""
    words = clean[clause.begin : clause.end]
    items = words.split("、")
    if len(items) < 2 or not all(_DIRECTION.search(item) for item in items):
        yield clause
        return
    begin = clause.begin
    for item in items:
        yield Clause(begin, begin + len(item), "、")
        begin += len(item) + 1


def _one_each(goal: Goal) -> Iterator[Goal]:
    """One goal for each indicator of a list that is to keep in step."""
    if goal.comparator != "InStepWith" or "、" not in goal.indicator:
        yield goal
        return
    for name in goal.indicator.split("、"):
        yield replace(goal, indicator=name)


def _read_goal(clean: str, clause: Clause, ahead: bool, expected: bool) -> Goal | None:
    words = clean[clause.begin : clause.end].rstrip()
    begin = clause.begin + lead_length(words)
    words = clean[begin : clause.begin + len(words)]
    span = Span(begin, begin + len(words))
    if found := _IN_STEP.search(words):
        return Goal(span, found["indicator"], found["how"], "InStepWith")
    if found := _COMPLETED.search(clean[clause.begin : span.end]):
        return Goal(Span(clause.begin + found.start(), span.end), found["indicator"], found["how"], "Equal")
    if (found := _GIVEN.search(words)) and _is_indicator(found["indicator"]):
        return Goal(span, found["indicator"], found["how"], "AtMost" if "控制在" in found["how"] else "Equal")
    if ahead and (found := _KEPT.search(words)) and _is_indicator(found["indicator"]):
        return Goal(span, found["indicator"], found["how"], None)
    if expected and (found := _DIRECTION.search(words)) and _is_indicator(found["indicator"]):
        return Goal(span, found["indicator"], found["how"], None)
    return None


def _is_indicator(words: str) -> bool:
    """Whether the words name something that statistics measure."""
    return len(words) <= 40 and (re.search(_ENVIRONMENT, words) is not None or ends_with_head(words) or find_last_label(words) is not None)
