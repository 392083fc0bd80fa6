"""How far a name reaches: everywhere (中国邮政), or only in the reports of the place that speaks (市公共卫生服务中心)."""

from __future__ import annotations

import functools
import re

from ahocorasick_rs import AhoCorasick

from loaders.report import Report
from loaders.statements import Thing
from ontology.concepts import Place
from ontology.iris import Iri
from ontology.lexicon import load_lexicon

EVERYWHERE = ""
UNMISTAKABLE_LENGTH = 6

_OWN = re.compile(r"(?:[全我本该]|中心|主|老|新)?[省市州盟区县旗镇乡村城](?!南|北|东|西)|本地|当地|辖区")
_NATIONAL = re.compile(r"国家|全国|中国|中华|中央|联合国|世界|国际|“?一带一路")
_STATE = re.compile(
    r"国务院|党中央|中共中央|最高人民.{2,3}|[\u4e00-\u9fff]{2,10}(?:总局|总署)|(?:教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源社会保障"
    r"|自然资源|生态环境|住房城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务)部"
)
_LINE = re.compile(r"(?:[GS]\d+|[国省]道\d+|\d+国道|[\u4e00-\u9fff]{2,3}(?:高铁|铁路|高速|高速公路|城际))")
_STREET = re.compile(r"[东西南北中]?(?:路|街|大道|大街|巷)")
_SUFFIX = re.compile(r"[省市区县旗州盟]$")
_COMMON_FIRM = re.compile(
    r"(?:[省市州县区]?(?:医疗|城投|交投|水务|公交|文旅|旅游|国资|国投|农投|产投|城发|城建|交通|能源|环保|供水|燃气|热力|教育|职业|技师|开放|老年))+"
    r"(?:集团|公司|有限公司|集团公司|学院|大学)?"
)
_NAMED_BY_THEMSELVES = frozenset({"company", "university", "research", "media", "international-organisation", "international-organization"})


@functools.cache
def _carriers() -> tuple[AhoCorasick, tuple[tuple[str, Place], ...]]:
    surfaces = [(s.name, s.place) for s in load_lexicon().surfaces() if not s.risky and len(s.name) > 1]
    return AhoCorasick([name for name, _ in surfaces]), tuple(surfaces)


@functools.cache
def _zone_roots() -> re.Pattern[str] | None:
    roots = [re.escape(root) for root, _ in load_lexicon().things_with_root()]
    return re.compile("|".join(roots)) if roots else None


@functools.cache
def _kind_names() -> dict[str, str]:
    return {kind.iri: kind.name for kind in load_lexicon().kinds}


@functools.lru_cache(maxsize=1024)
def _lineage(iri: str) -> tuple[str, ...]:
    """The IRIs from the country down to a place, none for a place that the gazetteer does not know."""
    lexicon = load_lexicon()
    place = lexicon.places_by_iri.get(iri)
    return lexicon.lineage(place) if place else ()


def _reaches(name: str, place: Place, home: tuple[str, ...]) -> bool:
    if place.level in ("Country", "Province", "Prefecture") or (len(name) > 2 and _SUFFIX.search(name)):
        return True
    return place.iri in home or place.parent in home or (bool(home) and home[-1] in _lineage(place.iri))


def carries_place(name: str, report: Report) -> bool:
    """Whether a name holds the name of a zone or of a known place, so that it means the same in every report."""
    roots = _zone_roots()
    if roots and roots.search(name):
        return True
    home = _lineage(report.place_iri or "")
    automaton, surfaces = _carriers()
    for index, _, end in automaton.find_matches_as_indexes(name, overlapping=True):
        if not _STREET.match(name, end) and _reaches(*surfaces[index], home):
            return True
    return False


def _is_known_everywhere(thing: Thing, report: Report) -> bool:
    if _OWN.match(thing.name):
        return False
    if _LINE.fullmatch(thing.name):
        return True
    carries = functools.partial(carries_place, thing.name, report)
    if thing.cls == "Project":
        return len(thing.name) >= UNMISTAKABLE_LENGTH and carries()
    if thing.cls == "Place":
        return carries()
    if _NATIONAL.match(thing.name) or _STATE.fullmatch(thing.name):
        return True
    if thing.cls == "Institution" and _kind_names().get(thing.kind or "") in _NAMED_BY_THEMSELVES:
        return not _COMMON_FIRM.fullmatch(thing.name)
    return carries()


def find_scope(thing: Thing, report: Report) -> str:
    """What a name must be read with: nothing where it is known everywhere, else the place of the report."""
    if _is_known_everywhere(thing, report):
        return EVERYWHERE
    return Iri(report.place_iri).local if report.place_iri else report.place
