"""The institutions of the ontology where they stand in a text."""

from __future__ import annotations

from functools import cache

import ahocorasick_rs
import numpy as np

from loaders.ngrams import Hashes
from loaders.words import Words
from ontology.lexicon import load_lexicon


@cache
def institution_automaton() -> ahocorasick_rs.AhoCorasick:
    """Finds the names of known institutions, the longest at each position."""
    names = sorted({name for institution in load_lexicon().institutions for name in institution.names if len(name) > 1})
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def mark_institutions(text: str, words: Words) -> Hashes:
    """By character: its part in the name of a known institution (0 outside, else begin 1, inside 2, end 3) that cuts no word in two."""
    part = np.zeros(len(text), np.uint64)
    for _, begin, end in institution_automaton().find_matches_as_indexes(text):
        if words.begins[words.at[begin]] == begin and words.ends[words.at[end - 1]] == end:
            part[begin:end], part[begin], part[end - 1] = 2, 1, 3
    return part
