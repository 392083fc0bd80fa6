"""Words of a search: read, folded, cut into pairs, found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.pairs import find_spans, fold_plain, fold_text, parse_words, split_at, to_pairs, to_phrase


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("地铁 青岛", ("地铁", "青岛")),
        ('"中欧 班列" 集结', ("中欧班列", "集结")),
        ("“上合 示范区”5Ｇ", ("上合示范区", "5g")),
        ("ＧＤＰ gdp GDP", ("gdp",)),
        ("  \t ", ()),
        ('""', ()),
        ('"未闭合 的', ("未闭合的",)),
        ("a\x00b", ("ab",)),
    ],
)
def test_words_are_folded_and_quotes_make_phrases(text: str, words: tuple[str, ...]) -> None:
    assert parse_words(text) == words


def test_pairs_overlap_and_end_with_the_last_character() -> None:
    assert to_pairs("胶州湾") == "胶州 州湾 湾"
    assert to_pairs("湾") == "湾"
    assert to_pairs("") == ""


def test_a_phrase_has_no_character_with_a_meaning() -> None:
    assert to_phrase("胶州湾") == '"胶州 州湾"'
    assert to_phrase("湾") == '"湾"*'
    assert to_phrase('a"*') == '"a"" ""*"'


def test_spans_point_into_the_text_as_written() -> None:
    text = "新建５Ｇ 基站，5g网"
    assert [text[begin:end] for begin, end in find_spans(text, ("5g",))] == ["５Ｇ", "5g"]
    assert find_spans("胶州湾", ("胶州", "州湾")) == ((0, 3),)
    assert split_at("胶州湾大桥", ((0, 3),)) == (("胶州湾", True), ("大桥", False))


@given(st.text())
def test_folding_is_the_same_with_and_without_places(text: str) -> None:
    folded, places = fold_text(text)
    assert folded == fold_plain(text)
    assert len(folded) == len(places)
    assert all(0 <= place < len(text) for place in places)


@given(st.text(min_size=1), st.text())
def test_the_pieces_make_the_text_again(word: str, text: str) -> None:
    assert "".join(piece for piece, _ in split_at(text, find_spans(text, parse_words(word)))) == text
