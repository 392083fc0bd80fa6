"""Which labels the gold allows, on a made-up sentence; how much of the real gold is found in its texts."""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any

import pytest

from loaders.annotations import read_annotations, to_annotation
from loaders.chain import BEGIN, END, INSIDE, OUTSIDE, SINGLE
from loaders.gold import CATEGORIES, TRAINING, allow_labels, read_lesson, read_lessons, read_own_lessons, read_page_lessons
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


def test_a_single_character_has_the_label_of_its_own() -> None:
    assert allowed_at([{"name": "桥", "quote": "大桥，"}])[5] == {SINGLE}


def test_the_name_is_looked_for_in_its_quote_first() -> None:
    found = allowed_at([{"name": "云岭", "quote": "支持云岭"}], "云岭好，支持云岭。")
    assert found[6:8] == [{BEGIN}, {END}]
    assert all(len(labels) == 5 for labels in found[:2])


def test_another_name_is_required_where_the_text_has_only_that_one() -> None:
    text = "完成云山高速、省道9改造。"
    quote = "云山高速、省道9改造"
    found = allowed_at([{"name": "云山高速改造", "aliases": ["云山高速"], "quote": quote}, {"name": "省道9改造", "quote": quote}], text)
    assert found[2:6] == [{BEGIN}, {INSIDE}, {INSIDE}, {END}]
    assert found[7:12] == [{BEGIN}, {INSIDE}, {INSIDE}, {INSIDE}, {END}]
    assert found[6] == {OUTSIDE}


def test_quotation_marks_and_spaces_that_the_text_lacks_do_not_matter() -> None:
    found = allowed_at([{"name": "“云 岭大桥”", "quote": "建成云岭大桥"}, {"name": "“云岭大桥”", "quote": "完成云岭大桥"}])
    assert found[9:13] == [{BEGIN}, {INSIDE}, {INSIDE}, {END}]


def test_the_reports_own_place_is_left_open() -> None:
    assert len(allowed_at([{"name": "甲市", "quote": ""}], "在甲市办。")[1]) == 5
    assert len(allowed_at([{"name": "甲", "aliases": ["甲市"], "quote": ""}], "在甲市办。")[2]) == 5


def test_classes_are_labelled_apart() -> None:
    report = Report(Text(TEXT, array("l", range(len(TEXT)))), "", "甲市", None, 2024, "", (), ())
    item = {"name": "云岭大桥", "quote": "建成云岭大桥"}
    allowed = allow_labels(report, {"places": [item]})
    assert allowed.shape == (len(CATEGORIES), len(TEXT), 5)
    marked = allowed[:, 2, BEGIN].tolist()
    assert marked == [category == "places" for category in CATEGORIES]
    assert allowed[:, :, OUTSIDE].sum(1).tolist() == [len(TEXT) - (8 if category == "places" else 0) for category in CATEGORIES]


WORDS = "政府工作报告\n——2024年1月9日在亳州市第七届人民代表大会第五次会议上\n各位代表：\n" + "\n".join(
    ["一、2023年工作回顾", "生产总值同比增长6%，建成云岭大桥。" * 9, "二、2024年工作安排", "力争新增企业30家以上，开工碧波园。" * 9]
)
GOLD = {"projects": [{"name": "云岭大桥", "quote": "建成云岭大桥"}, {"name": "碧波园", "quote": "开工碧波园"}]}


def test_an_excerpt_with_its_gold_beside_it_is_a_lesson(tmp_path: Path) -> None:
    path = tmp_path / "亳州市_2024.txt"
    path.write_text(WORDS, "utf-8")
    path.with_suffix(".json").write_text(json.dumps(GOLD), "utf-8")
    lesson = read_lesson(path)
    assert lesson.gold == GOLD
    assert lesson.sentences == tuple(sentence.span for sentence in lesson.report.sentences)
    begins = lesson.allowed[CATEGORIES.index("projects"), :, OUTSIDE] == 0
    assert lesson.report.text.clean.count("云岭大桥") * 4 + 3 == begins.sum()


def test_lessons_are_those_of_the_training_folders_and_the_annotated_pages_of_a_newspaper(tmp_path: Path) -> None:
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    for name in (*TRAINING, "check"):
        (gold / name).mkdir(parents=True)
        (gold / name / "亳州市_2024.txt").write_text(WORDS, "utf-8")
        (gold / name / "亳州市_2024.json").write_text(json.dumps(GOLD), "utf-8")
    for folder in (gold / "seed", corpus / "newspaper"):
        folder.mkdir(parents=True)
    assert [dict(lesson.gold) for lesson in read_lessons(gold)] == [GOLD] * len(TRAINING)
    (corpus / "newspaper" / "亳州市_2024.txt").write_text(WORDS, "utf-8")
    assert read_page_lessons(gold, corpus) == []
    (gold / "seed" / "亳州市_2024.json").write_text(json.dumps({}), "utf-8")
    assert [dict(lesson.gold) for lesson in read_page_lessons(gold, corpus)] == [{}]


def test_of_our_own_annotations_only_what_was_read_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "annotations"
    for path in (corpus, folder):
        path.mkdir()
    (corpus / "亳州市_2024.txt").write_text(WORDS, "utf-8")
    begin, end = WORDS.index("二、"), len(WORDS)
    annotation, lost = to_annotation(WORDS, "亳州市_2024.txt", [(begin, end)], ["P\t碧波园\t\t\t开工碧波园", "P\t云岭大桥\t\t\t"])
    assert lost == ["P\t云岭大桥\t\t\t"]
    (folder / "亳州市_2024.json").write_text(json.dumps(annotation), "utf-8")
    monkeypatch.setattr("loaders.gold.FOLDER", folder)
    monkeypatch.setattr("loaders.gold.read_annotations", lambda where: read_annotations(where, folder))
    (lesson,) = read_own_lessons(corpus)
    read = [lesson.report.quote(span) for span in lesson.sentences]
    assert read
    assert all("云岭大桥" not in words for words in read)
    assert sum("碧波园" in words for words in read) == WORDS.count("碧波园")
