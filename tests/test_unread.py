"""Sentences about building that gave nothing: told by their verbs, and by what was read from them."""

from __future__ import annotations

from array import array

from loaders.quads import to_nquads
from loaders.report import Report, Section, Sentence
from loaders.statements import Mention, Ref, Relation, Span, Thing
from loaders.text import Text
from loaders.unread import BUILDING, find_unread
from ontology.lexicon import load_lexicon

CLEAN = "校舍年底竣工。甲桥通车。天气很好。"
REPORT = Report(
    text=Text(CLEAN, array("l", range(len(CLEAN)))),
    source="青岛市_2025.txt",
    place="青岛市",
    place_iri="https://w3id.org/reportgraph/id/place-370200",
    year=2025,
    title="题目",
    sections=(Section(Span(0, len(CLEAN)), 0, "安排", "Plan"),),
    sentences=(Sentence(Span(0, 7), 0, 0), Sentence(Span(7, 12), 1, 0), Sentence(Span(12, 17), 2, 0)),
)
BRIDGE = Thing("Project", "甲桥", (Mention(Span(7, 9), 1),))
OPENED = Relation(Ref("Project", "甲桥"), "hasStatus", Ref("Status", "InUse"), "Explicit", Span(7, 11), 1)


def test_a_sentence_about_building_is_unread_unless_something_was_read_from_it() -> None:
    assert [one.order for one in find_unread(REPORT, (), (), ())] == [0, 1]
    assert [one.order for one in find_unread(REPORT, (), (BRIDGE,), ())] == [0]
    assert [one.order for one in find_unread(REPORT, (), (), (OPENED,))] == [0]


def test_the_graph_marks_it() -> None:
    lines = to_nquads(REPORT, (), (BRIDGE,), ()).decode().splitlines()
    assert [line.split()[0].rpartition(".")[2] for line in lines if "reason-nothing-read> ." in line and "#reason>" in line] == ["s0>"]


def test_the_verbs_are_status_verbs_of_the_lexicon() -> None:
    assert set(BUILDING.pattern.split("|")) <= {verb for verb, _ in load_lexicon().status_verbs()}
