"""Minting IRIs: ASCII, from content alone, the same on every machine and for any load order."""

from __future__ import annotations

import functools
from hashlib import sha256

from loaders.pinyin import to_slug
from loaders.report import Report
from loaders.scope import find_scope
from loaders.statements import Measured, Relation, Span, Thing
from ontology.iris import Iri
from ontology.vocabulary import RGD

DIGEST_LENGTH = 8

_SEPARATOR = "\x1f"


def text_digest(text: str) -> str:
    """The SHA-256 of a clean text in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _short_digest(*parts: object) -> str:
    return text_digest(_SEPARATOR.join(map(str, parts)))[:DIGEST_LENGTH]


def _join(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def mint_report(report: Report) -> Iri:
    """The IRI of a report: the code (or the name) of its place, its year and the digest of its text."""
    place = Iri(report.place_iri).local.removeprefix("place-") if report.place_iri else to_slug(report.place)
    return RGD.base.term(_join("report", place, str(report.year), text_digest(report.text.clean)[:DIGEST_LENGTH]))


@functools.lru_cache(maxsize=64)
def _base_of(report: Iri) -> str:
    return f"<{RGD.base}{report.local.removeprefix('report-')}."


def mint_part(report: Iri, suffix: str) -> str:
    """The IRI of a part of a report, as N-Triples text: ``s12`` for a sentence, ``sec3`` for a section."""
    return f"{_base_of(report)}{suffix}>"


def mint_thing(thing: Thing, report: Report) -> Iri:
    """The IRI of a thing: the gazetteer's, else one shared by every report that means the same by the name."""
    if thing.iri:
        return Iri(thing.iri)
    scope = find_scope(thing, report)
    return RGD.base.term(_join(thing.cls.lower(), to_slug(thing.name), _short_digest(thing.cls, thing.name, scope)))


@functools.lru_cache(maxsize=16384)
def mint_indicator(text: str) -> Iri:
    """The IRI of an indicator that no scheme knows, from its words."""
    return RGD.base.term(_join("indicator", to_slug(text), _short_digest("Indicator", text)))


def mint_measured(report: Iri, measured: Measured) -> str:
    """The IRI of a target or outcome, as N-Triples text: where its quote begins and a digest of all that it says."""
    begin, end = measured.quote
    return mint_part(report, f"{measured.cls[0].lower()}{begin}-{_short_digest(end, *measured[2:])}")


def mint_number(report: Iri, begin: int) -> str:
    """The IRI of a number that makes no statement, as N-Triples text, by where it begins."""
    return mint_part(report, f"n{begin}")


def mint_mention(report: Iri, quote: Span, thing: str) -> str:
    """The IRI of one occurrence of a thing, as N-Triples text."""
    return mint_part(report, f"m{quote.begin}-{_short_digest(quote.end, thing)}")


def mint_claim(report: Iri, relation: Relation, subject: str, object_: str) -> str:
    """The IRI of one relation as the report states it, as N-Triples text."""
    content = (subject, relation.predicate, object_, relation.basis, relation.quote.end)
    return mint_part(report, f"c{relation.quote.begin}-{_short_digest(*content)}")
