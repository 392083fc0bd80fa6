"""For each word: the verbs before and after it in its clause, the item of the list it stands in, and the head of that list."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from loaders.ngrams import Hashes, hash_word
from loaders.words import Words, part_of_speech

_CLAUSE_ENDS: Final = frozenset("，。；！？\n：")
_ITEM_ENDS: Final = _CLAUSE_ENDS | frozenset("、和及与（）“”")
_FAR: Final = 6
_NONE: Final = 1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """By word: hashes of the words around it that say what it is part of; 1 where there is none."""

    verb: Hashes
    verb_distance: Hashes
    item_first: Hashes
    clause_first: Hashes
    item_number: Hashes
    quoted: Hashes
    next_verb: Hashes
    next_verb_distance: Hashes
    item_last: Hashes
    item_last_tag: Hashes
    item_tail: Hashes
    after_item: Hashes
    clause_last: Hashes
    list_head: Hashes


def find_surroundings(words: Words) -> Surroundings:
    """The surroundings of every word, by one walk forward and one backward."""
    known = {**_walk_forward(words), **_walk_backward(words)}
    return Surroundings(**{field.name: np.array(known[field.name], np.uint64) for field in fields(Surroundings)})


def _walk_forward(words: Words) -> dict[str, list[int]]:
    rows = []
    verb = first = clause = _NONE
    distance = number = quoted = 0
    for word in words.texts:
        hashed = hash_word(word)
        if word in _CLAUSE_ENDS:
            verb, distance, clause, number = _NONE, 0, _NONE, 0
        elif clause == _NONE:
            clause = hashed
        quoted = 1 if word == "“" else 0 if word == "”" else quoted
        if word in _ITEM_ENDS:
            first = _NONE
        elif first == _NONE:
            first = hashed
        rows.append((verb, min(distance, _FAR), first, clause, min(number, 2), quoted))
        distance += 1
        number += word == "、"
        if part_of_speech(word)[0] == "v":
            verb, distance = hashed, 0
    names = ("verb", "verb_distance", "item_first", "clause_first", "item_number", "quoted")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _walk_backward(words: Words) -> dict[str, list[int]]:
    rows = []
    verb = last = tag = tail = after = clause = head = _NONE
    distance = 0
    following = _NONE
    for word, before in zip(reversed(words.texts), (*reversed(words.texts[:-1]), ""), strict=True):
        hashed = hash_word(word)
        if word in _CLAUSE_ENDS:
            verb, distance, clause, head = _NONE, 0, _NONE, _NONE
        elif clause == _NONE:
            clause = hashed
        if word in _ITEM_ENDS:
            last, after = _NONE, hashed
        elif last == _NONE:
            last, tag, tail = hashed, hash_word(part_of_speech(word)), hash_word((before + word)[-2:])
        if word == "等":
            head = following
        rows.append((verb, min(distance, _FAR), last, tag, tail, after, clause, head))
        distance += 1
        following = clause
        if part_of_speech(word)[0] == "v":
            verb, distance = hashed, 0
    rows.reverse()
    names = ("next_verb", "next_verb_distance", "item_last", "item_last_tag", "item_tail", "after_item", "clause_last", "list_head")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
