"""The named things of a report: the tagger's names, joined where they name one thing, with kinds, aliases and all their mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from loaders.aliases import find_aliases
from loaders.gazetteer import find_home
from loaders.gold import find_all
from loaders.names import find_names
from loaders.report import Report
from loaders.sharing import Marked, find_shared_names
from loaders.statements import Mention, Span, Thing, ThingClass
from ontology.concepts import Place
from ontology.lexicon import Lexicon, load_lexicon

_MARKS: Final = re.compile(r"[\s“”\"'‘’「」《》()（）、,，。·—-]+")
_SELF: Final = re.compile(r"我[市县区省州盟旗国]|全[市县区省州盟旗国]|市委|市政府|县委|省委")


@dataclass(slots=True)
class Draft:
    """A thing while its names and mentions are still being gathered."""

    cls: ThingClass
    name: str
    spans: set[Span] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    iri: str | None = None


def find_things(report: Report) -> list[Thing]:
    """The places, institutions, programs and projects that a report names, in order of class and first mention."""
    lexicon, home = load_lexicon(), find_home(report.place, report.place_iri)
    drafts = [*_gather(report, lexicon, home), *_own_things(report, home)]
    things = [_finish(report, draft, lexicon) for draft in _merge(drafts)]
    return sorted((t for t in things if t.mentions), key=lambda t: (t.cls, t.mentions[0].quote, t.name))


def to_key(name: str) -> str:
    """A name as it is compared: without marks and spaces."""
    return _MARKS.sub("", name)


def _gather(report: Report, lexicon: Lexicon, home: Place | None) -> Iterator[Draft]:
    names = find_names(report)
    for cls, span, _ in names:
        name = report.quote(span)
        if to_key(name):
            yield _draft(cls, name, span, lexicon, home)
    for shared in find_shared_names(report.text.clean, [Marked(cls, span) for cls, span, _ in names]):
        if shared.alone is None:
            yield _draft(shared.cls, shared.name, shared.span, lexicon, home)
        else:
            yield Draft(shared.cls, report.quote(shared.alone), {shared.alone}, [shared.name])


def _draft(cls: ThingClass, name: str, span: Span, lexicon: Lexicon, home: Place | None) -> Draft:
    """A thing with the names and the IRI that the ontology gives it."""
    place = lexicon.resolve(name, home) if cls == "Place" else None
    institutions = lexicon.institutions_named(name) if cls == "Institution" else ()
    known = place or (institutions[0] if len(institutions) == 1 else None)
    return Draft(cls, name, {span}, [n for n in known.names if n != name] if known else [], known.iri if known else None)


def _own_things(report: Report, home: Place | None) -> Iterator[Draft]:
    """The report's place, the congress that it was delivered to and the media of its by-line."""
    clean = report.text.clean
    names = list(home.names) if home else [report.place]
    spans = {span for name in names for span in find_all(clean, name)} or {Span(*m.span()) for m in _SELF.finditer(clean)}
    yield Draft("Place", report.place, spans, [n for n in names if n != report.place], home.iri if home else report.place_iri)
    for name in (report.delivered_to, *report.media):
        if name:
            yield Draft("Institution", name, set(find_all(clean, name)))


def _merge(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft per thing: same class and same gazetteer place or same name."""
    merged: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        keys = [(draft.cls, key) for key in (draft.iri, to_key(draft.name)) if key]
        known = next((merged[key] for key in keys if key in merged), None)
        if known is None:
            known = draft
        else:
            known.spans |= draft.spans
            known.aliases += [draft.name, *draft.aliases]
        for key in keys:
            merged[key] = known
    return list({id(draft): draft for draft in merged.values()}.values())


def _finish(report: Report, draft: Draft, lexicon: Lexicon) -> Thing:
    aliases = tuple(dict.fromkeys(a for a in (*draft.aliases, *find_aliases(draft.cls, draft.name)) if a != draft.name))
    spans = set(draft.spans)
    if len(to_key(draft.name)) > 2:
        spans |= set(find_all(report.text.clean, draft.name))
    mentions = tuple(_mentions(report, sorted(spans)))
    return Thing(draft.cls, draft.name, mentions, lexicon.kind_of(draft.cls, draft.name).iri, aliases, draft.iri)


def _mentions(report: Report, spans: Sequence[Span]) -> Iterator[Mention]:
    starts = [sentence.span.begin for sentence in report.sentences]
    for span in spans:
        order = bisect_right(starts, span.begin) - 1
        if order >= 0 and span.end <= report.sentences[order].span.end:
            yield Mention(span, order)
