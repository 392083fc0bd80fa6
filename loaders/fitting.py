"""Fits a chain of labels to allowed labels: adaptive gradient steps over batches of sentences, in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from loaders.chain import LABELS, MAY_FOLLOW, Floats, Packing, expect, pack
from loaders.statements import Span

Features: TypeAlias = NDArray[np.uint32]

LEAST_COUNT: Final = 3
BATCH: Final = 4000
EPOCHS: Final = 12
RATE: Final = 0.1
SMOOTHING: Final = 2.0
SEED: Final = 0
_TINY: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences to learn from at once: their features both ways round, the labels allowed, the features they have at all."""

    features: csr_matrix
    transposed: csr_matrix
    allowed: Floats
    packing: Packing
    rows: NDArray[np.int64]


def index_features(matrices: Sequence[Features], least: int = LEAST_COUNT) -> Features:
    """The features that occur at least so often, sorted."""
    values, counts = np.unique(np.concatenate([m.ravel() for m in matrices]), return_counts=True)
    return values[counts >= least]


def to_sparse(features: Features, index: Features) -> csr_matrix:
    """Characters × indexed features, 1 where a character has the feature."""
    flat = features.ravel()
    column = np.minimum(np.searchsorted(index, flat), len(index) - 1)
    known = index[column] == flat
    rows = np.repeat(np.arange(len(features)), features.shape[1])[known]
    return csr_matrix((np.ones(len(rows), np.float32), (rows, column[known])), shape=(len(features), len(index)))


def to_batches(features: csr_matrix, allowed: Floats, sentences: Sequence[Span]) -> list[Batch]:
    """Batches of sentences of like length."""
    groups: list[list[Span]] = [[]]
    size = 0
    for sentence in sorted(sentences, key=lambda s: (s.end - s.begin, s.begin)):
        if size >= BATCH:
            groups.append([])
            size = 0
        groups[-1].append(sentence)
        size += sentence.end - sentence.begin
    return [_to_batch(features, allowed, group) for group in groups]


def _to_batch(features: csr_matrix, allowed: Floats, sentences: Sequence[Span]) -> Batch:
    packing = pack(sentences)
    own = features[packing.order]
    transposed = own.T.tocsr()
    rows = np.flatnonzero(np.diff(transposed.indptr))
    return Batch(own, transposed[rows], np.ascontiguousarray(allowed[:, packing.order]), packing, rows)


def fit(batches: Sequence[Batch], width: int, epochs: int = EPOCHS, rate: float = RATE, smoothing: float = SMOOTHING) -> tuple[Floats, Floats]:
    """Weights (features × all labels) and transitions that make the allowed labels likely."""
    sets = len(batches[0].allowed)
    weights, squares = np.zeros((width, sets * LABELS), np.float32), np.full((width, sets * LABELS), _TINY, np.float32)
    transitions = np.zeros((sets, LABELS, LABELS), np.float32)
    steps = np.full_like(transitions, _TINY)
    seen = np.bincount(np.concatenate([batch.rows for batch in batches]), minlength=width)
    decay = (smoothing / np.maximum(seen, 1)).astype(np.float32)[:, None]
    order = np.random.RandomState(SEED)
    for _ in range(epochs):
        for number in order.permutation(len(batches)):
            batch = batches[number]
            slope, turn = _slopes(batch, weights, transitions)
            slope += decay[batch.rows] * weights[batch.rows]
            squares[batch.rows] += slope * slope
            weights[batch.rows] -= rate * slope / np.sqrt(squares[batch.rows])
            steps += turn * turn
            transitions -= rate * turn / np.sqrt(steps)
    return weights, transitions


def _slopes(batch: Batch, weights: Floats, transitions: Floats) -> tuple[Floats, Floats]:
    """How the loss rises with the weights of the batch's features and with the transitions."""
    sets, size, _ = batch.allowed.shape
    scores = (batch.features @ weights).reshape(size, sets, LABELS).transpose(1, 0, 2)
    factors = np.exp(scores - scores.max(-1, keepdims=True))
    moves = np.exp(transitions) * MAY_FOLLOW
    every, right = expect(factors, moves, batch.packing), expect(factors * batch.allowed, moves, batch.packing)
    surplus = np.ascontiguousarray((every.marginals - right.marginals).transpose(1, 0, 2)).reshape(size, -1)
    return batch.transposed @ surplus, every.pairs - right.pairs


def prune(index: Features, weights: Floats, kept: int) -> tuple[Features, Floats]:
    """The weightiest features with their weights."""
    strength = np.abs(weights).max(1)
    best = np.sort(np.argsort(-strength, kind="stable")[:kept])
    return index[best], weights[best]
