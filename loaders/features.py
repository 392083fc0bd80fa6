"""What the tagger sees of each character: its neighbours, its words, its clause and its list, as hashed features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.clausewords import Surroundings, find_surroundings
from loaders.gazetteer import PlaceMarks
from loaders.ngrams import Hashes, hash_grams, hash_word, join, mix, shift, to_codes
from loaders.statistics import Statistics
from loaders.words import Words, is_known, part_of_speech, split_words

LONGEST: Final = 6
_ALIKE: Final = {
    **{ord(digit): "0" for digit in "0123456789０１２３４５６７８９"},
    **{ord(narrow): wide for narrow, wide in zip(",;:!?()", "，；：！？（）", strict=True)},
}
_SHAPES: Final = ("0", r"A-Za-z", "“”", "、", "，。；！？：\n", "（）()《》", "一二三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the features read it: digits and marks alike, its n-grams, its words with and without guessed ones."""

    text: str
    grams: list[Hashes]
    words: Words
    guessed: Words


def to_alike(text: str) -> str:
    """A text with every digit 0 and wide marks for narrow ones, its characters in their places."""
    return text.translate(_ALIKE)


def read_text_once(text: str) -> Reading:
    """Everything that several groups of features need of a text."""
    alike = to_alike(text)
    return Reading(alike, hash_grams(to_codes(alike), LONGEST), split_words(alike, guess=False), split_words(alike, guess=True))


def to_features(reading: Reading, places: PlaceMarks, statistics: Statistics) -> NDArray[np.uint32]:
    """The features of each character (characters × templates), as numbers that mean the same in every text."""
    columns = [*_characters(reading), *_words(reading), *_clauses(reading), *_places(reading, places), *_clusters(reading, statistics)]
    salted = [mix(join(np.full(len(reading.text), hash_word(f"template {i}"), np.uint64), column)) for i, column in enumerate(columns)]
    return (np.stack(salted, 1) >> np.uint64(32)).astype(np.uint32)


def _characters(reading: Reading) -> list[Hashes]:
    one, two, three, four = reading.grams[1:5]
    columns = [shift(one, by) for by in range(-3, 4)]
    columns += [shift(two, by) for by in range(-3, 3)]
    columns += [shift(three, by) for by in range(-3, 2)]
    columns += [four, shift(four, -3), np.zeros_like(one)]
    shapes = _shapes(reading.text)
    window = shift(shapes, -2)
    for by in range(-1, 3):
        window = join(window, shift(shapes, by))
    return [*columns, window]


def _shapes(text: str) -> Hashes:
    table = {ord(char): i + 1 for i, chars in enumerate(_SHAPES) for char in chars}
    return np.array([table.get(ord(char), 8 if char.isascii() and char.isalpha() else 9) for char in text], np.uint64)


def _words(reading: Reading) -> list[Hashes]:
    words, part = reading.words, reading.words.parts()
    forms = np.array([hash_word(word) for word in words.texts], np.uint64)
    tags = np.array([hash_word(part_of_speech(word)) for word in words.texts], np.uint64)

    def form(by: int) -> Hashes:
        return shift(forms, by)[words.at]

    def tag(by: int) -> Hashes:
        return shift(tags, by)[words.at]

    columns = [join(part, form(by)) for by in range(-2, 3)]
    columns += [join(part, join(form(-1), form(0))), join(part, join(form(0), form(1)))]
    columns += [join(part, tag(0)), join(part, join(tag(-1), tag(0))), join(part, join(tag(0), tag(1)))]
    columns += [join(part, join(join(tag(by), tag(by + 1)), tag(by + 2))) for by in (-2, -1, 0)]
    return [*columns, *_guessed_words(reading, part)]


def _guessed_words(reading: Reading, part: Hashes) -> list[Hashes]:
    words = reading.guessed
    known = np.array([is_known(word) for word in words.texts], np.uint64)[words.at]
    length = np.minimum((words.ends - words.begins)[words.at], 5).astype(np.uint64)
    here = join(words.parts(), known)
    return [join(here, part), join(join(here, length), reading.grams[1])]


def _clauses(reading: Reading) -> list[Hashes]:
    around: Surroundings = find_surroundings(reading.words)
    part, at = reading.words.parts(), reading.words.at
    verb, next_verb, tail, after = around.verb[at], around.next_verb[at], around.item_tail[at], around.after_item[at]
    quoted = around.quoted[at]
    return [
        join(part, verb),
        join(verb, around.verb_distance[at]),
        join(part, next_verb),
        join(next_verb, around.next_verb_distance[at]),
        join(part, around.item_first[at]),
        join(part, around.item_last[at]),
        join(part, tail),
        join(join(around.item_last_tag[at], after), part),
        join(around.list_head[at], part),
        around.clause_first[at],
        join(around.clause_last[at], after),
        join(join(quoted, part), after),
        join(quoted, verb),
        join(around.item_number[at], around.list_head[at]),
        join(tail, verb),
    ]


def _places(reading: Reading, places: PlaceMarks) -> list[Hashes]:
    here = join(places.part, places.nearness)
    part = reading.words.parts()
    return [
        here,
        join(here, part),
        join(join(shift(here, -1), here), shift(here, 1)),
        join(here, reading.grams[1]),
        join(here, shift(reading.grams[1], 1)),
        join(here, shift(reading.grams[2], 1)),
    ]


def _clusters(reading: Reading, statistics: Statistics) -> list[Hashes]:
    words, part = reading.words, reading.words.parts()
    coarse, middle, fine = statistics.clusters_of(words.texts)

    def near(clusters: Hashes, by: int) -> Hashes:
        return shift(clusters, by)[words.at]

    columns = [join(part, near(clusters, by)) for clusters in (coarse, middle, fine) for by in range(-2, 3)]
    for clusters in (coarse, middle):
        columns += [join(part, join(near(clusters, by), near(clusters, by + 1))) for by in (-1, 0)]
    three = join(join(near(coarse, -1), near(coarse, 0)), near(coarse, 1))
    return [*columns, join(part, three), join(part, join(near(coarse, -2), three))]
