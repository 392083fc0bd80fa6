"""From what a user calls a thing to its IRIs: by IRI, code, exact name, other name, or the same name spelt a little differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.store import QueryEngine, Solution, solutions, value
from ontology.errors import ParameterError
from ontology.iris import Iri
from ontology.lexicon import fold, load_lexicon
from ontology.vocabulary import PREFIXES, RG
from queries.parameters import THING_TYPES, bind

LANGUAGES: Final = ("zh", "en", "zh-Latn")
NEAREST: Final = 5
NEAR_ENOUGH: Final = 45.0

_PREFIXES: Final = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("rdfs", "rg", "skos"))
_BY_LABEL: Final = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?class ?rank WHERE {{
  VALUES ?label {{ UNDEF }}
  {{ ?thing rdfs:label ?label . BIND(0 AS ?rank) }} UNION
  {{ ?thing skos:prefLabel ?label . BIND(0 AS ?rank) }} UNION
  {{ ?thing skos:altLabel ?label . BIND(1 AS ?rank) }}
  ?thing a ?class .
}}"""
_BY_CODE: Final = f"{_PREFIXES} SELECT ?thing WHERE {{ VALUES ?code {{ UNDEF }} ?thing rg:code ?code }}"
_ALL_LABELS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?class {{ UNDEF }}
  ?thing a ?class .
  VALUES ?property {{ rdfs:label skos:prefLabel skos:altLabel }}
  ?thing ?property ?label .
}}"""
_KNOWN: Final = "SELECT DISTINCT ?thing WHERE { VALUES ?thing { UNDEF } ?thing ?property ?value }"
_SPOKEN_OF: Final = f"{_PREFIXES} SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ UNDEF }} ?thing rg:statedIn ?report }}"
_DIVISION: Final = re.compile(r"(?:自治区|自治州|自治县|[省市区县州盟旗])$")
_CODE: Final = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The things that a name stands for, and what the user should know about the choice."""

    things: tuple[NamedNode, ...]
    note: str | None = None


def resolve(engine: QueryEngine, type_name: str, name: str) -> Resolution:
    """The things of a type that a name, code or IRI stands for; raises ParameterError with the nearest names if there are none."""
    classes = THING_TYPES[type_name]
    written = to_iri(name)
    if written is not None:
        return Resolution(_known_iri(engine, written))
    found = _by_code(engine, name) or _by_label(engine, name, classes) or _by_lexicon(engine, name, classes)
    if found:
        return _chosen(engine, name, found)
    names = all_labels(engine, classes)
    found = _by_spelling(name, names)
    if found:
        return _chosen(engine, name, found)
    raise ParameterError(_unknown(type_name, name, names))


def all_labels(engine: QueryEngine, classes: Iterable[Iri]) -> Mapping[str, tuple[str, ...]]:
    """The IRIs by every name of the things of some classes."""
    found: dict[str, set[str]] = {}
    for row in _select(engine, _ALL_LABELS, {"class": [NamedNode(cls) for cls in classes]}):
        found.setdefault(value(row, "label") or "", set()).add(value(row, "thing") or "")
    return {label: tuple(sorted(things)) for label, things in sorted(found.items())}


def _select(engine: QueryEngine, text: str, bindings: Mapping[str, Sequence[NamedNode | Literal]]) -> list[Solution]:
    return list(solutions(engine.query(bind(text, bindings))))


def to_iri(name: str) -> NamedNode | None:
    """An IRI as written: absolute, in angle brackets, or with one of the project's prefixes."""
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    prefix, colon, local = bare.partition(":")
    if colon and prefix in PREFIXES:
        bare = PREFIXES[prefix] + local
    elif not bare.startswith(("http://", "https://", "urn:")):
        return None
    try:
        return NamedNode(bare)
    except ValueError as error:
        raise ParameterError(f"{name!r} is not a valid IRI ({error}); write it as in the graph or give a name.") from error


def _known_iri(engine: QueryEngine, iri: NamedNode) -> tuple[NamedNode, ...]:
    if not _select(engine, _KNOWN, {"thing": [iri]}):
        raise ParameterError(f"The graph says nothing of {iri}; check the IRI or give a name.")
    return (iri,)


def _by_code(engine: QueryEngine, name: str) -> list[str]:
    if not _CODE.fullmatch(name):
        return []
    return _things(_select(engine, _BY_CODE, {"code": [Literal(name)]}))


def _by_label(engine: QueryEngine, name: str, classes: Sequence[Iri]) -> list[str]:
    """The things of exactly this name, own names before other names; a zone before a place that is none."""
    labels = [Literal(name), *(Literal(name, language=language) for language in LANGUAGES)]
    order = {str(cls): int(RG.Zone in classes and cls != RG.Zone) for cls in classes}
    rows = [row for row in _select(engine, _BY_LABEL, {"label": labels}) if value(row, "class") in order]
    keys = [(order[value(row, "class") or ""], value(row, "rank") or "") for row in rows]
    return _things([row for row, key in zip(rows, keys, strict=True) if key == min(keys)])


def _by_lexicon(engine: QueryEngine, name: str, classes: Sequence[Iri]) -> list[str]:
    """What the ontology calls by this name, as far as the graph speaks of it."""
    lexicon = load_lexicon()
    found: list[str] = []
    if RG.Indicator in classes:
        indicator = lexicon.indicator_named(name)
        found = [indicator.iri] if indicator else []
    elif RG.Place in classes:
        found = [place.iri for place in lexicon.places_named(name)]
    return _things(_select(engine, _KNOWN, {"thing": [NamedNode(iri) for iri in found]})) if found else []


def _by_spelling(name: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """The things whose names differ only in case, spaces, width, or in the 市 or 县 at the end."""
    for form in (fold, _bare):
        found = {iri for label, iris in names.items() if form(label) == form(name) for iri in iris}
        if found:
            return sorted(found)
    return []


def _bare(name: str) -> str:
    """A folded name without the word for its level of division (胶州市 and 胶州 are one)."""
    folded = fold(name)
    bare = _DIVISION.sub("", folded)
    return bare if len(bare) > 1 else folded


def _things(rows: Iterable[Solution]) -> list[str]:
    return sorted({value(row, "thing") or "" for row in rows})


def _chosen(engine: QueryEngine, name: str, found: Sequence[str]) -> Resolution:
    """All things of the name that a report speaks of, with a note if there are several."""
    nodes = [NamedNode(iri) for iri in found]
    if len(nodes) > 1:
        spoken_of = _things(_select(engine, _SPOKEN_OF, {"thing": nodes}))
        nodes = [NamedNode(iri) for iri in spoken_of] or nodes
    if len(nodes) == 1:
        return Resolution(tuple(nodes))
    listed = ", ".join(map(str, nodes))
    told = f"{name} names {len(nodes)} things and the answer is about all of them; give an IRI to choose one of {listed}."
    return Resolution(tuple(nodes), told)


def _unknown(type_name: str, name: str, names: Mapping[str, Sequence[str]]) -> str:
    near = nearest(name, names)
    kind = "indicator" if type_name == "indicator" else type_name
    hint = f"the nearest are {', '.join(near)}." if near else f"there is no {kind} of a similar name in it."
    return f"No {kind} in the graph is called {name!r}; {hint}"


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The names most like a name, best first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a wrong name needs it

    found = process.extract(name, list(names), scorer=fuzz.WRatio, processor=fold, limit=NEAREST, score_cutoff=NEAR_ENOUGH)
    return [label for label, _, _ in found]
