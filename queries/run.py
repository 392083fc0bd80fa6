"""Running a question: values are resolved, put into its VALUES blocks, and the store answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.store import QueryEngine, Results, solutions
from ontology.errors import ParameterError
from queries.catalog import SavedQuery
from queries.names import nearest, resolve, to_iri
from queries.parameters import THING_TYPES, Parameter, Term, bind, split_values, to_literal

Values: TypeAlias = Mapping[str, Sequence[str]]
Row: TypeAlias = tuple[str | None, ...]

ALL: Final = ("all", "全部", "*")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question with its values in place: plain SPARQL that any endpoint answers."""

    query: SavedQuery
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer as text; an unbound cell is None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def prepare(engine: QueryEngine, query: SavedQuery, values: Values) -> Prepared:
    """Put the user's values, or else the defaults, into a question; raises ParameterError for what is missing or unknown."""
    _reject_unknown(query, values)
    bindings: dict[str, Sequence[Term]] = {}
    notes: list[str] = []
    for parameter in query.parameters:
        terms, told = _terms(engine, query, parameter, _written(query, parameter, values))
        bindings[parameter.variable] = terms
        notes.extend(told)
    return Prepared(query, bind(query.text, bindings), tuple(notes))


def fetch(engine: QueryEngine, text: str) -> Table:
    """The rows that answer a query; the answer of an ASK is one row."""
    return to_table(engine.query(text))


def to_table(results: Results) -> Table:
    """The rows of a SELECT as text."""
    if isinstance(results, ox.QueryBoolean):
        return Table(("answer",), (("yes" if results else "no",),))
    found = solutions(results)
    columns = tuple(variable.value for variable in found.variables)
    return Table(columns, tuple(tuple([None if term is None else _text(term) for term in row]) for row in found))


def _text(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(getattr(term, "value", term))


def _reject_unknown(query: SavedQuery, values: Values) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in known:
            near = nearest(name, known) or known
            hint = f"it takes {', '.join(near)}." if near else "it takes none."
            raise ParameterError(f"The question {query.name} has no parameter {name!r}; {hint}")


def _written(query: SavedQuery, parameter: Parameter, values: Values) -> Sequence[str]:
    """What the user wrote for a parameter; anything goes where another parameter makes its default unnecessary."""
    own, other = ([text for text in values.get(name, ()) if text.strip()] for name in (parameter.name, parameter.unless or ""))
    narrowed = bool(other) and not _is_all(other)
    if _is_all(own) and not (parameter.all or narrowed):
        names = [name for name in (parameter.name, parameter.unless) if name]
        wanted = " or ".join(f"{name} by -p {name}=…" for name in names)
        raise ParameterError(f"The question {query.name} is not asked of everything at once: name {wanted}.")
    return own or (ALL[:1] if narrowed else ())


def _is_all(texts: Sequence[str]) -> bool:
    return any(text.strip().lower() in ALL for text in texts)


def _terms(engine: QueryEngine, query: SavedQuery, parameter: Parameter, written: Sequence[str]) -> tuple[list[Term], list[str]]:
    """The terms of one parameter, none if it may be anything, and what to tell the user about them."""
    given = split_values(written) if parameter.many else list(written)
    if parameter.type != "text" and _is_all(given):
        return [], []
    if not given and parameter.default is not None:
        given = split_values([parameter.default]) if parameter.many else [parameter.default]
        named = [to_iri(name) for name in given]
        if all(named):  # a default is the project's own, and need not be known to this graph
            return [iri for iri in named if iri], []
    if not given and not parameter.optional:
        raise ParameterError(
            f"The question {query.name} needs -p {parameter.name}=…: {parameter.description} ({parameter.description_zh})."
        )
    if len(given) > 1 and not parameter.many:
        raise ParameterError(f"The parameter {parameter.name} of {query.name} takes one value, not {len(given)}.")
    if parameter.type not in THING_TYPES:
        return [to_literal(parameter, value) for value in given], [
            _tell_limit(parameter, value) for value in given if parameter.type == "limit"
        ]
    found = [resolve(engine, parameter.type, name.strip()) for name in given]
    return [thing for one in found for thing in one.things], [one.note for one in found if one.note]


def _tell_limit(parameter: Parameter, value: str) -> str:
    return f"{parameter.name}={value}: {parameter.description}; -p {parameter.name}=all asks for every one."
