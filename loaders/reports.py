"""From a source to its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from loaders.byline import OPENS, find_byline, find_congress, find_date, find_speaker, find_title
from loaders.layout import Layout, lay_out
from loaders.manifest import Entry
from loaders.origin import MANIFEST, Origin, Witness, canonical_place, find_origin, search_congress, witness_of_text
from loaders.paragraphs import Paragraph, find_paragraphs
from loaders.report import Report, Section, Sentence
from loaders.sections import find_sections
from loaders.sentences import find_sentences
from loaders.sources import Source, read_text
from loaders.statements import Span
from ontology.errors import SourceError
from ontology.lexicon import load_lexicon

_DELIVERED = re.compile(r"\d+月\d+日.{0,4}在.*会议")
_FEWEST_CHARACTERS = 200
_LONGEST_DATE_LINE = 80
_SAYS_IT_IS = re.compile(
    r"政府工作报告|代表.{0,14}(?:政府|国务院|行署)|(?:预期|奋斗)目标|工作回顾|各位代表|[一二三四五六七八九十]、.{0,8}\d{4}年"
)


def parse_reports(source: Source, place: str | None = None, year: int | None = None, entries: Sequence[Entry] = ()) -> list[Report]:
    """The reports in a source; place and year, if given, win over what its text and its name say, and a manifest's entries over both.

    On a page of several reports place and year only fill in what a report does not say of itself, and an entry is for its place.
    """
    layout = lay_out(read_text(source))
    if not _is_report(layout.text.clean):
        raise SourceError(f"{source.path} holds no government work report: check that it is the right file.")
    whole = find_paragraphs(layout.text.clean)
    spans = list(_split(whole))
    parts = [find_paragraphs(layout.text.clean[slice(*span)]) for span in spans] if spans[1:] or spans[0].begin else [whole]
    chosen = [_entry_for(paragraphs, entries, alone=len(parts) == 1) for paragraphs in parts]
    find = partial(find_origin, path=source.path, user=Witness(place, year), alone=len(parts) == 1)
    origins = [find(paragraphs, manifest=_witness_of(entry)) for paragraphs, entry in zip(parts, chosen, strict=True)]
    reports = [_parse_part(source.name, layout, *part) for part in zip(spans, parts, origins, strict=True)]
    told = [_with_entry(report, entry, source.path) for report, entry in zip(reports, chosen, strict=True)]
    unused = [f"{entry.where} is for no report in {source.path}: check its place." for entry in entries if entry not in chosen]
    return [replace(told[0], remarks=(*told[0].remarks, *unused)), *told[1:]]


def _entry_for(paragraphs: Sequence[Paragraph], entries: Sequence[Entry], *, alone: bool) -> Entry | None:
    """The entry on a report: the one that names its place or none; of a file with one report, else the first."""
    if not entries:
        return None
    lexicon = load_lexicon()
    stated = witness_of_text(paragraphs, lexicon).place
    own = canonical_place(stated, lexicon) if stated else None
    fitting = (entry for entry in entries if entry.place is None or canonical_place(entry.place, lexicon) == own)
    return next(fitting, next(iter(entries), None) if alone else None)


def _witness_of(entry: Entry | None) -> Witness:
    return Witness(entry.place, entry.year) if entry else Witness()


def _with_entry(report: Report, entry: Entry | None, path: Path) -> Report:
    """A report with the date, source and title of its entry, and a remark where its text says otherwise."""
    if entry is None:
        return report
    titled = report.title if report.title in report.text.clean else None
    pairs = (("date", entry.date, report.issued), ("title", entry.title, titled))
    remarks = (
        f"{path}: its text gives the {what} {by_text}; taken is {ours}, by {MANIFEST}; change it there to decide otherwise."
        for what, ours, by_text in pairs
        if ours and by_text and "".join(by_text.split()) not in "".join(ours.split())
    )
    return replace(
        report,
        issued=entry.date or report.issued,
        source=entry.source or report.source,
        title=entry.title or report.title,
        remarks=(*report.remarks, *remarks),
    )


def _is_report(clean: str) -> bool:
    return len(clean) >= _FEWEST_CHARACTERS and bool(_SAYS_IT_IS.search(clean) or search_congress(clean))


def _split(paragraphs: Sequence[Paragraph]) -> Iterator[Span]:
    """The span of each report on a page: it begins at the headings before the paragraph that opens its congress."""
    leads = [index for index, paragraph in enumerate(paragraphs) if _is_lead(paragraph)]
    starts = [_first_heading(paragraphs, lead) for lead in leads]
    if len(leads) < 2 and not (leads and OPENS.search(paragraphs[leads[0]].words)):
        starts = [0]
    for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        yield Span(paragraphs[start].span.begin, paragraphs[end - 1].span.end)


def _is_lead(paragraph: Paragraph) -> bool:
    """Whether a paragraph opens a report: a newspaper's sentence on the congress, or the line on date and congress under a title."""
    words = paragraph.words[:120]
    if search_congress(words) is None:
        return False
    return OPENS.search(words) is not None or (len(words) < _LONGEST_DATE_LINE and _DELIVERED.search(words) is not None)


def _first_heading(paragraphs: Sequence[Paragraph], lead: int) -> int:
    start = lead
    while start > 0 and paragraphs[start - 1].is_front and not paragraphs[start - 1].is_byline:
        start -= 1
    return start


def _parse_part(name: str, layout: Layout, span: Span, paragraphs: Sequence[Paragraph], origin: Origin) -> Report:
    text = layout.text.slice(*span)
    sections = find_sections(paragraphs, origin.year)
    byline = find_byline(paragraphs)
    return Report(
        text=text,
        source=name,
        place=origin.place,
        place_iri=origin.place_iri,
        year=origin.year,
        title=find_title(paragraphs, origin),
        sections=sections,
        sentences=tuple(_number(text.clean, sections)),
        issued=find_date(paragraphs, layout.furniture, origin.year),
        delivered_to=find_congress(paragraphs, origin.place),
        creators=byline.reporters or find_speaker(paragraphs),
        media=byline.media,
        captions=tuple(caption.words for caption in layout.captions if span.begin <= caption.at < span.end),
        remarks=origin.remarks,
    )


def _number(clean: str, sections: Sequence[Section]) -> Iterator[Sentence]:
    spans = ((span, section.order) for section in sections for span in find_sentences(clean, *section.span))
    for order, (span, section) in enumerate(spans):
        yield Sentence(span, order, section)
