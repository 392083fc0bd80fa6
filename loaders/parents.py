"""Institutions that stand only inside a longer name: 华光大学|乙江研究院, 海尔|三期工厂."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.institutions import institution_automaton
from loaders.sharing import Marked
from loaders.statements import Span
from loaders.words import split_words

_HEAD: Final = (
    "(?:大学(?!城)|学院|师专|医专|职院|幼专|中专|师范学校|职业技术学校|[一二三四五六七八九]中(?!学)|第[一二三四五六七八九十]+中学"
    "|医院|[一二三四]院|附属?[一二三]院|保健院|精神卫生中心|科学院|工研院|研究院|实验室|技术创新中心|学会|协会)"
)
_PLACE: Final = r"(?:[（(][^）)]{1,6}[）)]|[\u4e00-\u9fff]{0,4}?)"
_BRANCH: Final = (
    "(?:[分新][院校园所]|分中心|(?:[东西南北新老]|[\u4e00-\u9fff]{2,4})?[院校]区|[东西南北新]区|[\u4e00-\u9fff]{2,4}(?:院|中心|医院|学校)"
    "|附属.{0,6}(?:医院|中学|小学|学校)|.{2,10}(?:研究院|研究中心|研究所|学院)|.{0,4}(?:基地|科技园|产业园)"
    "|.{0,8}(?:大楼|综合楼|住院楼|门诊楼|病房楼|教学楼|专病楼|训中心|服务中心|研发中心|训基地|培养基地|工作站))"
)
_WORKS: Final = r"(?:[（(][^）)]{1,6}[）)]|[一二三四五六七八九]期|建设|工程|项目|[改扩迁新]建|改扩建)*"
_BEHIND: Final = re.compile(rf"{_PLACE}{_BRANCH}{_WORKS}")
_PARENT: Final = re.compile(rf"(?P<parent>[\u4e00-\u9fff]{{1,12}}?{_HEAD}){_BEHIND.pattern}")
_KIND_ONLY: Final = re.compile(
    rf"(?:[省市县区州]级?|国家级?|全国|全[省市]|[区县]域|公办|民办|现代|高水平|新型|综合|中医|专科|高等|技工|职业|临床|重点|特色|产业|科技|技术|医学|应用|本科|联合|工程)*{_HEAD}"
)
_SITE: Final = re.compile(r"(?:路|大道|街|桥|隧道|站|线|水库|湖|山|河|公园|景区|高速|铁路|航道|通道)(?:[东西南北]{1,2}延|改造|工程|项目)*$")
_SURE: Final = 3


def find_parents(clean: str, names: Sequence[Marked]) -> Iterator[Span]:
    """The institutions inside the names of projects and institutions where none is marked already."""
    marked = sorted({name.span for name in names if name.cls == "Institution"})
    for name in names:
        if name.cls in ("Project", "Institution") and not _holds_any(name.span, marked):
            yield from _built_of(clean, name.span) or _known_in(clean, name)


def _holds_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of the spans, which are in order, lies within a span and is another one."""
    near = others[bisect_left(others, (span.begin, 0)) : bisect_left(others, (span.end, 0))]
    return any(other.end <= span.end and other != span for other in near)


def _known_in(clean: str, name: Marked) -> list[Span]:
    """The institution of the ontology that a name begins with or, where its own name is long, holds."""
    words = clean[slice(*name.span)]
    hits = [] if _SITE.search(words) else institution_automaton().find_matches_as_indexes(words)
    return [
        Span(name.span.begin + begin, name.span.begin + end)
        for _, begin, end in hits
        if (begin == 0 or end - begin >= _SURE) and end < len(words) and _is_told(name, words, begin, end)
    ]


def _is_told(name: Marked, words: str, begin: int, end: int) -> bool:
    """Whether a known name cuts no word in two, and an institution's own name goes on with a branch of it."""
    if name.cls == "Institution" and (begin or not _BEHIND.fullmatch(words, end)):
        return False
    return {begin, end} <= {0, *split_words(words, guess=False).ends.tolist()}


def _built_of(clean: str, name: Span) -> list[Span]:
    """An institution that is followed by what it has: a branch, a campus, a building."""
    found = _PARENT.fullmatch(clean, *name)
    return [Span(*found.span("parent"))] if found and not _KIND_ONLY.fullmatch(found["parent"]) else []
