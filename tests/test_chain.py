"""The chain of labels against a sum over all its paths."""

from __future__ import annotations

import itertools

import numpy as np

from loaders.chain import BEGIN, END, INSIDE, LABELS, MAY_END, MAY_FOLLOW, MAY_START, OUTSIDE, SINGLE, best_labels, expect, find_spans, pack
from loaders.statements import Span

SENTENCES = [Span(0, 4), Span(4, 6), Span(6, 9)]


def random_chain() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.RandomState(3)
    return random.normal(size=(2, 9, LABELS)).astype(np.float32), random.normal(size=(2, LABELS, LABELS)).astype(np.float32)


def paths(sentence: Span, scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    found = {}
    for path in itertools.product(range(LABELS), repeat=sentence.end - sentence.begin):
        allowed = MAY_START[path[0]] * MAY_END[path[-1]] * np.prod([MAY_FOLLOW[a, b] for a, b in itertools.pairwise(path)])
        if allowed:
            steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
            found[path] = float(sum(scores[sentence.begin + i, label] for i, label in enumerate(path)) + steps)
    return found


def test_best_labels_are_those_of_the_best_path() -> None:
    scores, transitions = random_chain()
    packing = pack(SENTENCES)
    labels = np.zeros((2, 9), np.int8)
    labels[:, packing.order] = best_labels(scores[:, packing.order], transitions, packing)
    for number in range(2):
        for sentence in SENTENCES:
            every = paths(sentence, scores[number], transitions[number])
            assert tuple(labels[number, sentence.begin : sentence.end]) == max(every, key=lambda path: every[path])


def test_expectations_are_those_of_all_paths() -> None:
    scores, transitions = random_chain()
    packing = pack(SENTENCES)
    found = expect(np.exp(scores[:, packing.order]), np.exp(transitions) * MAY_FOLLOW, packing)
    marginals = np.zeros((2, 9, LABELS))
    marginals[:, packing.order] = found.marginals
    total = 0.0
    for number, sentence in itertools.product(range(2), SENTENCES):
        weights = {path: np.exp(value) for path, value in paths(sentence, scores[number], transitions[number]).items()}
        total += float(np.log(sum(weights.values())))
        for at in range(sentence.end - sentence.begin):
            by_label = [sum(w for path, w in weights.items() if path[at] == label) / sum(weights.values()) for label in range(LABELS)]
            np.testing.assert_allclose(marginals[number, sentence.begin + at], by_label, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.log_sum, total, rtol=1e-4)
    assert found.pairs.sum() == np.float32(found.pairs.sum())
    np.testing.assert_allclose(found.pairs.sum((1, 2)), [9 - len(SENTENCES)] * 2, rtol=1e-4)


def test_spans_are_read_off_labels() -> None:
    labels = np.array([OUTSIDE, SINGLE, BEGIN, INSIDE, END, OUTSIDE, BEGIN, END], np.int8)
    assert find_spans(labels) == [Span(1, 2), Span(2, 5), Span(6, 8)]


def test_nothing_to_label_is_no_error() -> None:
    packing = pack([])
    assert best_labels(np.zeros((2, 0, LABELS), np.float32), np.zeros((2, LABELS, LABELS), np.float32), packing).shape == (2, 0)
