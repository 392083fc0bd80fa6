"""Characters as numbers: hashes of every n-gram of a text, made for all positions at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_SPREAD: Final = np.uint64(0xBF58476D1CE4E5B9)
_MASK: Final = (1 << 64) - 1


def to_codes(text: str) -> Hashes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)


def mix(hashes: Hashes) -> Hashes:
    """Hashes whose high bits depend on every bit of the given ones."""
    spread = (hashes ^ (hashes >> np.uint64(31))) * _SPREAD
    return spread ^ (spread >> np.uint64(29))


def join(first: Hashes, second: Hashes) -> Hashes:
    """The hash of two things in this order."""
    return first * _FACTOR + second


def hash_grams(codes: Hashes, longest: int) -> list[Hashes]:
    """By length n from 1: the hash of the n-gram that begins at each position, 0 where the text ends before it does."""
    size = len(codes)
    single = mix(codes + np.uint64(1))
    grams = [np.zeros(size, np.uint64), single]
    for length in range(2, longest + 1):
        longer = np.zeros(size, np.uint64)
        if size >= length:
            longer[: size - length + 1] = join(grams[-1][: size - length + 1], single[length - 1 :])
        grams.append(longer)
    return grams


@lru_cache(maxsize=1 << 18)
def hash_word(word: str) -> int:
    """The hash of one word: that of the n-gram which it is."""
    codes = mix(to_codes(word) + np.uint64(1)).tolist()
    value: int = codes[0]
    for code in codes[1:]:
        value = (value * int(_FACTOR) + code) & _MASK
    return value
