"""What ties named things to one another: relations that reports state or the gazetteer knows, and being named in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from graph.store import QueryEngine, serialize
from ontology.iris import Iri
from ontology.standards import PROV, RDF
from ontology.vocabulary import RELATIONS, RG

LINKS: Final = tuple(relation for relation in RELATIONS if relation != RG.hasStatus)
BASES: Final = (RG.Explicit, RG.BySection, RG.ByName)
GAZETTEER: Final = "ByGazetteer"


Pair = tuple[str, str]


class Tie(NamedTuple):
    """A relation between two things and on what it rests: the local name of a rg:Basis, or GAZETTEER where no report states it."""

    subject: str
    predicate: str
    object: str
    basis: str


class Claimed(NamedTuple):
    """A tie that a report states."""

    tie: Tie
    report: str


def to_values(iris: Iterable[str]) -> str:
    """IRIs as the inside of a VALUES block."""
    return " ".join(Iri(iri).nt for iri in iris)


_ASSERTED: Final = f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {to_values(LINKS)} }} ?s ?p ?o }}"
_CLAIMED: Final = f"""SELECT ?s ?p ?o ?basis ?report WHERE {{ VALUES ?p {{ {to_values(LINKS)} }}
  ?claim {RDF.predicate.nt} ?p ; {RDF.subject.nt} ?s ; {RDF.object.nt} ?o ; {RG.basis.nt} ?basis ; {RG.statedIn.nt} ?report }}"""
# Two sub-selects make the engine join by hash, which takes less than half the time of looking up each mention.
_NAMED: Final = f"""SELECT ?sentence ?thing WHERE {{
  {{ SELECT ?mention ?thing WHERE {{ ?mention {RG.mentions.nt} ?thing }} }}
  {{ SELECT ?mention ?sentence WHERE {{ ?mention {PROV.wasDerivedFrom.nt} ?sentence }} }} }}"""
_SENTENCES: Final = f"SELECT ?sentence ?report WHERE {{ ?report a {RG.Report.nt} . ?sentence {RG.isIn.nt} ?report }}"
_HOMES: Final = f"SELECT ?report ?place WHERE {{ ?report {RG.about.nt} ?place }}"
_OF_LEVEL: Final = "SELECT ?place WHERE {{ VALUES ?level {{ {} }} ?place {} ?level MINUS {{ ?place a {} }} }}"


def read_iris(engine: QueryEngine, text: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT whose every cell is an IRI; written by the engine, which takes half the time of its rows."""
    lines = serialize(engine.query(text), "tsv").decode().split("\n")[1:-1]
    return (tuple(line[1:-1].split(">\t<")) for line in lines)


def read_claims(engine: QueryEngine) -> list[Claimed]:
    """Every relation that a report states, once for each statement."""
    return sorted(Claimed(Tie(s, p, o, Iri(basis).local), report) for s, p, o, basis, report in read_iris(engine, _CLAIMED))


def read_ties(engine: QueryEngine, claims: Iterable[Claimed]) -> list[Tie]:
    """Every relation once: with its strongest basis among the claims, or as the gazetteer's where no report states it."""
    strength = {basis.local: rank for rank, basis in enumerate(BASES)}
    bases: dict[tuple[str, str, str], str] = {}
    for tie, _ in sorted(claims, key=lambda claimed: -strength.get(claimed.tie.basis, len(BASES))):
        bases[tie[:3]] = tie.basis
    return sorted(Tie(s, p, o, bases.get((s, p, o), GAZETTEER)) for s, p, o in read_iris(engine, _ASSERTED) if s != o)


def read_company(engine: QueryEngine) -> dict[str, tuple[str, ...]]:
    """The things that each sentence names, for the sentences that name any."""
    things: dict[str, set[str]] = {}
    for sentence, thing in read_iris(engine, _NAMED):
        things.setdefault(sentence, set()).add(thing)
    return {sentence: tuple(sorted(things[sentence])) for sentence in sorted(things)}


def weigh_company(company: Iterable[tuple[str, ...]]) -> dict[Pair, float]:
    """How closely things are named together: each sentence that names n things gives each pair of them 1/(n-1)."""
    weights: dict[Pair, float] = {}
    for things in company:
        share = 1 / max(len(things) - 1, 1)
        for pair in combinations(things, 2):
            weights[pair] = weights.get(pair, 0.0) + share
    return weights


def read_sentences(engine: QueryEngine) -> dict[str, str]:
    """The report that each sentence is in."""
    return _to_map(read_iris(engine, _SENTENCES))


def read_homes(engine: QueryEngine) -> dict[str, str]:
    """The place that each report is about."""
    return _to_map(read_iris(engine, _HOMES))


def read_areas(engine: QueryEngine, level: Iri) -> frozenset[str]:
    """The administrative areas of a level but for the cities among them."""
    return frozenset(place for (place,) in read_iris(engine, _OF_LEVEL.format(level.nt, RG.level.nt, RG.City.nt)))


def _to_map(pairs: Iterable[tuple[str, ...]]) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in pairs}
