"""Institutions inside longer names, on made-up names and on institutions of the ontology."""

from __future__ import annotations

import pytest

from loaders.parents import find_parents
from loaders.sharing import Marked
from loaders.statements import Span, ThingClass


def parents(cls: ThingClass, name: str, *institutions: str) -> list[str]:
    marked = [Marked("Institution", Span(name.index(words), name.index(words) + len(words))) for words in institutions]
    return [name[slice(*span)] for span in find_parents(name, [Marked(cls, Span(0, len(name))), *marked])]


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("墨江理工大学乙山研究院", "墨江理工大学"),
        ("墨江一中丁湖校区", "墨江一中"),
        ("市第三人民医院东城院区二期", "市第三人民医院"),
        ("墨江省肿瘤医院丙山医院", "墨江省肿瘤医院"),
        ("墨光实验室丁江基地", "墨光实验室"),
        ("墨江师专综合楼", "墨江师专"),
    ],
)
def test_branch_tells_its_parent_whatever_the_parent_is_called(name: str, parent: str) -> None:
    assert parents("Project", name) == [parent]
    assert parents("Institution", name) == [parent]


def test_kind_of_school_or_hospital_is_no_parent() -> None:
    assert parents("Project", "国家重点实验室墨江基地") == []
    assert parents("Project", "综合医院门诊楼") == []
    assert parents("Project", "大学城创新基地") == []


def test_known_firm_is_found_before_what_it_builds() -> None:
    assert parents("Project", "海尔墨江三期工厂") == ["海尔"]
    assert parents("Project", "墨山保利甲乐园") == []
    assert parents("Project", "墨山京东方显示器件工厂") == ["京东方"]


def test_known_name_that_is_part_of_another_word_or_of_a_site_is_no_firm() -> None:
    assert parents("Project", "三星堆博物馆新馆") == []
    assert parents("Project", "青啤大道东延") == []


def test_name_of_a_firm_is_left_whole_unless_a_branch_follows() -> None:
    assert parents("Institution", "海尔新能源") == []
    assert parents("Institution", "华为墨江研发中心") == ["华为"]


def test_marked_institution_inside_a_name_leaves_nothing_to_find() -> None:
    assert parents("Project", "海尔卡奥斯生态园", "海尔卡奥斯") == []


def test_places_and_programs_hold_no_parents() -> None:
    assert parents("Program", "海尔墨江三期工厂") == []
