"""Statuses: the verb before or after a name, for each name of a list."""

from __future__ import annotations

import re
from array import array

import pytest

from loaders.report import Report, Section, Sentence, Tense
from loaders.statements import Mention, Span, Thing
from loaders.statuses import find_statuses
from loaders.text import Text


def read(text: str, names: dict[str, str], tense: Tense = "Plan") -> tuple[Report, list[Thing]]:
    """A report of one section, with a thing for each name at its first place in the text."""
    sentences = tuple(Sentence(Span(*m.span()), i, 0) for i, m in enumerate(re.finditer(r"[^。]+。", text)))
    report = Report(
        Text(text, array("l", range(len(text)))),
        "a.txt",
        "胶州市",
        "https://w3id.org/reportgraph/id/place-370281",
        2025,
        "题",
        (Section(Span(0, len(text)), 0, None, tense),),
        sentences,
    )
    things = []
    for name, cls in names.items():
        begin = text.index(name)
        order = next(s.order for s in sentences if s.span.begin <= begin < s.span.end)
        things.append(Thing(cls, name, (Mention(Span(begin, begin + len(name)), order),)))  # type: ignore[arg-type]
    return report, things


def statuses(text: str, *names: str, cls: str = "Project", tense: Tense = "Plan") -> dict[str, str]:
    report, things = read(text, dict.fromkeys(names, cls), tense)
    return {relation.subject.name: relation.object.name for relation in find_statuses(report, things)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("今年开工建设甲湖大桥。", "Started"),
        ("甲湖大桥主体封顶。", "Capped"),
        ("年内甲湖大桥建成通车。", "Opened"),
        ("我们将加快推进甲湖大桥建设。", "UnderConstruction"),
        ("积极申建甲湖大桥。", "Applied"),
        ("甲湖大桥项目顺利竣工。", "Completed"),
        ("力争甲湖大桥如期投产。", "InProduction"),
    ],
)
def test_the_verb_beside_a_name_is_its_status(text: str, status: str):
    assert statuses(text, "甲湖大桥") == {"甲湖大桥": status}


def test_a_verb_before_a_list_holds_for_each_name():
    found = statuses("开工建设甲湖大桥、乙山隧道，竣工丙河水厂。", "甲湖大桥", "乙山隧道", "丙河水厂")
    assert found == {"甲湖大桥": "Started", "乙山隧道": "Started", "丙河水厂": "Completed"}


def test_a_verb_after_a_list_holds_for_each_name():
    found = statuses("甲湖大桥、乙山隧道等12个重点项目建成投用。", "甲湖大桥", "乙山隧道")
    assert found == {"甲湖大桥": "Opened", "乙山隧道": "Opened"}


def test_what_is_reached_outweighs_what_is_pushed():
    assert statuses("推动甲湖大桥开工建设。", "甲湖大桥") == {"甲湖大桥": "Started"}


def test_a_verb_of_another_clause_says_nothing():
    assert statuses("建成乙山隧道，甲湖大桥风景如画。", "甲湖大桥") == {}


def test_pushing_a_program_is_no_status():
    assert statuses("深化“清风计划”。", "“清风计划”", cls="Program") == {}
    assert statuses("启动“清风计划”。", "“清风计划”", cls="Program") == {"“清风计划”": "Started"}


def test_the_quote_holds_name_and_verb_and_stands_in_the_sentence():
    report, things = read("丁镇发展快。开工建设甲湖大桥、乙山隧道。", {"乙山隧道": "Project"})
    [relation] = find_statuses(report, things)
    assert report.quote(relation.quote) == "开工建设甲湖大桥、乙山隧道"
    assert report.quote(relation.quote) in report.quote(report.sentences[relation.sentence].span)
    assert relation.predicate == "hasStatus"
    assert relation.basis == "Explicit"


def test_institutions_and_places_have_no_status():
    assert statuses("建设甲湖新城。", "甲湖新城", cls="Place") == {}


def test_what_is_hoped_to_be_approved_is_applied_for() -> None:
    assert statuses("争取甲湖大桥获批。", "甲湖大桥") == {"甲湖大桥": "Applied"}
    assert statuses("甲湖大桥获批。", "甲湖大桥") == {"甲湖大桥": "Approved"}


def test_a_title_that_was_won_says_nothing_of_how_far_its_holder_has_come() -> None:
    assert statuses("甲湖公园获批国家重要湿地。", "甲湖公园") == {}
    assert statuses("甲湖公园入选全国绿色典型案例。", "甲湖公园") == {}
    assert statuses("甲湖枢纽入选国家建设名单。", "甲湖枢纽") == {"甲湖枢纽": "Approved"}
    assert statuses("甲湖公园获批建设。", "甲湖公园") == {"甲湖公园": "Approved"}


def test_what_a_review_counts_as_created_is_approved() -> None:
    words = "创建省级示范村镇12个。"
    assert statuses(words, "省级示范村镇", cls="Program", tense="Review") == {"省级示范村镇": "Approved"}
    assert statuses(words, "省级示范村镇", cls="Program", tense="Plan") == {"省级示范村镇": "Applied"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲湖大桥完成。", {"甲湖大桥": "Completed"}),
        ("甲湖大桥完成竣工验收。", {"甲湖大桥": "Completed"}),
        ("甲湖大桥完成投资20亿元。", {}),
        ("甲湖大桥、乙山隧道等工程完成率全省第一。", {}),
        ("加快建设甲湖大桥、乙山隧道，甲湖大桥完成年度投资任务。", {"甲湖大桥": "UnderConstruction"}),
        ("甲湖大桥完成工程可研。", {}),
    ],
)
def test_a_step_that_is_completed_does_not_complete_a_project(text: str, expected: dict[str, str]) -> None:
    assert statuses(text, "甲湖大桥") == expected


@pytest.mark.parametrize(
    ("text", "name"), [("墨溪村列入传统村落名录。", "传统村落名录"), ("把引资纳入“双招双引”考核体系。", "“双招双引”考核体系")]
)
def test_what_enters_a_list_does_not_approve_the_list(text: str, name: str) -> None:
    assert statuses(text, name, cls="Program") == {}
    assert statuses("墨溪村入选和美乡村试点。", "和美乡村试点", cls="Program") == {"和美乡村试点": "Approved"}
