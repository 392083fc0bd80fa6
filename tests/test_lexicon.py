"""What the extractor asks of the words: indicators, units, kinds, statuses and places, and what users add to them."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ontology.errors import OntologyError
from ontology.lexicon import ENVIRONMENT, FOLDER, fold, lexicon_paths, load_lexicon, unquote
from ontology.vocabulary import PREFIXES

UNIT = PREFIXES["unit"]
STANZA_HEAD = "".join(f"@prefix {name}: {iri.nt} .\n" for name, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon(())


def own_file(folder: Path, stanza: str) -> Path:
    path = folder / "own.ttl"
    path.write_text(STANZA_HEAD + stanza, "utf-8")
    return path


# --- indicators ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("GDP", "地区生产总值"),
        ("全市生产总值", "地区生产总值"),
        ("规模以上工业增加值", "规上工业增加值"),
        ("地方一般公共预算收入", "一般公共预算收入"),
        ("新增城镇就业", "城镇新增就业"),
        ("PM2.5浓度", "PM2.5平均浓度"),
        ("ＰＭ２.５平均浓度", "PM2.5平均浓度"),
        ("四上企业", "“四上”企业"),
        ("常住人口城镇化率", "常住人口城镇化率"),
    ],
)
def test_indicators_are_found_by_any_of_their_labels(lexicon, text, label):
    assert lexicon.indicator_named(text).label == label


def test_an_indicator_at_the_end_of_a_text_is_the_longest_label(lexicon):
    assert lexicon.indicator_at_end("预计全市一般公共预算收入").label == "一般公共预算收入"
    assert lexicon.indicator_at_end("力争新增高新技术企业").label == "新增高新技术企业"
    assert lexicon.indicator_at_end("没有这样的词语") is None
    assert lexicon.indicator_named("预计一般公共预算收入") is None


def test_stock_and_flow_are_different_indicators_one_above_the_other(lexicon):
    stock, flow = lexicon.indicator_named("高新技术企业"), lexicon.indicator_named("新增高新技术企业")
    assert flow.broader == (stock.iri,)


def test_an_indicator_knows_its_own_measure_and_unit(lexicon):
    gdp = lexicon.indicator_named("GDP")
    assert (gdp.measure, gdp.unit) == ("Level", UNIT.term("CCY_CNY"))
    assert (lexicon.indicator_named("城镇调查失业率").measure, lexicon.indicator_named("工业投资").broader) == (
        "Rate",
        (lexicon.indicator_named("固定资产投资").iri,),
    )


def test_there_is_a_good_stock_of_indicators_and_no_label_means_two(lexicon):
    assert len(lexicon.indicators) > 400
    labels = [form for indicator in lexicon.indicators for form in {unquote(fold(label)) for label in indicator.labels}]
    assert len(labels) == len(set(labels))


# --- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spelling", "iri"),
    [
        ("%", UNIT.term("PERCENT")),
        ("％", UNIT.term("PERCENT")),
        ("元", UNIT.term("CCY_CNY")),
        ("㎡", UNIT.term("M2")),
        ("千瓦时", UNIT.term("KiloW-HR")),
    ],
)
def test_units_are_found_by_spelling_and_named_by_qudt_where_it_has_them(lexicon, spelling, iri):
    assert lexicon.unit_named(spelling).iri == iri


def test_units_convert_to_their_base_unit(lexicon):
    assert lexicon.unit_named("公里").to_base(Decimal("1.5")) == Decimal(1500)
    assert lexicon.unit_named("亩").to_base(Decimal(15)).quantize(Decimal("0.001")) == Decimal("10000.000")
    assert lexicon.unit_named("斤").base == lexicon.unit_named("吨").base == lexicon.unit_named("公斤").iri
    assert lexicon.unit_named("元").to_base(Decimal("1.30")) == Decimal("1.30")
    assert lexicon.unit_named("没有的单位") is None


def test_a_base_unit_is_its_own_base(lexicon):
    units = {unit.iri: unit for unit in lexicon.units}
    for unit in lexicon.units:
        assert (units[unit.base].base, units[unit.base].factor) == (unit.base, 1)


# --- kinds and statuses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "name", "kind"),
    [
        ("Project", "某某抽水蓄能电站", "energy"),
        ("Project", "城北污水处理厂扩建工程", "environment"),
        ("Project", "高铁新区人民医院", "health"),
        ("Project", "物联网产业园", "industry"),
        ("Project", "无从得知的名字", "other"),
        ("Institution", "海洋大学附属医院", "hospital"),
        ("Institution", "海洋大学", "university"),
        ("Institution", "市交通运输局", "government"),
        ("Institution", "临海大歌剧院", "other"),
        ("Program", "春雨行动", "action"),
        ("Place", "城东经济开发区", "zone"),
    ],
)
def test_the_head_noun_that_stands_last_tells_the_kind(lexicon, cls, name, kind):
    assert lexicon.kind_of(cls, name).name == kind


def test_a_head_noun_belongs_to_one_kind_of_its_class(lexicon):
    for cls in ("Project", "Institution", "Program", "Place"):
        nouns = [noun for kind in lexicon.kinds_of(cls) for noun in kind.head_nouns]
        assert len(nouns) == len(set(nouns))
        assert "other" in [kind.name for kind in lexicon.kinds_of(cls)]


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        ("规划", "Planned"),
        ("开工建设", "Started"),
        ("加快建设", "UnderConstruction"),
        ("封顶", "Capped"),
        ("竣工", "Completed"),
        ("投产", "InProduction"),
    ],
)
def test_verbs_state_statuses(lexicon, verb, name):
    assert lexicon.status_named(verb).name == name == lexicon.status_named(name).name


def test_statuses_run_from_plan_to_operation(lexicon):
    order = [status.name for status in lexicon.statuses]
    stages = ["Planned", "Started", "UnderConstruction", "Completed", "InProduction", "Operating"]
    assert sorted(stages, key=order.index) == stages


def test_a_verb_states_one_status_and_longer_verbs_come_first(lexicon):
    verbs = [verb for verb, _ in lexicon.status_verbs()]
    assert len(verbs) == len(set(verbs))
    assert [len(verb) for verb in verbs] == sorted((len(verb) for verb in verbs), reverse=True)


# --- places -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "within"),
    [
        ("370281", "胶州市", ["青岛市", "山东省", "中国"]),
        ("370215", "即墨区", ["青岛市", "山东省", "中国"]),
        ("370116", "莱芜区", ["济南市", "山东省", "中国"]),
        ("330383", "龙港市", ["温州市", "浙江省", "中国"]),
        ("429006", "天门市", ["湖北省", "中国"]),
        ("441900", "东莞市", ["广东省", "中国"]),
        ("442000", "中山市", ["广东省", "中国"]),
        ("460400", "儋州市", ["海南省", "中国"]),
        ("110105", "朝阳区", ["北京市", "中国"]),
        ("500230", "丰都县", ["重庆市", "中国"]),
        ("513400", "凉山彝族自治州", ["四川省", "中国"]),
        ("152500", "锡林郭勒盟", ["内蒙古自治区", "中国"]),
        ("810000", "香港特别行政区", ["中国"]),
    ],
)
def test_divisions_have_today_s_codes_and_lie_in_their_parents(lexicon, code, name, within):
    place = lexicon.place_by_code(code)
    assert place.label == name
    assert [parent.label for parent in lexicon.parents(place)] == within


def test_short_names_and_english_names_find_divisions(lexicon):
    for name in ("胶州", "Jiaozhou", "jiaozhou", "胶州市"):
        assert [place.code for place in lexicon.places_named(name)] == ["370281"]
    assert lexicon.resolve("凉山州") == lexicon.resolve("凉山") == lexicon.place_by_code("513400")
    assert lexicon.resolve("内蒙古").label == "内蒙古自治区"
    assert lexicon.resolve("沛") is None


def test_a_name_in_several_provinces_means_the_one_near_the_report(lexicon):
    fuzhou, nanjing = lexicon.resolve("福州"), lexicon.resolve("南京")
    assert lexicon.resolve("鼓楼区", near=fuzhou).code == "350102"
    assert lexicon.resolve("鼓楼区", near=nanjing).code == "320106"
    assert lexicon.resolve("鼓楼区") is None
    assert lexicon.resolve("朝阳", near=lexicon.resolve("长春")).code == "220104"


def test_else_a_name_means_the_highest_level(lexicon):
    assert lexicon.resolve("吉林").label == "吉林省"
    assert lexicon.resolve("吉林", near=lexicon.place_by_code("220200")).label == "吉林市"
    assert lexicon.resolve("朝阳").label == "朝阳市"
    assert lexicon.resolve("海南").label == "海南省"


def test_former_divisions_are_known_and_lead_to_their_successors(lexicon):
    jimo = lexicon.resolve("即墨市")
    assert (jimo.historic, lexicon.places_by_iri[jimo.replaced_by].code) == (True, "370215")
    assert lexicon.resolve("即墨").code == "370215"
    assert lexicon.resolve("襄樊市").label == "襄阳市"


def test_names_that_are_ordinary_words_are_marked(lexicon):
    risky = {(surface.name, surface.risky) for surface in lexicon.surfaces()}
    assert {("和平", True), ("合作", True), ("城区", True), ("胶州", False), ("青岛", False), ("胶州市", False)} <= risky
    assert ("合作", False) not in risky


def test_zones_have_aliases_in_both_languages_and_roots(lexicon):
    zone = lexicon.resolve("中国—上海合作组织地方经贸合作示范区")
    assert zone.label == "上合示范区"
    assert zone == lexicon.resolve("SCO demonstration zone") == lexicon.resolve("上合示范区")
    assert zone.classes[0].endswith("#Zone")
    assert next(lexicon.parents(zone)).label == "胶州市"
    assert ("上合", zone) in lexicon.things_with_root()


@pytest.mark.parametrize(
    "name", ["中国", "俄罗斯", "哈萨克斯坦", "东盟", "粤港澳大湾区", "雄安新区", "山东自贸试验区", "长江", "西部陆海新通道", "胶东国际机场"]
)
def test_countries_regions_and_waters_are_places(lexicon, name):
    assert lexicon.resolve(name) is not None


def test_no_place_lies_in_itself_and_every_parent_is_known(lexicon):
    for place in lexicon.places:
        assert place.parent is None or place.parent in lexicon.places_by_iri
        assert place.iri not in [parent.iri for parent in lexicon.parents(place)]


def test_every_report_of_the_corpus_is_of_a_known_place(lexicon, corpus):
    names = {path.stem.split("_")[0] for path in corpus.glob("*/*_*.txt")} - {"two-cities", "国务院"}
    assert [name for name in sorted(names) if lexicon.resolve(name) is None] == []


# --- the user's own words -----------------------------------------------------------------------


def test_a_user_adds_words_by_adding_stanzas(tmp_path):
    path = own_file(
        tmp_path,
        """
        rgs:indicator-gdp skos:altLabel "本市大盘子"@zh .
        rgs:indicator-kites a rg:Indicator ; skos:prefLabel "风筝产量"@zh ; rg:expectedUnit unit:PERCENT .
        rgs:unit-wei-mi a rg:Unit ; skos:prefLabel "围米"@zh ; rg:conversionFactor 2.5 ; rg:baseUnit unit:M .
        rgs:project-kind-energy rg:headNoun "储氢罐群"@zh .
        rgs:status-opened rg:statusVerb "点亮"@zh .
        rgd:place-kite-bay a rg:Place, rg:Zone ; rdfs:label "风筝湾新区"@zh ; skos:altLabel "风筝湾"@zh ; rg:locatedIn rgd:place-370700 .
        """,
    )
    lexicon = load_lexicon([path])
    assert lexicon.indicator_named("本市大盘子").label == "地区生产总值"
    assert lexicon.indicator_named("风筝产量").label_en == "风筝产量"
    assert lexicon.unit_named("围米").to_base(Decimal(2)) == Decimal("5.0")
    assert lexicon.kind_of("Project", "城东储氢罐群").name == "energy"
    assert lexicon.status_named("点亮").name == "Opened"
    assert [place.label for place in lexicon.parents(lexicon.resolve("风筝湾"))] == ["潍坊市", "山东省", "中国"]
    assert load_lexicon(()).resolve("风筝湾") is None


def test_the_environment_names_the_user_s_files(tmp_path, monkeypatch):
    path = own_file(tmp_path, 'rgs:indicator-kites a rg:Indicator ; skos:prefLabel "风筝产量"@zh .')
    monkeypatch.setenv(ENVIRONMENT, str(path))
    assert lexicon_paths() == (path,)
    assert load_lexicon().indicator_named("风筝产量") is not None


@pytest.mark.parametrize(
    ("stanza", "message"),
    [
        ("rgs:x a rg:Indicator", "not valid Turtle"),
        ("rgs:x a rg:Indicator .", "no Chinese skos:prefLabel"),
        ('rgs:x a rg:Kind ; skos:prefLabel "某"@zh .', "no rg:forClass"),
        ('rgs:x a rg:Unit ; skos:prefLabel "某"@zh ; rg:conversionFactor "many" .', "no number"),
        ("rgd:x a rg:Place .", "no Chinese rdfs:label"),
        ('rgd:x a rg:Place ; rdfs:label "某地"@zh ; rg:level rg:Level .', "no level"),
    ],
)
def test_a_broken_stanza_is_named_in_one_sentence(tmp_path, stanza, message):
    with pytest.raises(OntologyError, match=message) as caught:
        load_lexicon([own_file(tmp_path, stanza)])
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OntologyError, match=r"missing\.ttl cannot be read"):
        load_lexicon([tmp_path / "missing.ttl"])


# --- as a whole ---------------------------------------------------------------------------------


def test_the_lexicon_loads_once():
    assert load_lexicon(()) is load_lexicon([])


def test_the_order_of_everything_is_the_same_under_any_hash_seed():
    code = """
import hashlib
from ontology.lexicon import load_lexicon
l = load_lexicon(())
print(hashlib.sha256(repr((l.indicators, l.units, l.kinds, l.statuses, list(l.surfaces()), l.status_verbs())).encode()).hexdigest())
"""
    seen = set()
    for seed in ("0", "1"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(FOLDER.parent)}
        seen.add(subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True).stdout)
    assert len(seen) == 1


def test_nationally_known_institutions_by_any_name() -> None:
    (found,) = load_lexicon().institutions_named("哈工大")
    assert (found.label, found.labels_en) == ("哈尔滨工业大学", ("Harbin Institute of Technology",))
    assert [i.label for i in load_lexicon().institutions_named("南航")] == ["南方航空", "南京航空航天大学"]
    assert load_lexicon().institutions_named("不知名的厂") == ()
