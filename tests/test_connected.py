"""The ways between two things and the most connected things over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.store import Store

DATA = Path(__file__).parent / "data" / "connections.ttl"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, start_server) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("stores") / "store"
    with Store.open(folder) as store:
        store.load(DATA.read_bytes(), "ttl")
    with httpx.Client(base_url=start_server(folder), timeout=60) as client:
        yield client


def test_a_way_is_json_unless_another_type_is_preferred(client: httpx.Client) -> None:
    answer = client.get("/path", params={"from": "云帆冷链港", "to": "望海市", "paths": 1, "through": "relations"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"].startswith("Accept")
    assert [(row["from"], row["relation"], row["to"]) for row in answer.json()["rows"]] == [
        ("云帆冷链港", "serves", "望海新区"),
        ("望海新区", "locatedIn", "望海市"),
    ]
    table = client.get("/path", params={"from": "云帆冷链港", "to": "海岳大学"}, headers={"Accept": "text/csv"})
    assert next(csv.DictReader(io.StringIO(table.text)))["quote"] == "海岳大学到云帆冷链港"


def test_a_suffix_names_the_type_too(client: httpx.Client) -> None:
    table = client.get("/central.csv", params={"kind": "zone"})
    assert table.headers["content-type"].startswith("text/csv")
    assert next(csv.DictReader(io.StringIO(table.text)))["name"] == "望海新区"
    assert client.get("/path.json", params={"from": "临溪", "to": "大河"}).json()["notes"][0].startswith("No way passes the country")
    page = client.get("/central.html")
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_no_way_is_an_empty_table_with_a_note(client: httpx.Client) -> None:
    answer = client.get("/path", params={"from": "孤岛灯塔", "to": "智慧农机院", "through": "relations"})
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
    assert answer.json()["notes"][0].startswith("Nothing connects")


@pytest.mark.parametrize(
    ("address", "params"),
    [
        ("/path", {"from": "云帆冷链港"}),
        ("/path", {"from": "云帆冷链港", "to": "不在图中之物"}),
        ("/path", {"from": "云帆冷链港", "to": "云帆冷链港"}),
        ("/path", {"from": "云帆冷链港", "to": "望海市", "paths": "0"}),
        ("/path", {"from": 'a"} UNION { ?s ?p ?o', "to": "望海市\n>"}),
        ("/central", {"by": "luck"}),
        ("/central", {"limit": "many"}),
        ("/central", {"place": "{{7*7}}"}),
    ],
)
def test_what_is_wrong_is_one_line(client: httpx.Client, address: str, params: dict[str, str]) -> None:
    answer = client.get(address, params=params)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.endswith("\n")
    assert client.get(address, params=params, headers={"Accept": "text/turtle"}).status_code in (400, 406)


def test_openapi_describes_both(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert [parameter["name"] for parameter in paths["/path"]["get"]["parameters"]] == ["from", "to", "paths", "max_length", "through"]
    assert [parameter["name"] for parameter in paths["/central"]["get"]["parameters"]] == ["kind", "place", "by", "limit"]
    assert set(paths["/central"]["get"]["responses"]["200"]["content"]) >= {"application/json", "text/csv"}
    assert "/path.{suffix}" not in paths
