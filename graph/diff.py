"""The difference of two graphs: what was removed and what was added, by subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.export import format_of, in_order
from graph.labels import to_curie
from graph.store import QueryEngine, Store
from ontology.errors import SourceError, StoreError
from ontology.standards import RDFS, SKOS

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NAMING = (RDFS.label, SKOS.prefLabel)


@dataclass(frozen=True, slots=True)
class Difference:
    """Triples as N-Triples lines, in the order of an export; false if the graphs say the same."""

    removed: tuple[bytes, ...]
    added: tuple[bytes, ...]
    names: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def diff(old: QueryEngine, new: QueryEngine) -> Difference:
    """What must be removed from one graph and added to it to make it the other."""
    before, after = set(old.to_ntriples().splitlines(keepends=True)), set(new.to_ntriples().splitlines(keepends=True))
    removed, added = (tuple(in_order(b"".join(lines)).splitlines(keepends=True)) for lines in (before - after, after - before))
    return Difference(removed, added, _names_in(before | after) if removed or added else {})


def read_graph(path: str | Path) -> Store:
    """A graph in a file of any format that export writes, as a store in memory."""
    file, store = Path(path), Store.in_memory()
    format = format_of(file)
    try:
        store.load(file.read_bytes(), format)
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}; name a file that reportgraph exported.") from error
    except StoreError as error:
        raise SourceError(f"{file} holds no graph that can be read: {error}") from error
    return store


def render_difference(difference: Difference) -> str:
    """The difference as text: each subject with its name, then a line for every triple, - removed and + added."""
    changes: dict[str, list[str]] = defaultdict(list)
    for sign, lines in (("-", difference.removed), ("+", difference.added)):
        for triple in _parse(lines):
            changes[_text_of(triple.subject)].append(
                f"  {sign} {to_curie(triple.predicate.value)} {_to_text(triple.object, difference.names)}"
            )
    blocks = ("\n".join((_headline(subject, difference.names), *sorted(lines, key=_line_key))) for subject, lines in changes.items())
    count = f"{len(difference.removed):,} removed, {len(difference.added):,} added\n"
    return "\n\n".join((*blocks, count)) if changes else "No difference.\n"


def _names_in(lines: Iterable[bytes]) -> dict[str, str]:
    naming = tuple(b"> " + term.nt.encode() + b" " for term in _NAMING)
    chosen = sorted(line for line in lines if line.endswith(b"@zh .\n") and any(term in line for term in naming))
    return {_text_of(triple.subject): _text_of(triple.object) for triple in _parse(chosen)}


def _text_of(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _parse(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES))


def _headline(subject: str, names: dict[str, str]) -> str:
    return f"{to_curie(subject)}  {names[subject]}" if subject in names else to_curie(subject)


def _to_text(term: Term, names: dict[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        return _headline(term.value, names)
    return str(term) if not isinstance(term, ox.Literal) else f"“{term.value}”{f'@{term.language}' if term.language else ''}"


def _line_key(line: str) -> tuple[str, bool]:
    sign, predicate, _ = line.strip().split(" ", 2)
    return predicate, sign == "+"
