"""What a report says about itself: its place, year, date, congress and by-line, from its text or from its file name."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = r"(?!日?在|届)[\u4e00-\u9fff]{1,12}?(?:特别行政区|自治区|自治州|自治县|自治旗|省|市|县|区|州|盟|旗)"
_COUNT = "第[一二三四五六七八九十]{1,4}"
_CONGRESS = re.compile(rf"(?P<place>{_PLACE})?{_COUNT}届(?:全国)?人民代表大会(?:常务委员会)?\s?(?:{_COUNT}次(?:全体)?会议)?")
_GOVERNMENT = re.compile(rf"我?代表(?P<place>{_PLACE})人民政府")
_COUNCIL = re.compile(r"我?代表国务院|国务院总理")
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_NAME = re.compile(r"^(?P<place>[\u4e00-\u9fff]+?)[_\-\s]*(?:政府工作报告)?[_\-\s]*(?P<year>(?:19|20)\d{2})")
_YEAR_IN_NAME = re.compile(r"(?:19|20)\d{2}")
_REVIEW_YEAR = re.compile(r"(\d{4})年[^。，\n]{0,14}回顾")
_PLAN_YEAR = re.compile(r"(\d{4})年[^。\n]{0,20}?(?:预期目标|总体要求|总体部署|目标任务|主要任务|(?:重点)?工作(?:安排|任务|部署|重点)?)")
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Identity:
    """Place and year as one witness gives them; None where it is silent."""

    place: str | None
    year: int | None


def identify_by_text(clean: str) -> Identity:
    """Place and year by the words of the report."""
    return Identity(_place_in(clean[:_HEAD]), _year_in(clean))


def identify_by_name(name: str) -> Identity:
    """Place and year by a file name such as 青岛市_2024.txt."""
    found = _NAME.search(name)
    year = _YEAR_IN_NAME.search(name)
    place = found["place"] if found else None
    return Identity("中国" if place == "国务院" else place, int(year[0]) if year else None)


def _place_in(head: str) -> str | None:
    if _COUNCIL.search(head):
        return "中国"
    for pattern in (_CONGRESS, _GOVERNMENT):
        for found in pattern.finditer(head):
            place = found["place"]
            if place and len(place) > 2:
                return place.removeprefix("在")
    return None


def _year_in(clean: str) -> int | None:
    reviewed = _REVIEW_YEAR.search(clean)
    if reviewed:
        return int(reviewed[1]) + 1
    planned = _PLAN_YEAR.search(clean)
    return int(planned[1]) if planned else None


def find_congress(head: str) -> str | None:
    """The congress that the report was delivered to, with its place and session."""
    found = _CONGRESS.search(head)
    return found[0].removeprefix("在") if found else None


def find_date(head: str, year: int) -> str | None:
    """The day of the report as an ISO date; the report's year where the text names none."""
    found = _DATE.search(head)
    return f"{int(found[1] or year):04}-{int(found[2]):02}-{int(found[3]):02}" if found else None
