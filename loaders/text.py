"""Clean text whose every character knows its place in the file."""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from loaders.statements import Span

_SPECIAL = re.compile(r"[\r\\&<\t\x00-\x08\x0b-\x1f\x85\xa0\xad\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\ufeff\ufffd]")
_ESCAPE = re.compile(
    r"(?P<line>\r\n?|\\r\\n|\\n|<br\s*/?>|[\x0b\x0c\x85\u2028\u2029])"
    r"|(?P<blank>&(?:nbsp|NBSP|ensp|emsp|#160|#xa0|#xA0|#12288);|[\t\xa0\u2000-\u200a\u202f\u205f])"
    r"|(?P<nothing>(?<=\n)[\u200b-\u200f\u2060\ufeff]+\n|[\x00-\x08\x0e-\x1f\xad\u200b-\u200f\u2060\ufeff\ufffd]|&(?:zwnj|zwj|shy);)"
)
ONCE = Implementation.NoncontiguousNFA
"""The automaton that is soonest built, for names that are sought in one text only."""


@dataclass(frozen=True, slots=True)
class Text:
    """Clean text; ``origin[i]`` is the index, in the decoded file, of the character ``clean[i]``.

    The two characters are equal, but for a line end or a space that stands for another blank or for its escape (``&nbsp;``).
    """

    clean: str
    origin: array[int]

    def __len__(self) -> int:
        return len(self.clean)

    @classmethod
    def from_decoded(cls, decoded: str) -> Text:
        """The whole decoded file, with one line end, one kind of blank, and nothing invisible."""
        identity = _identity((len(decoded) >> 16) + 1)
        pieces: list[str] = []
        origin: array[int] = array("l")
        at = 0
        for special in _SPECIAL.finditer(decoded):
            found = _ESCAPE.match(decoded, special.start())
            if found is None or special.start() < at:
                continue
            pieces.append(decoded[at : found.start()])
            origin.extend(identity[at : found.start()])
            if found.lastgroup != "nothing":
                pieces.append("\n" if found.lastgroup == "line" else " ")
                origin.append(found.start())
            at = found.end()
        pieces.append(decoded[at:])
        origin.extend(identity[at : len(decoded)])
        return cls("".join(pieces), origin)

    def slice(self, begin: int, end: int) -> Text:
        """The characters from begin to end."""
        return Text(self.clean[begin:end], self.origin[begin:end])

    def take(self, spans: Iterable[Span]) -> Text:
        """The characters of the spans, in the order given."""
        origin: array[int] = array("l")
        pieces: list[str] = []
        for begin, end in spans:
            pieces.append(self.clean[begin:end])
            origin.extend(self.origin[begin:end])
        return Text("".join(pieces), origin)

    def drop(self, spans: Iterable[Span]) -> Text:
        """What is left without the spans, which must be in order."""
        return self.take(_between(spans, len(self.clean)))

    def with_line_ends(self, at: Iterable[int]) -> Text:
        """The same text with a line end in place of the blank at each index."""
        characters = list(self.clean)
        for index in at:
            characters[index] = "\n"
        return Text("".join(characters), self.origin)


@functools.cache
def _identity(blocks: int) -> array[int]:
    """Every index of a text of so many blocks of 65,536 characters."""
    return array("l", range(blocks << 16))


def _between(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The stretches that the spans leave out."""
    edges = [Span(0, 0), *spans, Span(length, length)]
    for left, right in pairwise(edges):
        if left.end < right.begin:
            yield Span(left.end, right.begin)


def find_all(text: str, words: str) -> Iterator[Span]:
    """Every occurrence of words in a text."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def find_longest(text: str, names: Iterable[str]) -> list[Span]:
    """Where any of the names stands in a text, the longest at each position."""
    finder = AhoCorasick(filter(None, names), matchkind=MatchKind.LeftmostLongest, implementation=ONCE)
    return [Span(begin, end) for _, begin, end in finder.find_matches_as_indexes(text)]


def find_each(text: str, names: Iterable[str]) -> dict[str, list[Span]]:
    """Where each name stands in a text, all names sought at once; of occurrences that overlap the first."""
    found: dict[str, list[Span]] = {name: [] for name in names}
    spans = list(found.values())
    for index, begin, end in AhoCorasick(found, implementation=ONCE).find_matches_as_indexes(text, overlapping=True):
        if not spans[index] or spans[index][-1].end <= begin:
            spans[index].append(Span(begin, end))
    return found
