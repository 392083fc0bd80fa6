"""IRIs come from content: readable, ASCII, the same for the same thing in every report and different for different things."""

from __future__ import annotations

import re
from array import array
from decimal import Decimal

import pytest

from loaders.identity import mint_claim, mint_indicator, mint_measured, mint_mention, mint_part, mint_report, mint_thing, text_digest
from loaders.pinyin import SLUG_LENGTH, to_pinyin, to_slug
from loaders.report import Report
from loaders.statements import Measured, Ref, Relation, Span, Thing
from loaders.text import Text
from ontology.iris import Iri
from ontology.vocabulary import RGD

JIAOZHOU = "https://w3id.org/reportgraph/id/place-370281"
QINGDAO = "https://w3id.org/reportgraph/id/place-370200"
YICHANG = "https://w3id.org/reportgraph/id/place-420500"


def report(place: str = "胶州市", iri: str | None = JIAOZHOU, text: str = "建设胶州北站。") -> Report:
    return Report(Text(text, array("l", range(len(text)))), "a.txt", place, iri, 2025, "题", (), ())


def thing(cls: str, name: str, kind: str | None = None) -> Thing:
    return Thing(cls, name, (), kind=kind)  # type: ignore[arg-type]


def test_a_slug_is_ascii_words_of_at_most_forty_characters():
    for name in ("“丝路电商”综合服务基地", "吕梁市", "5G工厂", "北京外国语大学附属青岛上合学校二期", "", "！", "A" * 90):
        slug = to_slug(name)
        assert re.fullmatch(r"[a-z0-9-]*", slug)
        assert len(slug) <= SLUG_LENGTH
        assert not slug.startswith("-")
        assert not slug.endswith("-")


def test_pinyin_knows_words_and_keeps_latin_letters():
    assert to_slug("重庆市") == "chong-qing-shi"
    assert to_slug("绿色") == "lv-se"
    assert to_pinyin("绿色5G工厂") == "lü se 5G gong chang"
    assert to_pinyin("巴尔喀什") == "ba er ka shi", "喀什 is read as a name, though 巴尔喀什湖 is one too"


def test_a_long_slug_ends_with_a_whole_syllable():
    assert to_slug("胶州北站城市航站楼改造", 12) == "jiao-zhou"


def test_a_report_is_named_by_code_year_and_text():
    minted = mint_report(report())
    digest = text_digest("建设胶州北站。")
    assert minted == f"{RGD.base}report-370281-2025-{digest[:8]}"
    assert mint_report(report(text="别的。")) != minted


def test_a_report_of_an_unknown_place_is_named_by_its_pinyin():
    assert mint_report(report("桃源庄", None)).local.startswith("report-tao-yuan-zhuang-2025-")


def test_parts_of_a_report_carry_its_name():
    own = mint_report(report())
    assert mint_part(own, "s12") == f"<{own.replace('report-', '')}.s12>"


@pytest.mark.parametrize(
    "iri", [mint_report(report()), mint_indicator("每万人发明专利"), mint_thing(thing("Project", "“宋韵”小镇（一期）"), report())]
)
def test_an_iri_can_be_abbreviated_in_turtle(iri: Iri):
    assert iri.startswith(RGD.base)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", iri.removeprefix(RGD.base))


def test_a_place_of_the_gazetteer_keeps_its_iri():
    assert mint_thing(Thing("Place", "青岛市", (), iri=QINGDAO), report()) == QINGDAO


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Institution", "中国邮政"),
        ("Institution", "国家知识产权局"),
        ("Institution", "北京外国语大学"),
        ("Institution", "国务院"),
        ("Institution", "农业农村部"),
        ("Program", "“一带一路”"),
        ("Place", "胶州北站"),
        ("Place", "京沪高铁"),
        ("Project", "胶州北站城市航站楼"),
        ("Project", "上合海洋物联网大厦"),
        ("Program", "国家创新型城市"),
    ],
)
def test_unmistakable_names_are_one_thing_in_every_report(cls: str, name: str):
    county, city = report(), report("青岛市", QINGDAO, "另一份。")
    assert mint_thing(thing(cls, name), county) == mint_thing(thing(cls, name), city)


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Institution", "市公共卫生服务中心"),
        ("Institution", "医疗集团"),
        ("Institution", "中医医院"),
        ("Place", "城区"),
        ("Place", "老城片区"),
        ("Project", "体育公园"),
        ("Project", "文化中心二期"),
        ("Program", "“春雨行动”"),
        ("Program", "全市招商大会"),
    ],
)
def test_generic_names_belong_to_the_place_that_speaks(cls: str, name: str):
    here, there = report(), report("宜昌市", YICHANG, "另一份。")
    assert mint_thing(thing(cls, name), here) != mint_thing(thing(cls, name), there)
    assert mint_thing(thing(cls, name), here) == mint_thing(thing(cls, name), report(text="下一年。"))


def test_firms_are_known_everywhere_unless_every_town_has_one():
    company = "https://w3id.org/reportgraph/scheme/institution-kind-company"
    here, there = report(), report("宜昌市", YICHANG, "另一份。")
    assert mint_thing(thing("Institution", "京东方", company), here) == mint_thing(thing("Institution", "京东方", company), there)
    assert mint_thing(thing("Institution", "城投集团", company), here) != mint_thing(thing("Institution", "城投集团", company), there)


def test_a_street_named_after_a_city_is_not_of_that_city():
    here, there = report(), report("宜昌市", YICHANG, "另一份。")
    assert mint_thing(thing("Place", "南京路"), here) != mint_thing(thing("Place", "南京路"), there)


def test_things_of_two_classes_or_names_differ():
    names = [thing("Project", "云溪广场"), thing("Place", "云溪广场"), thing("Project", "云溪广场二期")]
    assert len({mint_thing(one, report()) for one in names}) == 3


def test_statements_differ_by_what_they_say_and_agree_when_they_say_the_same():
    own = mint_report(report())
    one = Measured("Target", Span(3, 9), 0, 2025, "生产总值", "Growth", value=Decimal("5.6"))
    same = Measured("Target", Span(3, 9), 0, 2025, "生产总值", "Growth", value=Decimal("5.6"))
    other = Measured("Target", Span(3, 9), 0, 2025, "生产总值", "Growth", value=Decimal("5.7"))
    assert mint_measured(own, one) == mint_measured(own, same)
    assert mint_measured(own, one) != mint_measured(own, other)
    assert ".t3-" in mint_measured(own, one)


def test_mentions_and_claims_are_named_by_place_and_content():
    own = mint_report(report())
    assert mint_mention(own, Span(2, 6), "a") != mint_mention(own, Span(2, 6), "b")
    assert mint_mention(own, Span(2, 6), "a") != mint_mention(own, Span(2, 7), "a")
    relation = Relation(Ref("Project", "x"), "locatedIn", Ref("Place", "y"), "ByName", Span(2, 6), 0)
    assert mint_claim(own, relation, "a", "b") != mint_claim(own, relation, "a", "c")
