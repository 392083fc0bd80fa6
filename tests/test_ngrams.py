"""Hashes of n-grams against hashes of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.ngrams import hash_grams, hash_word, mix, to_codes

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXTS)
def test_codes_are_code_points(text: str) -> None:
    assert to_codes(text).tolist() == [ord(character) for character in text]


@given(TEXTS)
def test_the_hash_of_an_ngram_is_that_of_the_word_it_spells(text: str) -> None:
    for length, grams in enumerate(hash_grams(to_codes(text), 3)):
        whole = [hash_word(text[at : at + length]) for at in range(len(text) - length + 1)] if length else []
        assert grams.tolist() == whole + [0] * (len(text) - len(whole))


def test_mixing_keeps_different_hashes_apart() -> None:
    codes = to_codes("".join(map(chr, range(0x4E00, 0x9FFF))))
    assert len(set(mix(codes).tolist())) == len(codes)
