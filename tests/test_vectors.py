"""Vectors learned from texts in which some words stand in the same company."""

from __future__ import annotations

import numpy as np
import pytest

from loaders.features import Reading, read_text_once, to_key
from loaders.ngrams import hash_word
from loaders.vectors import FEWEST_REPORTS, KINDS, Kind, Vectors, learn_vectors

CHARACTERS = Kind("character", 3, 50, (-2, -1, 1, 2), 6)
LEFT, RIGHT = "高大长新", "坝桥闸堤"
OTHERS = "学校医院工厂农田林木花草风雨云雪"


def make_texts() -> list[str]:
    """Texts in which 山 and 河 stand between the same characters, and all others anywhere."""
    chance = np.random.default_rng(5)

    def pick(characters: str) -> str:
        return str(chance.choice(list(characters)))

    return ["".join(pick(LEFT) + pick("山河") + pick(RIGHT) + pick(OTHERS) + pick(OTHERS) + "。" for _ in range(120)) for _ in range(6)]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [read_text_once(text) for text in make_texts()]


@pytest.fixture(scope="module")
def vectors(readings: list[Reading]) -> Vectors:
    return learn_vectors(readings, CHARACTERS)


def keys_of(words: str) -> list[int]:
    return to_key(np.array([hash_word(character) for character in words], np.uint64)).tolist()


def test_keys_are_in_order_with_a_vector_each(vectors: Vectors) -> None:
    assert (np.diff(vectors.keys.astype(np.int64)) > 0).all()
    assert vectors.vectors.shape == (len(vectors.keys), CHARACTERS.width)
    assert vectors.vectors.dtype == np.float32


def test_what_stands_in_the_same_company_has_a_like_vector(vectors: Vectors) -> None:
    known = vectors.keys.tolist()
    mountain, river, *others = (vectors.vectors[known.index(key)] for key in keys_of(f"山河{OTHERS}"))
    like, *unlike = (float(one @ mountain / np.linalg.norm(one) / np.linalg.norm(mountain)) for one in (river, *others))
    assert like > 0.9 > max(unlike)


def test_the_rare_and_what_few_reports_have_are_left_out(readings: list[Reading]) -> None:
    rare = [*readings, *[read_text_once("隅山。")] * (FEWEST_REPORTS - 1), read_text_once("角" * 9)]
    known = set(learn_vectors(rare, CHARACTERS).keys.tolist())
    assert set(keys_of("山河")) <= known
    assert not set(keys_of("隅角")) & known


def test_the_same_texts_give_the_same_vectors(readings: list[Reading], vectors: Vectors) -> None:
    again = learn_vectors(readings, CHARACTERS)
    assert (again.keys == vectors.keys).all()
    assert (again.vectors == vectors.vectors).all()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_learned(readings: list[Reading], kind: Kind) -> None:
    small = Kind(kind.name, 1, kind.contexts, kind.offsets, 3)
    learned = learn_vectors(readings, small)
    assert learned.vectors.shape == (len(learned.keys), 3)
    assert np.isfinite(learned.vectors).all()
