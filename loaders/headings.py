"""Headings: how they are numbered, which level they are on."""

from __future__ import annotations

import re

_DIGIT = "一二三四五六七八九"
_NUMERAL = f"(?:[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}])"
_LEVELS = (
    re.compile(rf"^第{_NUMERAL}(?:部分|章)|^{_NUMERAL}(?:、|．|\.)(?!{_NUMERAL}、|[{_DIGIT}]产)"),
    re.compile(rf"^[（(]{_NUMERAL}[）)]"),
    re.compile(r"^\d{1,2}(?:[、．]|\.(?!\d))|^[（(]\d{1,2}[）)]"),
    re.compile(rf"^(?:——|{_NUMERAL}是|{_NUMERAL}要|第{_NUMERAL}[，、])"),
)
RUNNING = len(_LEVELS)
INLINE = re.compile(
    rf"(?<=[。！？!?：:；”])(?=\s?(?:{_NUMERAL}、(?!{_NUMERAL}、|[{_DIGIT}]产)|[（(]{_NUMERAL}[）)]|各位代表[！!，,：:]|\d{{4}}年(?:政府|主要|重点)?工作(?:回顾|总结|安排|部署|任务|重点)))"
)
UNNUMBERED = re.compile(r"^\d{4}年(?:政府|主要|重点)?工作(?:回顾|总结|安排(?:建议)?|部署|任务|重点)")


def heading_level(words: str) -> int | None:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for what only begins running text (a dash, 一是, 第一，); None where no number stands."""
    return next((level for level, pattern in enumerate(_LEVELS, start=1) if pattern.match(words)), None)


def is_numbered(words: str) -> bool:
    """Whether a line begins with a heading's or a list item's number."""
    return heading_level(words) is not None
