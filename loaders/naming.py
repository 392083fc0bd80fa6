"""Relations that a name alone says: where it is, who stands behind it, what it is part of, which zone it serves."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.nesting import Neighbourhood, Nested, is_division, is_region
from loaders.statements import Ref, Relation, Thing
from ontology.concepts import Place
from ontology.lexicon import load_lexicon

_NUMBER = r"[一二三四五六七八九十\d]+"
_WORKS = re.compile(
    rf"(?:{_NUMBER}期|[首前后]期|主体|新建|[改扩迁重续]建|改扩建|改造|提升|升级|扩容|建设|整治|综合|治理|保护|修复|[东西南北]{{1,2}}延(?:伸|长)?线?|[东西南北]线|工程|项目"
    r"|快速化|快捷化|大修|贯通|拓宽|先行段|转型|集疏运|、|和|及|（|）|\(|\))*"
)
_PHASE = re.compile(rf"[（(]?(?:{_NUMBER}|[首前后])期(?:工程|项目)?[）)]?")
_NATURAL = re.compile(r"[江河湖海岛山湾溪沟渠洲城镇乡村街]$|水库|片区|航道|灌区|古城|古镇|流域|湿地")
_LINE = re.compile(r"(?:路|大道|大街|高速|公路|铁路|高铁|快速路|通道|线|号线|[国省县]道|[国省县]道\d+|[GS]\d+)$")
_CALLED_AFTER = re.compile(
    rf"[^段]{{0,3}}(?:水库|互通|特?大桥|隧道|灌区|高铁|铁路|城际(?:铁路)?|高速(?:公路)?|快速路|公路|大道|[东南西北中]?路|通道|互联互通|联络线){_WORKS.pattern}|(?:高速公路|高速|高铁|城际|铁路).+段.*"
)
_ENDPOINT = re.compile(r"[至到—－-]")
_TOWARDS = re.compile(r"(?:[至到对与和—－-]|面向|直达|通往|连接|链接|对接|服务|支援|共建)$")
_ZONE = re.compile(r"(?:大)?(?:新?[区城]|片区|新城|科技城|高新区|经开区|开发区|综保区|综合保税区|经济[带区圈]|都市圈|城市群|走廊|组团)")
_PART = re.compile(
    r".{0,6}(?:段|片区|功能区|承载地|首开区|启动区|先行区|联动创新(?:发展)?区|首座工厂|分园|分区|组团|主线|支线|中线)"
    r"(?:先导|延伸|改扩建)?(?:工程|项目)?[）)]?"
)
_SET = re.compile(r"国家级?(?:区域|重点|技术|制造业|临床)*(?:[^的]{0,6})(?:中心|实验室|平台|基地)$")
_FACILITY = re.compile(r"(?:中心|水厂|机场|港|站|博物馆|科技馆|馆|旧址|园区|公园)$")
_ABSTRACT = re.compile(r"^(?:国家|全国|中国|中央|[省市县区])$|(?:组织|联合国|东盟|人大|政协|海关|红十字会|政府|党委)$")
_UNIT = re.compile(r"院|校区|中心|基地|所|室|厂|站|公司|集团|医院|学院|分园|学校")
_LOCAL_UNIT = re.compile(r"[小中]学|[一二三四五六]中|医院|卫生院|学校|幼儿园|馆|派出所|厂|站|中心")
_BUILDING = re.compile(r"(?:[院校厂站园馆室所港城系体器局桥路]|中心|基地|平台|机场|广场|大厦|[小中大]学|高中)$")
_FIRM_LENGTH = 6
_ABROAD = re.compile(r"离岸|海外|境外|飞地|反向|驻")
_CARED_FOR = re.compile(
    r"(?:高水平|高质量|全面|整体)?(?:保护|治理|振兴|融合发展|协同发展(?!区)|综合改革|一体化|同城化)|(?:部|省|市|县)+.{0,2}机制|客厅|生活配套|.{0,14}(?:供应|保供)基地"
    r"|.{0,6}(?:安全保障|服务保障|指挥|应急救援)"
)
_GENERAL = re.compile(r"(?:全面|整体)?振兴|一体化|协同发展")
_FOR_SERVICE = re.compile(r"(?:集结|服务|指挥|保障|运营|调度)(?:中心|平台|基地)")
_AIMED = re.compile(r"面向(?:[^的]{0,6}、)?$")
_AREA = re.compile(r".{0,10}(?:度假区|园区?|示范区|试验区|试点|医共体|微更新|工程|项目)$")
_BRACKETS = ("（", "(")
_WATERS_AND_HILLS = re.compile(r"[江河湖山海]$")
_SCHOLARS = re.compile(r".{0,6}(?:实验室|研究院|学院|大学|银行)")


def relations_by_name(things: Sequence[Thing], nested: Iterable[Nested], hood: Neighbourhood) -> Iterator[Relation]:
    """What the names of projects, programs, institutions and zones say by themselves."""
    for one in nested:
        for predicate in _predicates(one, hood):
            yield _to_relation(one.outer, predicate, one.inner)
    yield from _named_by_firm(things)
    yield from _serves_by_root(things)


def _to_relation(subject: Thing, predicate: str, object_: Ref) -> Relation:
    mention = subject.mentions[0]
    return Relation(subject.ref, predicate, object_, "ByName", mention.quote, mention.sentence)


def _predicates(nested: Nested, hood: Neighbourhood) -> Iterator[str]:
    if nested.inner.cls == "Place":
        if _is_part(nested):
            yield "partOf"
        elif _is_located(nested, hood):
            yield "locatedIn"
        if _is_served(nested, hood):
            yield "serves"
    elif nested.inner.cls == "Institution":
        if _is_backed(nested):
            yield "backedBy"
    elif _is_part(nested):
        yield "partOf"
    elif nested.inner.cls == "Program" and nested.outer.cls == "Project" and _FOR_SERVICE.fullmatch(nested.after):
        yield "serves"


def _is_served(nested: Nested, hood: Neighbourhood) -> bool:
    """What is for a place by its name: 面向东盟的…, 长江保护行动."""
    if nested.outer.cls not in ("Project", "Program") or nested.covered_by or nested.iri == hood.own or nested.iri in hood.above:
        return False
    if _AIMED.search(nested.before):
        return True
    if is_region(nested.surface) and _GENERAL.match(nested.after):
        return False
    return nested.before in ("", "与", "推动") and bool(_CARED_FOR.match(nested.after))


def _is_part(nested: Nested) -> bool:
    """A stretch, a phase or a section of what the name begins with (三星堆文化旅游发展区|首开区)."""
    if nested.before or nested.outer.cls not in ("Project", "Place") or nested.inner.cls not in ("Project", "Place"):
        return False
    if len(nested.surface) < 4 or nested.covered_by:
        return False
    return bool(_PART.fullmatch(nested.after) or (_PHASE.fullmatch(nested.after) and len(nested.surface) > 4))


def _is_located(nested: Nested, hood: Neighbourhood) -> bool:
    if nested.outer.cls == "Place" or not nested.after or "Place" in nested.covered_by:
        return False
    if nested.outer.cls == "Program" and (nested.begin or not _AREA.fullmatch(nested.after)):
        return False
    if nested.outer.cls == "Institution" and not _LOCAL_UNIT.search(nested.after):
        return False
    bracketed = nested.outer.name[: nested.begin].endswith(_BRACKETS)
    stretch = nested.after.startswith("段")
    if bracketed and not nested.after.startswith(("）", ")", "段")):
        return False
    if nested.iri in hood.above or nested.iri == hood.own or nested.inner.name == "中国":
        return stretch or _follows_firm(nested, hood)
    if is_region(nested.surface) or is_region(nested.inner.name) or _LINE.search(nested.inner.name) or _LINE.search(nested.surface):
        return False
    if _WATERS_AND_HILLS.search(nested.inner.name) and _SCHOLARS.fullmatch(nested.after):
        return False
    if bracketed or (stretch and not _TOWARDS.search(nested.before)):
        return True
    if _TOWARDS.search(nested.before) or "面向" in nested.before or _ENDPOINT.match(nested.after) or _ZONE.fullmatch(nested.after):
        return False
    if _WORKS.fullmatch(nested.after) and not _NATURAL.search(nested.inner.name):
        return nested.iri in hood.within
    if nested.iri in hood.within:
        return True
    if nested.covered_by or (_CALLED_AFTER.fullmatch(nested.after) and nested.outer.cls == "Project"):
        return False
    return not is_division(nested.iri) or bool(_ABROAD.search(nested.outer.name))


def _follows_firm(nested: Nested, hood: Neighbourhood) -> bool:
    """Whether the place says where a firm from elsewhere builds (中国邮政|青岛|邮件处理中心)."""
    return len(nested.before) > 1 and not nested.covered_by and bool(_UNIT.search(nested.after)) and nested.iri != hood.own


def _is_backed(nested: Nested) -> bool:
    if nested.outer.cls not in ("Project", "Institution") or nested.covered_by & {"Institution", "Place"} or "Institution" in nested.behind:
        return False
    if _SET.fullmatch(nested.surface) or _ABSTRACT.search(nested.surface):
        return False
    if nested.outer.cls == "Institution":
        return not nested.before and bool(_UNIT.search(nested.after))
    return bool(_UNIT.search(nested.after)) or not (_FACILITY.search(nested.surface) and _WORKS.fullmatch(nested.after))


def _named_by_firm(things: Sequence[Thing]) -> Iterator[Relation]:
    """Projects that are called by nothing but their firm (A电器、B智能等项目)."""
    firms = {thing.name: thing.ref for thing in things if thing.cls == "Institution"}
    for thing in things:
        bare = len(thing.name) <= _FIRM_LENGTH and not _BUILDING.search(thing.name)
        if thing.cls == "Project" and bare and thing.name in firms:
            yield _to_relation(thing, "backedBy", firms[thing.name])


@functools.cache
def _zones() -> tuple[tuple[str, Place], ...]:
    return load_lexicon().things_with_root()


def zone_roots(things: Iterable[Thing]) -> tuple[tuple[str, Ref], ...]:
    """The roots by which names show that they belong to a zone, with the zone as the report names it, if it does."""
    named = {thing.iri: thing.ref for thing in things if thing.iri}
    return tuple((root, named.get(place.iri, Ref("Place", place.label))) for root, place in _zones())


def _serves_by_root(things: Sequence[Thing]) -> Iterator[Relation]:
    roots = zone_roots(things)
    for thing in things:
        if thing.cls in ("Project", "Program"):
            for zone in dict.fromkeys(zone for root, zone in roots if root in thing.name and thing.name != zone.name):
                yield _to_relation(thing, "serves", zone)
