"""Words of a search: how they are read, compared and shown in a text; case, width, spaces and quotation marks do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from ontology.lexicon import QUOTATION_MARKS

Span = tuple[int, int]


class _Folding(dict[int, str]):
    """What each character is folded to, worked out when it is first met; nothing where it does not count."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(one for one in folded if one.isprintable() and not one.isspace() and ord(one) not in QUOTATION_MARKS)
        return self[code]


_FOLDED: Final = _Folding()
_WORD: Final = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')


def parse_words(text: str) -> tuple[str, ...]:
    """The folded words and quoted phrases of a search, each once, in the order written."""
    found = (fold_text(phrase or word)[0] for phrase, word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in found if word))


def fold_text(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as searches compare it, and for each of its characters the place where it stood."""
    folded = [letter.translate(_FOLDED) for letter in text]
    return "".join(folded), tuple(i for i, letters in enumerate(folded) for _ in letters)


def fold_plain(text: str) -> str:
    """A text as searches compare it."""
    return text.translate(_FOLDED)


def to_pairs(folded: str) -> str:
    """Every two neighbouring characters of a folded text and its last one, which an index can keep as words of a text."""
    return " ".join([*map("".join, pairwise(folded)), folded[-1:]])


def to_phrase(word: str) -> str:
    """The search of an index of pairs for one folded word, in which no character has a meaning of its own."""
    pairs = " ".join(map("".join, pairwise(word))) or word
    quoted = pairs.replace('"', '""')
    return f'"{quoted}"' if len(word) > 1 else f'"{quoted}"*'


def find_spans(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where folded words stand in a text, those that touch or overlap as one."""
    folded, places = fold_text(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1) for word in words if word for match in re.finditer(re.escape(word), folded)
    )
    spans: list[Span] = []
    for begin, end in found:
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return tuple(spans)


def split_at(text: str, spans: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """The pieces of a text, each with whether it lies in a span."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for begin, after in spans:
        pieces += [(text[end:begin], False), (text[begin:after], True)]
        end = after
    return tuple((piece, inside) for piece, inside in (*pieces, (text[end:], False)) if piece)
