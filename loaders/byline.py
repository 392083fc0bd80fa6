"""What stands above and below a report: title, date, congress, speaker, reporters, media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.origin import Origin, search_congress
from loaders.paragraphs import Paragraph, match_byline

OPENS = re.compile(r"会议[^。]{0,10}(?:开幕|召开|举行)")
_TITLE = re.compile(r"政\s*府\s*工\s*作\s*报\s*告")
_DATE = re.compile(r"(?:(?P<year>\d{4})[年/.-])?(?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})(?:日|\b)")
_WHEN = re.compile(r"(?:时间|日期)\s*[:：]|^\d{4}[-/.]")
_SPEAKER = re.compile(r"(?:[省市县区州盟旗]长|自治区主席|国务院总理|专员)[\s:：]*(?P<name>[\u4e00-\u9fff·]{1,2}\s*[\u4e00-\u9fff·]{1,10})$")
_ROLE = re.compile(r"通讯员|实习生|见习记者|记者|摄影|报道")
_FRONT_LINES = 8
_LONGEST_LINE = 90


@dataclass(frozen=True, slots=True)
class Byline:
    """The people and the media of a newspaper report."""

    reporters: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


def find_byline(paragraphs: Sequence[Paragraph]) -> Byline:
    """The line of reporters, wherever it stands."""
    found = next((found for paragraph in paragraphs if (found := match_byline(paragraph.words))), None)
    if found is None:
        return Byline()
    people = re.split(r"[\s、,，/]+", _ROLE.sub(" ", found["reporters"]).strip())
    return Byline(tuple(people), tuple(filter(None, re.split(r"[/、·]", found["media"]))))


def find_title(paragraphs: Sequence[Paragraph], origin: Origin) -> str:
    """The title line of a full report, the headline of a newspaper's, else one that says what the report is."""
    front = [paragraph.words for paragraph in _front(paragraphs)]
    titles = [words for words in front if _TITLE.search(words) and len(words) < 40]
    headlines = [words for words in front if not _is_name_of(words, origin.place)] if _opens_as_news(paragraphs) else []
    found = next(iter([*titles, *headlines]), f"{origin.place}{origin.year}年政府工作报告")
    return _TITLE.sub("政府工作报告", found)


def find_date(paragraphs: Sequence[Paragraph], furniture: Sequence[str], year: int) -> str | None:
    """The day of delivery as an ISO date, else the day that the page was put online."""
    lines = [p.words[:30] for p in paragraphs[:_FRONT_LINES] if search_congress(p.words[:_LONGEST_LINE])]
    labelled = [words for words in furniture if _WHEN.search(words)]
    for words in (*lines, *labelled):
        found = _DATE.search(words)
        if found and int(found["month"]) <= 12 and int(found["day"]) <= 31:
            return f"{int(found['year'] or year):04}-{int(found['month']):02}-{int(found['day']):02}"
    return None


def find_congress(paragraphs: Sequence[Paragraph], place: str) -> str | None:
    """The congress that the report was delivered to, by its full name."""
    for paragraph in paragraphs[:_FRONT_LINES]:
        found = search_congress(paragraph.words[: 2 * _LONGEST_LINE])
        if found:
            whole = "全国" not in found["session"]
            return f"{place}{found['session']}" if whole else found["session"]
    return None


def find_speaker(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Who delivered a full report."""
    found = (_SPEAKER.search(paragraph.words) for paragraph in _front(paragraphs))
    return tuple("".join(one["name"].split()) for one in found if one)[:1]


def _front(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The short lines before the text begins."""
    for paragraph in paragraphs[:_FRONT_LINES]:
        if not paragraph.is_front:
            return
        yield paragraph


def _opens_as_news(paragraphs: Sequence[Paragraph]) -> bool:
    return any(OPENS.search(paragraph.words[:_LONGEST_LINE]) for paragraph in paragraphs[:_FRONT_LINES])


def _is_name_of(words: str, place: str) -> bool:
    return len(words) <= len(place) and words in place
