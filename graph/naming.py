"""What things are called and what they are, for the few that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.labels import label_of
from graph.store import QueryEngine, to_rows
from graph.ties import to_values
from ontology.iris import Iri
from ontology.standards import DCTERMS, RDF, RDFS, SKOS
from ontology.vocabulary import RG

CLASSES: Final = (RG.Zone, RG.Place, RG.Institution, RG.Program, RG.Project, RG.Report)
LANGUAGES: Final = ("zh", "", "en", "zh-latn")
_PROPERTIES: Final = (RDFS.label, DCTERMS.title, SKOS.altLabel, RDF.type, RG.kind, RG.statedIn)
_LISTED: Final = ", ".join(iri.nt for iri in _PROPERTIES)  # a second VALUES would make the engine read every label there is

Said = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing's Chinese name, its English name if it has one, its other names, class, kind, and how many reports name it."""

    name: str
    english: str
    also: tuple[str, ...]
    cls: str
    kind: str
    reports: int


def find_names(engine: QueryEngine, things: Iterable[str]) -> dict[str, Named]:
    """What each thing is called and what it is; the end of its IRI where it has no name."""
    said: dict[str, Said] = {thing: [] for thing in sorted(set(things))}
    text = f"""SELECT ?thing ?property (LANG(?value) AS ?language) (STR(?value) AS ?text) WHERE {{
      VALUES ?thing {{ {to_values(said)} }} ?thing ?property ?value FILTER(?property IN ({_LISTED})) }}"""
    for thing, *row in sorted(to_rows(engine.query(text))) if said else ():
        said[thing].append((row[0], row[1].lower(), row[2]))
    return {thing: _to_named(thing, rows) for thing, rows in said.items()}


def _to_named(thing: str, said: Said) -> Named:
    names = {language: text for property, language, text in reversed(said) if property in (RDFS.label, DCTERMS.title)}
    by_language = [names[language] for language in LANGUAGES if language in names]
    kinds = _of(said, RG.kind)
    return Named(
        name=next(iter(by_language), Iri(thing).local),
        english=names.get("en", ""),
        also=tuple(dict.fromkeys(_of(said, SKOS.altLabel))),
        cls=next((cls.local for cls in CLASSES if cls in _of(said, RDF.type)), ""),
        kind=label_of(kinds[0]).zh if kinds else "",
        reports=len(_of(said, RG.statedIn)),
    )


def _of(said: Said, wanted: str) -> list[str]:
    return [text for property, _, text in said if property == wanted]
