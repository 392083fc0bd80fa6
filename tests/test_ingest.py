"""Loading tells what happened to each report, and whatever is odd about it, and goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.ingest import Failed, Loaded, Remarked, Skipped, load_reports
from graph.store import Store, solutions
from loaders.manifest import read_manifest

WORDS = "青岛市2024年政府工作报告\n一、2023年工作回顾\n{}二、2024年工作安排\n力争新建学校3所。\n"


@pytest.fixture
def store() -> Store:
    return Store.in_memory()


def load(store: Store, *paths: Path, **known: object) -> list[object]:
    @contextmanager
    def opened() -> Iterator[Store]:
        yield store

    return list(load_reports(opened, paths, **known))


def write(path: Path, words: str) -> Path:
    path.write_text(WORDS.format(words * 30), encoding="utf-8")
    return path


def test_two_texts_of_one_place_and_year_are_both_kept_and_told(store: Store, tmp_path: Path) -> None:
    one, two = write(tmp_path / "青岛市_2024.txt", "修路三条。\n"), write(tmp_path / "第二稿.txt", "架桥两座。\n")
    loaded, remarked, again = load(store, one, two)
    assert isinstance(loaded, Loaded)
    assert isinstance(again, Loaded)
    assert isinstance(remarked, Remarked)
    assert str(remarked).startswith(f"{two} is another text than 青岛市2024年政府工作报告, which the store already has of 青岛市 for 2024")
    assert len(store.reports()) == 2
    assert [type(event) for event in load(store, one, two)] == [Skipped, Skipped]


def test_a_manifest_names_the_source_and_what_does_not_fit_it_is_told(store: Store, tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", "修路三条。\n"), write(tmp_path / "b.txt", "架桥两座。\n")
    table = tmp_path / "reports.csv"
    table.write_text("file,year,source\nb.txt,2025,https://example.org/x/y\nc.txt,2024,\nd.txt,二,\n", encoding="utf-8")
    events = load(store, one, two, manifest=read_manifest(table))
    assert [str(event) for event in events if isinstance(event, Failed)] == [
        f"{table}, line 4 gives the year 二, which is none: write four digits.",
        f"{table}, line 3 names c.txt, which is none of the files that were read: check the name.",
    ]
    remarks = [str(event) for event in events if isinstance(event, Remarked)]
    assert remarks[0] == f"{one} is not in the manifest {table}: what is known of it is what it says itself."
    assert remarks[1].startswith(f"{two}: its text and its wording give the year 2024; taken is 2025, by the manifest")
    rows = solutions(store.query("SELECT ?source { ?report dcterms:source ?source } ORDER BY ?source"))
    assert [row["source"].value for row in rows] == ["a.txt", "https://example.org/x/y"]
