"""Lists of words as they are written in code: apart by blanks."""

from __future__ import annotations


def to_words(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())
