"""Sentences: where they end, quotation marks and brackets respected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.statements import Span

_SIGN = re.compile(r"[。！？!?“”‘’（）()《》]")
_OPENING = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》"}
_CLOSING = frozenset(_OPENING.values())
_ENDS = frozenset("。！？!?")


def find_sentences(clean: str, begin: int, end: int) -> Iterator[Span]:
    """The sentences between begin and end, in order; a line end always ends one."""
    at = begin
    for line in clean[begin:end].split("\n"):
        for edge in _find_ends(line):
            yield from _span_of(clean, at, at + edge[0], at + edge[1])
        at += len(line) + 1


def _span_of(clean: str, line: int, begin: int, end: int) -> Iterator[Span]:
    del line
    words = clean[begin:end]
    left = len(words) - len(words.lstrip())
    if words.strip():
        yield Span(begin + left, begin + len(words.rstrip()))


def _find_ends(line: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each sentence in a line."""
    signs = list(_SIGN.finditer(line))
    nested = _is_balanced(line)
    begin, depth = 0, 0
    for found in signs:
        sign, at = found[0], found.end()
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
            if line[at - 2 : at - 1] not in _ENDS or (depth and nested):
                continue
        if (sign in _ENDS or sign in _CLOSING) and not (depth and nested) and _may_end(line, at):
            yield begin, at
            begin = at
    if begin < len(line):
        yield begin, len(line)


def _is_balanced(line: str) -> bool:
    return all(line.count(left) == line.count(right) for left, right in _OPENING.items())


def _may_end(line: str, at: int) -> bool:
    """Whether a sentence can end here: no further mark of its end and no comma follows."""
    return line[at : at + 1] not in (*_ENDS, *_CLOSING, "，", ",", "、", "；", ";", "的")
