"""What is wrong with a graph: the ontology's SHACL shapes, and checks of words and offsets that SHACL cannot do well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from graph.store import QueryEngine, Store, to_rows
from ontology.errors import OntologyError
from ontology.iris import Iri
from ontology.lexicon import FOLDER
from ontology.standards import PROV, RDF, SH
from ontology.vocabulary import RG

SHAPES: Final = FOLDER / "shapes.ttl"
SEVERITIES: Final = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: how bad, with what node, on which property, with what value, why, and by which shape or check."""

    severity: str
    focus: str
    path: str
    value: str
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule in SPARQL: ``query`` gives ?focus and ?value of each breach; all breaches are violations of ``path``."""

    name: str
    path: Iri
    message: str
    query: str


_DERIVED = f"?focus {PROV.wasDerivedFrom.nt} ?place . ?place {RG.text.nt} ?text"
_OFFSETS = f"?focus {RG.begin.nt} ?begin ; {RG.end.nt} ?end"
_PLACE_OFFSETS = f"?place {RG.begin.nt} ?from ; {RG.end.nt} ?to"
CHECKS: Final = (
    Check(
        "QuoteInSentence",
        RG.quote,
        "The quote does not stand in the text of its sentence.",
        f"SELECT ?focus ?value WHERE {{ ?focus {RG.quote.nt} ?value . {_DERIVED} FILTER(!CONTAINS(STR(?text), STR(?value))) }}",
    ),
    Check(
        "OffsetsInSentence",
        RG.begin,
        "The offsets lie outside of the sentence.",
        f"SELECT ?focus (?begin AS ?value) WHERE {{ {_OFFSETS} . {_DERIVED} . {_PLACE_OFFSETS} FILTER(?begin < ?from || ?end > ?to) }}",
    ),
    Check(
        "QuoteAtOffsets",
        RG.quote,
        "The text at the offsets is not the quote.",
        f"""SELECT ?focus ?value WHERE {{ {_OFFSETS} ; {RG.quote.nt} ?value . {_DERIVED} . {_PLACE_OFFSETS}
          FILTER(?begin >= ?from && ?end <= ?to && SUBSTR(STR(?text), ?begin - ?from + 1, ?end - ?begin) != STR(?value)) }}""",
    ),
    Check(
        "TextLength",
        RG.text,
        "The text is not as long as its offsets say.",
        f"SELECT ?focus (?text AS ?value) WHERE {{ {_OFFSETS} ; {RG.text.nt} ?text FILTER(STRLEN(?text) != ?end - ?begin) }}",
    ),
    Check(
        "SentenceInSection",
        RG.text,
        "The text of the sentence is not the text of its section at the same offsets.",
        f"""SELECT ?focus ?value WHERE {{ {_OFFSETS} ; a {RG.Sentence.nt} ; {RG.text.nt} ?value ; {RG.isIn.nt} ?place .
          ?place {RG.text.nt} ?text . {_PLACE_OFFSETS}
          FILTER(?begin < ?from || ?end > ?to || SUBSTR(STR(?text), ?begin - ?from + 1, ?end - ?begin) != STR(?value)) }}""",
    ),
    Check(
        "ClaimAsserted",
        RDF.object,
        "What the claim states is not in the graph itself.",
        f"""SELECT ?focus (?o AS ?value) WHERE {{
          ?focus {RDF.subject.nt} ?s ; {RDF.predicate.nt} ?p ; {RDF.object.nt} ?o MINUS {{ ?s ?p ?o }} }}""",
    ),
    Check(
        "SentenceOfReport",
        PROV.wasDerivedFrom,
        "The sentence is of another report than the statement.",
        f"""SELECT ?focus ?value WHERE {{ ?focus {RG.statedIn.nt} ?report ; {PROV.wasDerivedFrom.nt} ?value .
          ?value {RG.isIn.nt} ?other . ?other a {RG.Report.nt} FILTER(?other != ?report) }}""",
    ),
)


def validate(engine: QueryEngine, shapes: str | Path = SHAPES) -> tuple[Finding, ...]:
    """Everything that is wrong with a graph, worst first; an empty tuple if nothing is."""
    copy = Store.in_memory()
    copy.load(engine.to_ntriples(), "nt")
    found = {*find_shape_breaches(copy, read_shapes(Path(shapes))), *find_check_breaches(copy)}
    return tuple(sorted(found, key=_badness))


def read_shapes(path: Path) -> Graph:
    """The SHACL shapes of a Turtle file."""
    try:
        return Graph(bind_namespaces="none").parse(data=path.read_bytes(), format="turtle")
    except OSError as error:
        raise OntologyError(f"The shapes {path} cannot be read: {error.strerror}; name a Turtle file with SHACL shapes.") from error
    except SyntaxError as error:
        raise OntologyError(f"The shapes {path} are not valid Turtle: {error}.") from error


def find_shape_breaches(store: Store, shapes: Graph) -> Iterator[Finding]:
    """What SHACL shapes find."""
    _, report, _ = pyshacl.validate(store.graph(), shacl_graph=shapes, inference="none")
    if not isinstance(report, Graph):
        raise OntologyError(f"The shapes cannot be used: {report}.")
    for result in report.objects(predicate=URIRef(SH.result)):
        yield _to_finding(report, result, shapes)


def find_check_breaches(store: Store) -> Iterator[Finding]:
    """What the checks in SPARQL find."""
    for check in CHECKS:
        for focus, value in to_rows(store.query(check.query)):
            yield Finding(SEVERITIES[0], focus, check.path, value, check.message, check.name)


def _to_finding(report: Graph, result: Node, shapes: Graph) -> Finding:
    def text(term: Iri) -> str:
        """English words before others, so that the same breach always reads the same."""
        nodes = [node for node in report.objects(result, URIRef(term)) if isinstance(node, URIRef | Literal)]
        return str(min(nodes, key=lambda node: (getattr(node, "language", None) != "en", node), default=""))

    focus, value = text(SH.focusNode), text(SH.value)
    return Finding(
        Iri(text(SH.resultSeverity)).local,
        focus,
        text(SH.resultPath),
        value if value != focus else "",
        text(SH.resultMessage),
        _shape_name(shapes, report.value(result, URIRef(SH.sourceShape))),
    )


def _shape_name(shapes: Graph, shape: Node | None) -> str:
    while shape is not None and not isinstance(shape, URIRef):
        shape = min(shapes.subjects(object=shape), key=str, default=None)
    return str(shape or "")


def _badness(finding: Finding) -> tuple[int, str, str, str, str, str]:
    rank = SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)
    return rank, finding.shape, finding.focus, finding.path, finding.value, finding.message
