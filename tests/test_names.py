"""The names of a report as the shipped tagger finds them, on made-up sentences and on a real report."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from loaders.names import find_names
from loaders.report import Report, Section, Sentence
from loaders.reports import parse_reports
from loaders.sources import Source, read_source
from loaders.statements import Span, ThingClass
from loaders.tagger import Tagged
from loaders.text import Text

DIGEST = """山东省胶州市政府工作报告

各位代表，下面由我代表市政府报告工作。

一、2024年工作安排

加快建设云岭水库、东山大桥等重点工程，实施“护苗清源”行动，支持平度市发展，深化与比亚迪合作。
坚持稳中求进，把发展的事一件一件做实，把难办的事一桩一桩办好，让企业安心经营，让百姓放心生活。
抓好粮食生产，稳住就业岗位，把群众的小事当作大事来办，让大家的日子过得越来越有盼头。
办好民生实事，新增学位两千个，改造老旧小区三十个，让街坊邻居住得更舒心、出门更方便、看病更省心。
"""


@pytest.fixture(scope="module")
def report() -> Report:
    (report,) = parse_reports(Source(Path("胶州市_2024.txt"), "胶州市_2024.txt", DIGEST.encode(), "text/plain"))
    return report


@pytest.mark.parametrize(
    ("cls", "name"),
    [("Project", "云岭水库"), ("Project", "东山大桥"), ("Program", "“护苗清源”行动"), ("Institution", "比亚迪"), ("Place", "平度市")],
)
def test_plain_names_are_found(report: Report, cls: ThingClass, name: str) -> None:
    assert (cls, name) in {(found.cls, report.quote(found.span)) for found in find_names(report)}


def test_what_is_said_in_general_is_no_project(report: Report) -> None:
    projects = {report.quote(found.span) for found in find_names(report) if found.cls == "Project"}
    assert projects == {"云岭水库", "东山大桥"}


@pytest.mark.corpus
def test_names_of_one_class_lie_in_sentences_and_do_not_overlap(corpus: Path) -> None:
    (report,) = parse_reports(read_source(corpus / "city" / "青岛市_2024.txt"))
    found = find_names(report)
    assert found == sorted(found)
    for cls in ("Project", "Program", "Institution", "Place"):
        spans = sorted(name.span for name in found if name.cls == cls)
        assert all(first.end <= second.begin for first, second in pairwise(spans))
    assert all(any(s.span.begin <= n.span.begin and n.span.end <= s.span.end for s in report.sentences) for n in found)


def neighbours(monkeypatch: pytest.MonkeyPatch, text: str, marked: Sequence[tuple[ThingClass, str]] = ()) -> list[str]:
    """The places that are found beside what a tagger marks in a report of 沈阳市."""
    tagged = [Tagged(cls, Span(text.index(name), text.index(name) + len(name))) for cls, name in marked]
    monkeypatch.setattr("loaders.names.find_tagged", lambda *_: tagged)
    whole = Span(0, len(text))
    clean = Text(text, array("l", range(len(text))))
    report = Report(clean, "", "沈阳市", None, 2024, "", (Section(whole, 0, None, "Plan"),), (Sentence(whole, 0, 0),))
    return [report.quote(found.span) for found in find_names(report) if found not in tagged]


def test_places_of_the_neighbourhood_are_found_without_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert neighbours(monkeypatch, "支持沈河区与新民市，学成都市、大连市。") == ["沈河区", "新民市"]


def test_ordinary_words_are_no_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert neighbours(monkeypatch, "举办和平杯球赛，支持和平区。") == ["和平区"]


def test_a_neighbour_inside_a_marked_institution_or_place_is_part_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "沈河区图书馆开门，新民市新区动工。"
    assert neighbours(monkeypatch, text, [("Institution", "沈河区图书馆"), ("Place", "新民市新区")]) == []
    assert neighbours(monkeypatch, text, [("Project", "沈河区图书馆")]) == ["沈河区", "新民市"]


def test_a_report_without_sentences_has_no_names() -> None:
    assert find_names(Report(Text("云", array("l", [0])), "", "云岭市", None, 2024, "", (), ())) == []
