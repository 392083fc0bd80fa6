"""Vectors of characters, pairs of characters and words, from what stands around them in unlabelled reports (needs scipy)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix, hstack
from scipy.sparse.linalg import svds

from loaders.chain import Floats
from loaders.features import Reading, to_key

FEWEST_REPORTS: Final = 3
_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that has vectors: how often one must occur, how many stand for contexts, where these are, how long vectors are."""

    name: str
    least: int
    contexts: int
    offsets: tuple[int, ...]
    width: int


KINDS: Final = (
    Kind("character", 3, 3000, (-3, -2, -1, 1, 2, 3), 48),
    Kind("pair", 8, 5000, (-3, -2, 2, 3), 40),
    Kind("word", 4, 5000, (-2, -1, 1, 2), 56),
)


@dataclass(frozen=True, slots=True)
class Vectors:
    """The keys of the things that have a vector, in order, and their vectors."""

    keys: NDArray[np.uint32]
    vectors: Floats


def learn_vectors(readings: Sequence[Reading], kind: Kind) -> Vectors:
    """Vectors of the things of one kind that enough reports have."""
    texts = [_things(reading, kind.name) for reading in readings]
    counts = Counter[int]()
    reports = Counter[int]()
    for text in texts:
        values, times = np.unique(text, return_counts=True)
        counts.update(dict(zip(values.tolist(), times.tolist(), strict=True)))
        reports.update(values.tolist())
    known = sorted((k for k, n in counts.items() if n >= kind.least and reports[k] >= FEWEST_REPORTS), key=lambda k: (-counts[k], k))
    table = np.array(sorted(known), np.uint32)
    rank = {key: i for i, key in enumerate(known)}
    order = np.array([rank[key] for key in table.tolist()])
    ids = np.concatenate([np.append(_identify(text, table, order), [-1] * _GAP) for text in texts])
    around = _count_around(ids, len(known), kind)
    left, strength, _ = svds(_to_information(around), k=kind.width, v0=np.ones(min(around.shape), np.float32))
    vectors = left * np.sqrt(strength)
    vectors *= np.sign(vectors.sum(0))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    vectors /= vectors.std()
    return Vectors(table, np.ascontiguousarray(vectors[order]).astype(np.float32))


def _things(reading: Reading, name: str) -> NDArray[np.uint32]:
    hashes = {"character": reading.characters, "pair": reading.pairs, "word": reading.word_hashes()}
    return to_key(hashes[name])


def _identify(text: NDArray[np.uint32], table: NDArray[np.uint32], order: NDArray[np.int64]) -> NDArray[np.int64]:
    at = np.minimum(np.searchsorted(table, text), len(table) - 1)
    return np.where(table[at] == text, order[at], -1)


def _count_around(ids: NDArray[np.int64], known: int, kind: Kind) -> csr_matrix:
    """How often each context stands at each offset from each thing."""
    contexts = min(kind.contexts, known)
    counts = []
    for offset in kind.offsets:
        here, there = (ids[:-offset], ids[offset:]) if offset > 0 else (ids[-offset:], ids[:offset])
        both = (here >= 0) & (there >= 0) & (there < contexts)
        counts.append(coo_matrix((np.ones(int(both.sum())), (here[both], there[both])), shape=(known, contexts)).tocsr())
    return hstack(counts).tocsr()


def _to_information(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information, the contexts' frequency smoothed."""
    pairs = counts.tocoo()
    rows, columns = np.asarray(counts.sum(1)).ravel() + 1, np.asarray(counts.sum(0)).ravel() + 1
    share = columns**0.75 / (columns**0.75).sum()
    values = np.maximum(np.log(pairs.data / (rows[pairs.row] * share[pairs.col])), 0)
    found = csr_matrix((values.astype(np.float32), (pairs.row, pairs.col)), shape=counts.shape)
    found.eliminate_zeros()
    return found
