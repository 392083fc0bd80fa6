"""The ontology's own style, checked by SHACL, and the script that generates its divisions."""

import json

import pyshacl
import pytest
from pyoxigraph import BlankNode, RdfFormat, parse
from rdflib import Graph

from ontology.lexicon import FILES, FOLDER
from ontology.scripts.division_names import short_names, split_name, to_english, to_latin
from ontology.scripts.generate_divisions import Division, join_former, read_current, to_historic, to_turtle


@pytest.fixture(scope="module")
def ontology():
    graph = Graph(bind_namespaces="none")
    for name in FILES:
        graph.parse(FOLDER / name)
    return graph


@pytest.fixture(scope="module")
def style():
    return Graph().parse(FOLDER / "style.ttl")


def findings(graph: Graph, style: Graph) -> str:
    conforms, _, text = pyshacl.validate(graph, shacl_graph=style, inference="none")
    return "" if conforms else text


def test_every_term_concept_and_place_keeps_the_style(ontology, style):
    assert findings(ontology, style) == ""


@pytest.mark.parametrize(
    ("stanza", "rule"),
    [
        ('rg:X a owl:Class ; rdfs:label "x"@en ; skos:definition "A thing."@en, "某物。"@zh .', "termLabel"),
        ('rg:X a owl:Class ; rdfs:label "x"@en, "某"@zh ; skos:definition "A thing"@en, "某物。"@zh .', "definition"),
        ('rgs:x a rg:Indicator ; skos:inScheme rgs:indicators ; rg:expectedMeasure rg:Level ; skos:prefLabel "某"@zh .', "conceptLabel"),
        (
            'rgs:x a rg:Indicator ; skos:inScheme rgs:indicators ; rg:expectedMeasure rg:Equal ; skos:prefLabel "某"@zh, "x"@en .',
            "expectedMeasure",
        ),
        ('rgd:x a rg:Place ; rg:kind rgs:place-kind-zone ; rdfs:label "某"@zh .', "placeLabel"),
    ],
)
def test_a_stanza_without_the_style_is_found(ontology, style, stanza, rule):
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in ontology.namespaces())
    text = findings(ontology + Graph().parse(data=heads + stanza, format="turtle"), style)
    assert text.count("Constraint Violation in") == 1
    assert f"rgsh:{rule}" in text


def test_no_file_of_words_has_blank_nodes():
    for name in FILES:
        nodes = [node for quad in parse(path=str(FOLDER / name), format=RdfFormat.TURTLE) for node in (quad.subject, quad.object)]
        assert not [node for node in nodes if isinstance(node, BlankNode)], name


def test_stanzas_are_sorted_and_the_files_explain_themselves():
    for name in ("indicators.ttl", "units.ttl", "places.ttl", "divisions.ttl", "shapes.ttl"):
        text = (FOLDER / name).read_text("utf-8")
        stanzas = [
            line.split()[0] for line in text.splitlines() if " a " in line and not line.startswith((" ", "@", "#")) and "Scheme" not in line
        ]
        assert text.startswith("# ")
        assert stanzas == sorted(stanzas, key=str.lower if name == "shapes.ttl" else None), name


# --- names of divisions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts", "short"),
    [
        ("胶州市", ("胶州", "", "市"), ("胶州",)),
        ("沛县", ("沛", "", "县"), ()),
        ("凉山彝族自治州", ("凉山", "彝族", "自治州"), ("凉山", "凉山州")),
        ("内蒙古自治区", ("内蒙古", "", "自治区"), ("内蒙古",)),
        ("新疆维吾尔自治区", ("新疆", "维吾尔", "自治区"), ("新疆",)),
        ("恩施土家族苗族自治州", ("恩施", "土家族苗族", "自治州"), ("恩施", "恩施州")),
        ("隆林各族自治县", ("隆林", "各族", "自治县"), ("隆林", "隆林县")),
        ("锡林郭勒盟", ("锡林郭勒", "", "盟"), ("锡林郭勒",)),
        ("浦东新区", ("浦东", "", "新区"), ("浦东",)),
        ("徐州经济技术开发区", ("徐州", "", "经济技术开发区"), ("徐州经开区",)),
        ("香港特别行政区", ("香港", "", "特别行政区"), ("香港",)),
        ("达拉特旗", ("达拉特旗", "", ""), ()),
    ],
)
def test_names_are_split_into_stem_peoples_and_head(name, parts, short):
    assert split_name(name) == parts
    assert short_names(name) == short


@pytest.mark.parametrize(
    ("name", "english", "latin"),
    [
        ("青岛市", "Qingdao", "Qingdao Shi"),
        ("西安市", "Xi'an", "Xi'an Shi"),
        ("陕西省", "Shaanxi", "Shanxi Sheng"),
        ("长治市", "Changzhi", "Changzhi Shi"),
        ("重庆市", "Chongqing", "Chongqing Shi"),
        ("即墨区", "Jimo District", "Jimo Qu"),
        ("沛县", "Pei County", "Pei Xian"),
        ("六安市", "Lu'an", "Lu'an Shi"),
        ("闵行区", "Minhang District", "Minhang Qu"),
        ("凉山彝族自治州", "Liangshan", "Liangshan Yizu Zizhizhou"),
        ("呼和浩特市", "Hohhot", "Huhehaote Shi"),
        ("徐州经济技术开发区", "Xuzhou Economic and Technological Development Zone", "Xuzhou Jingjijishukaifaqu"),
    ],
)
def test_names_are_read_as_place_names_are(name, english, latin):
    assert (to_english(name), to_latin(name)) == (english, latin)


# --- the generator ------------------------------------------------------------------------------


@pytest.fixture
def current(tmp_path):
    tables = {
        "provinces": [{"code": "50", "name": "重庆市"}, {"code": "37", "name": "山东省"}, {"code": "44", "name": "广东省"}],
        "cities": [
            {"code": "5001", "name": "市辖区", "provinceCode": "50"},
            {"code": "3702", "name": "青岛市", "provinceCode": "37"},
            {"code": "4419", "name": "东莞市", "provinceCode": "44"},
        ],
        "areas": [
            {"code": "500101", "name": "万州区", "cityCode": "5001", "provinceCode": "50"},
            {"code": "370215", "name": "即墨区", "cityCode": "3702", "provinceCode": "37"},
            {"code": "441900", "name": "东莞市", "cityCode": "4419", "provinceCode": "44"},
        ],
        "HK-MO-TW": {"香港特别行政区": {}},
    }
    for name, table in tables.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return read_current(tmp_path)


def test_artificial_levels_are_skipped_and_nothing_is_doubled(current):
    assert sorted(current) == ["370000", "370200", "370215", "440000", "441900", "500000", "500101", "810000"]
    assert (current["500101"].parent, current["441900"].level) == ("500000", "Prefecture")


def test_a_former_division_leads_to_the_one_of_its_name(current):
    gone = to_historic("370282", ("即墨市",), current)
    assert (gone.parent, gone.historic, gone.replaced_by) == ("370200", True, "370215")
    assert to_historic("370299", ("无名县",), current).replaced_by is None


def test_a_renamed_division_keeps_its_former_name_and_a_new_code_of_the_same_name_is_no_new_place(current):
    joined = join_former(current, {"370200": ("青岛市", "胶澳市"), "370216": ("即墨区",)})
    assert joined["370200"].former_names == ("胶澳市",)
    assert "370216" not in joined


def test_an_ordinary_word_is_no_alternative_name(current):
    stanza = to_turtle(current["370215"], frozenset({"即墨"}), current)
    assert 'rg:ambiguousName "即墨"@zh' in stanza
    assert "skos:altLabel" not in stanza
    assert 'skos:altLabel "即墨"@zh' in to_turtle(current["370215"], frozenset(), current)


def test_a_zone_is_known_without_its_province(current):
    zone = Division("370271", "山东青岛某某经济开发区", "County", "370200")
    stanza = to_turtle(zone, frozenset(), current)
    assert "a rg:Place, rg:Zone ;" in stanza
    assert "rg:level" not in stanza
    for name in ("山东青岛某某经开区", "青岛某某经济开发区", "青岛某某经开区"):
        assert f'"{name}"@zh' in stanza
