"""Graphs as files: the same triples always give the same bytes, in an order that a person can read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph.labels import to_curie
from graph.store import GRAPH_FORMATS, QueryEngine
from ontology.errors import StoreError
from ontology.standards import RDF, RDFS, SKOS
from ontology.vocabulary import PREFIXES, RG

SUFFIXES: Final = tuple(f".{name}" for name in GRAPH_FORMATS)
NETWORK_SUFFIXES: Final = (".graphml", ".gexf")
CLASS_ORDER: Final = (
    *(RG.Report, RG.Place, RG.Institution, RG.Program, RG.Project, RG.Target, RG.Outcome, RG.Claim),
    *(RG.Section, RG.Sentence, RG.Mention, SKOS.Concept),
)
PREDICATE_ORDER: Final = (RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel)
LONGEST_NUMBER: Final = 20

_CLASS_RANK = {cls.nt.encode(): rank for rank, cls in enumerate(CLASS_ORDER)}
# A control character, which N-Triples can hold only escaped, stands for each predicate that comes first while lines are sorted.
_MARKS = {b" %c " % (rank + 1): f" {predicate.nt} ".encode() for rank, predicate in enumerate(PREDICATE_ORDER)}
_TYPE = next(iter(_MARKS))
_DIGITS = re.compile(rb"(\d+)")
_XML_ROOT = re.compile(rb"<rdf:RDF ([^>]*)>")
_NEW_SUBJECT = re.compile(rb"\n(?=[^\t\n@}])")


def export(engine: QueryEngine, path: str | Path) -> Path:
    """Write the graph to a file in the format of its suffix; the file appears whole or not at all."""
    target = Path(path)
    if target.suffix.lower() in NETWORK_SUFFIXES:
        from graph.exchange import write_network  # noqa: PLC0415 - networkx takes a quarter of a second to load

        write_file(target, write_network(engine, target.suffix.lower()[1:]))
    else:
        write_file(target, to_bytes(engine.to_ntriples(), format_of(target)))
    return target


def format_of(path: Path) -> str:
    """The format that a file's suffix names."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise StoreError(f"The ending of {path} names no format of graphs; the known ones are {', '.join((*SUFFIXES, *NETWORK_SUFFIXES))}.")
    return suffix[1:]


def to_bytes(ntriples: bytes, format: str = "ttl") -> bytes:
    """N-Triples as a format of GRAPH_FORMATS: grouped by subject, in a fixed order, with the prefixes that it uses."""
    ordered = in_order(ntriples)
    if format in ("nt", "nq"):
        return ordered
    prefixes = used_prefixes(ordered)
    triples = (quad.triple for quad in ox.parse(ordered, ox.RdfFormat.N_TRIPLES))
    written = ox.serialize(triples, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""
    if format == "jsonld":
        return _compact_jsonld(written, prefixes)
    return _order_xml_prefixes(written) if format == "rdf" else _space_subjects(written)


def _space_subjects(turtle: bytes) -> bytes:
    spaced = _NEW_SUBJECT.sub(b"\n\n", turtle)
    header, gap, body = spaced.partition(b"\n\n")
    return b"\n".join(sorted(header.split(b"\n"))) + gap + body


def _order_xml_prefixes(xml: bytes) -> bytes:
    def ordered(match: re.Match[bytes]) -> bytes:
        return b"<rdf:RDF " + b" ".join(sorted(match[1].split())) + b">"

    return _XML_ROOT.sub(ordered, xml, count=1)


def _compact_jsonld(expanded: bytes, prefixes: Mapping[str, str]) -> bytes:
    def to_types(node: Any) -> dict[str, list[str]]:
        return {"@type": [to_curie(cls["@id"], prefixes) for cls in node[RDF.type]]} if RDF.type in node else {}

    def walk(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return to_types(node) | {to_curie(name, prefixes): walk(member, name) for name, member in node.items() if name != RDF.type}
        if isinstance(node, list):
            members = [walk(member, key) for member in node]
            return members[0] if len(members) == 1 and key else members
        return to_curie(node, prefixes) if key in ("@id", "@type") else node

    lines = ",\n".join(json.dumps(walk(subject), ensure_ascii=False) for subject in json.loads(expanded))
    return f'{{"@context": {json.dumps(prefixes)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def used_prefixes(ntriples: bytes) -> dict[str, str]:
    """The prefixes whose namespace occurs in the triples."""
    return {prefix: base for prefix, base in PREFIXES.items() if b"<" + base.encode() in ntriples}


def in_order(ntriples: bytes) -> bytes:
    """N-Triples without repetition: reports first, then what they name, then what they say, then where; numbers by value."""
    for mark, predicate in _MARKS.items():
        ntriples = ntriples.replace(predicate, mark)
    lines = sorted(set(ntriples.splitlines(keepends=True)))
    groups = sorted((_subject_key(subject, group := list(found)), group) for subject, found in groupby(lines, key=_subject))
    ordered = b"".join(line for _, group in groups for line in group)
    for mark, predicate in _MARKS.items():
        ordered = ordered.replace(mark, predicate)
    return ordered


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there, so that nobody sees half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}; name a file in a folder that you may write to.") from error


def _subject(line: bytes) -> bytes:
    return line[: line.index(b" ")]


def _subject_key(subject: bytes, lines: list[bytes]) -> tuple[int, list[bytes]]:
    """The rank of the subject's first class, then its IRI with every number as long as the longest."""
    start = subject + _TYPE
    types = (line[len(start) : -3] for line in lines if line.startswith(start))
    rank = min((_CLASS_RANK.get(cls, len(CLASS_ORDER)) for cls in types), default=len(CLASS_ORDER))
    parts = _DIGITS.split(subject)
    parts[1::2] = [number.zfill(LONGEST_NUMBER) for number in parts[1::2]]
    return rank, parts
