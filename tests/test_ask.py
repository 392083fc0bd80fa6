"""Questions as researchers, journalists, planners and investors ask them, each with the saved question and the values that it means."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path

import pytest

from app.ingest import load_reports
from app.stores import open_to_write
from graph.store import Store
from queries.ask import rank, understand
from queries.catalog import Catalog, load_catalog, read_query
from queries.run import prepare

DATA = Path(__file__).parent / "data"
CATALOG = load_catalog(())
with (DATA / "phrasings.csv").open(encoding="utf-8") as lines:
    PHRASINGS = list(csv.DictReader(lines))
ANSWERABLE = [row for row in PHRASINGS if row["question"]]
TUNED = [row for row in ANSWERABLE if row["set"] == "tuned"]
UNTUNED = [row for row in ANSWERABLE if row["set"] != "tuned"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("stores") / "store"
    list(load_reports(lambda: open_to_write(str(path)), [DATA / "reports"]))
    return Store.open(path, read_only=True)


def to_values(written: str) -> dict[str, set[str]]:
    return {name: set(values.split(",")) for name, _, values in (pair.partition("=") for pair in written.split(";") if pair)}


def test_there_are_forty_phrasings_in_both_languages_of_twenty_five_questions() -> None:
    assert len(TUNED) >= 40
    assert len({row["question"] for row in TUNED}) >= 25
    assert sum(row["text"].isascii() for row in TUNED) >= 20 <= sum(not row["text"].isascii() for row in TUNED)
    assert not {row["text"] for row in ANSWERABLE} & {words for query in CATALOG.queries for words in query.phrasings}


@pytest.mark.parametrize("row", TUNED, ids=lambda row: row["text"])
def test_it_is_understood(store: Store, row: dict[str, str]) -> None:
    best = understand(store, CATALOG, row["text"]).best
    assert best is not None
    assert best.query.name == row["question"]
    assert {name: set(texts) for name, texts in best.values} == to_values(row["parameters"])
    prepare(store, best.query, {name: list(texts) for name, texts in best.values})


def test_most_of_what_the_wordings_were_not_made_for_is_understood(store: Store) -> None:
    ranked = [[one.query.name for one in rank(store, CATALOG, row["text"])[:3]] for row in UNTUNED]
    wanted = [row["question"] for row in UNTUNED]
    first = sum(names[0] == want for names, want in zip(ranked, wanted, strict=True))
    among = sum(want in names for names, want in zip(ranked, wanted, strict=True))
    assert len(UNTUNED) >= 50
    assert first / len(UNTUNED) >= 0.75
    assert among / len(UNTUNED) >= 0.9


@pytest.mark.parametrize("row", [row for row in PHRASINGS if row["set"] == "none"], ids=lambda row: row["text"])
def test_what_the_graph_cannot_answer_is_not_understood(store: Store, row: dict[str, str]) -> None:
    assert understand(store, CATALOG, row["text"]).best is None


@pytest.mark.parametrize("text", ["", " ", "\x00", "?!", "'} DELETE WHERE {?s ?p ?o} #", '"@zh }', "{place}", "\ud800", "a" * 10_000])
def test_any_text_is_data(store: Store, text: str) -> None:
    count = len(store)
    understand(store, CATALOG, text)
    assert len(store) == count


def test_every_wording_of_a_question_means_it(store: Store) -> None:
    """With a name in each blank, at least nine in ten; the others come second or third."""
    names = {"place": ["青岛市", "胶州市"], "zone": ["上合示范区"] * 2, "indicator": ["GDP"] * 2, "year": ["2024年", "2025年"]}
    names |= {
        "institution": ["海尔集团"] * 2,
        "project": ["胶州湾第二隧道"] * 2,
        "thing": ["上合快线"] * 2,
        "kind": ["教育"],
        "status": ["竣工"],
    }
    missed = []
    total = 0
    for query in CATALOG.queries:
        for wording in query.phrasings:
            text = wording
            for type_name, values in names.items():
                for value in values:
                    text = text.replace(f"{{{type_name}}}", value, 1)
            places = [one.query.name for one in rank(store, CATALOG, text)]
            total += 1
            if places[0] != query.name:
                missed.append((text, places[:3]))
                assert query.name in places[:3], text
    assert len(missed) <= total / 10, missed


def test_the_next_best_two_can_be_pasted(store: Store) -> None:
    found = understand(store, CATALOG, "哪些项目服务上合示范区？")
    assert found.best is not None
    assert found.best.command == "reportgraph query projects-serving-zone -p 'zone=上合示范区'"
    assert len(found.others) == 2
    for other in found.others:
        program, command, name, *words = shlex.split(other.command)
        assert (program, command) == ("reportgraph", "query")
        values = dict(word.split("=", 1) for word in words if word != "-p")
        prepare(store, CATALOG.find(name), {key: [value] for key, value in values.items()})


def test_a_question_without_what_it_needs_loses(store: Store) -> None:
    ranked = {one.query.name: one for one in rank(store, CATALOG, "兑现了哪些目标")}
    assert ranked["promise-and-outcome"].missing == ("place",)
    with_place = {one.query.name: one for one in rank(store, CATALOG, "青岛兑现了哪些目标")}
    assert with_place["promise-and-outcome"].score > ranked["promise-and-outcome"].score


def test_a_name_that_a_question_has_no_place_for_is_told(store: Store) -> None:
    ranked = {one.query.name: one for one in rank(store, CATALOG, "青岛没有单位的数字")}
    assert "has no place for 青岛" in ranked["numbers-without-unit"].reasons


def test_own_questions_are_understood_too(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bridges-of-place.rq"
    path.write_text(
        "#+ summary: Which bridges does this place build?\n#+ summary_zh: 该地造哪些桥？\n"
        '#+ x-phrasings: ["{place}的桥"]\n'
        "#+ parameters:\n#+   place: {type: place, description: the place, description_zh: 地方}\n"
        "SELECT ?bridge { VALUES ?place_iri { UNDEF } ?bridge rg:locatedIn ?place_iri }\n",
        encoding="utf-8",
    )
    catalog = Catalog((*CATALOG.queries, read_query(path)))
    best = understand(store, catalog, "胶州在造什么桥").best
    assert best is not None
    assert (best.query.name, best.values) == ("bridges-of-place", (("place", ("胶州市",)),))
