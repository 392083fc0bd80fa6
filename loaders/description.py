"""What the graph says of the words it uses, so that it stands alone: places, kinds, indicators, units and statuses of the lexicon."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from loaders.namesakes import to_match_key
from loaders.pinyin import to_pinyin
from loaders.terms import Block, literal
from ontology.concepts import LEVELS, Institution, Place
from ontology.iris import Iri
from ontology.lexicon import load_lexicon
from ontology.standards import RDF, RDFS, SKOS
from ontology.vocabulary import RG, RGS, rg_term

_A, _LABEL, _PREF_LABEL, _ALT_LABEL = RDF.type.nt, RDFS.label.nt, SKOS.prefLabel.nt, SKOS.altLabel.nt
_KIND, _MATCH_KEY = RG.kind.nt, RG.matchKey.nt
_KIND_SCHEMES = {"Project": RGS.projectKinds, "Program": RGS.programKinds, "Institution": RGS.institutionKinds, "Place": RGS.placeKinds}
_LEVEL_TERMS = {name: term for term, name in LEVELS.items()}


class Description(NamedTuple):
    """What is said of a thing, and of what that refers to: its kind, the places that it lies in."""

    facts: tuple[str, ...] = ()
    others: tuple[Block, ...] = ()


def _name_facts(cls: str, label: str, pinyin: str | None = None) -> Iterator[str]:
    yield f"{_LABEL} {literal(label, 'zh')}"
    spelled = pinyin or to_pinyin(label)
    if spelled != label:
        yield f"{_LABEL} {literal(spelled, 'zh-Latn')}"
    if key := to_match_key(cls, label):
        yield f"{_MATCH_KEY} {literal(key)}"


@functools.lru_cache(maxsize=65536)
def describe_kinded(cls: str, name: str, kind: str | None) -> Description:
    """A thing that no gazetteer knows: its class, its names in Chinese and in pinyin, and its kind (by its head noun unless given)."""
    told = kind or load_lexicon().kind_of(cls, name).iri
    return Description((f"{_A} {rg_term(cls).nt}", *_name_facts(cls, name), f"{_KIND} {Iri(told).nt}"), describe_concept(told))


def _known_facts(known: Place | Institution, pinyin: str | None = None) -> Iterator[str]:
    yield from _name_facts(type(known).__name__, known.label, pinyin)
    for i, label in enumerate(known.labels_en):
        yield f"{_ALT_LABEL if i else _LABEL} {literal(label, 'en')}"
    for name in known.names[1:]:
        yield f"{_ALT_LABEL} {literal(name, 'zh')}"


def _describe_institution(institution: Institution) -> Description:
    kind = institution.kind or load_lexicon().kind_of("Institution", institution.label).iri
    return Description((f"{_A} {RG.Institution.nt}", *_known_facts(institution), f"{_KIND} {Iri(kind).nt}"), describe_concept(kind))


def _place_facts(place: Place) -> Iterator[str]:
    for cls in dict.fromkeys((RG.Place, *place.classes)):
        yield f"{_A} {Iri(cls).nt}"
    yield from _known_facts(place, place.pinyin)
    if place.code:
        yield f"{RG.code.nt} {literal(place.code)}"
    if place.level:
        yield f"{RG.level.nt} {_LEVEL_TERMS[place.level].nt}"
    if place.kind:
        yield f"{_KIND} {Iri(place.kind).nt}"
    if place.parent:
        yield f"{RG.locatedIn.nt} {Iri(place.parent).nt}"


@functools.lru_cache(maxsize=65536)
def describe_known(iri: str) -> Description:
    """A place or an institution that the ontology knows, by its names there; nothing for an IRI it does not know."""
    lexicon = load_lexicon()
    if institution := lexicon.institutions_by_iri.get(iri):
        return _describe_institution(institution)
    if place := lexicon.places_by_iri.get(iri):
        return Description(tuple(_place_facts(place)), (*describe_concept(place.kind or ""), *describe_place(place.parent or "")))
    return Description()


def describe_place(iri: str) -> tuple[Block, ...]:
    """A place of the gazetteer and the places that it lies in, up to the country; nothing for an IRI it does not know."""
    facts, others = describe_known(iri)
    return ((Iri(iri).nt, facts), *others) if facts else ()


def _concept_block(iri: str, cls: Iri, scheme: Iri, label: str, label_en: str | None) -> Block:
    english = (f"{_PREF_LABEL} {literal(label_en, 'en')}",) if label_en else ()
    return f"<{iri}>", (*_concept_facts(cls, scheme), f"{_PREF_LABEL} {literal(label, 'zh')}", *english)


@functools.cache
def _concept_facts(cls: Iri, scheme: Iri) -> tuple[str, ...]:
    return f"{_A} {cls.nt}", f"{_A} {SKOS.Concept.nt}", f"{SKOS.inScheme.nt} {scheme.nt}"


@functools.cache
def _concepts() -> dict[str, Block]:
    lexicon = load_lexicon()
    return {
        **{i.iri: _concept_block(i.iri, RG.Indicator, RGS.indicators, i.label, i.label_en) for i in lexicon.indicators},
        **{u.iri: _concept_block(u.iri, RG.Unit, RGS.units, u.label, u.label_en) for u in lexicon.units},
        **{s.iri: _concept_block(s.iri, RG.Status, RGS.statuses, s.label, s.label_en) for s in lexicon.statuses},
        **{k.iri: _concept_block(k.iri, RG.Kind, _KIND_SCHEMES[k.cls], k.label, k.label_en) for k in lexicon.kinds},
        **{r.iri: _concept_block(r.iri, RG.Reason, RGS.reasons, r.label, r.label_en) for r in lexicon.reasons},
    }


@functools.lru_cache(maxsize=64)
def describe_reason(iri: str) -> tuple[Block, ...]:
    """A reason of the lexicon with the reason that it is a case of; nothing for an IRI it does not know."""
    broader = next((r.broader for r in load_lexicon().reasons if r.iri == iri), None)
    if broader is None:
        return describe_concept(iri)
    return *describe_concept(iri), *describe_concept(broader), (Iri(iri).nt, (f"{SKOS.broader.nt} {Iri(broader).nt}",))


def describe_concept(iri: str) -> tuple[Block, ...]:
    """A kind, indicator, unit, status or reason of the lexicon with its labels; nothing for an IRI it does not know."""
    block = _concepts().get(iri)
    return (block,) if block else ()


def describe_found_indicator(iri: str, text: str) -> Block:
    """An indicator that no scheme knows, marked as found in a text."""
    return _concept_block(iri, RG.Indicator, RGS.foundIndicators, text, None)
