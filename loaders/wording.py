"""Relations that a sentence says: with whom, where, by whom, for whom and as part of what."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from loaders.casting import INSTITUTION as I
from loaders.casting import PLACE as L
from loaders.casting import PROGRAM as G
from loaders.casting import PROJECT as P
from loaders.casting import SIGNS, Cast, cast_sentences
from loaders.nesting import Neighbourhood, is_division, is_region
from loaders.report import Report
from loaders.statements import Ref, Relation, Span, Thing

_AND = r"(?:、|和|及|与|以及|暨)?"
_MARK = r"，；。！？：,;"
_GAP = rf"[^{_MARK}、{P}{G}{I}{L}]"


def _some(signs: str) -> str:
    """A list of names of the classes."""
    return rf"[{signs}](?:{_AND}[{signs}])*"


_BUILT = _some(P + G)
_PARTNER = _some(I + L)
_BUILD = (
    "(?:投资|规划|加快|全力|聚力|着力|高标准|高水平|牵头|联合|探索|积极|筹划|谋划|推进)*"
    "(?:建设|打造|兴建|新建|筹建|建成|建好|成立|设立|组建|开展|实施|布局|推进|加快|承建|运营|开行|创办)"
)
_TAKE_PLACE = "(?:成立|开工|启动|落地|建成|揭牌|开园|投产|举办|举行|召开|颁发|布局|设立|挂牌|运营|营业)"
_SETTLE = "(?:正式|成功|整体|相继|顺利|签约|集中|加快|实现)*(?:落户|落地|落子|入驻|进驻|扎根|选址|坐落|位于|落址|花落|迁入)(?:于|在|到|至)?"
_CO_BUILD = "(?:共建|建设|打造|成立|设立|组建|开展)"
_LIFTED = rf"提升(?=[{L}{G}]{_GAP}{{0,6}}(?:能级|功能|品质|实力|形象|首位度|竞争力|承载力))"
_RAISE = rf"(?:着力|不断|加快|全面)?(?:{_LIFTED}|做优|做强|做精|做大|做美|服务|支撑|助力|赋能|保障)"
_AND_OTHERS = rf"(?:等{_GAP}{{0,8}})?"
_WITH = rf"(?<![{I}{P}{G}{L}])(?:与|同|和|联合|携手|联手)"
_ALONE = rf"{_WITH}(?P<o>{_PARTNER}){_AND_OTHERS}{_GAP}{{0,10}}"
_ALONE_TOGETHER = rf"{_WITH}(?P<o>{_PARTNER}){_AND_OTHERS}(?:联合|共同|合作){_GAP}{{0,4}}"
_DO = "(?:启动|打造|举办|设立|设置|创建|发布|发起|主办|承办|开展|建设|推进|实施|研发|组建|成立|建立)"
_COUNTED = r"(?:\d+[个项大条]|[一二三四五六七八九十两]+[个项大条])?"

_END = re.compile(rf"\(\?P<[so]>\[?([{P}{G}{I}{L}]+)")
_MEANT = {"serves": "Place", "partneredWith": "Institution"}

Reach = Literal["any", "outer", "inner"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying a relation; the groups s and o of the pattern are its ends, the report's place is the subject of one without s.

    ``reach`` limits the object: "outer" is any but the report's place, "inner" no known place outside it either;
    ``ends`` are the signs of which each end takes one.
    """

    predicate: str
    pattern: re.Pattern[str]
    reach: Reach
    ends: tuple[str, ...]


def _wording(predicate: str, pattern: str, reach: Reach = "outer") -> Wording:
    return Wording(predicate, re.compile(pattern), reach, tuple(_END.findall(pattern)))


WORDINGS: Final = (
    _wording(
        "partneredWith",
        rf"{_WITH}(?P<o>{_some(I)})(?:联合|共同|合作)?(?:开展|举办|实施|推进)(?P<s>[{P}{G}])",
    ),
    _wording("partneredWith", rf"(?P<s>[{I}{P}])(?:与|同|和)(?P<o>{_PARTNER}){_AND_OTHERS}{_GAP}{{0,4}}(?:合作|共建|对接|结对|联合)"),
    _wording("partneredWith", rf"{_ALONE}(?:合作|共建|联合|联手){_GAP}{{0,8}}(?P<s>{_BUILT})"),
    _wording("partneredWith", rf"{_ALONE}(?:合作|共建|对接|签约|签订|签署|结对|协作|联建|沟通渠道)"),
    _wording("partneredWith", rf"{_ALONE_TOGETHER}{_DO}{_GAP}{{0,8}}(?P<s>{_BUILT})"),
    _wording("partneredWith", rf"{_ALONE_TOGETHER}{_DO}"),
    _wording("partneredWith", rf"(?:链接|牵手|携手)(?P<o>{_some(I + G)})"),
    _wording(
        "partneredWith",
        rf"争取(?P<o>{_some(I)})(?:的|大力|更多)*支持[{_MARK}](?:积极|探索|加快|联合|共同|推动)*(?:共建|建设|设立|打造|创建)(?P<s>{_BUILT})",
    ),
    _wording("partneredWith", rf"争取(?P<o>{_some(I)})(?:的|大力|更多)*支持"),
    _wording("backedBy", rf"(?<![与同和、])(?P<o>{I}){_BUILD}{_GAP}{{0,6}}(?P<s>{_BUILT})"),
    _wording("backedBy", rf"(?P<o>{I}(?:[、和及与同]{I})+)(?:合作|共同|联合)?{_CO_BUILD}{_GAP}{{0,6}}(?P<s>{_BUILT})"),
    _wording("backedBy", rf"(?<![与同和、])(?P<o>{I})(?:建立|构建|搭建|推出|发起|研发|开发|运营){_GAP}{{0,6}}(?P<s>{_BUILT})"),
    _wording("backedBy", rf"(?P<s>{_BUILT})由(?P<o>{I})(?:投资|承建|建设|运营|牵头)"),
    _wording("locatedIn", rf"(?:在|依托)(?P<o>[{L}{P}]){_GAP}{{0,4}}{_BUILD}{_GAP}{{0,8}}(?P<s>{_BUILT})", "any"),
    _wording("locatedIn", rf"(?P<s>[{P}{G}{I}](?:{_AND}{_GAP}{{0,14}}[{P}{G}{I}])*)(?:等{_GAP}{{0,12}})?{_SETTLE}(?P<o>{L})", "any"),
    _wording("locatedIn", rf"(?P<s>[{P}{G}{I}])在(?P<o>{L})(?:正式|成功)?{_TAKE_PLACE}", "any"),
    _wording("locatedIn", rf"(?P<o>{_some(L)})(?:等地|等)?\d+[个家处座条](?P<s>[{P}{G}])", "any"),
    _wording("locatedIn", rf"(?<![与对])(?P<o>{_some(L)}){_BUILD}(?!成为){_GAP}{{0,6}}(?P<s>{_BUILT})", "inner"),
    _wording("locatedIn", rf"(?<![在与对])(?P<o>{_some(L)})(?P<s>[{P}{G}])(?!等|管理体制|体制|经验)", "inner"),
    _wording(
        "locatedIn",
        rf"^(?:支持|推动)?(?P<o>{L})(?![、和与市县区路大桥等至到]){_GAP}{{2,20}}，[^。；]{{0,60}}?{_BUILD}{_GAP}{{0,6}}(?P<s>{_some(P)})",
        "inner",
    ),
    _wording("serves", rf"(?P<s>{_some(P)})(?:等(?:{_GAP}{{0,12}}|{_COUNTED}{G}))?{_GAP}{{0,4}}[，,]{_RAISE}(?P<o>[{L}{G}])"),
    _wording("serves", rf"(?P<s>{_BUILT})(?:更好|有效|全面|主动)?(?:服务|支撑|助力|赋能)(?P<o>[{L}{I}])"),
    _wording("serves", rf"(?:面向|服务)(?P<o>{_some(L)})的(?P<s>[{P}{G}])"),
    _wording("serves", rf"支持(?P<o>{I})(?P<s>[{P}{G}])"),
    _wording("partOf", rf"(?P<s>[{P}{G}](?:{_AND}{_GAP}{{0,6}}[{P}{G}])*)等{_COUNTED}(?P<o>[{G}{P}])"),
    _wording("partOf", rf"(?P<s>[{P}{G}])(?:成功|建设|项目|被)*(?:入选|纳入|列入|入列)(?:国家|全国|全省|全市)?(?P<o>{G})"),
    _wording("partOf", rf"(?P<s>{L})(?:深度|全面|主动)?融入(?P<o>{L})"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the ends of a relation are judged by: the report's place, its neighbours, and the names that programs' names begin with."""

    own: Ref
    hood: Neighbourhood
    first_names: Mapping[tuple[Ref, str], Ref]


def relations_by_wording(report: Report, things: Iterable[Thing], setting: Setting) -> Iterator[Relation]:
    """What the sentences say of the names in them."""
    for cast in cast_sentences(report, things, setting.hood.names):
        for wording in _wordings_of(frozenset(SIGNS[thing.cls] for thing, _ in cast.things.values())):
            for found in wording.pattern.finditer(cast.text):
                yield from _relations(cast, wording, found, setting)
        yield from _places_in_divisions(cast)


def _places_in_divisions(cast: Cast) -> Iterator[Relation]:
    """Places whose names follow right behind that of the division they lie in (舒城|七门堰)."""
    for at, (outer, span) in cast.things.items():
        inner, behind = cast.things.get(at + 1, (outer, span))
        are_places = outer.cls == inner.cls == "Place" and span.end == behind.begin
        if are_places and is_division(outer.iri) and not (is_division(inner.iri) or is_region(inner.name)):
            yield Relation(inner.ref, "locatedIn", outer.ref, "Explicit", Span(span.begin, behind.end), cast.sentence)


@functools.cache
def _wordings_of(signs: frozenset[str]) -> tuple[Wording, ...]:
    """The wordings that sentences of these signs can have."""
    return tuple(wording for wording in WORDINGS if not any(signs.isdisjoint(end) for end in wording.ends))


def _relations(cast: Cast, wording: Wording, found: re.Match[str], setting: Setting) -> Iterator[Relation]:
    objects = list(_objects(cast, wording, found, setting))
    for subject in _subjects(cast, found, setting.own):
        for object_ in objects:
            if subject != object_:
                yield Relation(subject, wording.predicate, object_, "Explicit", cast.span(*found.span()), cast.sentence)


def _subjects(cast: Cast, found: re.Match[str], own: Ref) -> list[Ref]:
    if "s" not in found.re.groupindex:
        return [own]
    return [thing.ref for thing in cast.named(*found.span("s"))]


def _objects(cast: Cast, wording: Wording, found: re.Match[str], setting: Setting) -> Iterator[Ref]:
    for thing in cast.named(*found.span("o")):
        if thing.cls == "Program" and wording.predicate in _MEANT:
            first = setting.first_names.get((thing.ref, _MEANT[wording.predicate]))
            if first:
                yield first
        elif thing.cls != "Place" or _is_in_reach(thing, wording.reach, setting.hood):
            yield thing.ref


def _is_in_reach(place: Thing, reach: Reach, hood: Neighbourhood) -> bool:
    if reach == "any":
        return True
    if place.name in hood.names or (place.iri and (place.iri == hood.own or place.iri in hood.above)):
        return False
    return reach == "outer" or place.iri in hood.within or not (is_division(place.iri) or is_region(place.name))
