"""Numbers are read as printed: value, magnitude, unit, hedge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.numbers import find_numbers, narrow, read_han

READINGS = [
    ("产值达到1204.5亿元", "1204.5", "亿元", None),
    ("增长5.9%", "5.9", "%", None),
    ("投入1,234.5万元", "1234.5", "万元", None),
    ("用电12,345度", "12345", "度", None),
    ("增长７．３％", "7.3", "%", None),
    ("企业 946家", "946", "家", None),
    ("粮食1.37万亿斤", "1.37", "万亿斤", None),
    ("办案7800余件", "7800", "件", "AtLeast"),
    ("惠及14亿多人", "14", "亿人", "AtLeast"),
    ("拿出7500多亿元", "7500", "亿元", "AtLeast"),
    ("增长6%左右", "6", "%", "About"),
    ("不到5%以内", "5", "%", "AtMost"),
    ("培训300人以上", "300", "人", "AtLeast"),
    ("浓度30.4微克/立方米", "30.4", "微克/立方米", None),
    ("装机300万千瓦", "300", "万千瓦", None),
    ("亩产超千斤，总产百亿斤", "1000", "斤", None),
    ("实施百项攻关", "100", "项", None),
    ("三成以上的村", "30", "%", "AtLeast"),
    ("近六成用于民生", "60", "%", None),
    ("利润翻一番", "100", "%", None),
    ("收入翻两番", "300", "%", None),
    ("销量实现倍增", "100", "%", None),
    ("实现两位数增长", "10", "%", "AtLeast"),
    ("百分之八点五", "8.5", "%", None),
    ("三分之二", "66.67", "%", None),
    ("十分之一", "10", "%", None),
    ("拿出1／4的资金", "25", "%", None),
    ("提升11个位次", "11", "个位次", None),
    ("提高4个百分点", "4", "个百分点", None),
    ("建设16大基地", "16", None, None),
    ("里程2万5千公里", "25000", "公里", None),
    ("新设1万6千多户", "16000", "户", "AtLeast"),
]


@pytest.mark.parametrize(("words", "value", "unit_text", "comparator"), READINGS)
def test_one_number(words: str, value: str, unit_text: str | None, comparator: str | None) -> None:
    number = find_numbers(narrow(words))[0]
    assert (number.value, number.unit_text, number.comparator) == (Decimal(value), unit_text, comparator)


@pytest.mark.parametrize("words", ["增长5%—6%", "增长5%至6%", "增长5－6%", "增长5~6%"])
def test_ranges(words: str) -> None:
    (number,) = find_numbers(narrow(words))
    assert (number.value, number.upper, number.comparator) == (5, 6, "Between")


def test_a_range_takes_the_magnitude_of_its_end() -> None:
    (number,) = find_numbers("引进1.5-2万人")
    assert (number.value, number.upper, number.unit_text) == (Decimal("1.5"), 2, "万人")


def test_years_joined_by_a_dash_are_no_range() -> None:
    assert [number.number_text for number in find_numbers("规划（2021—2035年）".replace("（", "").replace("）", ""))] == ["2021", "2035"]


@pytest.mark.parametrize(
    ("words", "rank", "comparator"),
    [
        ("居全省第7位", 7, "Equal"),
        ("列全国第三，", 3, "Equal"),
        ("保持首位", 1, "Equal"),
        ("进入前三。", 3, "AtMost"),
        ("前100名以内", 100, "AtMost"),
    ],
)
def test_ranks(words: str, rank: int, comparator: str) -> None:
    (number,) = find_numbers(words)
    assert (number.kind, number.value, number.comparator) == ("Rank", rank, comparator)


@pytest.mark.parametrize("words", ["第一、第二、第三产业增加值", "第十四届会议", "首位度", "出台条例", "各部门", "千方百计", "二十大精神"])
def test_no_number(words: str) -> None:
    assert [number for number in find_numbers(words) if number.kind != "Time"] == []


def test_units_stop_where_a_longer_word_begins() -> None:
    assert [number.unit for number in find_numbers("12个部门制定8条例外5件套")] == ["个", None, None]


def test_places_are_those_of_the_text() -> None:
    words = "共有３．５万个充电桩"
    (number,) = find_numbers(narrow(words))
    assert words[number.begin : number.end] == "３．５万个"
    assert number.scaled == 35_000


@pytest.mark.parametrize(
    ("words", "value"), [("三百二十", 320), ("百", 100), ("千万", 10_000_000), ("一千零五", 1005), ("二十三", 23), ("两", 2)]
)
def test_chinese_numerals(words: str, value: int) -> None:
    assert read_han(words) == value
