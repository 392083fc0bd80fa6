"""Chinese names in Latin letters: syllables, readable slugs and labels."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.mmseg import seg

SLUG_LENGTH = 40

_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_MARKS = re.compile(r"[“”‘’\"《》「」、，。；：·（）()【】!！?？—]+")
_LATIN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def _read_word(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word, v_to_u=True))


def _read_run(run: str) -> list[str]:
    return [syllable for word in seg.cut(run) for syllable in _read_word(word)]


@lru_cache(maxsize=65536)
def to_pinyin(name: str) -> str:
    """A name in Latin letters, one word per syllable, without tones and marks; Latin letters and digits stay (5G chan ye yuan)."""
    spelled = _CHINESE.sub(lambda run: f" {' '.join(_read_run(run.group()))} ", _MARKS.sub(" ", name))
    return " ".join(spelled.split())


def to_slug(name: str, length: int = SLUG_LENGTH) -> str:
    """Lower-case ASCII words joined by hyphens, cut after a whole syllable at most ``length`` characters long."""
    words = _LATIN.findall(to_pinyin(name).replace("ü", "v").lower())
    slug = "-".join(words)[: length + 1]
    return slug.rpartition("-")[0] or slug[:length] if len(slug) > length else slug
