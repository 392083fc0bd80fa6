"""From a report and what was found in it to N-Quads: one line per fact, ordered, the same bytes for the same input."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.description import A, describe_concept, describe_found_indicator, describe_place, name_lines
from loaders.identity import (
    mint_claim,
    mint_indicator,
    mint_measured,
    mint_mention,
    mint_part,
    mint_report,
    mint_thing,
    text_digest,
)
from loaders.report import Report, Section, Sentence
from loaders.statements import Measured, Mention, Ref, Relation, Span, Thing
from loaders.terms import decimal, integer, literal, ordered, typed
from ontology.errors import OntologyError
from ontology.lexicon import load_lexicon
from ontology.vocabulary import DCTERMS, NIF, PROV, RDF, RDFS, RG, SKOS, Iri, rg_term


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
    """Mint the IRIs of a report, its sections, its sentences and its things."""
    own = mint_report(report)
    place = mint_thing(Thing("Place", report.place, (), iri=report.place_iri), report).nt
    named = {thing.ref: mint_thing(thing, report).nt for thing in things}
    named[Ref("Place", report.place)] = place
    sentences = tuple(mint_part(own, f"s{sentence.order}").nt for sentence in report.sentences)
    sections = tuple(mint_part(own, f"sec{section.order}").nt for section in report.sections)
    return Frame(report, own, place, sentences, sections, named)


def to_nquads(report: Report, measured: Sequence[Measured], things: Sequence[Thing], relations: Sequence[Relation]) -> bytes:
    """Everything that is known of one report, as ordered N-Quads in the default graph."""
    frame = to_frame(report, things)
    return ordered(
        (
            *_report_lines(frame),
            *(line for section in report.sections for line in _section_lines(frame, section)),
            *(line for sentence in report.sentences for line in _sentence_lines(frame, sentence)),
            *(line for thing in things for line in _thing_lines(frame, thing)),
            *(line for one in measured for line in _measured_lines(frame, one)),
            *(line for relation in relations for line in _relation_lines(frame, relation)),
        )
    )


def _report_lines(frame: Frame) -> Iterator[str]:
    report, s = frame.report, frame.iri.nt
    yield f"{s} {A} {RG.Report.nt} .\n"
    yield f"{s} {RG.about.nt} {frame.place} .\n"
    yield f"{s} {RG.reportYear.nt} {typed(f'{report.year:04d}', 'gYear')} .\n"
    yield f"{s} {DCTERMS.title.nt} {literal(report.title, 'zh')} .\n"
    yield f"{s} {DCTERMS.source.nt} {literal(_file_name(report.source))} .\n"
    yield f"{s} {RG.textDigest.nt} {literal(text_digest(report.text.clean))} .\n"
    if report.issued:
        yield f"{s} {DCTERMS.issued.nt} {typed(report.issued, 'date')} .\n"
    for name in report.creators:
        yield f"{s} {DCTERMS.creator.nt} {literal(name)} .\n"
    for name in report.media:
        yield f"{s} {DCTERMS.publisher.nt} {literal(name)} .\n"
    for caption in report.captions:
        yield f"{s} {RG.captionText.nt} {literal(caption, 'zh')} .\n"
    if report.delivered_to:
        yield from _congress_lines(frame, report.delivered_to)
    own = Thing("Place", report.place, (), iri=report.place_iri)
    yield from _thing_lines(frame, own)


def _file_name(source: str) -> str:
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _congress_lines(frame: Frame, name: str) -> Iterator[str]:
    congress = Thing("Institution", name, ())
    iri = frame.things.get(congress.ref)
    if iri is None:
        iri = mint_thing(congress, frame.report).nt
        yield from _own_name_lines(iri, congress)
        yield f"{iri} {RG.statedIn.nt} {frame.iri.nt} .\n"
    yield f"{frame.iri.nt} {RG.deliveredTo.nt} {iri} .\n"


def _stretch_lines(s: str, span: Span) -> Iterator[str]:
    yield f"{s} {RG.begin.nt} {integer(span.begin)} .\n"
    yield f"{s} {RG.end.nt} {integer(span.end)} .\n"


def _section_lines(frame: Frame, section: Section) -> Iterator[str]:
    s = frame.sections[section.order]
    yield f"{s} {A} {RG.Section.nt} .\n"
    yield from _stretch_lines(s, section.span)
    yield f"{s} {RG.text.nt} {literal(frame.report.quote(section.span), 'zh')} .\n"
    yield f"{s} {RG.isIn.nt} {frame.iri.nt} .\n"
    yield f"{s} {RG.order.nt} {integer(section.order)} .\n"
    yield f"{s} {RG.tense.nt} {rg_term(section.tense).nt} .\n"
    if section.heading:
        yield f"{s} {DCTERMS.title.nt} {literal(section.heading, 'zh')} .\n"


def _sentence_lines(frame: Frame, sentence: Sentence) -> Iterator[str]:
    s = frame.sentences[sentence.order]
    yield f"{s} {A} {RG.Sentence.nt} .\n"
    yield f"{s} {A} {NIF.Sentence.nt} .\n"
    yield from _stretch_lines(s, sentence.span)
    yield f"{s} {RG.text.nt} {literal(frame.report.quote(sentence.span), 'zh')} .\n"
    yield f"{s} {RG.isIn.nt} {frame.sections[sentence.section]} .\n"
    yield f"{s} {RG.isIn.nt} {frame.iri.nt} .\n"
    yield f"{s} {RG.order.nt} {integer(sentence.order)} .\n"


def _own_name_lines(s: str, thing: Thing) -> Iterator[str]:
    yield f"{s} {A} {rg_term(thing.cls).nt} .\n"
    yield from name_lines(s, thing.name)
    kind = thing.kind or load_lexicon().kind_of(thing.cls, thing.name).iri
    yield f"{s} {RG.kind.nt} {Iri(kind).nt} .\n"


def _thing_lines(frame: Frame, thing: Thing) -> Iterator[str]:
    s = frame.things[thing.ref]
    described = describe_place(thing.iri) if thing.iri else ()
    yield from described or _own_name_lines(s, thing)
    names = (thing.name, *thing.aliases) if described else thing.aliases
    label = f"{s} {RDFS.label.nt} "
    for name in names:
        text = literal(name, "zh")
        if f"{label}{text} .\n" not in described:
            yield f"{s} {SKOS.altLabel.nt} {text} .\n"
    yield f"{s} {RG.statedIn.nt} {frame.iri.nt} .\n"
    for mention in thing.mentions:
        yield from _mention_lines(frame, s, mention)


def _evidence_lines(frame: Frame, s: str, quote: Span, sentence: int) -> Iterator[str]:
    yield from _stretch_lines(s, quote)
    yield f"{s} {RG.quote.nt} {literal(frame.report.quote(quote), 'zh')} .\n"
    yield f"{s} {RG.statedIn.nt} {frame.iri.nt} .\n"
    yield f"{s} {PROV.wasDerivedFrom.nt} {frame.sentences[sentence]} .\n"


def _mention_lines(frame: Frame, thing: str, mention: Mention) -> Iterator[str]:
    s = mint_mention(frame.iri, mention.quote, thing).nt
    yield f"{s} {A} {RG.Mention.nt} .\n"
    yield f"{s} {A} {NIF.OffsetBasedString.nt} .\n"
    yield f"{s} {RG.mentions.nt} {thing} .\n"
    yield from _evidence_lines(frame, s, mention.quote, mention.sentence)


def _indicator_lines(s: str, one: Measured) -> Iterator[str]:
    iri = Iri(one.indicator) if one.indicator else mint_indicator(one.indicator_text)
    yield f"{s} {RG.indicator.nt} {iri.nt} .\n"
    yield f"{s} {RG.indicatorText.nt} {literal(one.indicator_text, 'zh')} .\n"
    yield from describe_concept(iri) or describe_found_indicator(iri, one.indicator_text)


def _number_lines(s: str, one: Measured) -> Iterator[str]:
    for term, number in ((RG.value, one.value), (RG.upperValue, one.upper_value), (RG.normalizedValue, one.normalized_value)):
        if number is not None:
            yield f"{s} {term.nt} {decimal(number)} .\n"
    for term, text in ((RG.numberText, one.number_text), (RG.unitText, one.unit_text)):
        if text:
            yield f"{s} {term.nt} {literal(text)} .\n"
    if one.unit:
        yield f"{s} {RG.unit.nt} {Iri(one.unit).nt} .\n"
        yield from describe_concept(one.unit)


def _measured_lines(frame: Frame, one: Measured) -> Iterator[str]:
    s = mint_measured(frame.iri, one).nt
    yield f"{s} {A} {rg_term(one.cls).nt} .\n"
    yield f"{s} {RG.ofPlace.nt} {frame.place} .\n"
    yield f"{s} {RG.forYear.nt} {typed(f'{one.year:04d}', 'gYear')} .\n"
    yield f"{s} {RG.measure.nt} {rg_term(one.measure).nt} .\n"
    if one.comparator:
        yield f"{s} {RG.comparator.nt} {rg_term(one.comparator).nt} .\n"
    if one.role:
        yield f"{s} {RG.role.nt} {rg_term(one.role).nt} .\n"
    if one.qualifier:
        yield f"{s} {RG.qualifier.nt} {literal(one.qualifier, 'zh')} .\n"
    yield from _indicator_lines(s, one)
    yield from _number_lines(s, one)
    yield from _evidence_lines(frame, s, one.quote, one.sentence)


@functools.lru_cache(maxsize=1024)
def _known(ref: Ref) -> tuple[str, tuple[str, ...]]:
    """A status or a place of the lexicon, and what the graph says of it."""
    lexicon = load_lexicon()
    if ref.cls == "Status" and (status := lexicon.status_named(ref.name)):
        return Iri(status.iri).nt, describe_concept(status.iri)
    if ref.cls == "Place" and (place := lexicon.resolve(ref.name)):
        return Iri(place.iri).nt, describe_place(place.iri)
    raise OntologyError(f"The {ref.cls.lower()} {ref.name} is neither in the report nor in the lexicon; add it to ontology/places.ttl.")


def _relation_lines(frame: Frame, relation: Relation) -> Iterator[str]:
    ends = []
    for ref in (relation.subject, relation.object):
        named = frame.things.get(ref)
        iri, lines = (named, ()) if named else _known(ref)
        ends.append(iri)
        yield from lines
    subject, object_ = ends
    predicate = rg_term(relation.predicate).nt
    s = mint_claim(frame.iri, relation, subject, object_).nt
    yield f"{subject} {predicate} {object_} .\n"
    yield f"{s} {A} {RG.Claim.nt} .\n"
    yield f"{s} {A} {RDF.Statement.nt} .\n"
    yield f"{s} {RDF.subject.nt} {subject} .\n"
    yield f"{s} {RDF.predicate.nt} {predicate} .\n"
    yield f"{s} {RDF.object.nt} {object_} .\n"
    yield f"{s} {RG.basis.nt} {rg_term(relation.basis).nt} .\n"
    yield from _evidence_lines(frame, s, relation.quote, relation.sentence)
