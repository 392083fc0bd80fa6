"""From a source to its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.layout import Layout, lay_out
from loaders.origin import find_congress, find_date, identify_by_name, identify_by_text
from loaders.report import Report, Section, Sentence
from loaders.sections import Paragraph, find_paragraphs, find_sections
from loaders.sentences import find_sentences
from loaders.sources import Source, read_text
from loaders.statements import Span
from ontology.errors import SourceError

_OPENING = re.compile(r"第[一二三四五六七八九十]{1,4}届人民代表大会第[一二三四五六七八九十]{1,4}次会议(?:隆重)?(?:开幕|召开|举行)")
_BYLINE = re.compile(r"^(?P<media>\S{0,60}?)\s*(?:本报|特约|全媒体)?记者[\s:：]+(?P<reporters>.{2,60})$")
_TITLE = re.compile(r"^.{0,30}政\s*府\s*工\s*作\s*报\s*告.{0,10}$")
_HEAD = 400


def parse_reports(source: Source, place: str | None = None, year: int | None = None) -> list[Report]:
    """The reports in a source; place and year are taken where neither its text nor its name gives them."""
    layout = lay_out(read_text(source))
    paragraphs = list(find_paragraphs(layout.text.clean, 0, len(layout.text)))
    parts = list(_split(paragraphs))
    return [_parse_one(source, layout, part, place, year) for part in parts]


def _split(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """The paragraphs of each report on a page: each begins at the headings before the paragraph that opens its congress."""
    starts = []
    for index, paragraph in enumerate(paragraphs):
        if _OPENING.search(paragraph.words) and paragraph.heading is None:
            start = index
            while start > 0 and paragraphs[start - 1].level == 0 and not _BYLINE.search(paragraphs[start - 1].words):
                start -= 1
            starts.append(start)
    if len(starts) < 2:
        yield paragraphs
        return
    for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        yield paragraphs[start:end]


def _parse_one(source: Source, layout: Layout, paragraphs: Sequence[Paragraph], place: str | None, year: int | None) -> Report:
    begin, end = paragraphs[0].span.begin, paragraphs[-1].span.end
    part = layout.text.slice(begin, end)
    named, told = identify_by_name(source.name), identify_by_text(part.clean)
    about, for_year = told.place or named.place or place, told.year or named.year or year
    if about is None or for_year is None:
        missing = "place" if about is None else "year"
        raise SourceError(f"{source.path} does not say which {missing} its report is for: pass --{missing}.")
    own = list(find_paragraphs(part.clean, 0, len(part)))
    sections = tuple(find_sections(own, for_year))
    byline = _BYLINE.search(paragraphs[-1].words)
    return Report(
        text=part,
        source=source.name,
        place=about,
        place_iri=None,
        year=for_year,
        title=_find_title(own, about, for_year),
        sections=sections,
        sentences=tuple(_number(part.clean, sections)),
        issued=find_date(part.clean[:_HEAD], for_year),
        delivered_to=find_congress(part.clean[:_HEAD]),
        creators=tuple(re.sub(r"通讯员", " ", byline["reporters"]).split()) if byline else (),
        media=tuple(filter(None, (byline["media"] or "").split("/"))) if byline else (),
        captions=tuple(caption.words for caption in layout.captions if begin <= caption.at < end),
    )


def _number(clean: str, sections: Sequence[Section]) -> Iterator[Sentence]:
    spans: list[tuple[Span, int]] = [(span, s.order) for s in sections for span in find_sentences(clean, *s.span)]
    for order, (span, section) in enumerate(spans):
        yield Sentence(span, order, section)


def _find_title(paragraphs: Sequence[Paragraph], place: str, year: int) -> str:
    for paragraph in paragraphs[:4]:
        if _TITLE.search(paragraph.words) and paragraph.level == 0:
            return paragraph.words.replace(" ", "")
    heads = [p.words for p in paragraphs[:3] if p.level == 0 and p.words not in place and " " in p.words]
    return heads[0] if heads else f"{place}{year}年政府工作报告"
