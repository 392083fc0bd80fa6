"""Sentences: where they end, quotation marks and brackets respected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.paragraphs import CUT
from loaders.statements import Span

_SIGN = re.compile(r"[。！？!?“”‘’（）()《》]")
_LETTER = re.compile(r"[^\W_]")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》"}
_CLOSING = frozenset(_PAIRS.values())
_QUOTES = frozenset("”’")
_ENDS = frozenset("。！？!?")
_GOES_ON = _ENDS | _CLOSING | frozenset("，,、；;：的")


def find_sentences(clean: str, begin: int, end: int) -> Iterator[Span]:
    """The sentences between begin and end, in order; a line end always ends one, a mark that text was left out is none."""
    at = begin
    for line in clean[begin:end].split("\n"):
        if not CUT.match(line):
            for first, last in _find_ends(line):
                yield from _trim(clean, at + first, at + last)
        at += len(line) + 1


def _trim(clean: str, begin: int, end: int) -> Iterator[Span]:
    """The span without the blanks around it, if any word is left."""
    words = clean[begin:end]
    if words[:1].isalnum() or _LETTER.search(words):
        yield Span(begin + len(words) - len(words.lstrip()), begin + len(words.rstrip()))


def _find_ends(line: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence in a line; marks inside quotations and brackets end none, unless a pair is broken."""
    begin, depth = 0, 0
    for found in _SIGN.finditer(line):
        sign, at = found[0], found.end()
        if sign in _PAIRS:
            depth += 1
            continue
        if sign in _CLOSING:
            depth = max(depth - 1, 0)
        ends = sign in _ENDS or (sign in _QUOTES and line[at - 2 : at - 1] in _ENDS)
        if ends and line[at : at + 1] not in _GOES_ON and not (depth and _nests(line)):
            yield begin, at
            begin = at
    if begin < len(line):
        yield begin, len(line)


def _nests(line: str) -> bool:
    """Whether every quotation and bracket of a line is closed."""
    return all(line.count(left) == line.count(right) for left, right in _PAIRS.items())
