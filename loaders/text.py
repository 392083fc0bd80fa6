"""Clean text whose every character knows its place in the file."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.statements import Span

_ESCAPES = re.compile(
    r"(?P<line>\r\n?|\\r\\n|\\n|<br\s*/?>|[\x0b\x0c\x85\u2028\u2029])"
    r"|(?P<blank>&(?:nbsp|ensp|emsp|#160|#xa0|#12288);|[\t\xa0\u2000-\u200a\u202f\u205f])"
    r"|(?P<nothing>\n[\u200b-\u200f\u2060\ufeff]+(?=\n)|[\u200b-\u200f\u2060\ufeff\xad\ufffd\x00-\x08\x0e-\x1f]|&(?:zwnj|zwj|shy);)",
    re.IGNORECASE,
)


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
        identity = array("l", range(len(decoded)))
        pieces: list[str] = []
        origin: array[int] = array("l")
        at = 0
        for found in _ESCAPES.finditer(decoded):
            pieces.append(decoded[at : found.start()])
            origin.extend(identity[at : found.start()])
            if found.lastgroup != "nothing":
                pieces.append("\n" if found.lastgroup == "line" else " ")
                origin.append(found.start())
            at = found.end()
        pieces.append(decoded[at:])
        origin.extend(identity[at:])
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


def _between(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The stretches that the spans leave out."""
    edges = [Span(0, 0), *spans, Span(length, length)]
    for left, right in pairwise(edges):
        if left.end < right.begin:
            yield Span(left.end, right.begin)
