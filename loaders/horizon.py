"""The year that a number is for, as the words before it say."""

from __future__ import annotations

import re
from typing import Final

_YEAR = re.compile(
    r"(?<![比较自从由是为超与同\d—\-－~至、])(?P<by>(?<!年)[到至]|截至|截止|截止到|于|在)?(?P<year>(?:19|20)\d{2})年(?!的|同期|水平|\s?[（(]?\d+月|"
    r"度|版|第|以来|起|"
    r"至|—|-|－|~)(?:底|末|前)?"
)
_DATED = re.compile(r"\d年")
_AHEAD = re.compile(r"(?:今后|未来)(?P<later>[一二两三四五六七八九十])年|(?P<within>[两三四五])年内")
_LAST_YEAR = re.compile(r"(?:^|[。；，])\s?(?:去年|过去一年|上年|一年来)(?!同期|底|末)")
_NUMBERS: Final = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}


def read_year(words: str, report_year: int) -> int | None:
    """The year that the words of a sentence before a number name for it, None if they name none."""
    if "年" not in words:
        return None
    found = list(_YEAR.finditer(words)) if _DATED.search(words) else []
    if found and abs(int(found[-1]["year"]) - report_year) <= 30:
        return int(found[-1]["year"])
    if ahead := _AHEAD.search(words):
        return report_year + _NUMBERS[ahead["later"] or ahead["within"]] - 1
    return report_year - 1 if _LAST_YEAR.search(words) else None
