"""From a report and what was found in it to N-Quads: one line per fact, none twice, the same bytes for the same input."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from loaders.counts import count_numbers, count_stated
from loaders.description import (
    Description,
    describe_concept,
    describe_found_indicator,
    describe_kinded,
    describe_known,
    describe_place,
    describe_reason,
)
from loaders.identity import (
    mint_claim,
    mint_indicator,
    mint_measured,
    mint_mention,
    mint_number,
    mint_part,
    mint_report,
    mint_thing,
    text_digest,
)
from loaders.namesakes import find_namesakes
from loaders.report import Report, Section, Sentence
from loaders.statements import Measured, Reason, Ref, Relation, Span, Thing, UnstatedNumber
from loaders.terms import Block, decimal, integer, literal, merge, to_lines, typed
from loaders.unread import find_unread
from ontology.errors import OntologyError
from ontology.iris import Iri
from ontology.lexicon import load_lexicon
from ontology.standards import DCTERMS, NIF, PROV, RDF, RDFS, SKOS, XSD
from ontology.vocabulary import RG, rg_term

_A, _LABEL, _ALT_LABEL = RDF.type.nt, RDFS.label.nt, SKOS.altLabel.nt
_BEGIN, _END, _QUOTE, _TEXT, _ORDER = RG.begin.nt, RG.end.nt, RG.quote.nt, RG.text.nt, RG.order.nt
_DERIVED_FROM, _IS_IN = PROV.wasDerivedFrom.nt, RG.isIn.nt
_MENTIONS, _SUBJECT, _PREDICATE, _OBJECT, _BASIS = RG.mentions.nt, RDF.subject.nt, RDF.predicate.nt, RDF.object.nt, RG.basis.nt
_OF_PLACE, _FOR_YEAR, _INDICATOR, _INDICATOR_TEXT, _REASON = (
    term.nt for term in (RG.ofPlace, RG.forYear, RG.indicator, RG.indicatorText, RG.reason)
)
_VALUE, _UPPER_VALUE, _NORMALIZED_VALUE, _NUMBER_TEXT = RG.value.nt, RG.upperValue.nt, RG.normalizedValue.nt, RG.numberText.nt
_UNIT_TEXT, _UNIT, _MEASURE, _COMPARATOR, _ROLE = RG.unitText.nt, RG.unit.nt, RG.measure.nt, RG.comparator.nt, RG.role.nt
_IS_SENTENCE, _IS_NIF_SENTENCE, _IS_MENTION, _IS_STRING, _IS_CLAIM, _IS_STATEMENT, _IS_UNSTATED = (
    f"{_A} {cls.nt}" for cls in (RG.Sentence, NIF.Sentence, RG.Mention, NIF.OffsetBasedString, RG.Claim, RDF.Statement, RG.UnstatedNumber)
)
_QUALIFIER, _MENTION_COUNT = RG.qualifier.nt, RG.mentionCount.nt
_INTEGER = f"^^{XSD.integer.nt}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A report with the IRIs, as N-Triples text, that its statements point to."""

    report: Report
    iri: Iri
    is_in: str
    stated_in: str
    named_in: str
    first_in: str
    place: str
    sentences: tuple[str, ...]
    sections: tuple[str, ...]
    things: dict[Ref, str]


def to_frame(report: Report, things: Iterable[Thing]) -> Frame:
    """Mint the IRIs of a report, its sections, its sentences and its things; a thing is found by its other names too."""
    own = mint_report(report)
    place = mint_thing(_own_place(report), report).nt
    known = [(thing, mint_thing(thing, report).nt) for thing in things]
    named = {Ref(thing.cls, alias): iri for thing, iri in reversed(known) for alias in thing.aliases}
    named |= {thing.ref: iri for thing, iri in known}
    named[Ref("Place", report.place)] = place
    sentences = tuple(mint_part(own, f"s{sentence.order}") for sentence in report.sentences)
    sections = tuple(mint_part(own, f"sec{section.order}") for section in report.sections)
    is_in, stated_in, named_in, first_in = (f"{term.nt} {own.nt}" for term in (RG.isIn, RG.statedIn, RG.namedIn, RG.firstMentionIn))
    return Frame(report, own, is_in, stated_in, named_in, first_in, place, sentences, sections, named)


def to_nquads(
    report: Report,
    measured: Sequence[Measured],
    things: Sequence[Thing],
    relations: Sequence[Relation],
    unstated: Sequence[UnstatedNumber] = (),
) -> bytes:
    """Everything that is known of one report, as N-Quads in the default graph."""
    frame = to_frame(report, things)
    blocks = (
        _report_blocks(frame),
        (_section_block(frame, section) for section in report.sections),
        (_sentence_block(frame, sentence) for sentence in report.sentences),
        *(_thing_blocks(frame, thing) for thing in (*things, _own_place(report))),
        _mention_blocks(frame, things),
        find_namesakes(things, frame.things),
        _measured_blocks(frame, measured),
        *(_relation_blocks(frame, relation) for relation in relations),
        *(_unstated_blocks(frame, number) for number in unstated),
        *(_unread_blocks(frame, sentence) for sentence in find_unread(report, measured, things, relations)),
    )
    said = merge(chain.from_iterable(blocks))
    counted = (*count_stated(said, frame.stated_in), *count_numbers(report, measured, unstated))
    said[frame.iri.nt] = (*said[frame.iri.nt], *counted)
    return to_lines(said)


def _own_place(report: Report) -> Thing:
    return Thing("Place", report.place, (), iri=report.place_iri)


def _report_blocks(frame: Frame) -> Iterator[Block]:
    yield frame.iri.nt, tuple(dict.fromkeys(_report_facts(frame)))
    if frame.report.delivered_to:
        yield from _congress_blocks(frame, frame.report.delivered_to)


def _report_facts(frame: Frame) -> Iterator[str]:
    report = frame.report
    yield f"{_A} {RG.Report.nt}"
    yield f"{RG.about.nt} {frame.place}"
    yield f"{RG.reportYear.nt} {typed(f'{report.year:04d}', 'gYear')}"
    yield f"{DCTERMS.title.nt} {literal(report.title, 'zh')}"
    yield f"{DCTERMS.source.nt} {literal(report.source)}"
    yield f"{RG.textDigest.nt} {literal(text_digest(report.text.clean))}"
    if report.issued:
        yield f"{DCTERMS.issued.nt} {typed(report.issued, 'date')}"
    for term, names in ((DCTERMS.creator, report.creators), (DCTERMS.publisher, report.media)):
        yield from (f"{term.nt} {literal(name)}" for name in names)
    for caption in report.captions:
        yield f"{RG.captionText.nt} {literal(caption, 'zh')}"


def _congress_blocks(frame: Frame, name: str) -> Iterator[Block]:
    congress = Thing("Institution", name, ())
    iri = frame.things.get(congress.ref)
    if iri is None:
        iri = mint_thing(congress, frame.report).nt
        facts, others = describe_kinded("Institution", name, None)
        yield iri, (*facts, frame.stated_in, frame.named_in)
        yield from others
    yield frame.iri.nt, (f"{RG.deliveredTo.nt} {iri}",)


@functools.cache
def _term_fact(predicate: str, name: str) -> str:
    """A fact whose object is a term of the ontology, by its local name."""
    return f"{predicate} {rg_term(name).nt}"


@functools.cache
def _year_fact(year: int) -> str:
    return f"{_FOR_YEAR} {typed(f'{year:04d}', 'gYear')}"


def _stretch(span: Span) -> tuple[str, str]:
    return f'{_BEGIN} "{span.begin}"{_INTEGER}', f'{_END} "{span.end}"{_INTEGER}'


def _section_block(frame: Frame, section: Section) -> Block:
    return frame.sections[section.order], (
        f"{_A} {RG.Section.nt}",
        *((f"{DCTERMS.title.nt} {literal(section.heading, 'zh')}",) if section.heading else ()),
        *_stretch(section.span),
        frame.is_in,
        f'{_ORDER} "{section.order}"{_INTEGER}',
        _term_fact(RG.tense.nt, section.tense),
        f"{_TEXT} {literal(frame.report.quote(section.span), 'zh')}",
    )


def _sentence_block(frame: Frame, sentence: Sentence) -> Block:
    return frame.sentences[sentence.order], (
        _IS_SENTENCE,
        _IS_NIF_SENTENCE,
        *_stretch(sentence.span),
        f"{_IS_IN} {frame.sections[sentence.section]}",
        frame.is_in,
        f'{_ORDER} "{sentence.order}"{_INTEGER}',
        f"{_TEXT} {literal(frame.report.quote(sentence.span), 'zh')}",
    )


def _thing_blocks(frame: Frame, thing: Thing) -> Iterator[Block]:
    s = frame.things[thing.ref]
    facts, others = describe_known(thing.iri) if thing.iri else Description()
    if not facts:
        facts, others = describe_kinded(thing.cls, thing.name, thing.kind)
    names = [literal(name, "zh") for name in (thing.name, *thing.aliases)]
    other_names = [f"{_ALT_LABEL} {name}" for name in names if f"{_LABEL} {name}" not in facts]
    yield s, tuple(dict.fromkeys((*facts, *other_names, frame.stated_in, frame.named_in)))
    yield from others


def _evidence(frame: Frame, quote: Span, sentence: int) -> tuple[str, ...]:
    return (
        f"{_DERIVED_FROM} {frame.sentences[sentence]}",
        *_stretch(quote),
        f"{_QUOTE} {literal(frame.report.quote(quote), 'zh')}",
        frame.stated_in,
    )


def _mention_blocks(frame: Frame, things: Iterable[Thing]) -> Iterator[Block]:
    """The occurrences of each thing; the first one of them says how many there are."""
    named: defaultdict[str, dict[Span, int]] = defaultdict(dict)
    for thing in things:
        named[frame.things[thing.ref]].update(thing.mentions)
    for iri, found in named.items():
        first, facts = min(found, default=None), (_IS_MENTION, _IS_STRING, f"{_MENTIONS} {iri}")
        counted = (f"{_MENTION_COUNT} {integer(len(found))}", frame.first_in)
        for quote, sentence in found.items():
            more = counted if quote == first else ()
            yield mint_mention(frame.iri, quote, iri), (*facts, *_evidence(frame, quote, sentence), *more)


def _measured_facts(frame: Frame, one: Measured) -> Iterator[str]:
    yield _term_fact(_A, one.cls)
    yield f"{_OF_PLACE} {frame.place}"
    yield _year_fact(one.year)
    yield f"{_INDICATOR_TEXT} {literal(one.indicator_text, 'zh')}"
    for term, name in ((_MEASURE, one.measure), (_COMPARATOR, one.comparator), (_ROLE, one.role)):
        if name:
            yield _term_fact(term, name)
    for term, number in ((_VALUE, one.value), (_UPPER_VALUE, one.upper_value), (_NORMALIZED_VALUE, one.normalized_value)):
        if number is not None:
            yield f"{term} {decimal(number)}"
    for term, text in ((_NUMBER_TEXT, one.number_text), (_UNIT_TEXT, one.unit_text)):
        if text:
            yield f"{term} {literal(text)}"
    if one.unit:
        yield f"{_UNIT} <{one.unit}>"
    if one.qualifier:
        yield f"{_QUALIFIER} {literal(one.qualifier, 'zh')}"


def _measured_blocks(frame: Frame, measured: Sequence[Measured]) -> Iterator[Block]:
    found: dict[str, Iri] = {}
    for one in measured:
        iri = one.indicator or found.setdefault(one.indicator_text, mint_indicator(one.indicator_text))
        facts = (*_measured_facts(frame, one), f"{_INDICATOR} <{iri}>", *_evidence(frame, one.quote, one.sentence))
        yield mint_measured(frame.iri, one), facts
    yield from (describe_found_indicator(iri, text) for text, iri in found.items())
    for concept in dict.fromkeys(concept for one in measured for concept in (one.indicator, one.unit) if concept):
        yield from describe_concept(concept)


@functools.cache
def _reason(name: Reason) -> tuple[str, tuple[Block, ...]]:
    """A reason of the lexicon, and what the graph says of it."""
    iri = load_lexicon().reason_named(name).iri
    return Iri(iri).nt, describe_reason(iri)


def _unstated_blocks(frame: Frame, number: UnstatedNumber) -> Iterator[Block]:
    reason, said_of_reason = _reason(number.reason)
    unit = (f"{_UNIT_TEXT} {literal(number.unit_text)}",) if number.unit_text else ()
    s = mint_number(frame.iri, number.span.begin)
    yield s, (_IS_UNSTATED, *_evidence(frame, number.span, number.sentence), f"{_REASON} {reason}", *unit)
    yield from said_of_reason


def _unread_blocks(frame: Frame, sentence: Sentence) -> Iterator[Block]:
    reason, said_of_reason = _reason("NothingRead")
    yield frame.sentences[sentence.order], (f"{_REASON} {reason}",)
    yield from said_of_reason


@functools.lru_cache(maxsize=4096)
def _known(ref: Ref, near: str | None) -> tuple[str, tuple[Block, ...]]:
    """A status or a place of the lexicon, and what the graph says of it."""
    lexicon = load_lexicon()
    if ref.cls == "Status" and (status := lexicon.status_named(ref.name)):
        return Iri(status.iri).nt, describe_concept(status.iri)
    if ref.cls == "Place" and (place := lexicon.resolve(ref.name, lexicon.places_by_iri.get(near or ""))):
        return Iri(place.iri).nt, describe_place(place.iri)
    raise OntologyError(f"The {ref.cls.lower()} {ref.name} is neither in the report nor in the lexicon; add it to ontology/places.ttl.")


def _end_of(frame: Frame, ref: Ref) -> tuple[str, tuple[Block, ...]]:
    named = frame.things.get(ref)
    return (named, ()) if named else _known(ref, frame.report.place_iri)


def _relation_blocks(frame: Frame, relation: Relation) -> Iterator[Block]:
    subject, said_of_subject = _end_of(frame, relation.subject)
    object_, said_of_object = _end_of(frame, relation.object)
    predicate = rg_term(relation.predicate).nt
    yield from said_of_subject
    yield from said_of_object
    yield subject, (f"{predicate} {object_}",)
    yield (
        mint_claim(frame.iri, relation, subject, object_),
        (
            _IS_CLAIM,
            _IS_STATEMENT,
            f"{_SUBJECT} {subject}",
            f"{_PREDICATE} {predicate}",
            f"{_OBJECT} {object_}",
            *_evidence(frame, relation.quote, relation.sentence),
            _term_fact(_BASIS, relation.basis),
        ),
    )
