"""Parameters: what a user writes becomes typed RDF terms, and the terms become a VALUES block; text is never pasted into a query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode

from ontology.errors import ParameterError
from ontology.iris import Iri
from ontology.standards import XSD
from ontology.vocabulary import RG

Term = NamedNode | Literal
Bindings = Mapping[str, Sequence[Term]]

# What a name may stand for: the classes to look in, the most special first.
THING_TYPES: Final[dict[str, tuple[Iri, ...]]] = {
    "place": (RG.Place,),
    "zone": (RG.Zone, RG.Place),
    "institution": (RG.Institution,),
    "program": (RG.Program,),
    "project": (RG.Project,),
    "thing": (RG.Project, RG.Program, RG.Institution, RG.Place),
    "indicator": (RG.Indicator,),
    "kind": (RG.Kind,),
    "status": (RG.Status,),
}
LITERAL_TYPES: Final = ("year", "integer", "decimal", "text", "limit")
TYPES: Final = (*THING_TYPES, *LITERAL_TYPES)

# More rows than there can be; a sub-select keeps a limit where all rows are wanted, because it tells Oxigraph to begin there.
EVERY_ROW: Final = 1_000_000

_SLOT: Final = re.compile(r"VALUES\s*\?(\w+)\s*\{\s*UNDEF\s*\}")
_LIMIT: Final = re.compile(r"LIMIT (\d+) # \?(\w+)$", re.MULTILINE)
_YEAR: Final = re.compile(r"(\d{4})年?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One blank of a question: a thing of some type, or a year, number or text; ``many`` allows several values.

    ``unless`` names another parameter whose values make the default unnecessary; ``all`` is whether it may be anything without those.
    """

    name: str
    type: str
    description: str
    description_zh: str
    default: str | None = None
    optional: bool = False
    many: bool = False
    unless: str | None = None
    all: bool = True

    @property
    def variable(self) -> str:
        """The variable that the values are for: things are bound by IRI."""
        return f"{self.name}_iri" if self.type in THING_TYPES else self.name


def slots(text: str) -> set[str]:
    """The variables of a query that stand in ``VALUES ?variable { UNDEF }`` or ``LIMIT 500 # ?variable``, where values may be put."""
    return {match.group(1) for match in _SLOT.finditer(text)} | limits(text).keys()


def limits(text: str) -> dict[str, str]:
    """The limits of a query that may be set, by the variables that they are called by."""
    return {match.group(2): match.group(1) for match in _LIMIT.finditer(text)}


def bind(text: str, bindings: Bindings) -> str:
    """The query with each bound variable's data block filled; a block without values is dropped, which means any value.

    A limit is filled in the same way: bound to no value it lets every row through, and not bound it stays as it is.
    """

    def block(match: re.Match[str]) -> str:
        terms = bindings.get(match.group(1), ())
        return f"VALUES ?{match.group(1)} {{ {' '.join(map(str, terms))} }}" if terms else ""

    def limit(match: re.Match[str]) -> str:
        terms = bindings.get(match.group(2))
        return f"LIMIT {match.group(1) if terms is None else terms[0].value if terms else EVERY_ROW}"

    return _LIMIT.sub(limit, _SLOT.sub(block, text))


def split_values(written: Sequence[str]) -> list[str]:
    """The single values of a repeated or comma-separated parameter (胶州市,平度市 or 胶州市、平度市)."""
    parts = (part.strip() for text in written for part in re.split(r"[,，、]", text))
    return [part for part in parts if part]


def to_literal(parameter: Parameter, value: str) -> Literal:
    """A year, number or text as a typed literal; raises ParameterError if it is none."""
    try:
        return _LITERALS[parameter.type](value)
    except (ValueError, InvalidOperation) as error:
        raise ParameterError(f"The parameter {parameter.name} must be {_WANTED[parameter.type]}, not {value!r}.") from error


def _year(value: str) -> Literal:
    match = _YEAR.fullmatch(value.strip())
    if match is None:
        raise ValueError(value)
    return Literal(f"{int(match.group(1)):04d}", datatype=NamedNode(XSD.gYear))


def _integer(value: str) -> Literal:
    return Literal(str(int(value)), datatype=NamedNode(XSD.integer))


def _limit(value: str) -> Literal:
    if int(value) < 1:
        raise ValueError(value)
    return _integer(value)


def _decimal(value: str) -> Literal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return Literal(f"{number:f}", datatype=NamedNode(XSD.decimal))


_LITERALS: Final = {"year": _year, "integer": _integer, "decimal": _decimal, "text": Literal, "limit": _limit}
_WANTED: Final = {
    "year": "a year such as 2025",
    "integer": "a whole number",
    "decimal": "a number",
    "text": "a text",
    "limit": "a number of rows above 0, or all",
}
