"""What the tagger sees of each character: hashes of it, of it and the next, and of its word, and a few small numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.gazetteer import PlaceMarks
from loaders.ngrams import Hashes, hash_grams, hash_word, mix, to_codes
from loaders.words import Words, part_of_speech, split_words

Features = NDArray[np.uint32]

_QUOTED: Final = re.compile("“[^”\n]*[”\n]?")
_ALIKE: Final = {
    **{ord(digit): "0" for digit in "0123456789０１２３４５６７８９"},
    **{ord(narrow): wide for narrow, wide in zip(",;:!?()", "，；：！？（）", strict=True)},
}
TAGS: Final = tuple(
    "n nr ns nt nz nrt ng v vn vd vg a ad an b c d f i j l m mq p q r s t u uj ul uz x y z eng k h nrfg zg g o e df".split()  # noqa: SIM905
)
_NUMBER: Final = {tag: index + 1 for index, tag in enumerate(TAGS)}
HASHED: Final = ("character", "pair", "word")
SMALL: Final = ("tag", "parts", "place", "quoted", "institution")
SIZES: Final = (len(TAGS) + 1, 16, 32, 2, 4)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the features read it: digits and marks alike, characters and pairs, its words with and without guessed ones."""

    text: str
    characters: Hashes
    pairs: Hashes
    words: Words
    guessed: Words

    def word_hashes(self) -> Hashes:
        """The hash of each word."""
        return np.array([hash_word(word) for word in self.words.texts], np.uint64)


def read_text_once(text: str) -> Reading:
    """Everything that several features need of a text."""
    alike = text.translate(_ALIKE)
    _, characters, pairs = hash_grams(to_codes(alike), 2)
    return Reading(alike, characters, pairs, split_words(alike, guess=False), split_words(alike, guess=True))


def to_features(reading: Reading, places: PlaceMarks, institutions: Hashes) -> Features:
    """The features of each character (characters × columns): the three hashes, then the small numbers."""
    words = reading.words
    tags = np.array([_NUMBER.get(part_of_speech(word), 0) for word in words.texts], np.uint64)[words.at]
    parts = words.parts() * np.uint64(4) + reading.guessed.parts()
    marks = places.part * np.uint64(8) + places.nearness
    hashed = [to_key(column) for column in (reading.characters, reading.pairs, reading.word_hashes()[words.at])]
    small = (tags, parts, marks, find_quoted(reading.text), institutions)
    return np.stack([*hashed, *(column.astype(np.uint32) for column in small)], 1)


def to_key(hashes: Hashes) -> Features:
    """The half of each hash that the tables keep."""
    return (mix(hashes) >> np.uint64(32)).astype(np.uint32)


def find_quoted(text: str) -> Hashes:
    """1 from an opening quotation mark to the closing one or the line's end, else 0."""
    quoted = np.zeros(len(text), np.uint64)
    for found in _QUOTED.finditer(text):
        quoted[slice(*found.span())] = 1
    return quoted
