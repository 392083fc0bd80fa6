"""The words behind a network: for each node and each relation, what the reports say and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from graph.store import QueryEngine, to_rows
from ontology.iris import Iri
from ontology.standards import DCTERMS, PROV, RDF
from ontology.vocabulary import RG

MOST: Final = 8

Relation = tuple[str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a report: its title, the number of the sentence, the exact words and the sentence; for a claim also its basis."""

    title: str
    order: int
    words: str
    sentence: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quotes by node and by relation (subject, predicate, object), statuses included; at most MOST of each, in order of the reports."""

    nodes: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    relations: dict[Relation, tuple[Quote, ...]] = field(default_factory=dict)


_WORDS = f"""?part {RG.quote.nt} ?words ; {RG.statedIn.nt} ?report ; {PROV.wasDerivedFrom.nt} ?place .
  ?report {DCTERMS.title.nt} ?title . ?place {RG.text.nt} ?sentence ; {RG.order.nt} ?order"""
_FIELDS = "?title ?order ?words ?sentence"


def find_evidence(engine: QueryEngine, nodes: Iterable[str]) -> Evidence:
    """What the reports say of some things, targets or outcomes."""
    things = " ".join(Iri(node).nt for node in nodes)
    mentions = f"SELECT ?thing {_FIELDS} WHERE {{ VALUES ?thing {{ {things} }} ?part {RG.mentions.nt} ?thing . {_WORDS} }}"
    measured = f"SELECT ?part {_FIELDS} WHERE {{ VALUES ?part {{ {things} }} {_WORDS} }}"
    claims = f"""SELECT ?s ?p ?o {_FIELDS} ?basis WHERE {{ VALUES ?s {{ {things} }}
      ?part {RDF.subject.nt} ?s ; {RDF.predicate.nt} ?p ; {RDF.object.nt} ?o ; {RG.basis.nt} ?basis . {_WORDS} }}"""
    by_node = _collect(((row[0],), row[1:]) for query in (mentions, measured) for row in to_rows(engine.query(query)))
    by_relation = _collect((row[:3], row[3:]) for row in to_rows(engine.query(claims)))
    return Evidence({key[0]: quotes for key, quotes in by_node.items()}, {(s, p, o): quotes for (s, p, o), quotes in by_relation.items()})


def _collect(rows: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[tuple[str, ...], tuple[Quote, ...]]:
    found: dict[tuple[str, ...], set[Quote]] = defaultdict(set)
    for key, (title, order, words, sentence, *basis) in rows:
        found[key].add(Quote(title, int(order), words, sentence, Iri(basis[0]).local if basis else ""))
    return {key: tuple(sorted(quotes)[:MOST]) for key, quotes in sorted(found.items())}
