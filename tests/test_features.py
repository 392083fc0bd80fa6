"""What the tagger sees of each character."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.features import HASHED, SIZES, SMALL, Features, Reading, find_quoted, read_text_once, to_features, to_key
from loaders.gazetteer import OWN, find_home, mark_places
from loaders.institutions import mark_institutions

SENTENCE = "胶州市实施“碧波”行动，与比亚迪共建云帆园。"


def features_of(text: str, place: str = "胶州市") -> Features:
    reading = read_text_once(text)
    return to_features(reading, mark_places(text, find_home(place, None)), mark_institutions(text, reading.words))


def small(features: Features, name: str) -> list[int]:
    return features[:, len(HASHED) + SMALL.index(name)].tolist()


def test_every_character_has_all_columns() -> None:
    features = features_of(SENTENCE)
    assert features.shape == (len(SENTENCE), len(HASHED) + len(SMALL))
    assert features.dtype == np.uint32


@given(st.text(alphabet=st.sampled_from("胶州市和平云帆园建设“”，。；\n 0９GDP%（)𠮷"), min_size=1, max_size=30))
def test_small_numbers_stay_below_their_sizes(text: str) -> None:
    features = features_of(text)
    assert len(features) == len(text)
    assert (features[:, len(HASHED) :] < np.array(SIZES)).all()


@pytest.mark.parametrize(
    ("text", "alike"), [("建成12座", "建成98座"), ("建成12座", "建成１２座"), ("一期,二期;三期(东)", "一期，二期；三期（东）")]
)
def test_digits_and_narrow_marks_look_alike(text: str, alike: str) -> None:
    assert (features_of(text) == features_of(alike)).all()


def test_the_hash_of_a_pair_is_that_of_the_character_and_the_next() -> None:
    first, second, third = (read_text_once(text) for text in ("云帆园", "云帆站", "云岭站"))
    assert first.characters[0] == third.characters[0]
    assert first.pairs[0] == second.pairs[0] != third.pairs[0]
    assert first.pairs[1] != second.pairs[1]


def test_every_character_has_the_hash_of_its_word() -> None:
    reading = read_text_once("建设水库")
    assert reading.words.texts == ("建设", "水库")
    words = features_of("建设水库")[:, HASHED.index("word")]
    assert words.tolist() == to_key(reading.word_hashes()).repeat(2).tolist()


def test_quotation_marks_open_and_close() -> None:
    assert find_quoted("行“碧波”动").tolist() == [0, 1, 1, 1, 1, 0]


def test_a_quotation_without_end_ends_with_its_line() -> None:
    assert find_quoted("“碧\n波").tolist() == [1, 1, 1, 0]


def test_places_and_institutions_are_marked_where_they_stand() -> None:
    features = features_of(SENTENCE)
    begin, inside, end = 8, 16, 24
    assert small(features, "place")[:3] == [begin + OWN, inside + OWN, end + OWN]
    at = SENTENCE.index("比亚迪")
    assert small(features, "institution")[at - 1 : at + 4] == [0, 1, 2, 3, 0]
    assert sum(small(features, "quoted")) == len("“碧波”")


def test_the_same_text_reads_differently_for_another_place() -> None:
    here, elsewhere = features_of(SENTENCE), features_of(SENTENCE, "成都市")
    differs = (here != elsewhere).any(0)
    assert [name for name, other in zip((*HASHED, *SMALL), differs, strict=True) if other] == ["place"]


def test_keys_spread_hashes_that_differ_in_few_bits() -> None:
    assert len(set(to_key(np.arange(5000, dtype=np.uint64)).tolist())) == 5000


def test_a_reading_keeps_the_length_of_its_text() -> None:
    reading: Reading = read_text_once(SENTENCE)
    assert len(reading.text) == len(reading.characters) == len(reading.pairs) == len(reading.words.at) == len(SENTENCE)
