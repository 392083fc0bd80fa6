"""Chinese names in Latin letters: syllables, readable slugs and labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_normal

SLUG_LENGTH = 40

_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_MARKS = re.compile(r"[“”‘’\"《》「」、，。；：·（）()【】!！?？—]+")
_LATIN = re.compile(r"[a-z0-9]+")


_without_tone = cache(partial(to_normal, v_to_u=True))


@lru_cache(maxsize=65536)
def _read_word(word: str) -> str:
    """The syllables of a known phrase or a character; lazy_pinyin reads a phrase the same way, after splitting it once more."""
    readings = PHRASES_DICT.get(word)
    return " ".join([_without_tone(syllable[0]) for syllable in readings] if readings else lazy_pinyin(word, v_to_u=True))


@cache
def _phrase_lengths() -> dict[str, tuple[int, ...]]:
    """How long the phrases are that begin with each two characters, the longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for phrase in PHRASES_DICT:
        lengths[phrase[:2]].add(len(phrase))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _split_run(run: str) -> Iterator[str]:
    """The longest known phrase at each step, else one character."""
    lengths, begin = _phrase_lengths(), 0
    while begin < len(run):
        for length in lengths.get(run[begin : begin + 2], ()):
            if run[begin : begin + length] in PHRASES_DICT:
                break
        else:
            length = 1
        yield run[begin : begin + length]
        begin += length


def _read_run(run: re.Match[str]) -> str:
    return f" {' '.join([_read_word(word) for word in _split_run(run[0])])} "


@lru_cache(maxsize=65536)
def to_pinyin(name: str) -> str:
    """A name in Latin letters, one word per syllable, without tones and marks; Latin letters and digits stay (5G chan ye yuan)."""
    return " ".join(_CHINESE.sub(_read_run, _MARKS.sub(" ", name)).split())


def to_slug(name: str, length: int = SLUG_LENGTH) -> str:
    """Lower-case ASCII words joined by hyphens, cut after a whole syllable at most ``length`` characters long."""
    words = _LATIN.findall(to_pinyin(name).replace("ü", "v").lower())
    slug = "-".join(words)[: length + 1]
    return slug.rpartition("-")[0] or slug[:length] if len(slug) > length else slug
