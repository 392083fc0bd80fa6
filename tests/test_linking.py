from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from loaders.linking import Linker, find_linker
from loaders.measured import find_measured
from loaders.numbers import Number, find_numbers
from loaders.reports import parse_reports
from loaders.sources import read_source
from ontology.vocabulary import RGS


@pytest.fixture(scope="module")
def linker() -> Linker:
    return find_linker()


def number(text: str) -> Number:
    return find_numbers(text)[0]


def linked(linker: Linker, words: str, printed: str, growth: bool = False) -> str | None:
    iri = linker.link_indicator(words, number(printed), growth=growth)
    return iri.removeprefix(f"{RGS.base}indicator-") if iri else None


@pytest.mark.parametrize(
    ("words", "printed", "concept"),
    [
        ("地区生产总值", "800亿元", "gdp"),
        ("预计全市地区生产总值", "800亿元", "gdp"),
        ("新增国家级绿色工厂", "12家", "green-factories"),
        ("新培育省级“专精特新”中小企业", "30家", "new-specialised-smes"),
        ("新增各类经营主体", "2万户", "new-market-entities"),
        ("提升改造城镇老旧小区", "40个", "old-communities"),
        ("认真办理市人大代表建议", "90件", "congress-proposals"),
        ("筹集建设保障性租赁住房（间）", "3000套", "affordable-housing"),
        ("民生实事全面完成", "20件", "livelihood-projects"),
        ("招引10亿元以上项目", "15个", "projects-attracted"),
        ("开工建设重大项目", "60个", "projects-started"),
        ("新建县域医疗次中心", "4个", "county-health-subcentres"),
    ],
)
def test_words_around_an_indicator_do_not_hide_it(linker: Linker, words: str, printed: str, concept: str) -> None:
    assert linked(linker, words, printed) == concept


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("新增制造业贷款", "50亿元"),
        ("淘汰绿色工厂", "2家"),
        ("绿色工厂投资", "3亿元"),
        ("高新技术企业", "90亿元"),
        ("村集体经济收入", "300个"),
        ("改造绿色工厂", "5家"),
        ("完成投资", "60亿元"),
    ],
)
def test_what_is_another_thing_is_not_linked(linker: Linker, words: str, printed: str) -> None:
    assert linked(linker, words, printed) is None


def test_growth_may_be_of_anything(linker: Linker) -> None:
    assert linked(linker, "高新技术企业", "增长12%", growth=True) == "hightech-enterprises"
    assert linked(linker, "经济", "增长5%", growth=True) == "gdp"


def test_units_come_with_the_number_in_the_base_unit(linker: Linker) -> None:
    unit, value = linker.link_unit(number("130亿元"))
    assert unit is not None
    assert unit.endswith("CCY_CNY")
    assert value == Decimal(13_000_000_000)


def test_at_least_two_fifths_of_the_statements_of_the_corpus_are_linked(corpus: Path) -> None:
    paths = sorted((corpus / "county").glob("*.txt"))[:8]
    statements = [m for path in paths for report in parse_reports(read_source(path)) for m in find_measured(report)]
    assert sum(1 for one in statements if one.indicator) > 0.4 * len(statements)
