"""Sections: headings of every level, and whether a stretch looks back (Review) or ahead (Plan)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.headings import heading_level
from loaders.report import Section, Tense
from loaders.statements import Span

_BACK = re.compile(r"回顾|过去|去年|成绩|成就|以来|主要做了|取得")
_AHEAD = re.compile(
    r"今年|明年|下一步|新的一年|未来|总体(?:要求|思路|部署|安排)|预期目标|奋斗目标|目标任务|重点(?:工作|任务)|工作(?:安排|部署|打算|任务|重点|建议)|"
    r"自身建设|自身改革"
)
_TURN = re.compile(
    r"^(?:[一二三四五六七八九十]+、)?[^。]{0,40}(?:(?:今年|\d{4}年)?[^。，,]{0,16}(?:主要)?预期目标(?:是|为|：|:)|"
    r"(?:今年|\d{4}年)[^。，,]{0,12}(?:政府)?工作的?(?:总体|总的)(?:要求|思路)(?:是|为|：|:))"
)
_PLAN_WORDS = re.compile(r"将|要|力争|确保|争取|计划|推进|加快|推动|实施|开展|加强|今年|新的一年|预期目标|提出")
_REVIEW_WORDS = re.compile(r"了|达到|完成|实现|获批|获评|入选|突破|居|位列|同比|建成|增长[\d.]+%|去年|过去|荣获|累计|圆满")
_CUT = re.compile(r"^[…\.。·]{2,}$")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the clean text: its span, its heading's level (None for running text) and where its heading ends."""

    span: Span
    words: str
    level: int | None
    heading: str | None


def find_paragraphs(clean: str, begin: int, end: int) -> Iterator[Paragraph]:
    """The lines between begin and end, each with the heading that it is or that it begins with."""
    at = begin
    for line in clean[begin:end].split("\n"):
        if line:
            heading, level = _heading_of(line)
            yield Paragraph(Span(at, at + len(line)), line, level, heading)
        at += len(line) + 1


def _heading_of(line: str) -> tuple[str | None, int | None]:
    level = heading_level(line)
    if level is None:
        is_heading = len(line) <= _LONGEST_HEADING and line[-1] not in "。！？!?；;：:…，," and not _CUT.search(line)
        return (line, 0) if is_heading else (None, None)
    head = re.split(r"[。：:！]", line, maxsplit=1)[0]
    if len(head) > 60 or level == 4:
        return None, None
    return head, level


def find_sections(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Section]:
    """The sections of a report: a new one at each heading, each with its tense."""
    begin, heading, tense, order = None, None, "Review", 0
    for paragraph in paragraphs:
        turned = _tense_of(paragraph, tense, year)
        if begin is None:
            begin, heading = paragraph.span.begin, paragraph.heading
        elif paragraph.heading is not None or turned != tense:
            yield Section(Span(begin, last), order, heading, tense)  # noqa: F821
            begin, heading, order = paragraph.span.begin, paragraph.heading or heading, order + 1
        tense, last = turned, paragraph.span.end
    if begin is not None:
        yield Section(Span(begin, last), order, heading, tense)


def _tense_of(paragraph: Paragraph, tense: Tense, year: int) -> Tense:
    """The tense from this paragraph on: a heading decides, or a sentence that names the targets."""
    heading = paragraph.heading if paragraph.level is not None and paragraph.level <= 1 else None
    if heading is not None:
        if str(year - 1) in heading or _BACK.search(heading):
            return "Review"
        if str(year) in heading or _AHEAD.search(heading):
            return "Plan"
    if _CUT.search(paragraph.words):
        return "Plan"
    if _TURN.search(paragraph.words) or (f"{year}年" in paragraph.words and "预期目标" in paragraph.words):
        return "Plan"
    return tense
