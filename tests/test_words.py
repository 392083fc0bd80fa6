"""Words of a text with their parts of speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.words import part_of_speech, split_words


@pytest.mark.parametrize("guess", [True, False])
@given(st.text(alphabet=st.sampled_from("胶州建设水库云帆，。\n aB3%𠮷"), max_size=40))
def test_words_cover_the_text(guess: bool, text: str) -> None:
    words = split_words(text, guess)
    assert "".join(words.texts) == text
    assert len(words.at) == len(text)
    for number, word in enumerate(words.texts):
        assert text[words.begins[number] : words.ends[number]] == word
        assert set(words.at[words.begins[number] : words.ends[number]].tolist()) == {number}


def test_parts_tell_where_in_its_word_a_character_stands() -> None:
    words = split_words("建了水电站", guess=False)
    assert words.texts == ("建", "了", "水电站")
    assert words.parts().tolist() == [3, 3, 0, 1, 2]


@pytest.mark.parametrize(("word", "tag"), [("建设", "vn"), ("水库", "n"), ("胶州", "ns"), ("，", "x"), ("和", "c")])
def test_the_dictionary_tells_parts_of_speech(word: str, tag: str) -> None:
    assert part_of_speech(word) == tag
