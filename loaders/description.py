"""What the graph says of the words it uses, so that it stands alone: places, kinds, indicators, units and statuses of the lexicon."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from loaders.pinyin import to_pinyin
from loaders.terms import literal
from ontology.concepts import LEVELS, Institution, Place
from ontology.lexicon import load_lexicon
from ontology.vocabulary import RDF, RDFS, RG, RGS, SKOS, Iri, rg_term

_A = RDF.type.nt
_KIND_SCHEMES = {"Project": RGS.projectKinds, "Program": RGS.programKinds, "Institution": RGS.institutionKinds, "Place": RGS.placeKinds}
_LEVEL_TERMS = {name: term for term, name in LEVELS.items()}


def _name_lines(subject: str, label: str, pinyin: str | None = None) -> Iterator[str]:
    yield f"{subject} {RDFS.label.nt} {literal(label, 'zh')} .\n"
    spelled = pinyin or to_pinyin(label)
    if spelled != label:
        yield f"{subject} {RDFS.label.nt} {literal(spelled, 'zh-Latn')} .\n"


@functools.lru_cache(maxsize=65536)
def describe_kinded(subject: str, cls: str, name: str, kind: str | None) -> str:
    """A thing that no gazetteer knows: its class, its names in Chinese and in pinyin, and its kind (by its head noun unless given)."""
    told = kind or load_lexicon().kind_of(cls, name).iri
    names = "".join(_name_lines(subject, name))
    return f"{subject} {_A} {rg_term(cls).nt} .\n{names}{subject} {RG.kind.nt} {Iri(told).nt} .\n{describe_concept(told)}"


def _known_lines(known: Place | Institution, pinyin: str | None = None) -> Iterator[str]:
    s = Iri(known.iri).nt
    yield from _name_lines(s, known.label, pinyin)
    for i, label in enumerate(known.labels_en):
        yield f"{s} {(SKOS.altLabel if i else RDFS.label).nt} {literal(label, 'en')} .\n"
    for name in known.names[1:]:
        yield f"{s} {SKOS.altLabel.nt} {literal(name, 'zh')} .\n"


def _institution_lines(institution: Institution) -> Iterator[str]:
    s, kind = Iri(institution.iri).nt, institution.kind or load_lexicon().kind_of("Institution", institution.label).iri
    yield f"{s} {_A} {RG.Institution.nt} .\n"
    yield from _known_lines(institution)
    yield f"{s} {RG.kind.nt} {Iri(kind).nt} .\n{describe_concept(kind)}"


def _place_lines(place: Place) -> Iterator[str]:
    s = Iri(place.iri).nt
    for cls in dict.fromkeys((RG.Place, *place.classes)):
        yield f"{s} {_A} {Iri(cls).nt} .\n"
    yield from _known_lines(place, place.pinyin)
    if place.code:
        yield f"{s} {RG.code.nt} {literal(place.code)} .\n"
    if place.level:
        yield f"{s} {RG.level.nt} {_LEVEL_TERMS[place.level].nt} .\n"
    if place.kind:
        yield f"{s} {RG.kind.nt} {Iri(place.kind).nt} .\n{describe_concept(place.kind)}"
    if place.parent:
        yield f"{s} {RG.locatedIn.nt} {Iri(place.parent).nt} .\n"


@functools.lru_cache(maxsize=16384)
def describe_place(iri: str) -> str:
    """A place of the gazetteer with the places that it lies in, up to the country; empty for an IRI it does not know."""
    lexicon = load_lexicon()
    place = lexicon.places_by_iri.get(iri)
    if place is None:
        return ""
    return "".join(line for one in (place, *lexicon.parents(place)) for line in _place_lines(one))


@functools.lru_cache(maxsize=65536)
def describe_known(iri: str) -> str:
    """A place or an institution that the ontology knows, by its names there; empty for an IRI it does not know."""
    institution = load_lexicon().institutions_by_iri.get(iri)
    return "".join(_institution_lines(institution)) if institution else describe_place(iri)


def _concept_block(iri: str, cls: Iri, scheme: Iri, label: str, label_en: str | None) -> str:
    s = Iri(iri).nt
    english = f"{s} {SKOS.prefLabel.nt} {literal(label_en, 'en')} .\n" if label_en else ""
    return (
        f"{s} {_A} {cls.nt} .\n{s} {_A} {SKOS.Concept.nt} .\n{s} {SKOS.inScheme.nt} {scheme.nt} .\n"
        f"{s} {SKOS.prefLabel.nt} {literal(label, 'zh')} .\n{english}"
    )


@functools.cache
def _concepts() -> dict[str, str]:
    lexicon = load_lexicon()
    return {
        **{i.iri: _concept_block(i.iri, RG.Indicator, RGS.indicators, i.label, i.label_en) for i in lexicon.indicators},
        **{u.iri: _concept_block(u.iri, RG.Unit, RGS.units, u.label, u.label_en) for u in lexicon.units},
        **{s.iri: _concept_block(s.iri, RG.Status, RGS.statuses, s.label, s.label_en) for s in lexicon.statuses},
        **{k.iri: _concept_block(k.iri, RG.Kind, _KIND_SCHEMES[k.cls], k.label, k.label_en) for k in lexicon.kinds},
        **{r.iri: _concept_block(r.iri, RG.Reason, RGS.reasons, r.label, r.label_en) for r in lexicon.reasons},
    }


@functools.lru_cache(maxsize=64)
def describe_reason(iri: str) -> str:
    """A reason of the lexicon with the reason that it is a case of; empty for an IRI it does not know."""
    broader = next((r.broader for r in load_lexicon().reasons if r.iri == iri), None)
    if broader is None:
        return describe_concept(iri)
    return f"{describe_concept(iri)}{describe_concept(broader)}{Iri(iri).nt} {SKOS.broader.nt} {Iri(broader).nt} .\n"


def describe_concept(iri: str) -> str:
    """A kind, indicator, unit, status or reason of the lexicon with its labels; empty for an IRI it does not know."""
    return _concepts().get(iri, "")


def describe_found_indicator(iri: str, text: str) -> str:
    """An indicator that no scheme knows, marked as found in a text."""
    return _concept_block(iri, RG.Indicator, RGS.foundIndicators, text, None)
