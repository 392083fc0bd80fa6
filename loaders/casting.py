"""Sentences with each name replaced by one sign of its class, so that one pattern reads any name: 深化与Ⓘ、Ⓘ等院所合作."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from loaders.report import Report
from loaders.statements import Span, Thing
from loaders.text import find_longest

PROJECT: Final = "\ue010"
PROGRAM: Final = "\ue011"
INSTITUTION: Final = "\ue012"
PLACE: Final = "\ue013"
SIGNS: Final = {"Project": PROJECT, "Program": PROGRAM, "Institution": INSTITUTION, "Place": PLACE}

_ORDER = {cls: i for i, cls in enumerate(SIGNS)}


@dataclass(frozen=True, slots=True)
class Cast:
    """One sentence in signs: ``at[i]`` is where sign or character i stands in the clean text, ``things`` what a sign stands for."""

    sentence: int
    text: str
    at: tuple[int, ...]
    things: dict[int, tuple[Thing, Span]]

    def span(self, begin: int, end: int) -> Span:
        """The stretch of the clean text that a stretch of the cast stands for."""
        return Span(self.at[begin], self.at[end])

    def named(self, begin: int, end: int) -> Iterator[Thing]:
        """The things named in a stretch, in order."""
        for i in range(begin, end):
            if i in self.things:
                yield self.things[i][0]


def cast_sentences(report: Report, things: Iterable[Thing], own_names: Iterable[str] = ()) -> Iterator[Cast]:
    """Every sentence that names a thing; the other names of the report's place (落户|河池) count as its mentions."""
    by_sentence: dict[int, list[tuple[Span, Thing]]] = defaultdict(list)
    for thing in things:
        for mention in thing.mentions:
            by_sentence[mention.sentence].append((mention.quote, thing))
    own = Thing("Place", report.place, (), iri=report.place_iri)
    spoken = find_longest(report.text.clean, own_names)
    for sentence in sorted(by_sentence):
        begin, end = report.sentences[sentence].span
        named = [(span, own) for span in spoken[bisect_left(spoken, (begin, 0)) : bisect_left(spoken, (end, 0))]]
        yield _cast(report, sentence, by_sentence[sentence] + named)


def _cast(report: Report, sentence: int, named: list[tuple[Span, Thing]]) -> Cast:
    clean, (begin, end) = report.text.clean, report.sentences[sentence].span
    signs: list[str] = []
    at: list[int] = []
    found: dict[int, tuple[Thing, Span]] = {}
    here = begin
    for group in _outermost(clean, [(span, thing) for span, thing in named if begin <= span.begin and span.end <= end]):
        outer = group[0][0]
        signs.append(clean[here : outer.begin])
        at.extend(range(here, outer.begin))
        for span, thing in group:
            found[len(at)] = (thing, span)
            signs.append(SIGNS[thing.cls])
            at.append(max(span.begin, outer.begin))
        here = outer.end
    signs.append(clean[here:end])
    at.extend(range(here, end + 1))
    return Cast(sentence, "".join(signs), tuple(at), found)


def _outermost(clean: str, named: list[tuple[Span, Thing]]) -> Iterator[list[tuple[Span, Thing]]]:
    """The longest names, with the quotation marks around them, each with those that share its words (香港、俄罗斯离岸基地)."""
    wide = [(_with_marks(clean, span), thing) for span, thing in named]
    wide.sort(key=lambda pair: (pair[0].begin, -pair[0].end, _ORDER[pair[1].cls], pair[1].name))
    last = -1
    for i, (span, thing) in enumerate(wide):
        if span.begin >= last:
            last = span.end
            yield [(span, thing), *_sharing(clean, span, thing, wide[i + 1 :])]


def _sharing(clean: str, span: Span, first: Thing, others: Iterable[tuple[Span, Thing]]) -> Iterator[tuple[Span, Thing]]:
    if first.name in clean[span.begin : span.end]:
        return
    for inner, thing in others:
        if inner.begin >= span.end:
            return
        if thing.cls == first.cls and (inner.end == span.end or inner.begin == span.begin):
            yield inner, thing


def _with_marks(clean: str, span: Span) -> Span:
    if span.begin and clean[span.begin - 1] in "“《" and clean[span.end : span.end + 1] in ("”", "》"):
        return Span(span.begin - 1, span.end + 1)
    return span
