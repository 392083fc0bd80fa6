from __future__ import annotations

from pathlib import Path

import pytest

from graph.diff import diff, read_graph, render_difference
from graph.export import export
from graph.store import Store
from ontology.errors import SourceError, StoreError

DATA = Path(__file__).parent / "data" / "two-places.ttl"


@pytest.fixture(scope="module")
def old() -> Store:
    return read_graph(DATA)


@pytest.fixture(scope="module")
def new() -> Store:
    text = DATA.read_text(encoding="utf-8")
    text = text.replace("rdf:object rgs:status-started", "rdf:object rgs:status-planned")
    text = text.replace('rg:numberText "12"', 'rg:numberText "十二"')
    store = Store.in_memory()
    store.load(text.encode(), "ttl")
    return store


def test_what_changed_is_shown_by_subject_with_names(old: Store, new: Store) -> None:
    difference = diff(old, new)
    assert (len(difference.removed), len(difference.added)) == (2, 2)
    text = render_difference(difference)
    assert "rgd:claim-linxi-2024-0\n  - rdf:object rgs:status-started  开工\n  + rdf:object rgs:status-planned  规划" in text
    assert "  - rg:numberText “12”\n  + rg:numberText “十二”" in text
    assert text.endswith("2 removed, 2 added\n")


def test_the_way_back_is_the_mirror_image(old: Store, new: Store) -> None:
    there, back = diff(old, new), diff(new, old)
    assert (there.removed, there.added) == (back.added, back.removed)


def test_a_subject_is_headed_by_its_name(old: Store) -> None:
    less = Store.in_memory()
    less.load(b"".join(line for line in old.to_ntriples().splitlines(keepends=True) if b"lenglian-gang" not in line))
    assert "rgd:project-yunfan-lenglian-gang-c3a7f0  云帆冷链港\n  + rdf:type rg:Project" in render_difference(diff(less, old))


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".rdf"])
def test_an_export_says_the_same_as_its_store(tmp_path: Path, old: Store, suffix: str) -> None:
    same = diff(old, read_graph(export(old, tmp_path / f"graph{suffix}")))
    assert not same
    assert render_difference(same) == "No difference.\n"


def test_what_is_no_graph_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing\.ttl cannot be read"):
        read_graph(tmp_path / "missing.ttl")
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(SourceError, match=r"broken\.ttl holds no graph"):
        read_graph(tmp_path / "broken.ttl")
    with pytest.raises(StoreError, match="names no format"):
        read_graph(tmp_path / "graph.xlsx")
