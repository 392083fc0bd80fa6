"""How like a question's wordings a text is."""

from __future__ import annotations

import pytest

from queries.catalog import load_catalog
from queries.wording import read_wordings, to_features

WORDINGS = read_wordings(load_catalog(()).queries)


def test_chinese_runs_end_at_words_of_grammar() -> None:
    features = to_features("有什么项目")
    assert {"项目", "什么"} <= features.keys()
    assert not {"么项", "什么项"} & features.keys()


def test_english_words_count_by_their_stem() -> None:
    assert to_features("promises") == to_features("promised")
    assert "promis " in to_features("promise")


def test_several_blanks_of_a_type_are_told_from_one() -> None:
    assert "{place}+" in to_features("{place}和{place}")
    assert "{place}+" not in to_features("{place}")


def test_a_wording_is_most_like_itself() -> None:
    for query in load_catalog(()).queries:
        for text in (query.summary, query.summary_zh):
            assert max(WORDINGS.by_question, key=lambda name: WORDINGS.score(name, text)[0]) == query.name


@pytest.mark.parametrize(("words", "ordinary"), [("项目", True), ("Projects", True), ("青岛", False), ("project", True), ("rojec", False)])
def test_the_words_of_the_questions_are_ordinary(words: str, ordinary: bool) -> None:
    assert WORDINGS.is_ordinary(words) is ordinary


def test_what_no_question_speaks_of_is_not_known() -> None:
    assert WORDINGS.share_known("红烧肉怎么烧") < 0.2
    assert WORDINGS.share_known("哪些项目") == 1.0
    assert WORDINGS.share_known("") == 0.0
