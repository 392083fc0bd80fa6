"""Names inside names: 中国邮政|青岛|邮件处理中心 holds an institution and a place."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from loaders.report import Report
from loaders.statements import Ref, Thing
from loaders.text import ONCE
from ontology.concepts import Place
from ontology.lexicon import Lexicon, load_lexicon

_MARKS = '“”‘’"《》「」'
_SUFFIX = re.compile(r"(?<=..)(?:市|县|区|省|自治州|自治县|镇|乡|街道|国家)$")
_LOOSE_ENDS = "江河湖海港湾山岛桥路街站机"

_REGION = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新][东西南北中江]|.{1,4}(?:都市圈|城市群|经济圈|经济带|地区|山区)|江淮"
    r"|中国(?:[东中西]部)?|全国|全省|全市|国际|海峡两岸|[东西中][部]|华[东南西北中](?:地区)?|东[北亚]|西[北南]|东南亚|中亚|远东|长三角|珠三角|京津冀|粤港澳大湾区|大湾区|成渝|川渝|东盟|欧[洲亚]|非洲|海西|天府|中俄|中蒙"
)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The report's place in the gazetteer: itself, its names, the places it lies in, and the places that lie in it."""

    own: str | None
    names: tuple[str, ...]
    above: frozenset[str]
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nested:
    """One name inside another: where it stands, of what classes the longer names are that hold it too, and those of the names before it."""

    outer: Thing
    inner: Ref
    iri: str | None
    surface: str
    begin: int
    covered_by: frozenset[str]
    behind: frozenset[str]

    @property
    def before(self) -> str:
        """The words of the outer name before the inner one."""
        return self.outer.name[: self.begin].strip(_MARKS)

    @property
    def after(self) -> str:
        """The words of the outer name after the inner one."""
        return self.outer.name[self.begin + len(self.surface) :].strip(_MARKS)


@dataclass(frozen=True, slots=True)
class _Surface:
    name: str
    ref: Ref
    iri: str | None


def find_neighbourhood(report: Report) -> Neighbourhood:
    """Where the report's place stands in the gazetteer."""
    lexicon = load_lexicon()
    own = lexicon.places_by_iri.get(report.place_iri or "")
    if own is None:
        return Neighbourhood(None, (report.place,), frozenset(), frozenset())
    above = frozenset(place.iri for place in lexicon.parents(own))
    return Neighbourhood(own.iri, own.names, above, _places_within(own.iri) if own.level != "Country" else frozenset())


def is_division(iri: str | None) -> bool:
    """Whether an IRI is a country or an administrative division of the gazetteer."""
    place = load_lexicon().places_by_iri.get(iri or "")
    return place is not None and (place.code is not None or place.level is not None)


def is_region(name: str) -> bool:
    """Whether a name is of a part of the country or the world, which locates nothing (西部, 长三角, 鄂北)."""
    return _REGION.fullmatch(name) is not None


@functools.cache
def _parts() -> dict[str, list[str]]:
    """The places that lie right in each place."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for place in load_lexicon().places:
        parts[place.parent or ""].append(place.iri)
    return parts


@functools.lru_cache(maxsize=512)
def _places_within(iri: str) -> frozenset[str]:
    parts = _parts().get(iri, ())
    return frozenset(parts).union(*map(_places_within, parts))


def _surfaces_of(thing: Thing, lexicon: Lexicon) -> Iterator[str]:
    names = [thing.name]
    if thing.cls in ("Place", "Institution"):
        names += thing.aliases
    if thing.cls == "Place":
        place = lexicon.places_by_iri.get(thing.iri or "")
        names += place.names if place else (_SUFFIX.sub("", thing.name),)
    yield from dict.fromkeys(name for raw in names if len(name := raw.strip(_MARKS)) > 1)


def _surfaces(things: Sequence[Thing], hood: Neighbourhood, lexicon: Lexicon) -> tuple[_Surface, ...]:
    """The surfaces of the report's things, and of the places inside the report's place."""
    taken = {name for iri in (hood.own, *sorted(hood.above)) if iri for name in lexicon.places_by_iri[iri].names}
    found = {
        (name, thing.ref): _Surface(name, thing.ref, thing.iri)
        for thing in things
        for name in _surfaces_of(thing, lexicon)
        if thing.iri not in hood.within or name not in taken
    }
    named = {thing.iri for thing in things}
    for iri in sorted(hood.within - named):
        place: Place = lexicon.places_by_iri[iri]
        for name in place.names:
            if name not in place.ambiguous_names and name not in taken and len(name) > 1 and not place.historic:
                found.setdefault((name, Ref("Place", place.label)), _Surface(name, Ref("Place", place.label), iri))
    return tuple(found.values())


def find_nested(things: Sequence[Thing], hood: Neighbourhood) -> Iterator[Nested]:
    """Every name inside the name of another thing."""
    surfaces = _surfaces(things, hood, load_lexicon())
    if not surfaces:
        return
    automaton = AhoCorasick([surface.name for surface in surfaces], implementation=ONCE)
    for outer in things:
        found = automaton.find_matches_as_indexes(outer.name, overlapping=True)
        yield from _nested_in(outer, [(begin, end, surfaces[index]) for index, begin, end in found])


def _nested_in(outer: Thing, hits: Iterable[tuple[int, int, _Surface]]) -> Iterator[Nested]:
    own = outer.name.strip(_MARKS)
    inside = [hit for hit in hits if hit[1] - hit[0] < len(own) and own not in hit[2].ref.name]
    seen: set[Ref] = set()
    for begin, end, surface in sorted(inside, key=lambda hit: (hit[0], -hit[1], hit[2].ref)):
        if surface.ref in seen or _is_cut(outer.name, end, surface):
            continue
        seen.add(surface.ref)
        longer = frozenset(other.ref.cls for b, e, other in inside if b <= begin and end <= e and e - b > end - begin)
        before = frozenset(other.ref.cls for _, e, other in inside if e <= begin)
        yield Nested(outer, surface.ref, surface.iri, surface.name, begin, longer, before)


def _is_cut(name: str, end: int, surface: _Surface) -> bool:
    """Whether a short name of a place is only the start of another word (嘉陵|江)."""
    short = surface.ref.cls == "Place" and len(surface.name) == 2 and surface.name != surface.ref.name
    return short and name[end : end + 1] in (*_LOOSE_ENDS,)
