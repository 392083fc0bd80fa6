"""What the ontology calls its terms, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.iris import Iri
from ontology.lexicon import FOLDER
from ontology.standards import RDFS, SKOS
from ontology.turtle import Description, read_descriptions
from ontology.vocabulary import PREFIXES

FILES: Final = ("reportgraph.ttl", "kinds.ttl", "statuses.ttl")


@dataclass(frozen=True, slots=True)
class Labels:
    """The Chinese and the English name of a term."""

    zh: str
    en: str


@cache
def read_labels() -> Mapping[str, Labels]:
    """The names of classes, properties, kinds and statuses by IRI."""
    descriptions = read_descriptions(FOLDER / name for name in FILES if (FOLDER / name).exists())
    return {iri: _to_labels(description) for iri, description in descriptions.items()}


def label_of(iri: str) -> Labels:
    """What a term is called; its local name where the ontology has none."""
    local = Iri(iri).local
    return read_labels().get(iri, Labels(local, local))


def _to_labels(description: Description) -> Labels:
    local = Iri(description.iri).local
    found = [
        next((text for label in (RDFS.label, SKOS.prefLabel) if (text := description.literal(label, language))), None)
        for language in ("zh", "en")
    ]
    return Labels(found[0] or found[1] or local, found[1] or found[0] or local)


def to_curie(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """An IRI shortened by a prefix (rg:Project); the IRI itself where no prefix fits."""
    return next((f"{prefix}:{iri[len(base) :]}" for prefix, base in prefixes.items() if iri.startswith(base)), iri)
