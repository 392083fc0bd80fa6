"""Search: the index is kept by loading, finds words of any length, and no character of a search means anything."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.ingest import Loaded, load_reports
from app.stores import open_to_write
from graph.search import Filter, search
from graph.search_index import check_index, update_index
from graph.store import SEARCH_INDEX, Store
from ontology.errors import QueryError, StoreError
from ontology.vocabulary import RGD

REPORTS = Path(__file__).parent / "data" / "reports"
QINGDAO = RGD.base + "place-370200"
HOSTILE = ['a"b', "x' OR 1=1 --", "NEAR(a b)", "name:上合", "上合*", "^上合", "a AND", "{b}", "(", "\x00", "＂", "-上合", "𠀀", "\ud800"]


def load(folder: Path, *names: str) -> None:
    events = list(load_reports(lambda: open_to_write(str(folder)), [REPORTS / name for name in names]))
    assert any(isinstance(event, Loaded) for event in events)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "store"
    load(path, "青岛市_2024.txt", "胶州平度_2025.txt")
    with Store.open(path, read_only=True) as store:
        assert update_index(store, path)
        assert not update_index(store, path)
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store.open(folder, read_only=True)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an index holds, whatever the order in which it came in."""
    queries = {
        "entries": "SELECT iri, kind, text, other, section FROM entry ORDER BY iri",
        "stated": "SELECT e.iri, r.iri FROM stated s JOIN entry e ON e.id = s.entry JOIN report r ON r.id = s.report ORDER BY 1, 2",
        "reports": "SELECT iri, place, name, year FROM report ORDER BY iri",
    }
    with closing(sqlite3.connect(folder / SEARCH_INDEX)) as index:
        index.execute("INSERT INTO pairs (pairs) VALUES ('integrity-check')")
        return {name: index.execute(sql).fetchall() for name, sql in queries.items()}


@pytest.mark.parametrize("word", ["路", "地铁", "5G", "5g", "５Ｇ", "上合", "上合示范区", "中欧班列集结中心", "13", "，", ","])
def test_words_of_any_length_are_found_wherever_they_stand(folder: Path, store: Store, word: str) -> None:
    found = search(store, folder, word, limit=1000)
    expected = {iri for iri, text in _texts(store) if word.replace("５Ｇ", "5G").replace("，", ",").lower() in text.lower()}
    assert {hit.iri for hit in found.hits} == expected
    assert found.total == len(expected) > 0


def _texts(store: Store) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(Path(store._folder or "") / SEARCH_INDEX)) as index:
        return index.execute("SELECT iri, text || char(10) || other FROM entry").fetchall()


def test_names_come_before_sentences_and_each_hit_says_where(folder: Path, store: Store) -> None:
    found = search(store, folder, "上合示范区")
    kinds = [hit.kind for hit in found.hits]
    assert kinds == sorted(kinds, key=lambda kind: kind == "sentence")
    assert {"place", "sentence"} <= set(kinds)
    hit = next(hit for hit in found.hits if hit.kind == "sentence")
    assert (hit.place, hit.year) in {("青岛市", "2024"), ("胶州市", "2025")}
    place = next(hit for hit in found.hits if hit.kind == "place")
    assert (place.iri, place.place, place.year) == (RGD.base + "place-shang-he-shi-fan-qu", "胶州市、青岛市", "2024–2025")


def test_what_is_called_just_so_comes_first(folder: Path, store: Store) -> None:
    longer = search(store, folder, "上合示范区")
    assert longer.hits[0].text == "上合示范区" != longer.hits[1].text
    assert search(store, folder, "上合示范区", limit=1).hits == longer.hits[:1]


def test_all_words_must_occur(folder: Path, store: Store) -> None:
    both, one = search(store, folder, "上合 海关"), search(store, folder, "海关")
    assert 0 < both.total <= one.total
    assert all("上合" in hit.text and "海关" in hit.text for hit in both.hits)
    assert search(store, folder, "上合 不在报告里").total == 0


def test_other_names_are_found_and_shown(folder: Path, store: Store) -> None:
    found = search(store, folder, "SCO demonstration", Filter(kind="place"))
    assert [hit.text for hit in found.hits] == ["上合示范区 (SCO Demonstration Area)"]


@pytest.mark.parametrize(
    ("kept", "holds"),
    [
        (Filter(kind="project"), lambda hit: hit.kind == "project"),
        (Filter(year=2024), lambda hit: "2024" in hit.year),
        (Filter(places=(QINGDAO,)), lambda hit: "青岛市" in hit.place),
        (Filter("sentence", (QINGDAO,), 2024), lambda hit: (hit.kind, hit.place, hit.year) == ("sentence", "青岛市", "2024")),
    ],
)
def test_filters_keep_what_they_name(folder: Path, store: Store, kept: Filter, holds) -> None:
    found = search(store, folder, "上合", kept, limit=1000)
    assert found.hits
    assert all(holds(hit) for hit in found.hits)
    everything = search(store, folder, "上合", limit=1000)
    assert found.total == len([hit for hit in everything.hits if holds(hit)])


def test_a_year_without_report_has_nothing(folder: Path, store: Store) -> None:
    assert search(store, folder, "上合", Filter(year=1999)).hits == ()


@pytest.mark.parametrize("words", HOSTILE)
def test_any_character_is_data(folder: Path, store: Store, words: str) -> None:
    before = rows(folder)
    try:
        search(store, folder, words)
        search(store, None, words)
    except QueryError as error:
        assert "There is no word to search for" in str(error)
    assert rows(folder) == before


@pytest.mark.parametrize("words", ["", "  ", '""', " ".join(map(str, range(100)))])
def test_no_words_or_too_many_are_told(folder: Path, store: Store, words: str) -> None:
    with pytest.raises(QueryError, match="word"):
        search(store, folder, words)


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(QueryError, match="choose one of sentence, project"):
        Filter(kind="sentences")


def test_loading_more_adds_to_the_index_what_a_new_index_would_have(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    for name in ("胶州平度_2025.txt", "青岛市_2024.txt"):
        load(path, name)
        with Store.open(path, read_only=True) as store:
            assert update_index(store, path)
    assert rows(path) == rows(folder)
    with Store.open(path, read_only=True) as store, Store.open(folder, read_only=True) as other:
        assert search(store, path, "上合", limit=1000) == search(other, folder, "上合", limit=1000)


def test_what_a_report_said_goes_with_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(folder, path)
    index = (path / SEARCH_INDEX).read_bytes()
    with Store.open(path) as store:
        store.update(f"DELETE WHERE {{ ?report rg:about <{QINGDAO}> ; rg:textDigest ?digest }}")
        assert not (path / SEARCH_INDEX).exists()
    (path / SEARCH_INDEX).write_bytes(index)
    with Store.open(path, read_only=True) as store:
        with pytest.raises(StoreError, match=r"is not of the present state of the store; make it with `reportgraph index --store"):
            search(store, path, "上合")
        assert update_index(store, path)
        assert {hit.place for hit in search(store, path, "上合", limit=1000).hits} == {"胶州市"}
    left = rows(path)
    (path / SEARCH_INDEX).unlink()
    with Store.open(path, read_only=True) as store:
        update_index(store, path)
    assert rows(path) == left


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00broken"])
def test_a_missing_or_broken_index_is_told_and_made_anew(folder: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "store"
    shutil.copytree(folder, path)
    (path / SEARCH_INDEX).unlink()
    if content is not None:
        (path / SEARCH_INDEX).write_bytes(content)
    with Store.open(path, read_only=True) as store:
        with pytest.raises(StoreError, match="make it with `reportgraph index"):
            check_index(store, path)
        assert update_index(store, path)
    assert rows(path) == rows(folder)


def test_the_store_still_opens_with_its_index(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(folder, path)
    with Store.open(path) as store:
        store.optimize()
    assert (path / SEARCH_INDEX).exists()


def test_without_an_index_the_store_is_asked_by_sparql(folder: Path, store: Store) -> None:
    by_sparql = search(store, None, "上合 海关", limit=50)
    assert by_sparql.note
    assert {hit.iri for hit in by_sparql.hits} == {hit.iri for hit in search(store, folder, "上合 海关", limit=50).hits}
    filtered = search(store, None, "上合", Filter("sentence", (QINGDAO,), 2024))
    assert {(hit.kind, hit.place, hit.year) for hit in filtered.hits} == {("sentence", "青岛市", "2024")}
    assert len(search(store, None, "上合", limit=3).hits) == 3
