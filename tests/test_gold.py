"""Which labels the gold allows, on a made-up sentence; how much of the real gold is found in its texts."""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any

import pytest

from loaders.chain import BEGIN, END, INSIDE, OUTSIDE, SINGLE
from loaders.gold import CATEGORIES, allow_labels, read_lesson, read_own_lessons
from loaders.report import Report
from loaders.text import Text

TEXT = "建成云岭大桥，完成云岭大桥验收，支持云岭发展。"


def allowed_at(items: list[dict[str, Any]], text: str = TEXT) -> list[set[int]]:
    report = Report(Text(text, array("l", range(len(text)))), "", "甲市", None, 2024, "", (), ())
    allowed = allow_labels(report, {"projects": items})[0]
    return [{label for label in range(5) if row[label]} for row in allowed]


def test_a_required_name_has_its_labels_at_every_occurrence_and_all_else_is_outside() -> None:
    found = allowed_at([{"name": "云岭大桥", "quote": "建成云岭大桥"}])
    assert found[2:6] == [{BEGIN}, {INSIDE}, {INSIDE}, {END}]
    assert found[9:13] == [{BEGIN}, {INSIDE}, {INSIDE}, {END}]
    assert all(labels == {OUTSIDE} for labels in found[:2] + found[13:])


def test_an_optional_name_may_have_any_label() -> None:
    assert allowed_at([{"name": "云岭大桥", "quote": "建成云岭大桥", "optional": True}])[2] == {OUTSIDE, BEGIN, INSIDE, END, SINGLE}


def test_further_occurrences_of_a_short_name_are_left_open() -> None:
    found = allowed_at([{"name": "云岭", "quote": "支持云岭"}])
    assert found[TEXT.index("支持云岭") + 2] == {BEGIN}
    assert len(found[2]) == 5


def test_of_nested_names_of_one_class_the_longer_is_learned() -> None:
    found = allowed_at([{"name": "云岭", "quote": "建成云岭"}, {"name": "云岭大桥", "quote": "建成云岭大桥"}])
    assert found[2:6] == [{BEGIN}, {INSIDE}, {INSIDE}, {END}]


def test_a_name_that_the_text_does_not_spell_leaves_its_quote_open() -> None:
    found = allowed_at([{"name": "金岭大桥", "quote": "云岭大桥验收"}])
    assert all(len(labels) == 5 for labels in found[9:15])


@pytest.mark.gold
def test_nearly_every_required_name_of_the_gold_is_aligned(gold: Path) -> None:
    for path in sorted((gold / "dev").glob("*.txt")):
        lesson = read_lesson(path)
        wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
        for number, category in enumerate(CATEGORIES):
            required = [item for item in wanted[category] if not item.get("optional")]
            begins = (~lesson.allowed[number, :, OUTSIDE]).sum()
            assert begins >= len(required) or len(required) <= 2


@pytest.mark.corpus
def test_our_own_annotations_are_lessons_with_sentences_to_learn_from(corpus: Path) -> None:
    lessons = list(read_own_lessons(corpus))
    assert lessons
    assert all(lesson.sentences and lesson.allowed.shape[1] == len(lesson.report.text) for lesson in lessons)
