"""What the ontology's files say, as typed values: indicators, units, kinds, statuses, reasons and places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from ontology.errors import OntologyError
from ontology.iris import Iri
from ontology.standards import DCTERMS, RDF, RDFS, SKOS
from ontology.turtle import Description
from ontology.vocabulary import RG

LEVELS: Final = {RG.NationalLevel: "Country", RG.ProvinceLevel: "Province", RG.PrefectureLevel: "Prefecture", RG.CountyLevel: "County"}
PLACE_CLASSES: Final = (RG.City, RG.AdministrativeArea, RG.Zone, RG.Place)


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that reports measure; ``measure`` and ``unit`` are those of its own value, not of its growth."""

    iri: str
    label: str
    label_en: str
    labels: tuple[str, ...]
    measure: str | None
    unit: str | None
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written without magnitude; one of it is ``factor`` of its base unit."""

    iri: str
    label: str
    label_en: str
    spellings: tuple[str, ...]
    factor: Decimal
    base: str

    def to_base(self, value: Decimal) -> Decimal:
        """A number of this unit as a number of its base unit."""
        return value * self.factor


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of projects, institutions, programs or places, known by the nouns that end their names."""

    iri: str
    name: str
    cls: str
    label: str
    label_en: str
    head_nouns: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Status:
    """How far a project has come, known by the verbs that state it; ``order`` runs from planning to operation."""

    iri: str
    name: str
    label: str
    label_en: str
    verbs: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number states nothing; ``broader`` is the reason that it is a case of."""

    iri: str
    name: str
    label: str
    label_en: str
    broader: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; ``names`` are all its Chinese names, the label first, ``parent`` the place it lies in."""

    iri: str
    label: str
    labels_en: tuple[str, ...]
    pinyin: str | None
    short_name: str
    names: tuple[str, ...]
    ambiguous_names: tuple[str, ...]
    alias_roots: tuple[str, ...]
    classes: tuple[str, ...]
    kind: str | None
    level: str | None
    code: str | None
    parent: str | None
    historic: bool
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Institution:
    """A nationally known institution; ``names`` are all its Chinese names, the label first."""

    iri: str
    label: str
    labels_en: tuple[str, ...]
    names: tuple[str, ...]
    kind: str | None


def to_indicator(description: Description) -> Indicator:
    """The indicator of its description."""
    label, label_en = labels_of(description)
    measure = description.iri_of(RG.expectedMeasure)
    return Indicator(
        description.iri,
        label,
        label_en,
        unique(
            label, label_en, *(v for p in (SKOS.altLabel, SKOS.hiddenLabel) for tag in ("zh", "en") for v in description.literals(p, tag))
        ),
        Iri(measure).local if measure else None,
        description.iri_of(RG.expectedUnit),
        description.iris(SKOS.broader),
    )


def to_unit(description: Description) -> Unit:
    """The unit of its description; without a base unit it is its own."""
    label, label_en = labels_of(description)
    return Unit(
        description.iri,
        label,
        label_en,
        unique(label, *description.literals(SKOS.altLabel, "zh"), *description.literals(SKOS.notation)),
        number(description, RG.conversionFactor, "1"),
        description.iri_of(RG.baseUnit) or description.iri,
    )


def to_kind(description: Description) -> Kind:
    """The kind of its description."""
    label, label_en = labels_of(description)
    cls = required(description, RG.forClass)
    return Kind(
        description.iri,
        description.literal(SKOS.notation) or Iri(description.iri).local,
        Iri(cls).local,
        label,
        label_en,
        description.literals(RG.headNoun, "zh"),
        int(number(description, RG.order, "0")),
    )


def to_status(description: Description) -> Status:
    """The status of its description."""
    label, label_en = labels_of(description)
    return Status(
        description.iri,
        description.literal(SKOS.notation) or Iri(description.iri).local,
        label,
        label_en,
        unique(label, *description.literals(RG.statusVerb, "zh")),
        int(number(description, RG.order, "0")),
    )


def to_reason(description: Description) -> Reason:
    """The reason of its description."""
    label, label_en = labels_of(description)
    name = description.literal(SKOS.notation) or Iri(description.iri).local
    return Reason(description.iri, name, label, label_en, description.iri_of(SKOS.broader))


def to_place(description: Description) -> Place:
    """The place of its description."""
    label = description.literal(RDFS.label, "zh")
    if label is None:
        raise OntologyError(f"The place <{description.iri}> has no Chinese rdfs:label; add one to its stanza.")
    short_name = description.literal(RG.shortName, "zh")
    ambiguous = description.literals(RG.ambiguousName, "zh")
    types = description.iris(RDF.type)
    return Place(
        description.iri,
        label,
        unique(*description.literals(RDFS.label, "en"), *description.literals(SKOS.altLabel, "en")),
        description.literal(RDFS.label, "zh-latn"),
        short_name or label,
        unique(label, *description.literals(SKOS.altLabel, "zh"), *ambiguous),
        ambiguous,
        description.literals(RG.aliasRoot, "zh"),
        tuple(cls for cls in PLACE_CLASSES if cls in types),
        description.iri_of(RG.kind),
        level_of(description),
        description.literal(RG.code),
        description.iri_of(RG.locatedIn),
        description.literal(RG.historic) == "true",
        description.iri_of(DCTERMS.isReplacedBy),
    )


def to_institution(description: Description) -> Institution:
    """The institution of its description."""
    label = description.literal(RDFS.label, "zh")
    if label is None:
        raise OntologyError(f"The institution <{description.iri}> has no Chinese rdfs:label; add one to its stanza.")
    return Institution(
        description.iri,
        label,
        unique(*description.literals(RDFS.label, "en"), *description.literals(SKOS.altLabel, "en")),
        unique(label, *description.literals(SKOS.altLabel, "zh")),
        description.iri_of(RG.kind),
    )


def labels_of(description: Description) -> tuple[str, str]:
    """The Chinese and the English preferred label of a concept; the Chinese one stands in where English is missing."""
    label = description.literal(SKOS.prefLabel, "zh")
    if label is None:
        raise OntologyError(f"The concept <{description.iri}> has no Chinese skos:prefLabel; add one in its stanza.")
    return label, description.literal(SKOS.prefLabel, "en") or label


def required(description: Description, predicate: Iri) -> str:
    """The thing that a property must point to."""
    found = description.iri_of(predicate)
    if found is None:
        raise OntologyError(f"The concept <{description.iri}> has no rg:{predicate.local}; add it to its stanza.")
    return found


def unique(*values: str) -> tuple[str, ...]:
    """Values without repetition, in order."""
    return tuple(dict.fromkeys(values))


def number(description: Description, predicate: Iri, default: str) -> Decimal:
    """The number of a property, the default where it has none."""
    text = description.literal(predicate) or default
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise OntologyError(f"The rg:{predicate.local} of <{description.iri}> is {text}, which is no number; correct it.") from error


def level_of(description: Description) -> str | None:
    """The level of a division by its short name (Province)."""
    level = description.iri_of(RG.level)
    if level is not None and level not in LEVELS:
        raise OntologyError(f"The rg:level of <{description.iri}> is <{level}>, which is no level; use rg:CountyLevel or the like.")
    return LEVELS[Iri(level)] if level else None
