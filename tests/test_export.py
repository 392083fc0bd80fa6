from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.util import guess_format

from graph.export import SUFFIXES, export, format_of, in_order, to_bytes
from graph.store import GRAPH_FORMATS, Store
from ontology.errors import StoreError

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "two-places.ttl"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_both_libraries_read_every_format_back(tmp_path: Path, store: Store, suffix: str) -> None:
    path = export(store, tmp_path / f"graph{suffix}")
    again = Store.in_memory()
    again.load(path.read_bytes(), suffix[1:])
    assert set(again.to_ntriples().splitlines()) == set(store.to_ntriples().splitlines())
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=path.read_bytes(), format=guess_format(path.name))
    assert len(dataset) == len(store)


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_the_order_of_loading_changes_nothing(store: Store, format: str) -> None:
    lines = store.to_ntriples().splitlines(keepends=True)
    expected = to_bytes(b"".join(lines), format)
    for seed in range(3):
        shuffled = random.Random(seed).sample(lines, len(lines))
        assert to_bytes(b"".join([*shuffled, *shuffled[:50]]), format) == expected


def test_no_hash_seed_and_no_store_changes_a_byte(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from graph.export import SUFFIXES, export
from graph.store import Store
store = Store.open(sys.argv[1])
store.load(Path(sys.argv[2]).read_bytes(), "ttl")
for suffix in SUFFIXES:
    export(store, Path(sys.argv[1]) / f"graph{suffix}")
"""
    written = []
    for seed in ("0", "1", "4711"):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(folder), str(DATA)], check=True, env=environment)
        written.append([(folder / f"graph{suffix}").read_bytes() for suffix in SUFFIXES])
    assert written[0] == written[1] == written[2]


def test_turtle_reads_like_a_book(store: Store) -> None:
    blocks = to_bytes(store.to_ntriples()).decode().split("\n\n")
    prefixes = blocks[0].splitlines()
    assert prefixes == sorted(prefixes)
    assert "@prefix rg: <https://w3id.org/reportgraph/ontology#> ." in prefixes
    assert not any("schema.org" in line for line in prefixes)
    assert [block.split(" ")[0] for block in blocks[1:4]] == ["rgd:report-linxi-2024", "rgd:report-linxi-2025", "rgd:report-wanghai-2025"]
    kinds = [block.split("-")[0].removeprefix("rgd:") for block in blocks[1:] if block.startswith("rgd:")]
    order = list(dict.fromkeys(kinds))
    assert order[:7] == ["report", "place", "institution", "program", "project", "target", "outcome"]
    assert len(blocks) - 1 == len({line.split(b" ")[0] for line in store.to_ntriples().splitlines()})
    sentence = next(block for block in blocks if block.startswith("rgd:sentence-linxi-2024-1 "))
    assert sentence.splitlines()[0] == "rgd:sentence-linxi-2024-1 a nif:Sentence , rg:Sentence ;"
    assert '\trg:text "临溪湿地博物馆年内破土，云帆冷链港做好前期。"@zh .' in sentence


def test_numbers_in_names_are_ordered_by_value() -> None:
    lines = [b'<https://example.org/s%d> <https://example.org/p> "x" .\n' % i for i in (10, 9, 100, 1)]
    assert in_order(b"".join(lines)).splitlines(keepends=True) == [lines[3], lines[1], lines[0], lines[2]]


def test_control_characters_in_a_text_survive() -> None:
    store = Store.in_memory()
    store.load(b'<https://example.org/s> <https://example.org/p> " \\u0001 \\u0002 \x01 \x7f" .\n')
    for format in GRAPH_FORMATS:
        if format != "rdf":  # XML 1.0 has no such characters
            quads = list(ox.parse(to_bytes(store.to_ntriples(), format), GRAPH_FORMATS[format]))
            assert [quad.object.value for quad in quads] == [" \x01 \x02 \x01 \x7f"]


def test_line_breaks_and_quotes_in_a_text_survive() -> None:
    line = b'<https://example.org/s> <https://example.org/p> "a\\n\\nb \\"<https://example.org/q> .\\n\\t@prefix" .\n'
    for format in GRAPH_FORMATS:
        quads = list(ox.parse(to_bytes(line, format), GRAPH_FORMATS[format]))
        assert [quad.object.value for quad in quads] == ['a\n\nb "<https://example.org/q> .\n\t@prefix']


def test_jsonld_has_a_context_and_types(store: Store) -> None:
    document = json.loads(to_bytes(store.to_ntriples(), "jsonld"))
    assert document["@context"]["rg"] == "https://w3id.org/reportgraph/ontology#"
    report = document["@graph"][0]
    assert (report["@id"], report["@type"]) == ("rgd:report-linxi-2024", ["rg:Report"])
    assert report["dcterms:title"] == {"@language": "zh", "@value": "临溪市2024年政府工作报告"}


def test_an_empty_graph_is_an_empty_file(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        path = export(Store.in_memory(), tmp_path / f"graph{suffix}")
        again = Store.in_memory()
        again.load(path.read_bytes(), suffix[1:])
        assert len(again) == 0


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path, store: Store) -> None:
    with pytest.raises(StoreError, match=r"graph\.xlsx names no format .* \.ttl, \.nt, \.nq, \.trig, \.jsonld, \.rdf"):
        export(store, tmp_path / "graph.xlsx")
    assert format_of(Path("GRAPH.TTL")) == "ttl"
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, tmp_path / "missing" / "graph.ttl")
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, tmp_path / "graph.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_export_replaces_the_file_that_was_there(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("old", encoding="utf-8")
    export(store, path)
    assert path.read_bytes() == in_order(store.to_ntriples())
    assert [found.name for found in tmp_path.iterdir()] == ["graph.nt"]
