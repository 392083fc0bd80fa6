"""What the tagger learns from: rows of the tables, lessons as one text, and holding places out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from loaders.course import Course, read_course, to_material, to_rows
from loaders.features import SIZES, read_text_once
from loaders.gold import Lesson
from loaders.reports import parse_reports
from loaders.sources import Source
from loaders.statements import Span
from loaders.vectors import Vectors

VECTORS = [Vectors(np.array(keys, np.uint32), np.eye(len(keys), dtype=np.float32)) for keys in ([3, 5], [4, 9], [7])]


def features_of(*hashes: tuple[int, int, int]) -> np.ndarray:
    return np.array([[*three, *(size - 1 for size in SIZES)] for three in hashes], np.uint32)


def lesson(place: str) -> Lesson:
    body = "一、2023年工作回顾\n地区生产总值增长5%。建成云帆大桥。\n二、2024年工作安排\n新建滨河公园。\n" + "继续努力。" * 40
    text = f"{place}2024年政府工作报告\n{body}"
    (report,) = parse_reports(Source(Path("x"), f"{place}_2024.txt", text.encode(), "text/plain"))
    spans = tuple(sentence.span for sentence in report.sentences)
    return Lesson(report, {}, spans, np.ones((4, len(report.text), 5), np.bool_))


def test_rows_count_from_one_and_unknown_things_have_row_0() -> None:
    rows = to_rows(features_of((5, 9, 7), (3, 4, 8), (1, 2, 7)), VECTORS)
    assert rows[:, 0].tolist() == [2, 1, 0], "character"
    assert rows[:, 1].tolist() == [2, 1, 0], "pair"
    assert rows[:, 2].tolist() == [0, 2, 1], "pair before"
    assert rows[:, 3].tolist() == [1, 0, 1], "word"
    assert rows[0, 4:].tolist() == [size - 1 for size in SIZES]


def test_lessons_become_one_text_whose_sentences_stay_apart() -> None:
    lessons = [lesson("枣庄市"), lesson("吉安市")]
    features = [features_of(*[(3, 4, 7)] * len(one.report.text)) for one in lessons]
    material = to_material(lessons, features, VECTORS)
    size = len(lessons[0].report.text)
    assert len(material.rows) == material.allowed.shape[1] == 2 * size
    first, second = lessons[0].sentences, material.sentences[len(lessons[0].sentences) :]
    assert second == [Span(b + size, e + size) for b, e in first]


def test_places_held_out_leave_neither_lessons_nor_texts() -> None:
    lessons = [lesson("枣庄市"), lesson("吉安市")]
    texts = [(one.report.place, read_text_once(one.report.text.clean)) for one in lessons]
    course = Course(lessons, [features_of((3, 4, 7)), features_of((5, 9, 7))], texts).without(["枣庄市"])
    assert [one.report.place for one in course.lessons] == [place for place, _ in course.texts] == ["吉安市"]
    assert course.features[0][0, 0] == 5


@pytest.mark.gold
@pytest.mark.corpus
def test_nothing_of_check_is_learnt_from(gold: Path, corpus: Path) -> None:
    held_out = {path.stem for path in (gold / "check").glob("*.txt")} - {"国务院_2010"}
    places = {stem.partition("_")[0] for stem in held_out}
    course = read_course(gold, corpus)
    assert not places & {one.report.place for one in course.lessons}
    assert len(course.lessons) > 100
