"""Relations by name, by wording, by enumeration and by heading, on made-up names and on the gold's names."""

from __future__ import annotations

import importlib.util
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from loaders.relations import find_relations
from loaders.report import Report, Section, Sentence
from loaders.reports import parse_reports
from loaders.sources import read_source
from loaders.statements import Mention, Relation, Span, Thing
from loaders.text import Text
from ontology.lexicon import load_lexicon

HERE = "https://w3id.org/reportgraph/id/place-370281"
CLASSES = {"G": "Program", "I": "Institution", "L": "Place", "P": "Project"}
ZONE = "上合示范区"


def read(marked: str, heading: str | None = None) -> tuple[Report, list[Thing]]:
    """A report and its things out of a text that marks names by class: 建设[P 甲湖大桥]。"""
    text, things = "", {}
    names: list[tuple[str, str]] = []
    for m in re.finditer(r"\[([GILP]) ([^\]]+)\]|[^\[]+", marked):
        words = m[2] or m[0]
        if m[1]:
            names.append((CLASSES[m[1]], words))
        text += words
    sentences = tuple(Sentence(Span(*m.span()), i, 0) for i, m in enumerate(re.finditer(r"[^。]+。", text)))
    section = Section(Span(0, len(text)), 0, heading, "Plan")
    for cls, name in names:
        places = [(Span(*m.span()), s) for s in sentences for m in re.finditer(re.escape(name), text)]
        mentions = tuple(Mention(span, s.order) for span, s in places if s.span.begin <= span.begin < s.span.end)
        place = load_lexicon().resolve(name) if cls == "Place" else None
        things[cls, name] = Thing(cls, name, mentions, iri=place.iri if place else None)  # type: ignore[arg-type]
    report = Report(Text(text, array("l", range(len(text)))), "a.txt", "胶州市", HERE, 2025, "题", (section,), sentences)
    return report, list(things.values())


def relations(marked: str, heading: str | None = None) -> set[str]:
    found = find_relations(*read(marked, heading))
    return {f"{r.subject.name} {r.predicate} {r.object.name}" for r in found if r.predicate != "hasStatus"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("引进[I 华光电子]，[P 华光电子显示屏项目]投产。", "华光电子显示屏项目 backedBy 华光电子"),
        ("[I 华光学院]扩招，[P 华光学院新校区]启用。", "华光学院新校区 backedBy 华光学院"),
        ("治理[L 墨溪河]，做好[P 墨溪河两岸绿道]。", "墨溪河两岸绿道 locatedIn 墨溪河"),
        ("在[L 西宁]，[P 华光（西宁）基地]投产。", "华光（西宁）基地 locatedIn 西宁"),
        ("[P 墨江新城文化区]规模大，[P 墨江新城文化区首开区]开放。", "墨江新城文化区首开区 partOf 墨江新城文化区"),
        ("开行[G 中亚班列]，申建[P 中亚班列集结中心]。", "中亚班列集结中心 serves 中亚班列"),
        ("看好[L 墨溪河]，开展[G 墨溪河保护行动]。", "墨溪河保护行动 serves 墨溪河"),
        ("[I 华光智能]壮大，[P 华光智能]等项目开工。", "华光智能 backedBy 华光智能"),
    ],
)
def test_names_say_relations(marked: str, expected: str):
    assert expected in relations(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "拓宽[L 墨溪路]，做好[P 墨溪路东延]。",
        "服务[L 西部]，建设[P 西部工匠城]。",
        "联通[L 墨溪]，修[P 西宁至墨溪高速公路]。",
        "扩大[L 墨溪机场]，推进[P 墨溪机场改扩建]。",
        "在[L 胶州市]建[P 胶州市文化宫]。",
        "游[L 墨坝]，修[P 墨坝水库]。",
        "连[L 墨丙丁]，修[P 墨丙丁城际铁路]。",
        "沿[L 墨江]走，建[P 墨江实验室]。",
        "连[L 墨丙丁]，修[P 墨丙丁铁路墨江至乙湖段]。",
    ],
)
def test_names_that_only_sound_like_a_location_say_nothing(marked: str):
    assert not [r for r in relations(marked) if " locatedIn " in r]


def test_works_that_lift_the_traffic_of_a_river_do_not_serve_it() -> None:
    assert "甲船闸 serves 墨溪" not in relations("建设[P 甲船闸]，提升[L 墨溪]航运条件。")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "深化与[I 华光大学]、[I 墨江研究院]等院所合作。",
            {"胶州市 partneredWith 华光大学", "胶州市 partneredWith 墨江研究院"},
        ),
        ("与[L 东莞市]签订协作协议。", {"胶州市 partneredWith 东莞市"}),
        ("与[I 华光大学]合作共建[P 墨江实验楼]。", {"墨江实验楼 partneredWith 华光大学", "胶州市 partneredWith 华光大学"}),
        ("争取[I 华光部]支持，探索共建[P 墨江中心]。", {"墨江中心 partneredWith 华光部", "胶州市 partneredWith 华光部"}),
        ("推动[I 华光大学]与[I 墨江集团]合作。", {"华光大学 partneredWith 墨江集团"}),
        ("[I 华光学院]成立[P 墨江产业学院]。", {"墨江产业学院 backedBy 华光学院"}),
        (
            "[P 墨江中心]、[P 丙湖工厂]等项目落户[L 墨溪新城]。",
            {"墨江中心 locatedIn 墨溪新城", "丙湖工厂 locatedIn 墨溪新城"},
        ),
        (
            "支持[L 墨溪新城]加快[P 甲基地]、[P 乙产业园]建设。",
            {"甲基地 locatedIn 墨溪新城", "乙产业园 locatedIn 墨溪新城"},
        ),
        ("在[L 墨溪新城]规划建设[P 甲基地]。", {"甲基地 locatedIn 墨溪新城"}),
        (
            "[L 墨溪新城]做强产业链条，改善环境，加快建设[P 甲基地]、[P 乙中心]。",
            {"甲基地 locatedIn 墨溪新城", "乙中心 locatedIn 墨溪新城"},
        ),
        ("[P 甲基地]落户胶州。", {"甲基地 locatedIn 胶州市"}),
        ("加快建设[P 甲大厦]、[P 乙广场]，提升[L 墨溪新城]能级。", {"甲大厦 serves 墨溪新城", "乙广场 serves 墨溪新城"}),
        ("开行[G 甲快线]、[G 乙快线]等[G 公共班列]。", {"甲快线 partOf 公共班列", "乙快线 partOf 公共班列"}),
        ("[P 甲核电站]纳入[G 全国核电规划]。", {"甲核电站 partOf 全国核电规划"}),
        (
            "[I 华光大学]与[I 墨江医院]共建[P 甲医疗中心]。",
            {"甲医疗中心 backedBy 华光大学", "甲医疗中心 backedBy 墨江医院", "华光大学 partneredWith 墨江医院"},
        ),
        ("[I 华光银行]建立[G 四级网络]。", {"四级网络 backedBy 华光银行"}),
        ("与[I 华光大学]联合启动[G 甲行动]。", {"甲行动 partneredWith 华光大学", "胶州市 partneredWith 华光大学"}),
        ("与[L 东莞市]共同打造品牌。", {"胶州市 partneredWith 东莞市"}),
        ("[G 甲运动会]在[L 墨溪新城]举办。", {"甲运动会 locatedIn 墨溪新城"}),
        ("建成[L 墨溪新城]、[L 碧云新城]2个[G 乡村e镇]。", {"乡村e镇 locatedIn 墨溪新城", "乡村e镇 locatedIn 碧云新城"}),
        ("走进[L 平度市][L 墨溪村]。", {"墨溪村 locatedIn 平度市"}),
    ],
)
def test_sentences_say_relations(marked: str, expected: set[str]):
    assert relations(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[L 墨溪新城]创建[G 全国百强县]。",
        "打造[P 甲基地]，与[L 胶州市]合作。",
        "发挥[L 墨溪新城]优势，建成[P 甲基地]。",
        "走进[L 墨溪村][L 碧云村]。",
        "来自[L 平度市]、[L 墨溪村]。",
        "排名[L 平度市][L 中国西部]前列。",
        "对接[L 山东省][L 东莞市]。",
    ],
)
def test_sentences_that_say_none(marked: str):
    assert relations(marked) == set()


def test_names_of_shared_words_are_read_as_a_list():
    text = "与华光大学合作建设墨溪、丙湖离岸基地。"
    begin = text.index("墨溪")
    report, [firm] = read("与[I 华光大学]合作建设墨溪、丙湖离岸基地。")
    first = Thing("Project", "墨溪离岸基地", (Mention(Span(begin, len(text) - 1), 0),))
    second = Thing("Project", "丙湖离岸基地", (Mention(Span(begin + 3, len(text) - 1), 0),))
    found = {(r.subject.name, r.object.name) for r in find_relations(report, [firm, first, second]) if r.predicate == "partneredWith"}
    assert {("墨溪离岸基地", "华光大学"), ("丙湖离岸基地", "华光大学")} <= found


def test_programs_that_are_counted_off_are_part_of_the_set():
    marked = "实施民生“三大行动”[G 三大行动]。一是实施[G 清水行动]，好。二是开展[G 蓝天行动]。再说[G 别的行动]。"
    assert relations(marked) == {"清水行动 partOf 三大行动", "蓝天行动 partOf 三大行动"}


def test_a_name_with_the_root_of_a_zone_serves_it_by_name():
    [relation] = [r for r in find_relations(*read("建设[P 上合墨江大厦]。")) if r.predicate == "serves"]
    assert (relation.subject.name, relation.object.name, relation.basis) == ("上合墨江大厦", ZONE, "ByName")


def test_a_clause_that_ties_a_project_to_a_zone_is_explicit():
    [relation] = [r for r in find_relations(*read("创建服务上合贸易的[P 墨江平台]。")) if r.predicate == "serves"]
    assert (relation.object.name, relation.basis) == (ZONE, "Explicit")


def test_a_heading_that_names_a_zone_ties_its_projects_by_section():
    found = find_relations(*read("建设[P 墨江平台]。", heading="高水平建设上合示范区"))
    assert [(r.object.name, r.basis) for r in found if r.predicate == "serves"] == [(ZONE, "BySection")]


def test_the_stronger_basis_stays():
    found = find_relations(*read("建设[P 上合墨江大厦]，提升[L 上合示范区]能级。"))
    assert [r.basis for r in found if r.predicate == "serves" and r.object.name == ZONE] == ["Explicit"]


def test_relations_come_in_order_and_the_same_for_any_order_of_things():
    report, things = read("引进[I 华光电子]，建设[P 华光电子显示屏项目]、[P 上合大厦]，与[L 东莞市]合作。")
    found = find_relations(report, things)
    assert found == find_relations(report, things[::-1])
    assert [r.quote for r in found] == sorted(r.quote for r in found)


# With the names of the gold


def score_of(gold: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def things_of(data: dict[str, list[dict[str, str]]], report: Report) -> Iterator[Thing]:
    """The gold's names at their places in the text."""
    text = report.text.clean
    home = load_lexicon().resolve(report.place)
    for category, cls in (("projects", "Project"), ("programs", "Program"), ("institutions", "Institution"), ("places", "Place")):
        for name in dict.fromkeys(item["name"] for item in data.get(category, [])):
            spans = [Span(*m.span()) for m in re.finditer(re.escape(name.strip("“”")), text)]
            mentions = tuple(
                Mention(span, s.order) for span in spans for s in report.sentences if s.span.begin <= span.begin and span.end <= s.span.end
            )
            place = load_lexicon().resolve(name, home) if cls == "Place" else None
            if mentions:
                yield Thing(cls, name, mentions, iri=place.iri if place else None)  # type: ignore[arg-type]


def to_gold(relations: list[Relation]) -> list[dict[str, str]]:
    names = {(r.subject.name, r.predicate, r.object.name) for r in relations if r.predicate != "hasStatus"}
    return [{"s": s, "p": p, "o": o, "quote": ""} for s, p, o in sorted(names)]


@pytest.mark.gold
@pytest.mark.parametrize(("folder", "wanted"), [("dev", 0.7), ("dev/names", 0.7)])
def test_the_gold_names_give_the_gold_relations(gold: Path, folder: str, wanted: float):
    score = score_of(gold)
    hits = missed = wrong = 0
    for path in sorted((gold / folder).glob("*.json")):
        data = score.read_json(path)
        [report] = parse_reports(read_source(path.with_suffix(".txt")))
        found = to_gold(find_relations(report, list(things_of(data, report))))
        h, m, w = score.match(found, data["relations"], score.same_relation, False)
        hits, missed, wrong = hits + h, missed + len(m), wrong + len(w)
    assert 2 * hits / (2 * hits + missed + wrong) >= wanted


@pytest.mark.corpus
@pytest.mark.gold
def test_what_serves_the_zone_on_the_newspaper_page_is_found_by_its_names(gold: Path, corpus: Path):
    score = score_of(gold)
    [page] = (corpus / "newspaper").glob("*.txt")
    report = next(r for r in parse_reports(read_source(page)) if r.place == "胶州市")
    data = score.read_json(gold / "seed" / "胶州市_2025.json")
    relations = to_gold(find_relations(report, list(things_of(data, report))))
    found, wanted = ([r for r in items if r["p"] == "serves" and ZONE in r["o"]] for items in (relations, data["relations"]))
    hits, missed, wrong = score.match(found, wanted, score.same_relation, False)
    assert hits > 10
    assert (missed, wrong) == ([], [])
