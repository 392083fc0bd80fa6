"""The shortest connections between two things: by relations, through sentences that name two things together, or through reports."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Final

import igraph

from graph.naming import find_names
from graph.store import QueryEngine
from graph.ties import (
    BASES,
    GAZETTEER,
    Pair,
    Tie,
    read_areas,
    read_claims,
    read_company,
    read_homes,
    read_iris,
    read_ties,
    to_values,
    weigh_company,
)
from ontology.errors import ParameterError
from ontology.vocabulary import RG

RELATIONS: Final = "relations"
SENTENCES: Final = "sentences"
REPORTS: Final = "reports"
MEANS: Final = (RELATIONS, SENTENCES, REPORTS)
NAMED_WITH: Final = RG.base.term("namedWith")  # no relation of the ontology: it only says that a sentence names both
BY_SENTENCE: Final = "BySentence"
BY_REPORT: Final = "ByReport"
COUNT: Final = 3
LONGEST: Final = 4
MOST_STEPS: Final = 9
COMMON_SHARE: Final = 1 / 3
FEWEST_PLACES: Final = 10
SPARE: Final = 20

RELATION_COST: Final = 1.0
SENTENCE_COST: Final = 1.5
REPORT_COST: Final = 2.0
PROVINCE_COST: Final = 0.5
# What tells ways of equal cost apart; nine steps of both are less than half a step.
BASIS_COST: Final = {basis: 0.005 * rank for rank, basis in enumerate((*(basis.local for basis in BASES), GAZETTEER))}
HUB_COST: Final = 0.02

_NAMED_IN: Final = "SELECT ?thing ?report WHERE {{ VALUES ?thing {{ {} }} ?report a {} . ?thing {} ?report }}"


@dataclass(frozen=True, slots=True)
class Step:
    """One tie on the way, along its direction or against it."""

    tie: Tie
    forward: bool

    @property
    def start(self) -> str:
        """The thing that the step leaves."""
        return self.tie.subject if self.forward else self.tie.object

    @property
    def end(self) -> str:
        """The thing that it reaches."""
        return self.tie.object if self.forward else self.tie.subject


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """Ways from one thing to another, the shortest first, and the things that no way may pass because too many places speak of them."""

    paths: tuple[Path, ...]
    common: tuple[str, ...] = ()


@dataclass(slots=True)
class _Web:
    """The cheapest tie of each pair; all starts are one knot of it, all ends another."""

    merged: Mapping[str, str]
    provinces: Collection[str]
    costs: dict[Pair, float] = field(default_factory=dict)
    ties: dict[Pair, Tie] = field(default_factory=dict)

    def knot(self, name: str) -> str:
        return self.merged.get(name, name)

    def pair(self, one: str, other: str) -> Pair:
        first, second = self.knot(one), self.knot(other)
        return (first, second) if first < second else (second, first)

    def add(self, tie: Tie, cost: float) -> None:
        pair = self.pair(tie.subject, tie.object)
        cost += PROVINCE_COST * ((pair[0] in self.provinces) + (pair[1] in self.provinces))
        if pair[0] != pair[1] and cost < self.costs.get(pair, math.inf):
            self.costs[pair], self.ties[pair] = cost, tie

    def add_company(self, weights: Mapping[Pair, float]) -> None:
        for (one, other), weight in weights.items():
            self.add(Tie(one, NAMED_WITH, other, BY_SENTENCE), SENTENCE_COST + HUB_COST / (1 + weight))

    def without(self, barred: Collection[str]) -> dict[Pair, float]:
        """The costs of the pairs that can be used where some things may not be passed."""
        closed = set(barred) - set(self.merged)
        return {pair: cost for pair, cost in self.costs.items() if pair[0] not in closed and pair[1] not in closed}


def find_paths(
    engine: QueryEngine,
    starts: Collection[str],
    ends: Collection[str],
    *,
    count: int = COUNT,
    longest: int = LONGEST,
    through: str = REPORTS,
) -> Connections:
    """Up to so many of the shortest ways of at most so many steps.

    ``through`` is the widest means that may be used, and reports are used only where nothing else connects the two. A relation is
    one step long; a sentence that only names both, one and a half. The country and what every third place speaks of are not passed,
    and a province only where no way around it is shorter by a whole step.
    """
    if set(starts) & set(ends):
        raise ParameterError("Both names stand for the same thing; name two different things.")
    first, last = min(starts), min(ends)
    merged = dict.fromkeys(starts, first) | dict.fromkeys(ends, last)
    web = _Web(merged, read_areas(engine, RG.ProvinceLevel) - set(merged))
    for tie in read_ties(engine, read_claims(engine)):
        web.add(tie, RELATION_COST + BASIS_COST.get(tie.basis, HUB_COST))
    company = {} if through == RELATIONS else read_company(engine)
    common = find_common(engine, company.values())
    web.add_company(weigh_company(company.values()))
    barred = {*read_areas(engine, RG.NationalLevel), *common}
    paths = _telling(engine, _search(web, barred, (first, last), count + SPARE, longest), company)
    if not paths and through == REPORTS:
        _add_reports(web, engine)
        paths = _telling(engine, _search(web, barred, (first, last), count + SPARE, longest), company)
    return Connections(paths[:count], common)


def find_common(engine: QueryEngine, company: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What the reports of more than a third of the places name, the most common first; nothing where there are few places."""
    homes = read_homes(engine)
    fewest = COMMON_SHARE * len(set(homes.values()))
    if len(set(homes.values())) < FEWEST_PLACES:
        return ()
    sentences = Counter(thing for things in company for thing in things)
    likely = [thing for thing, count in sentences.items() if count > fewest]
    places = Counter(thing for thing, _ in {(thing, homes.get(report)) for thing, report in _read_naming_reports(engine, likely)})
    return tuple(thing for thing, count in sorted(places.items(), key=lambda item: (-item[1], item[0])) if count > fewest)


def _read_naming_reports(engine: QueryEngine, things: Collection[str]) -> list[tuple[str, ...]]:
    return sorted(read_iris(engine, _NAMED_IN.format(to_values(sorted(things)), RG.Report.nt, RG.statedIn.nt))) if things else []


def _add_reports(web: _Web, engine: QueryEngine) -> None:
    """Add the reports that name one of the ends, and the places that these are about."""
    homes = read_homes(engine)
    for thing, report in _read_naming_reports(engine, web.merged):
        web.add(Tie(thing, RG.statedIn, report, BY_REPORT), REPORT_COST)
        if report in homes:
            web.add(Tie(report, RG.about, homes[report], BY_REPORT), REPORT_COST)


def _search(web: _Web, barred: Collection[str], ends: Pair, count: int, longest: int) -> tuple[Path, ...]:
    """The cheapest ways by Yen's algorithm, among the ties that lie on any way short enough."""
    costs = web.without(barred)
    names = sorted({name for pair in costs for name in pair})
    index = {name: i for i, name in enumerate(names)}
    if not index.keys() >= set(ends):
        return ()
    first, last = index[ends[0]], index[ends[1]]
    pairs = sorted((index[one], index[other], cost) for (one, other), cost in costs.items())
    network = igraph.Graph(n=len(names), edges=[(one, other) for one, other, _ in pairs])
    there, back = network.distances([first, last])
    hubs = [math.log1p(degree) for degree in network.degree()]
    scale = HUB_COST / (2 * max(hubs))
    near = [
        (one, other, cost + scale * (hubs[one] + hubs[other]))
        for one, other, cost in pairs
        if min(there[one] + back[other], there[other] + back[one]) < longest
    ]
    network = igraph.Graph(n=len(names), edges=[(one, other) for one, other, _ in near])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # igraph warns of every detour that leads nowhere
        ways = network.get_k_shortest_paths(first, last, k=count, weights=[cost for *_, cost in near], mode="all")
    return tuple(_to_path(web, [names[i] for i in way]) for way in ways if 1 < len(way) <= longest + 1)


def _telling(engine: QueryEngine, paths: tuple[Path, ...], company: Mapping[str, tuple[str, ...]]) -> tuple[Path, ...]:
    """The ways that are no detour, pass no name twice and differ in a name: one stretch of a text may stand for two things."""
    knots = [[path[0].start, *(step.end for step in path)] for path in paths]
    known = find_names(engine, {thing for things in knots for thing in things})
    naming: dict[str, set[str]] = {thing: set() for thing in known}
    for sentence, things in company.items():
        for thing in known.keys() & set(things):
            naming[thing].add(sentence)
    by_names: dict[tuple[str, ...], Path] = {}
    for path, knot in zip(paths, knots, strict=True):
        names = tuple(known[thing].name for thing in knot)
        if len(set(names)) == len(names) and not _is_detour(path, naming):
            by_names.setdefault(names, path)
    return tuple(by_names.values())


def _is_detour(path: Path, naming: Mapping[str, set[str]]) -> bool:
    """Whether a stretch of the way rests on a sentence that names both its ends, so that one step would do."""
    for first, last in combinations(range(len(path)), 2):
        both = naming[path[first].start] & naming[path[last].end]
        stretch = [step for step in path[first : last + 1] if step.tie.basis == BY_SENTENCE]
        if any(naming[step.start] & naming[step.end] <= both for step in stretch):
            return True
    return False


def _to_path(web: _Web, way: list[str]) -> Path:
    steps = []
    for start, end in pairwise(way):
        tie = web.ties[web.pair(start, end)]
        steps.append(Step(tie, web.knot(tie.subject) == start))
    return tuple(steps)
