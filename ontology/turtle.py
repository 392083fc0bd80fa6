"""Turtle files as descriptions: what they say of each subject, by property."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.errors import OntologyError


@dataclass(frozen=True, slots=True)
class Description:
    """All that the files say of one subject, values in the order they are written."""

    iri: str
    values: dict[str, list[NamedNode | Literal]] = field(default_factory=dict)

    def iris(self, predicate: str) -> tuple[str, ...]:
        """The things that a property points to."""
        return tuple(v.value for v in self.values.get(predicate, ()) if isinstance(v, NamedNode))

    def literals(self, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """The words of a property in one language, without one if None."""
        return tuple(v.value for v in self.values.get(predicate, ()) if isinstance(v, Literal) and v.language == language)

    def iri_of(self, predicate: str) -> str | None:
        """The first thing that a property points to."""
        return next(iter(self.iris(predicate)), None)

    def literal(self, predicate: str, language: str | None = None) -> str | None:
        """The first words of a property in one language."""
        return next(iter(self.literals(predicate, language)), None)


def read_descriptions(paths: Iterable[Path]) -> dict[str, Description]:
    """The descriptions of all subjects of Turtle files; what several files say of one subject is joined."""
    found: dict[str, Description] = {}
    for path in paths:
        add_descriptions(path, found)
    return found


def add_descriptions(path: Path, found: dict[str, Description]) -> None:
    """Add what one Turtle file says to descriptions."""
    try:
        quads = parse(path=str(path), format=RdfFormat.TURTLE)
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                description = found.get(subject.value) or found.setdefault(subject.value, Description(subject.value))
                description.values.setdefault(quad.predicate.value, []).append(value)
    except OSError as error:
        raise OntologyError(f"The lexicon file {path} cannot be read ({error.strerror or error}); check the path.") from error
    except SyntaxError as error:
        raise OntologyError(f"The lexicon file {path} is not valid Turtle ({error}); correct it there.") from error
