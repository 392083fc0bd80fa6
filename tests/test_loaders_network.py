"""The network of loaders against the same arithmetic step by step, on small random weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from loaders.chain import LABELS, pack
from loaders.features import SIZES, SMALL
from loaders.network import Network, Table
from loaders.statements import Span
from loaders.tagger import CLASSES, make_tagger

WIDTH, INPUTS, INNER, SIZE = 3, 6, 4, 12
WIDTHS = {"character": 5, "pair": 4, "word": 6}
SENTENCES = (Span(0, 3), Span(3, 4), Span(5, 11))
Model = Mapping[str, np.ndarray]


def random_model() -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)

    def weights(*shape: int) -> np.ndarray:
        return random.normal(scale=0.5, size=shape).astype(np.float32)

    model: dict[str, np.ndarray] = {}
    for name, width in WIDTHS.items():
        model[f"{name}_keys"] = np.array([2, 3, 5, 7, 11], np.uint32)
        model[f"{name}_vectors"] = random.integers(-127, 128, (5, width)).astype(np.int8)
        model[f"{name}_scale"] = np.abs(weights(width)) / 100
    for name in ("character", "pair", "pair_before", "word"):
        model[f"{name}_weights"] = weights(WIDTHS[name.removesuffix("_before")], INPUTS)
    model |= {name: weights(size, INPUTS) for name, size in zip(SMALL, SIZES, strict=True)}
    model |= {"memory": weights(2, WIDTH + INPUTS, 4 * WIDTH), "memory_bias": weights(2, 4 * WIDTH)}
    model |= {"hidden": weights(2 * WIDTH, INNER), "hidden_bias": weights(INNER)}
    model |= {"output": weights(INNER, len(CLASSES) * LABELS), "output_bias": weights(len(CLASSES) * LABELS)}
    return model | {"transitions": weights(len(CLASSES), LABELS, LABELS), "eagerness": np.zeros(len(CLASSES), np.float32)}


def random_features() -> np.ndarray:
    random = np.random.default_rng(3)
    hashed = random.integers(1, 13, (SIZE, len(WIDTHS)))
    small = [random.integers(0, size, SIZE) for size in SIZES]
    return np.column_stack([hashed, *small]).astype(np.uint32)


def logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def said(model: Model, name: str, weights: str, key: int) -> np.ndarray:
    """What one hash gives to the memory's input: nothing where its table does not know it."""
    keys = model[f"{name}_keys"].tolist()
    if key not in keys:
        return np.zeros(INPUTS)
    return (model[f"{name}_vectors"][keys.index(key)] * model[f"{name}_scale"].astype(np.float64)) @ model[weights]


def input_of(model: Model, features: np.ndarray, at: int) -> np.ndarray:
    character, pair, word, *small = features[at].tolist()
    before = int(features[at - 1, 1]) if at else 0
    given = said(model, "character", "character_weights", character) + said(model, "pair", "pair_weights", pair)
    given = given + said(model, "pair", "pair_before_weights", before) + said(model, "word", "word_weights", word)
    return given + sum(model[name][value] for name, value in zip(SMALL, small, strict=True))


def read_one_by_one(inputs: list[np.ndarray], weights: np.ndarray, bias: np.ndarray) -> list[np.ndarray]:
    state, memory, states = np.zeros(WIDTH), np.zeros(WIDTH), []
    for given in inputs:
        opened, kept, new, out = np.split(np.concatenate([state, given]) @ weights + bias, 4)
        memory = logistic(kept) * memory + logistic(opened) * np.tanh(new)
        state = logistic(out) * np.tanh(memory)
        states.append(state)
    return states


def scores_of(model: Model, features: np.ndarray, sentence: Span) -> np.ndarray:
    """The scores (characters × sets × labels) of one sentence."""
    inputs = [input_of(model, features, at) for at in range(*sentence)]
    forwards = read_one_by_one(inputs, model["memory"][0], model["memory_bias"][0])
    backwards = read_one_by_one(inputs[::-1], model["memory"][1], model["memory_bias"][1])[::-1]
    states = np.column_stack([forwards, backwards])
    inner = np.tanh(states @ model["hidden"] + model["hidden_bias"])
    return (inner @ model["output"] + model["output_bias"]).reshape(len(states), len(CLASSES), LABELS)


@pytest.fixture(scope="module")
def model() -> dict[str, np.ndarray]:
    return random_model()


@pytest.fixture(scope="module")
def network(model: Model) -> Network:
    return make_tagger(model).network


def test_scores_are_those_of_a_step_by_step_reading(model: Model, network: Network) -> None:
    features, packing = random_features(), pack(SENTENCES)
    scores = np.full((len(CLASSES), SIZE, LABELS), np.nan)
    scores[:, packing.order] = network.scores(features, packing)
    for sentence in SENTENCES:
        expected = scores_of(model, features, sentence).transpose(1, 0, 2)
        np.testing.assert_allclose(scores[:, slice(*sentence)], expected, rtol=1e-4, atol=1e-5)


def test_a_sentence_reads_the_same_alone_and_among_others(network: Network) -> None:
    features, packing = random_features(), pack(SENTENCES)
    together = np.zeros((len(CLASSES), SIZE, LABELS))
    together[:, packing.order] = network.scores(features, packing)
    for sentence in SENTENCES:
        alone = network.scores(features, pack([sentence]))
        np.testing.assert_allclose(alone, together[:, slice(*sentence)], rtol=1e-5, atol=1e-6)


def test_many_characters_are_read_as_a_few_are(network: Network) -> None:
    features = np.concatenate([random_features()[:11]] * 40)
    sentences = [Span(11 * i + 5, 11 * i + 11) for i in range(40)]
    packing = pack(sentences)
    scores = np.zeros((len(CLASSES), len(features), LABELS), np.float32)
    scores[:, packing.order] = network.scores(features, packing)
    for sentence in sentences:
        np.testing.assert_allclose(scores[:, slice(*sentence)], scores[:, slice(*sentences[0])], rtol=1e-5, atol=1e-6)


def test_no_sentence_has_no_scores(network: Network) -> None:
    assert network.scores(random_features(), pack([])).shape == (len(CLASSES), 0, LABELS)


def test_the_row_of_a_hash_is_one_more_than_its_place_and_0_if_unknown() -> None:
    table = Table(np.array([2, 5, 9], np.uint32), np.zeros((4, 1), np.float32))
    assert table.rows(np.array([9, 2, 3, 5, 0, 99], np.uint32)).tolist() == [3, 1, 0, 2, 0, 0]


def test_what_a_table_does_not_know_gives_nothing(network: Network) -> None:
    assert all(not table.given[0].any() and table.given[1:].any(1).all() for table in network.tables)
