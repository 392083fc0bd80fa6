"""Words of a text with their parts of speech, by the general dictionary of a segmenter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_BEGIN, _INSIDE, _END, _WHOLE = range(4)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their characters are ``texts[i]``, from ``begins[i]`` to ``ends[i]``; ``at[c]`` is the word of character c."""

    texts: tuple[str, ...]
    begins: Ints
    ends: Ints
    at: Ints

    def parts(self) -> NDArray[np.uint64]:
        """Where in its word each character stands: begin, inside, end, or the whole word."""
        position = np.arange(len(self.at)) - self.begins[self.at]
        left = self.ends[self.at] - np.arange(len(self.at))
        part = np.where(position == 0, _BEGIN, np.where(left == 1, _END, _INSIDE))
        return np.where((position == 0) & (left == 1), _WHOLE, part).astype(np.uint64)


@cache
def _segmenter() -> rjieba.Jieba:
    return rjieba.Jieba()


def split_words(text: str, guess: bool) -> Words:
    """The words of a text; ``guess`` joins characters that look like a word the dictionary lacks."""
    texts = _segmenter().cut(text, hmm=guess)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    return Words(tuple(texts), ends - lengths, ends, np.repeat(np.arange(len(texts)), lengths))


@lru_cache(maxsize=1 << 18)
def part_of_speech(word: str) -> str:
    """The tag of a word in the dictionary (v, n, ns, m…), x if it has none."""
    tagged: list[tuple[str, str]] = _segmenter().tag(word, hmm=False)
    return tagged[-1][1] if tagged else "x"
