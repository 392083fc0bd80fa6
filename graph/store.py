"""Stores that answer SPARQL: the embedded one (Oxigraph, on disk or in memory) and what every store can be asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Protocol, Self, TypeAlias

import pyoxigraph as ox

from graph.dataset import Dataset, query_dataset, read_dataset
from ontology.errors import QueryError, StoreError
from ontology.standards import DCTERMS, RDFS
from ontology.vocabulary import PREFIXES, RG

if TYPE_CHECKING:
    from rdflib import Graph

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Solution: TypeAlias = ox.QuerySolution

MARKER = "reportgraph.store"
FORMAT_VERSION = 2
SEARCH_INDEX = "search.sqlite"
TABLE_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

_REPORTS = f"""
SELECT ?report ?place ?name ?year ?digest ?title WHERE {{
  ?report <{RG.textDigest}> ?digest ; <{RG.about}> ?place ; <{RG.reportYear}> ?year .
  OPTIONAL {{ ?place <{RDFS.label}> ?name FILTER(LANG(?name) = "zh") }}
  OPTIONAL {{ ?report <{DCTERMS.title}> ?title }}
}}"""
# Words stand alone even where they touch a number or a colon, because the engine's grammar takes 1SERVICE:x apart in the same way.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
    r'|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|#[^\n\r]*|\\.'
    r"|[?$]\w+|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*|:(?:[\w:%][\w.:%-]*)?|\w+|[{}]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, order=True)
class StoredReport:
    """A report that a store holds: its place, year, title and the SHA-256 of its clean text."""

    place_name: str
    year: int
    iri: str
    place: str
    digest: str
    title: str


class QueryEngine(Protocol):
    """Whatever answers SPARQL: the embedded store or a remote endpoint."""

    def query(self, text: str, base: str | None = None, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query, over a dataset if one is given; raise QueryError for bad SPARQL, StoreError where the store fails."""
        ...

    def to_ntriples(self) -> bytes:
        """Every triple of the default graph as N-Triples, in no particular order."""
        ...

    def reports(self) -> tuple[StoredReport, ...]:
        """The reports in the store, by place name and year."""
        return tuple(sorted(_to_stored_report(row) for row in solutions(self.query(_REPORTS))))

    def has_report(self, digest: str, place: str | None = None, year: int | None = None) -> bool:
        """Whether a report with this text digest (of this place IRI and year, where given) is in the store."""
        return any(r.digest == digest and place in (None, r.place) and year in (None, r.year) for r in self.reports())

    def __hash__(self) -> int:
        return id(self)


class Store(QueryEngine):
    """The embedded store: Oxigraph on disk (one folder) or in memory; one default graph."""

    def __init__(self, inner: ox.Store, folder: Path | None = None) -> None:
        self._inner = inner
        self._folder = folder

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store in memory."""
        return cls(ox.Store())

    @classmethod
    def open(cls, path: str | Path, read_only: bool = False) -> Self:
        """Open the store in a folder; a writable one is made where the folder is missing or empty."""
        folder = Path(path)
        if is_store(folder):
            _check_version(folder)
        elif read_only:
            raise StoreError(_not_a_store(folder))
        else:
            _make_store(folder)
        try:
            return cls(ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder)), folder)
        except (OSError, RuntimeError) as error:
            raise StoreError(_cannot_open(folder, error)) from error

    def load(self, data: bytes | IO[bytes], format: str = "nq") -> None:
        """Add N-Quads (or another format of GRAPH_FORMATS) in one step: all of it, or on an error nothing."""
        try:
            self._inner.bulk_load(data, GRAPH_FORMATS[format])
        except SyntaxError as error:
            raise StoreError(f"Nothing was loaded, because the data are not valid RDF: {error}.") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"Nothing was loaded, because the store cannot be written: {error}.") from error

    def query(self, text: str, base: str | None = None, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query, over a dataset of its own if wanted; SERVICE is refused, because the store asks nobody else."""
        check_query(text)
        try:
            return query_dataset(self._inner, text, base, dataset or _own_dataset(text, base))
        except SyntaxError as error:
            raise QueryError(f"The query is not valid SPARQL: {error}.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"The query cannot be answered: {error}.") from error

    def update(self, text: str, base: str | None = None) -> None:
        """Carry out a SPARQL update, all or nothing, and drop the index of words; SERVICE and LOAD are refused: it asks nobody else."""
        check_query(text, ("SERVICE", "LOAD"))
        try:
            self._inner.update(text, base_iri=base, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"The update is not valid SPARQL: {error}.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"Nothing was changed, because the update cannot be carried out: {error}.") from error
        if self._folder is not None:
            (self._folder / SEARCH_INDEX).unlink(missing_ok=True)

    def to_ntriples(self) -> bytes:
        """Every triple of the default graph as N-Triples, in no particular order."""
        return self._dump(ox.RdfFormat.N_TRIPLES, ox.DefaultGraph())

    def to_nquads(self) -> bytes:
        """Every quad of every graph as N-Quads, in no particular order."""
        return self._dump(ox.RdfFormat.N_QUADS)

    def graph(self) -> Graph:
        """An rdflib Graph over this same store (its default graph), with the project's prefixes bound."""
        from graph.bridge import to_rdflib  # noqa: PLC0415 - rdflib costs a tenth of a second that only notebooks and SHACL need

        return to_rdflib(self._inner)

    def optimize(self) -> None:
        """Compact the files after large loads."""
        self._inner.optimize()

    def close(self) -> None:
        """Let go of the folder; the store answers nothing afterwards."""
        if hasattr(self, "_inner"):
            del self._inner

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._inner)

    def _dump(self, format: ox.RdfFormat, from_graph: ox.DefaultGraph | None = None) -> bytes:
        return self._inner.dump(format=format, from_graph=from_graph) or b""


def is_store(folder: Path) -> bool:
    """Whether a folder carries the mark of a store."""
    return (folder / MARKER).is_file()


def check_query(text: str, forbidden: Collection[str] = ("SERVICE",)) -> None:
    """Raise QueryError where a query would send the store to another server."""
    words = [token.group().upper() for token in tokens(text) if token.group()[0].isalnum()]
    word = next((word for word in forbidden if any(word in found for found in words)), None)
    if word:
        raise QueryError(f"{word} is not allowed, because this store asks no other server; leave the {word} part out of the query.")


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The strings, IRIs, comments, variables, words and braces of a SPARQL text, in order."""
    return _TOKEN.finditer(text)


def names_graphs(text: str) -> bool:
    """Whether a query names the graphs that it reads, by FROM."""
    return any(token.group().upper() == "FROM" for token in tokens(text))


def _own_dataset(text: str, base: str | None) -> Dataset | None:
    """What the FROM clauses name where there are several, which the engine does not merge."""
    words = [word for token in tokens(text) if (word := token.group().upper()) and word[0].isalpha()]
    froms = [following for word, following in zip(words, [*words[1:], ""], strict=True) if word == "FROM"]
    return read_dataset(text, base) if len(froms) - froms.count("NAMED") > 1 else None


def is_graph(results: Results) -> bool:
    """Whether an answer is triples (CONSTRUCT, DESCRIBE) and not rows or yes or no."""
    return isinstance(results, ox.QueryTriples)


def solutions(results: Results) -> ox.QuerySolutions:
    """The rows of a SELECT query."""
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError("This needs a SELECT query, but the query is an ASK, CONSTRUCT or DESCRIBE.")
    return results


def serialize(results: Results, format: str) -> bytes:
    """Results as bytes, written by the engine: TABLE_FORMATS for SELECT and ASK, GRAPH_FORMATS for CONSTRUCT and DESCRIBE."""
    graph = isinstance(results, ox.QueryTriples)
    known = GRAPH_FORMATS if graph else TABLE_FORMATS
    if format not in known:
        kind = "CONSTRUCT or DESCRIBE" if graph else "SELECT or ASK"
        raise QueryError(f"The answer of a {kind} query cannot be written as {format}; choose one of {', '.join(known)}.")
    if isinstance(results, ox.QueryTriples):
        written = ox.serialize(results, format=GRAPH_FORMATS[format], prefixes=dict(PREFIXES)) or b""
    else:
        written = results.serialize(format=TABLE_FORMATS[format]) or b""
    return written.replace(b"\r", b"&#13;") if format in ("xml", "rdf") else written  # raw, it would be read as a line feed


def to_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT query as texts in the order of its variables, "" where one is unbound."""
    found = solutions(results)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield tuple(value(row, name) or "" for name in names)


def value(row: Solution, name: str) -> str | None:
    """The text of a variable in a row, None where it is unbound."""
    term = row[name]
    return None if term is None else str(getattr(term, "value", term))


def _to_stored_report(row: Solution) -> StoredReport:
    place = value(row, "place") or ""
    return StoredReport(
        place_name=value(row, "name") or place,
        year=int(value(row, "year") or 0),
        iri=value(row, "report") or "",
        place=place,
        digest=value(row, "digest") or "",
        title=value(row, "title") or "",
    )


def _make_store(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is not a store of reportgraph and not an empty folder; name another place for the store.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).write_text(f"{FORMAT_VERSION}\n", encoding="ascii")
    except OSError as error:
        raise StoreError(f"The store {folder} cannot be made: {error.strerror}; name a folder that you may write to.") from error


def _check_version(folder: Path) -> None:
    text = (folder / MARKER).read_text(encoding="ascii", errors="replace").strip()
    if not text.isdigit():
        raise StoreError(f"The marker {folder / MARKER} is broken; load the reports again into another folder.")
    if int(text) < FORMAT_VERSION:
        raise StoreError(f"The store {folder} was made by an older reportgraph; load the reports again into another folder.")
    if int(text) > FORMAT_VERSION:
        raise StoreError(f"The store {folder} has format {text}, but this reportgraph knows only {FORMAT_VERSION}; upgrade reportgraph.")


def _not_a_store(folder: Path) -> str:
    if not folder.exists():
        return f"There is no store at {folder}; make one with `reportgraph load PATH --store {folder}`."
    return f"{folder} is not a store of reportgraph; make one with `reportgraph load PATH --store FOLDER`."


def _cannot_open(folder: Path, error: Exception) -> str:
    if "lock" in str(error).lower():
        return f"The store {folder} is in use by another process; wait until it has finished or open the store read-only."
    return f"The store {folder} cannot be opened: {error}; load the reports again into another folder."
