"""The chain of labels against a sum over all its paths."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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
    np.testing.assert_allclose(found.pairs.sum((1, 2)), [9 - len(SENTENCES)] * 2, rtol=1e-4)


def test_spans_are_read_off_labels() -> None:
    labels = np.array([OUTSIDE, SINGLE, BEGIN, INSIDE, END, OUTSIDE, BEGIN, END], np.int8)
    assert find_spans(labels) == [Span(1, 2), Span(2, 5), Span(6, 8)]


def test_nothing_to_label_is_no_error() -> None:
    packing = pack([])
    assert best_labels(np.zeros((2, 0, LABELS), np.float32), np.zeros((2, LABELS, LABELS), np.float32), packing).shape == (2, 0)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Span], np.ndarray, np.ndarray]:
    """Sentences with gaps between them, in any order, with the scores of their characters and of transitions for two sets."""
    lengths = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    gaps = draw(st.lists(st.integers(0, 2), min_size=len(lengths), max_size=len(lengths)))
    ends = np.cumsum([length + gap for length, gap in zip(lengths, gaps, strict=True)]).tolist()
    sentences = [Span(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    strength = draw(st.sampled_from([0.1, 1.0, 8.0]))
    scores = random.normal(scale=strength, size=(2, ends[-1], LABELS)).astype(np.float32)
    return draw(st.permutations(sentences)), scores, random.normal(scale=strength, size=(2, LABELS, LABELS)).astype(np.float32)


@given(chains())
def test_no_path_is_better_than_the_best_labels(chain: tuple[list[Span], np.ndarray, np.ndarray]) -> None:
    sentences, scores, transitions = chain
    packing = pack(sentences)
    labels = np.zeros(scores.shape[:2], np.int8)
    labels[:, packing.order] = best_labels(scores[:, packing.order], transitions, packing)
    for number, sentence in itertools.product(range(2), [s for s in sentences if s.end > s.begin]):
        every = paths(sentence, scores[number], transitions[number])
        assert every[tuple(labels[number, slice(*sentence)].tolist())] >= max(every.values()) - 1e-3


@given(chains())
def test_marginals_and_pairs_are_shares_of_all_paths(chain: tuple[list[Span], np.ndarray, np.ndarray]) -> None:
    sentences, scores, transitions = chain
    packing = pack(sentences)
    found = expect(np.exp(scores[:, packing.order]), np.exp(transitions) * MAY_FOLLOW, packing)
    marginals = np.zeros(scores.shape)
    marginals[:, packing.order] = found.marginals
    expected, pairs, log_sum = np.zeros(scores.shape), np.zeros(transitions.shape), 0.0
    for number, sentence in itertools.product(range(2), [s for s in sentences if s.end > s.begin]):
        every = paths(sentence, scores[number], transitions[number])
        weights = np.exp(np.array(list(every.values())))
        log_sum += float(np.log(weights.sum()))
        for path, share in zip(every, weights / weights.sum(), strict=True):
            expected[number, range(*sentence), path] += share
            for pair in itertools.pairwise(path):
                pairs[number][pair] += share
    np.testing.assert_allclose(marginals, expected, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found.pairs, pairs, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(found.log_sum, log_sum, rtol=1e-4, atol=1e-3)


@given(st.lists(st.integers(0, 7), max_size=8))
def test_a_packing_holds_every_character_once_by_its_place_in_its_sentence(lengths: list[int]) -> None:
    ends = np.cumsum(lengths).tolist()
    sentences = [Span(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    packing = pack(sentences)
    assert sorted(packing.order.tolist()) == list(range(sum(lengths)))
    place = {at: at - s.begin for s in sentences for at in range(*s)}
    for step in range(packing.steps):
        here = packing.order[packing.offsets[step] : packing.offsets[step + 1]].tolist()
        assert [place[at] for at in here] == [step] * packing.size(step)
        after = packing.order[packing.offsets[step + 1] : packing.offsets[step + 1] + packing.size(step + 1)].tolist()
        assert after == [at + 1 for at in here[: len(after)]]
    assert packing.size(packing.steps) == 0
