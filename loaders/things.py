"""The named things of a report: its names, joined where they mean one thing, with kinds, other names and all their mentions."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from loaders.aliases import find_aliases
from loaders.completing import find_completed_names
from loaders.gazetteer import find_home
from loaders.joining import Draft, join_drafts, to_key
from loaders.names import find_names
from loaders.parents import find_parents
from loaders.report import Report
from loaders.sharing import Marked, find_shared_names
from loaders.statements import Mention, Span, Thing, ThingClass
from loaders.tagger import Tagged
from loaders.text import find_each, find_longest
from ontology.concepts import Place
from ontology.lexicon import Lexicon, load_lexicon

_SELF: Final = re.compile(r"我[市县区省州盟旗国]|全[市县区省州盟旗国]|市委|市政府|县委|省委")
_SESSION: Final = re.compile(r"第[一二三四五六七八九十]+次(?:全体)?会议$")
_NO_PLACE: Final = re.compile(r"(?:大学|学院|医院|中学|小学|学校|公司|集团|实验室|研究院)$")
_COUNT: Final = re.compile(r"(?:(?:\d+|[一二三四五六七八九十]+)[件项个条大])+$")
_COUNTED: Final = 10
_LIST_HEAD: Final = re.compile(r"[^，。；\n]{0,40}?等(?P<head>[^，。；、\n]{2,14}?(?:项目|工程|设施))")
_LEAST_REPEATED: Final = 3
_FAR: Final = sys.maxsize
_LINE_SIGNS: Final = frozenset("至到经—－-、与和")


def find_things(report: Report, names: Iterable[Tagged] | None = None) -> list[Thing]:
    """The places, institutions, programs and projects that a report names, in order of class and first mention.

    ``names`` are the names in its text, by class and then in order of the text: those of the tagger unless others are given.
    """
    lexicon, home = load_lexicon(), find_home(report.place, report.place_iri)
    own_names = list(home.names) if home else [report.place]
    marked = [Marked(cls, span) for cls, span in (find_names(report) if names is None else names) if _may_name(report, cls, span)]
    drafts = join_drafts(chain(_own_things(report, own_names, home), _gather(report, marked, lexicon, home)), own_names)
    _add_repeated(report.text.clean, drafts)
    starts = [sentence.span.begin for sentence in report.sentences]
    things = [_finish(report, draft, starts, lexicon) for draft in drafts]
    return sorted((t for t in things if t.mentions), key=lambda t: (t.cls, t.mentions[0].quote, t.name))


def _gather(report: Report, names: Sequence[Marked], lexicon: Lexicon, home: Place | None) -> Iterator[Draft]:
    """A draft for each name in the text."""
    completed = find_completed_names(report.text.clean, names)
    yield from (Draft(whole.cls, whole.name, {whole.span}) for whole in completed.values())
    names = [name for name in names if name not in completed]
    for cls, span in names:
        draft = _draft(cls, report.quote(span), span, lexicon, home)
        place = lexicon.places_by_iri.get(draft.iri) if cls == "Place" and draft.iri else None
        is_chance = place and home and _is_far(place, home, draft.name, lexicon) and _is_inside(report.text.clean, span, names)
        yield Draft(cls, draft.name, {span}) if is_chance else draft
    for span in find_parents(report.text.clean, names):
        yield _draft("Institution", report.quote(span), span, lexicon, home)
    for shared in find_shared_names(report.text.clean, names):
        if shared.alone is None:
            yield _draft(shared.cls, shared.name, shared.span, lexicon, home)
        else:
            yield Draft(shared.cls, report.quote(shared.alone), {shared.alone}, [shared.name])


def _may_name(report: Report, cls: ThingClass, span: Span) -> bool:
    words = report.quote(span)
    return bool(to_key(words)) and words not in report.creators and not (cls == "Place" and _NO_PLACE.search(words))


def _is_far(place: Place, home: Place, name: str, lexicon: Lexicon) -> bool:
    """Whether a name is the short one of a county of another province."""
    if place.level != "County" or home.level == "Country" or name == place.label:
        return False
    return len({*lexicon.lineage(place)} & {*lexicon.lineage(home)}) <= 1


def _is_inside(clean: str, span: Span, names: Sequence[Marked]) -> bool:
    """Whether a place stands inside another name, and not at the end of a line: 金州 in 金州大桥."""
    is_end = clean[span.begin - 1 : span.begin] in _LINE_SIGNS or clean[span.end : span.end + 1] in _LINE_SIGNS
    return not is_end and any(cls != "Place" and begin <= span.begin and span.end <= end for cls, (begin, end) in names)


def _draft(cls: ThingClass, name: str, span: Span, lexicon: Lexicon, home: Place | None) -> Draft:
    """A thing with the names, the kind and the IRI that the ontology gives it."""
    place = lexicon.resolve(name, home) if cls == "Place" else None
    institutions = lexicon.institutions_named(name) if cls == "Institution" else ()
    known = place or (institutions[0] if len(institutions) == 1 else None)
    if known is None:
        return Draft(cls, name, {span})
    return Draft(cls, name, {span}, [n for n in known.names if n != name], known.iri, known.kind)


def _own_things(report: Report, own_names: Sequence[str], home: Place | None) -> Iterator[Draft]:
    """The report's place, the congress that it was delivered to and the media of its by-line."""
    clean = report.text.clean
    spans = set(find_longest(clean, own_names)) or {Span(*m.span()) for m in _SELF.finditer(clean)}
    iri, kind = (home.iri, home.kind) if home else (report.place_iri, None)
    yield Draft("Place", report.place, spans, [n for n in own_names if n != report.place], iri, kind)
    for meeting in filter(None, (report.delivered_to, *report.media)):
        name = _SESSION.sub("", meeting)
        yield Draft("Institution", name, set(find_longest(clean, [name])), [meeting] if meeting != name else [])


def _finish(report: Report, draft: Draft, starts: Sequence[int], lexicon: Lexicon) -> Thing:
    spans = sorted(draft.spans)
    other = (*draft.aliases, *find_aliases(draft.cls, draft.name), *_counted_names(report, draft, spans))
    aliases = tuple(dict.fromkeys(alias for alias in other if alias != draft.name))
    kind = draft.kind or _kind_of(report, draft, spans, lexicon)
    return Thing(draft.cls, draft.name, tuple(_mentions(report, starts, spans)), kind, aliases, draft.iri)


def _add_repeated(clean: str, drafts: Sequence[Draft]) -> None:
    """Give each draft the further occurrences of its name that are no part of another name of its class."""
    marked: defaultdict[ThingClass, list[Span]] = defaultdict(list)
    for draft in drafts:
        marked[draft.cls] += draft.spans
    for spans in marked.values():
        spans.sort()
    standing = find_each(clean, (draft.name for draft in drafts if len(to_key(draft.name)) >= _LEAST_REPEATED))
    for draft in drafts:
        draft.spans.update(span for span in standing.get(draft.name, ()) if not _is_within(span, marked[draft.cls]))


def _is_within(span: Span, marked: Sequence[Span]) -> bool:
    before = bisect_right(marked, (span.begin, _FAR))
    return any(m.begin <= span.begin and span.end <= m.end for m in marked[max(before - 2, 0) : before])


def _counted_names(report: Report, draft: Draft, spans: Sequence[Span]) -> Iterator[str]:
    """Names of a program with the count that the text puts before them: 10件22项民生实事."""
    if draft.cls == "Program":
        for span in spans:
            count = _COUNT.search(report.text.clean, max(span.begin - _COUNTED, 0), span.begin)
            if count:
                yield report.text.clean[count.start() : span.end]


def _kind_of(report: Report, draft: Draft, spans: Sequence[Span], lexicon: Lexicon) -> str:
    """The kind that the name's head noun tells, else that of the list it stands in (等重点交通项目)."""
    kind = lexicon.kind_of(draft.cls, draft.name)
    if kind.name == "other" and draft.cls == "Project":
        heads = (_LIST_HEAD.match(report.text.clean, span.end) for span in spans)
        told = (lexicon.kind_of(draft.cls, head["head"]) for head in heads if head)
        kind = next((found for found in told if found.name != "other"), kind)
    return kind.iri


def _mentions(report: Report, starts: Sequence[int], spans: Sequence[Span]) -> Iterator[Mention]:
    for span in spans:
        order = bisect_right(starts, span.begin) - 1
        if order >= 0 and span.end <= report.sentences[order].span.end:
            yield Mention(span, order)
