"""Clusters of the words of unlabelled reports, by the words that stand before and after them (PPMI, SVD, spherical k-means)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, hstack
from scipy.sparse.linalg import svds

from loaders.features import to_alike
from loaders.ngrams import hash_word
from loaders.words import split_words

LEAST_COUNT: Final = 4
CONTEXTS: Final = 6000
OFFSETS: Final = (-2, -1, 1, 2)
DIMENSIONS: Final = 80
SIZES: Final = (40, 150, 600)
ROUNDS: Final = 25
_SMOOTHING: Final = 0.75

Floats = NDArray[np.float64]


def cluster_words(texts: Iterable[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint16]]:
    """The hashes of the frequent words of some texts, and their clusters from 1 in each clustering."""
    documents = [split_words(to_alike(text), guess=False).texts for text in texts]
    counts = Counter(word for document in documents for word in document)
    words = sorted((w for w, c in counts.items() if c >= LEAST_COUNT), key=lambda w: (-counts[w], w))
    vectors = _embed(_associations(documents, words))
    weights = np.array([counts[word] for word in words], np.float64)
    clusters = [_cluster(vectors, size, weights) + 1 for size in SIZES]
    return np.array([hash_word(w) for w in words], np.uint64), np.stack(clusters, 1).astype(np.uint16)


def _associations(documents: Sequence[Sequence[str]], words: Sequence[str]) -> csr_matrix:
    """Positive pointwise mutual information of words (rows) with the frequent words around them (columns by offset)."""
    rank = {word: i for i, word in enumerate(words)}
    ids = [np.array([rank.get(word, -1) for word in document], np.int64) for document in documents]
    counts = hstack([_pairs(ids, offset, len(words)) for offset in OFFSETS]).tocoo()
    total = counts.data.sum()
    rows = np.asarray(counts.sum(1)).ravel() / total
    columns = np.asarray(counts.sum(0)).ravel() ** _SMOOTHING
    expected = rows[counts.row] * (columns / columns.sum())[counts.col]
    information = np.maximum(np.log(counts.data / total / expected), 0)
    return csr_matrix((information, (counts.row, counts.col)), shape=counts.shape)


def _pairs(documents: Sequence[NDArray[np.int64]], offset: int, size: int) -> csr_matrix:
    context = min(CONTEXTS, size)
    left, right = (offset, 0) if offset > 0 else (0, -offset)
    words = np.concatenate([d[right : len(d) - left or None] for d in documents])
    others = np.concatenate([d[left : len(d) - right or None] for d in documents])
    kept = (words >= 0) & (others >= 0) & (others < context)
    return coo_matrix((np.ones(int(kept.sum())), (words[kept], others[kept])), shape=(size, context)).tocsr()


def _embed(matrix: csr_matrix) -> Floats:
    dimensions = min(DIMENSIONS, min(matrix.shape) - 1)
    left, strength, _ = svds(matrix, k=dimensions, v0=np.ones(min(matrix.shape)), solver="arpack")
    vectors: Floats = left * np.sqrt(strength)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _cluster(vectors: Floats, size: int, weights: Floats) -> NDArray[np.int64]:
    """Spherical k-means that starts from the most frequent words."""
    centres = vectors[:size].copy()
    pull = vectors * np.sqrt(weights)[:, None]
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(1)
        member = csr_matrix((np.ones(len(vectors)), (nearest, np.arange(len(vectors)))), shape=(len(centres), len(vectors)))
        moved = member @ pull
        filled = np.linalg.norm(moved, axis=1) > 0
        centres[filled] = moved[filled] / np.linalg.norm(moved[filled], axis=1, keepdims=True)
    return nearest
