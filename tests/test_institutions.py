"""The institutions of the ontology where they stand in a text."""

from __future__ import annotations

import pytest

from loaders.institutions import mark_institutions
from loaders.words import split_words


def marks(text: str) -> list[int]:
    return mark_institutions(text, split_words(text, guess=False)).tolist()


def test_a_known_institution_is_marked_from_its_first_to_its_last_character() -> None:
    assert marks("与比亚迪合作") == [0, 1, 2, 3, 0, 0]


def test_two_characters_are_begin_and_end() -> None:
    assert marks("引进华为") == [0, 0, 1, 3]


def test_the_longest_name_counts() -> None:
    assert marks("请中国海洋大学来") == [0, 1, 2, 2, 2, 2, 3, 0]


@pytest.mark.parametrize("text", ["集中车辆", "煮小米粥", "无人相识", "\n"])
def test_what_cuts_words_or_names_nothing_is_not_marked(text: str) -> None:
    assert set(marks(text)) == {0}


def test_a_short_name_that_is_a_word_of_its_own_is_marked() -> None:
    assert marks("与中车合作") == [0, 1, 3, 0, 0]


def test_every_occurrence_is_marked() -> None:
    assert marks("华为，华为") == [1, 3, 0, 1, 3]
