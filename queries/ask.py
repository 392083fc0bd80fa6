"""A question in somebody's own words: which saved question it is, and with which values."""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.store import QueryEngine
from queries.catalog import Catalog, SavedQuery
from queries.parameters import Parameter
from queries.spotting import Spot, find_spots, normalize
from queries.wording import Wordings, read_wordings

ENOUGH: Final = 0.35
KNOWN: Final = 0.5
ALTERNATIVES: Final = 2
NOT_UNDERSTOOD: Final = "None of the questions is what this asks; ask of targets, outcomes, projects, programs, institutions or places."
MISSING: Final = 0.4
DEFAULTED: Final = 0.93
UNUSED: Final = 0.55
SPOKEN_OF: Final = 0.9
FILLED: Final = 1.06
WEAK: Final = 0.97
WORDS_SHOWN: Final = 4
# How well a thing of the first type fills a blank of the second, where the types differ.
FITTING: Final[Mapping[tuple[str, str], float]] = {
    ("zone", "place"): 0.85,
    ("zone", "thing"): 0.95,
    ("place", "zone"): 0.6,
    ("place", "thing"): 0.8,
    ("institution", "thing"): 0.9,
    ("program", "thing"): 0.95,
    ("project", "thing"): 0.95,
}

Filled = tuple[tuple[str, tuple[str, ...]], ...]
Assigned = tuple[Spot, Parameter, str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A saved question that a text may mean, with its values, how sure that is (about 0 to 1), and why."""

    query: SavedQuery
    values: Filled
    score: float
    known: float
    missing: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def defaults(self) -> Filled:
        """What is taken where the text gives nothing."""
        given = {name for name, _ in self.values}
        return tuple((one.name, (one.default,)) for one in self.query.parameters if one.default is not None and one.name not in given)

    @property
    def command(self) -> str:
        """The command that asks it."""
        pairs = [f"{name}={','.join(texts)}" for name, texts in self.values] + [f"{name}=…" for name in self.missing]
        return " ".join(["reportgraph query", self.query.name, *(f"-p {shlex.quote(pair)}" for pair in pairs)])


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text was understood as, None if as nothing, and what else it may mean, the likeliest first."""

    text: str
    best: Candidate | None
    others: tuple[Candidate, ...]


def understand(engine: QueryEngine, catalog: Catalog, text: str) -> Understanding:
    """The saved question that a text means, with its values."""
    ranked = rank(engine, catalog, text)
    if not ranked or ranked[0].score < ENOUGH or ranked[0].known < KNOWN or ranked[0].missing:
        return Understanding(text, None, tuple(one for one in ranked if one.score >= ENOUGH)[:ALTERNATIVES])
    return Understanding(text, ranked[0], ranked[1 : 1 + ALTERNATIVES])


def rank(engine: QueryEngine, catalog: Catalog, text: str) -> tuple[Candidate, ...]:
    """Every saved question with the values that a text gives it, the likeliest first."""
    read = normalize(text)
    wordings = read_wordings(catalog.queries)
    if not any(letter.isalnum() for letter in read):
        return ()
    spots = find_spots(engine, read, wordings.is_ordinary)
    found = (_to_candidate(query, wordings, read, spots) for query in catalog.queries)
    return tuple(sorted(found, key=lambda one: (-one.score, one.query.name)))


def _to_candidate(query: SavedQuery, wordings: Wordings, text: str, spots: Sequence[Spot]) -> Candidate:
    chosen = _assign(query.parameters, spots)
    masked = _mask(text, spots, chosen)
    words, shared = wordings.score(query.name, masked)
    known = wordings.share_known(masked)
    values = _to_values(query.parameters, chosen)
    lacking = [one for one in query.parameters if not one.optional and one.name not in dict(values)]
    missing = tuple(one.name for one in lacking if one.default is None)
    unused = [spot for spot in spots if not spot.weak and all(spot is not used for used, *_ in chosen)]
    spoken_of = sum(_blank(spot.types[0]) in wordings.features_of[query.name] for spot in unused)
    fit = MISSING ** len(missing) * (DEFAULTED * known) ** (len(lacking) - len(missing))
    fit *= UNUSED ** (len(unused) - spoken_of) * SPOKEN_OF**spoken_of
    fit *= math.prod(fitting * (WEAK if spot.weak else FILLED) for spot, _, _, fitting in chosen)
    reasons = (
        f"shares {', '.join(shared[:WORDS_SHOWN])}" if shared else "shares no word",
        *(f"needs {name}" for name in missing),
        *(f"has no place for {text[spot.begin : spot.end]}" for spot in unused),
    )
    return Candidate(query, values, round(words * fit, 4), round(known, 4), missing, reasons)


def _to_values(parameters: Sequence[Parameter], chosen: Sequence[Assigned]) -> Filled:
    """The values of each parameter that has any, each once."""
    given: dict[str, list[str]] = {}
    for spot, parameter, type_name, _ in chosen:
        value = spot.value(type_name)
        given.setdefault(parameter.name, []).extend(value if parameter.many else value[-1:])
    return tuple((one.name, tuple(dict.fromkeys(given[one.name]))) for one in parameters if one.name in given)


def _assign(parameters: Sequence[Parameter], spots: Sequence[Spot]) -> tuple[Assigned, ...]:
    """Which spot fills which parameter: what is needed first, the best fitting first, each spot once."""
    options = [
        (fitting, type_name, i, j)
        for i, spot in enumerate(spots)
        for j, parameter in enumerate(parameters)
        for type_name, _ in spot.values
        if (fitting := _fitting(type_name, parameter.type))
    ]
    used: set[int] = set()
    full: set[int] = set()
    chosen: list[tuple[int, Assigned]] = []
    for fitting, type_name, i, j in sorted(options, key=lambda one: (parameters[one[3]].optional, -one[0], one[2], one[3], one[1])):
        if i not in used and j not in full:
            used.add(i)
            full |= set() if parameters[j].many else {j}
            chosen.append((i, (spots[i], parameters[j], type_name, fitting)))
    return _in_time([assigned for _, assigned in sorted(chosen, key=lambda one: one[0])])


def _in_time(chosen: list[Assigned]) -> tuple[Assigned, ...]:
    """The same with single years from the earlier to the later, as the parameters come."""
    places = [i for i, (_, parameter, type_name, _) in enumerate(chosen) if type_name == "year" and not parameter.many]
    years = sorted((chosen[i][0] for i in places), key=lambda spot: spot.value("year"))
    for i, spot in zip(places, years, strict=True):
        chosen[i] = (spot, *chosen[i][1:])
    return tuple(chosen)


def _fitting(given: str, wanted: str) -> float:
    return 1.0 if given == wanted else FITTING.get((given, wanted), 0.0)


def _mask(text: str, spots: Sequence[Spot], chosen: Sequence[Assigned]) -> str:
    """The text with a type for each name; a weak one that fills no parameter stays as it is."""
    pieces, end = [], 0
    blanks = {id(spot): _blank(parameter.type if parameter.type == "thing" else type_name) for spot, parameter, type_name, _ in chosen}
    for spot in spots:
        if id(spot) in blanks or not spot.weak:
            pieces += [text[end : spot.begin], blanks.get(id(spot), _blank(spot.types[0]))]
            end = spot.end
    return " ".join((*pieces, text[end:]))


def _blank(type_name: str) -> str:
    return f"{{{type_name}}}"
