"""What the unlabelled reports taught about words: clusters of words that stand in like places, as a compact data file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.ngrams import Hashes, hash_word

FILE: Final = Path(__file__).parent / "models" / "words.npz"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Clusters of words: ``clusters[rank[word], k]`` is the cluster of a word in the k-th clustering, 0 if the word is unknown."""

    rank: dict[int, int]
    clusters: NDArray[np.uint16]

    def clusters_of(self, words: Sequence[str]) -> list[Hashes]:
        """By clustering: the cluster of each word."""
        rows = np.array([self.rank.get(hash_word(word), 0) for word in words], np.int64)
        return [column.astype(np.uint64) for column in self.clusters[rows].T]


def make_statistics(words: NDArray[np.uint64], clusters: NDArray[np.uint16]) -> Statistics:
    """Statistics of words given by their hashes."""
    unknown = np.zeros((1, clusters.shape[1]), np.uint16)
    return Statistics({word: i + 1 for i, word in enumerate(words.tolist())}, np.concatenate([unknown, clusters]))


@cache
def load_statistics(path: Path = FILE) -> Statistics:
    """The statistics of a data file."""
    with np.load(path, allow_pickle=False) as data:
        return make_statistics(data["words"], data["clusters"])


def save_statistics(path: Path, words: NDArray[np.uint64], clusters: NDArray[np.uint16]) -> None:
    """Write a data file of statistics, the words in order of their hashes."""
    order = np.argsort(words)
    np.savez_compressed(path, words=words[order], clusters=clusters[order])
