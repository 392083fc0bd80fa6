"""From a report and what was found in it to N-Quads: one line per fact, ordered, the same bytes for the same input."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.description import describe_concept, describe_found_indicator, describe_kinded, describe_known, describe_place, describe_reason
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
from loaders.report import Report, Section, Sentence
from loaders.statements import Measured, Mention, Reason, Ref, Relation, Span, Thing, UnstatedNumber
from loaders.terms import decimal, literal, ordered, typed
from ontology.errors import OntologyError
from ontology.lexicon import load_lexicon
from ontology.vocabulary import DCTERMS, NIF, PROV, RDF, RDFS, RG, SKOS, XSD, Iri, rg_term

_A, _LABEL, _ALT_LABEL = RDF.type.nt, RDFS.label.nt, SKOS.altLabel.nt
_BEGIN, _END, _QUOTE, _TEXT, _ORDER = RG.begin.nt, RG.end.nt, RG.quote.nt, RG.text.nt, RG.order.nt
_STATED_IN, _DERIVED_FROM, _IS_IN = RG.statedIn.nt, PROV.wasDerivedFrom.nt, RG.isIn.nt
_SENTENCE, _NIF_SENTENCE, _MENTION, _STRING, _MENTIONS = (
    term.nt for term in (RG.Sentence, NIF.Sentence, RG.Mention, NIF.OffsetBasedString, RG.mentions)
)
_CLAIM, _STATEMENT, _SUBJECT, _PREDICATE, _OBJECT, _BASIS = (
    term.nt for term in (RG.Claim, RDF.Statement, RDF.subject, RDF.predicate, RDF.object, RG.basis)
)
_INTEGER = XSD.integer.nt


@dataclass(frozen=True, slots=True)
class Frame:
    """A report with the IRIs, as N-Triples text, that its statements point to."""

    report: Report
    iri: Iri
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
    sentences = tuple(mint_part(own, f"s{sentence.order}").nt for sentence in report.sentences)
    sections = tuple(mint_part(own, f"sec{section.order}").nt for section in report.sections)
    return Frame(report, own, place, sentences, sections, named)


def to_nquads(
    report: Report,
    measured: Sequence[Measured],
    things: Sequence[Thing],
    relations: Sequence[Relation],
    unstated: Sequence[UnstatedNumber] = (),
) -> bytes:
    """Everything that is known of one report, as ordered N-Quads in the default graph."""
    frame = to_frame(report, things)
    blocks = (
        "".join(_report_lines(frame)),
        *(_section_block(frame, section) for section in report.sections),
        *(_sentence_block(frame, sentence) for sentence in report.sentences),
        *(line for thing in (*things, _own_place(report)) for line in _thing_lines(frame, thing)),
        *(line for one in measured for line in _measured_lines(frame, one)),
        *(_relation_block(frame, relation) for relation in relations),
        *(_unstated_block(frame, number) for number in unstated),
    )
    return ordered("".join(blocks))


def _own_place(report: Report) -> Thing:
    return Thing("Place", report.place, (), iri=report.place_iri)


def _report_lines(frame: Frame) -> Iterator[str]:
    report, s = frame.report, frame.iri.nt
    yield f"{s} {_A} {RG.Report.nt} .\n"
    yield f"{s} {RG.about.nt} {frame.place} .\n"
    yield f"{s} {RG.reportYear.nt} {typed(f'{report.year:04d}', 'gYear')} .\n"
    yield f"{s} {DCTERMS.title.nt} {literal(report.title, 'zh')} .\n"
    yield f"{s} {DCTERMS.source.nt} {literal(report.source)} .\n"
    yield f"{s} {RG.textDigest.nt} {literal(text_digest(report.text.clean))} .\n"
    if report.issued:
        yield f"{s} {DCTERMS.issued.nt} {typed(report.issued, 'date')} .\n"
    for term, names in ((DCTERMS.creator, report.creators), (DCTERMS.publisher, report.media)):
        yield from (f"{s} {term.nt} {literal(name)} .\n" for name in names)
    for caption in report.captions:
        yield f"{s} {RG.captionText.nt} {literal(caption, 'zh')} .\n"
    if report.delivered_to:
        yield from _congress_lines(frame, report.delivered_to)


def _congress_lines(frame: Frame, name: str) -> Iterator[str]:
    congress = Thing("Institution", name, ())
    iri = frame.things.get(congress.ref)
    if iri is None:
        iri = mint_thing(congress, frame.report).nt
        yield describe_kinded(iri, "Institution", name, None)
        yield f"{iri} {_STATED_IN} {frame.iri.nt} .\n"
    yield f"{frame.iri.nt} {RG.deliveredTo.nt} {iri} .\n"


def _stretch_block(s: str, span: Span) -> str:
    return f'{s} {_BEGIN} "{span.begin}"^^{_INTEGER} .\n{s} {_END} "{span.end}"^^{_INTEGER} .\n'


def _section_block(frame: Frame, section: Section) -> str:
    s = frame.sections[section.order]
    heading = f"{s} {DCTERMS.title.nt} {literal(section.heading, 'zh')} .\n" if section.heading else ""
    return (
        f"{s} {_A} {RG.Section.nt} .\n{_stretch_block(s, section.span)}{heading}"
        f"{s} {_TEXT} {literal(frame.report.quote(section.span), 'zh')} .\n"
        f"{s} {_IS_IN} {frame.iri.nt} .\n"
        f'{s} {_ORDER} "{section.order}"^^{_INTEGER} .\n'
        f"{s} {RG.tense.nt} {rg_term(section.tense).nt} .\n"
    )


def _sentence_block(frame: Frame, sentence: Sentence) -> str:
    s = frame.sentences[sentence.order]
    return (
        f"{s} {_A} {_SENTENCE} .\n{s} {_A} {_NIF_SENTENCE} .\n{_stretch_block(s, sentence.span)}"
        f"{s} {_TEXT} {literal(frame.report.quote(sentence.span), 'zh')} .\n"
        f"{s} {_IS_IN} {frame.sections[sentence.section]} .\n{s} {_IS_IN} {frame.iri.nt} .\n"
        f'{s} {_ORDER} "{sentence.order}"^^{_INTEGER} .\n'
    )


def _thing_lines(frame: Frame, thing: Thing) -> Iterator[str]:
    s = frame.things[thing.ref]
    described = describe_known(thing.iri) if thing.iri else ""
    yield described or describe_kinded(s, thing.cls, thing.name, thing.kind)
    for name in dict.fromkeys((thing.name, *thing.aliases)):
        text = literal(name, "zh")
        if f"{s} {_LABEL} {text} .\n" not in described and (described or name != thing.name):
            yield f"{s} {_ALT_LABEL} {text} .\n"
    yield f"{s} {_STATED_IN} {frame.iri.nt} .\n"
    for mention in thing.mentions:
        yield _mention_block(frame, s, mention)


def _evidence_block(frame: Frame, s: str, quote: Span, sentence: int) -> str:
    return (
        f"{_stretch_block(s, quote)}{s} {_QUOTE} {literal(frame.report.quote(quote), 'zh')} .\n"
        f"{s} {_STATED_IN} {frame.iri.nt} .\n{s} {_DERIVED_FROM} {frame.sentences[sentence]} .\n"
    )


def _mention_block(frame: Frame, thing: str, mention: Mention) -> str:
    s = mint_mention(frame.iri, mention.quote, thing).nt
    evidence = _evidence_block(frame, s, mention.quote, mention.sentence)
    return f"{s} {_A} {_MENTION} .\n{s} {_A} {_STRING} .\n{s} {_MENTIONS} {thing} .\n{evidence}"


def _indicator_lines(s: str, one: Measured) -> Iterator[str]:
    iri = Iri(one.indicator) if one.indicator else mint_indicator(one.indicator_text)
    yield f"{s} {RG.indicator.nt} {iri.nt} .\n"
    yield f"{s} {RG.indicatorText.nt} {literal(one.indicator_text, 'zh')} .\n"
    yield describe_concept(iri) or describe_found_indicator(iri, one.indicator_text)


def _number_lines(s: str, one: Measured) -> Iterator[str]:
    for term, number in ((RG.value, one.value), (RG.upperValue, one.upper_value), (RG.normalizedValue, one.normalized_value)):
        if number is not None:
            yield f"{s} {term.nt} {decimal(number)} .\n"
    for term, text in ((RG.numberText, one.number_text), (RG.unitText, one.unit_text)):
        if text:
            yield f"{s} {term.nt} {literal(text)} .\n"
    if one.unit:
        yield f"{s} {RG.unit.nt} {Iri(one.unit).nt} .\n{describe_concept(one.unit)}"


def _measured_lines(frame: Frame, one: Measured) -> Iterator[str]:
    s = mint_measured(frame.iri, one).nt
    yield f"{s} {_A} {rg_term(one.cls).nt} .\n"
    yield f"{s} {RG.ofPlace.nt} {frame.place} .\n"
    yield f"{s} {RG.forYear.nt} {typed(f'{one.year:04d}', 'gYear')} .\n"
    for term, name in ((RG.measure, one.measure), (RG.comparator, one.comparator), (RG.role, one.role)):
        if name:
            yield f"{s} {term.nt} {rg_term(name).nt} .\n"
    if one.qualifier:
        yield f"{s} {RG.qualifier.nt} {literal(one.qualifier, 'zh')} .\n"
    yield from _indicator_lines(s, one)
    yield from _number_lines(s, one)
    yield _evidence_block(frame, s, one.quote, one.sentence)


@functools.cache
def _reason(name: Reason) -> tuple[str, str]:
    """A reason of the lexicon, and what the graph says of it."""
    iri = load_lexicon().reason_named(name).iri
    return Iri(iri).nt, describe_reason(iri)


def _unstated_block(frame: Frame, number: UnstatedNumber) -> str:
    s = mint_number(frame.iri, number.span.begin).nt
    reason, said_of_reason = _reason(number.reason)
    unit = f"{s} {RG.unitText.nt} {literal(number.unit_text)} .\n" if number.unit_text else ""
    evidence = _evidence_block(frame, s, number.span, number.sentence)
    return f"{said_of_reason}{s} {_A} {RG.UnstatedNumber.nt} .\n{s} {RG.reason.nt} {reason} .\n{unit}{evidence}"


@functools.lru_cache(maxsize=4096)
def _known(ref: Ref, near: str | None) -> tuple[str, str]:
    """A status or a place of the lexicon, and what the graph says of it."""
    lexicon = load_lexicon()
    if ref.cls == "Status" and (status := lexicon.status_named(ref.name)):
        return Iri(status.iri).nt, describe_concept(status.iri)
    if ref.cls == "Place" and (place := lexicon.resolve(ref.name, lexicon.places_by_iri.get(near or ""))):
        return Iri(place.iri).nt, describe_place(place.iri)
    raise OntologyError(f"The {ref.cls.lower()} {ref.name} is neither in the report nor in the lexicon; add it to ontology/places.ttl.")


def _end_of(frame: Frame, ref: Ref) -> tuple[str, str]:
    named = frame.things.get(ref)
    return (named, "") if named else _known(ref, frame.report.place_iri)


def _relation_block(frame: Frame, relation: Relation) -> str:
    subject, said_of_subject = _end_of(frame, relation.subject)
    object_, said_of_object = _end_of(frame, relation.object)
    predicate = rg_term(relation.predicate).nt
    s = mint_claim(frame.iri, relation, subject, object_).nt
    return (
        f"{said_of_subject}{said_of_object}{subject} {predicate} {object_} .\n"
        f"{s} {_A} {_CLAIM} .\n{s} {_A} {_STATEMENT} .\n"
        f"{s} {_SUBJECT} {subject} .\n{s} {_PREDICATE} {predicate} .\n{s} {_OBJECT} {object_} .\n"
        f"{s} {_BASIS} {rg_term(relation.basis).nt} .\n{_evidence_block(frame, s, relation.quote, relation.sentence)}"
    )
