"""Graphs as files: the same triples always give the same bytes, in an order that a person can read."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph.labels import to_curie
from graph.store import GRAPH_FORMATS, QueryEngine
from ontology.errors import StoreError
from ontology.vocabulary import PREFIXES, RDF, RDFS, RG, SKOS

SUFFIXES: Final = tuple(f".{name}" for name in GRAPH_FORMATS)
CLASS_ORDER: Final = (
    *(RG.Report, RG.Place, RG.Institution, RG.Program, RG.Project, RG.Target, RG.Outcome, RG.Claim),
    *(RG.Section, RG.Sentence, RG.Mention, SKOS.Concept),
)
PREDICATE_ORDER: Final = (RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel)

_CLASS_RANK = {cls.nt.encode(): rank for rank, cls in enumerate(CLASS_ORDER)}
_PREDICATE_RANK = {predicate.nt.encode(): rank for rank, predicate in enumerate(PREDICATE_ORDER)}
_DIGITS = re.compile(rb"(\d+)")
_XML_ROOT = re.compile(rb"<rdf:RDF ([^>]*)>")
_NEW_SUBJECT = re.compile(rb"\n(?=[^\t\n@}])")

Line = tuple[bytes, bytes, bytes]


def export(engine: QueryEngine, path: str | Path) -> Path:
    """Write the graph to a file in the format of its suffix; the file appears whole or not at all."""
    target = Path(path)
    write_file(target, to_bytes(engine.to_ntriples(), format_of(target)))
    return target


def format_of(path: Path) -> str:
    """The format that a file's suffix names."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise StoreError(f"The ending of {path} names no format of graphs; the known ones are {', '.join(SUFFIXES)}.")
    return suffix[1:]


def to_bytes(ntriples: bytes, format: str = "ttl") -> bytes:
    """N-Triples as a format of GRAPH_FORMATS: grouped by subject, in a fixed order, with the prefixes that it uses."""
    ordered = b"".join(to_ordered_lines(ntriples.splitlines(keepends=True)))
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


def to_ordered_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """N-Triples lines without repetition: reports first, then what they name, then what they say, then where; numbers by value."""
    triples = sorted(map(split_line, set(lines)))
    subjects = [list(group) for _, group in groupby(triples, key=lambda line: line[0])]
    subjects.sort(key=_subject_key)
    for group in subjects:
        group.sort(key=_predicate_key)
        for subject, predicate, rest in group:
            yield subject + b" " + predicate + b" " + rest


def split_line(line: bytes) -> Line:
    """The subject, the predicate and the rest of an N-Triples line."""
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest


def write_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there, so that nobody sees half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}; name a file in a folder that you may write to.") from error


def _natural(text: bytes) -> tuple[bytes, ...]:
    return tuple(part if i % 2 == 0 else b"%020d" % int(part) for i, part in enumerate(_DIGITS.split(text)))


def _subject_key(group: list[Line]) -> tuple[int, tuple[bytes, ...]]:
    rdf_type = RDF.type.nt.encode()
    ranks = [_CLASS_RANK.get(rest[:-3], len(CLASS_ORDER)) for _, predicate, rest in group if predicate == rdf_type]
    return min(ranks, default=len(CLASS_ORDER)), _natural(group[0][0])


def _predicate_key(line: Line) -> tuple[int, bytes, bytes]:
    return _PREDICATE_RANK.get(line[1], len(PREDICATE_ORDER)), line[1], line[2]
