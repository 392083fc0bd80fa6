"""The most connected things: how many others a thing is tied to, how many ways lead past it, or how much the connected point to it."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import igraph

from graph.store import QueryEngine
from graph.ties import GAZETTEER, Pair, Tie, read_claims, read_company, read_homes, read_iris, read_sentences, read_ties, weigh_company
from ontology.standards import RDF
from ontology.vocabulary import RG

DEGREE: Final = "degree"
BETWEENNESS: Final = "betweenness"
PAGERANK: Final = "pagerank"
MEASURES: Final = (DEGREE, BETWEENNESS, PAGERANK)
KINDS: Final = {"project": RG.Project, "program": RG.Program, "institution": RG.Institution, "place": RG.Place, "zone": RG.Zone}
LIMIT: Final = 20
LONGEST_LIST: Final = 8
RELATION_WEIGHT: Final = 1.0
MOST_SOURCES: Final = 1000
SEED: Final = 20250107
DIGITS: Final = 6

_MEMBERS: Final = "SELECT ?thing WHERE {{ ?thing {} {} }}"


@dataclass(frozen=True, slots=True)
class Central:
    """A thing and its figure by some measure."""

    thing: str
    figure: float


def find_central(
    engine: QueryEngine, by: str = DEGREE, *, kind: str | None = None, places: Collection[str] = (), limit: int = LIMIT
) -> tuple[Central, ...]:
    """The things with the highest figures but zero, of one kind or all; where places are given, only what their reports say counts.

    Things are tied where a report states a relation, or where one sentence names both and not more than LONGEST_LIST things.
    What the gazetteer knows does not count, and in reports of a place or of what lies in it neither does that the place is named
    or that something lies there.
    """
    figures = measure(read_weights(engine, places), by)
    members = {thing for (thing,) in read_iris(engine, _MEMBERS.format(RDF.type.nt, KINDS[kind].nt))} if kind else set(figures)
    ranked = sorted((thing for thing in figures.keys() & members if figures[thing]), key=lambda thing: (-figures[thing], thing))
    return tuple(Central(thing, figures[thing]) for thing in ranked[:limit])


def read_weights(engine: QueryEngine, places: Collection[str] = ()) -> dict[Pair, float]:
    """How closely things are tied by what reports say: each relation stated weighs as much as a sentence that names only the two."""
    claims, homes = read_claims(engine), read_homes(engine)
    known = _areas_above(read_ties(engine, claims))
    own = {report: _upwards(home, known) for report, home in homes.items() if not places or home in places}
    reports = read_sentences(engine)
    company = [
        tuple(thing for thing in things if thing not in own[report])
        for sentence, things in read_company(engine).items()
        if (report := reports.get(sentence, "")) in own
    ]
    weights = weigh_company(things for things in company if len(things) <= LONGEST_LIST)
    for (s, p, o, _), report in claims:
        if report in own and s != o and not (p == RG.locatedIn and o in own[report]):
            pair = (min(s, o), max(s, o))
            weights[pair] = weights.get(pair, 0.0) + RELATION_WEIGHT
    return weights


def measure(weights: Mapping[Pair, float], by: str) -> dict[str, float]:
    """The figure of every thing by a measure of MEASURES; betweenness as the share of the shortest ways that lead past it."""
    names = sorted({name for pair in weights for name in pair})
    index = {name: i for i, name in enumerate(names)}
    pairs = sorted((index[one], index[other], weight) for (one, other), weight in weights.items())
    network = igraph.Graph(n=len(names), edges=[(one, other) for one, other, _ in pairs])
    if by == PAGERANK:
        figures = network.pagerank(weights=[weight for *_, weight in pairs])
    else:
        figures = network.degree() if by == DEGREE else _betweenness(network)
    return {name: round(figure, DIGITS) for name, figure in zip(names, figures, strict=True)}


def _betweenness(network: igraph.Graph) -> list[float]:
    """Exact for up to MOST_SOURCES things, else estimated from the ways that start at a fixed sample of so many."""
    count = network.vcount()
    sources = list(range(count))
    if count > MOST_SOURCES:
        sources = sorted(random.Random(SEED).sample(sources, MOST_SOURCES))  # noqa: S311 - an estimate, not a secret
    share = 2 * count / (max(len(sources), 1) * max((count - 1) * (count - 2), 1))
    return [share * ways for ways in network.betweenness(directed=False, sources=sources)]


def _areas_above(ties: Iterable[Tie]) -> dict[str, list[str]]:
    above: dict[str, list[str]] = {}
    for tie in ties:
        if tie.predicate == RG.locatedIn and tie.basis == GAZETTEER:
            above.setdefault(tie.subject, []).append(tie.object)
    return above


def _upwards(place: str, above: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """A place and everything that it lies in."""
    found, waiting = {place}, [place]
    while waiting:
        higher = set(above.get(waiting.pop(), ())) - found
        found |= higher
        waiting.extend(higher)
    return frozenset(found)
