from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from app.connections import STEP_COLUMNS, Answered, answer_central, answer_path, write
from graph.store import Store
from ontology.errors import ParameterError, QueryError
from ontology.vocabulary import RG, RGD
from queries.formats import ROW_FORMATS

DATA = Path(__file__).parent / "data" / "connections.ttl"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def path(store: Store, start: str, end: str, *, count: int = 3, longest: int = 4, through: str = "reports") -> Answered:
    return answer_path(store, start=start, end=end, count=count, longest=longest, through=through)


def rows(answered: Answered) -> list[dict[str, str | None]]:
    return [dict(zip(answered.table.columns, row, strict=True)) for row in answered.table.rows]


def test_each_step_has_its_relation_basis_direction_and_words(store: Store) -> None:
    first, second = rows(path(store, "临溪", "望海新区", count=1, through="relations"))[:2]
    assert (first["path"], first["step"], first["from"], first["direction"], first["relation"], first["to"]) == (
        *("1", "1", "临溪市", "←", "locatedIn", "云帆冷链港"),
    )
    assert (second["direction"], second["relation"], second["basis"], second["year"]) == ("→", "serves", "Explicit", "2025")
    assert second["quote"] in (second["sentence"] or "")
    assert (second["report"], second["statements"]) == ("临溪市2025年政府工作报告", "2")
    assert second["relation_iri"] == RG.serves
    assert second["statement_iri"] == RGD.base + "990100-2025.c1"
    assert first["to_iri"] == second["from_iri"] == RGD.base + "project-leng-lian"


def test_what_the_gazetteer_knows_has_no_words_and_a_sentence_no_direction(store: Store) -> None:
    steps = rows(path(store, "Linxi", "海岳大学", count=5))
    known = next(step for step in steps if step["basis"] == "ByGazetteer")
    assert {known[name] for name in ("quote", "city", "year", "report", "sentence", "statement_iri")} == {None}
    together = next(step for step in steps if step["basis"] == "BySentence")
    assert (together["direction"], together["relation"]) == ("—", "namedWith")
    assert together["quote"] in (together["sentence"] or "")


def test_people_see_arrows_and_each_way_numbered_once(store: Store) -> None:
    drawn = path(store, "临溪市", "青峰市").drawn
    assert drawn.columns == ("path", "from", "relation", "to", "basis", "city", "year", "quote")
    assert [row[0] for row in drawn.rows if row[0]] == ["1", "2", "3"]
    assert {row[2] for row in drawn.rows} >= {"←locatedIn—", "—namedWith—", "—partneredWith→"}


def test_the_common_things_that_are_not_passed_are_named(store: Store) -> None:
    answered = path(store, "临溪市", "青峰市")
    assert answered.notes == ("No way passes the country or what the reports of more than a third of the places name: 大河.",)
    assert path(store, "临溪市", "青峰市", through="relations").notes == ()


@pytest.mark.parametrize(
    ("through", "told"),
    [
        ("relations", "Nothing connects 孤岛灯塔 and 清单甲厂 in up to 2 steps by relations alone; allow more with a larger max-length."),
        ("reports", "Nothing connects 孤岛灯塔 and 清单甲厂 in up to 2 steps; allow more with a larger max-length."),
    ],
)
def test_no_way_is_one_sentence(store: Store, through: str, told: str) -> None:
    answered = path(store, "孤岛灯塔", "清单甲厂", longest=2, through=through)
    assert answered.table.rows == ()
    assert answered.notes[0] == told


def test_wrong_names_and_choices_are_told(store: Store) -> None:
    with pytest.raises(ParameterError, match="云帆冷链港"):
        path(store, "云帆冷库港", "临溪市")
    with pytest.raises(ParameterError, match="choose one of relations, sentences, reports"):
        path(store, "临溪市", "望海市", through="luck")
    with pytest.raises(ParameterError, match="choose one of degree, betweenness, pagerank"):
        answer_central(store, by="luck", kind=None, place=None, limit=5)
    with pytest.raises(ParameterError, match="choose one of project, program"):
        answer_central(store, by="degree", kind="luck", place=None, limit=5)
    with pytest.raises(QueryError, match="choose one of table, csv, tsv, json, html"):
        write(path(store, "临溪市", "望海市"), "ttl")


def test_a_name_of_two_things_is_said_so() -> None:
    copy = Store.in_memory()
    copy.load(DATA.read_bytes().replace("清单甲厂".encode(), "清单乙厂".encode()), "ttl")
    assert "names 2 things" in path(copy, "清单乙厂", "清单丙厂").notes[0]


def test_the_most_connected_come_with_kind_reports_and_names(store: Store) -> None:
    answered = answer_central(store, by="degree", kind="zone", place=None, limit=5)
    assert rows(answered) == [
        {
            **{"rank": "1", "name": "望海新区", "type": "Zone", "kind": "功能区", "degree": "2", "reports": "3"},
            **{"english": "", "also": "", "thing_iri": RGD.base + "place-xin-qu"},
        }
    ]
    assert answered.drawn.columns == ("rank", "name", "type", "kind", "degree", "reports", "english")
    shares = rows(answer_central(store, by="betweenness", kind=None, place=None, limit=50))
    assert all(len(row["betweenness"] or "") == len("0.123456") for row in shares)


def test_nothing_central_is_one_sentence(store: Store) -> None:
    answered = answer_central(store, by="degree", kind="program", place="临溪", limit=5)
    assert answered.notes == () and [row["name"] for row in rows(answered)] == ["“春苗”行动"]
    answered = answer_central(store, by="degree", kind="zone", place="望海", limit=5)
    assert answered.notes == ("No report ties zones to others in the reports of 望海.",)


def test_machines_get_all_columns(store: Store) -> None:
    answered = path(store, "临溪市", "青峰市")
    read = list(csv.DictReader(io.StringIO(write(answered, "csv").decode())))
    assert tuple(read[0]) == STEP_COLUMNS
    assert len(read) == len(answered.table.rows)
    assert write(answered, "tsv").decode().splitlines()[0].split("\t") == list(STEP_COLUMNS)
    listed = json.loads(write(answered, "json"))
    assert listed["notes"] == list(answered.notes)
    assert listed["rows"] == rows(answered)
    page = write(answered, "html").decode()
    assert "—partneredWith→" in page and "<h1>临溪市 — 青峰市</h1>" in page
    assert set(ROW_FORMATS) == {"table", "csv", "tsv", "json", "html"}
