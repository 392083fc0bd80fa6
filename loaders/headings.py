"""Headings: how they are numbered, which level they are on."""

from __future__ import annotations

import re

_LEVELS = (
    re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:、|，|．|\.|部分|章)"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}(?:[、．]|\.(?!\d))|^[（(]\d{1,2}[）)]"),
    re.compile(r"^(?:——|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，、])"),
)


def heading_level(words: str) -> int | None:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for a dash or 一是; None where no number stands."""
    return next((level for level, pattern in enumerate(_LEVELS, start=1) if pattern.search(words)), None)


def is_numbered(words: str) -> bool:
    """Whether a line begins with a heading's or a list item's number."""
    return heading_level(words) is not None
