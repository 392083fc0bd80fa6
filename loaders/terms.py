"""RDF terms as N-Triples text: IRIs, literals and lines."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

Block = tuple[str, Sequence[str]]
"""A subject and what is said of it, its classes first: predicates, each with its object, none twice."""

XSD = "http://www.w3.org/2001/XMLSchema#"

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def escape(text: str) -> str:
    """Escape text for the inside of an N-Triples string; a lone surrogate, which no RDF string can hold, becomes U+FFFD."""
    plain = text.isprintable() and '"' not in text and "\\" not in text
    return text if plain else _SPECIAL.sub(_escape, text)


def literal(text: str, language: str | None = None) -> str:
    """A plain string, or one in a language."""
    return f'"{escape(text)}"@{language}' if language else f'"{escape(text)}"'


def typed(value: object, datatype: str) -> str:
    """A literal of an XML Schema datatype, named by its local name."""
    return f'"{value}"^^<{XSD}{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return typed(value, "integer")


@functools.lru_cache(maxsize=16384)
def decimal(value: Decimal) -> str:
    """A canonical xsd:decimal: no exponent, no trailing zeros (6.50 becomes 6.5, 1E+3 becomes 1000)."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return typed("0" if text == "-0" else text, "decimal")


def merge(blocks: Iterable[Block]) -> dict[str, Sequence[str]]:
    """Everything that blocks say of each subject, once, in their order."""
    said: dict[str, Sequence[str]] = {}
    for subject, facts in blocks:
        before = said.setdefault(subject, facts)
        if before is not facts:
            said[subject] = tuple(dict.fromkeys((*before, *facts)))
    return said


def to_lines(said: Mapping[str, Sequence[str]]) -> bytes:
    """The lines of what is said of each subject, as UTF-8."""
    return b"".join([_write(subject.encode() + b" ", facts) for subject, facts in said.items()])


def _write(start: bytes, facts: Sequence[str]) -> bytes:
    return start + (b" .\n" + start).join([fact.encode() for fact in facts]) + b" .\n"
