"""Asking and searching over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from app.ingest import load_reports
from app.stores import open_to_write
from graph.search_index import update_index
from graph.store import SEARCH_INDEX, Store

REPORTS = Path(__file__).parent / "data" / "reports"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "store"
    list(load_reports(lambda: open_to_write(str(path)), [REPORTS]))
    with Store.open(path, read_only=True) as store:
        update_index(store, path)
    return path


@pytest.fixture(scope="module")
def client(start_server: Callable[..., str], folder: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start_server(folder), trust_env=False, timeout=60) as client:
        yield client


@pytest.mark.parametrize("text", ["哪些项目服务上合示范区？", "Which projects serve the SCO demonstration zone?"])
def test_a_question_in_own_words_leads_to_a_saved_one(client: httpx.Client, text: str) -> None:
    said = client.get("/ask", params={"q": text}).json()
    assert said["understood"]["name"] == "projects-serving-zone"
    assert said["understood"]["parameters"] == {"zone": ["上合示范区"]}
    assert len(said["alternatives"]) == 2
    rows = client.get(said["understood"]["url"], headers={"Accept": "text/csv"}).text
    assert "上合海洋物联网大厦" in rows


@pytest.mark.parametrize("text", ["明天天气怎么样", "", "'} DELETE WHERE {?s ?p ?o} #", "\x00"])
def test_what_is_not_understood_lists_what_can_be_asked(client: httpx.Client, text: str) -> None:
    response = client.get("/ask", params={"q": text})
    assert response.status_code == 200
    said = response.json()
    assert said["understood"] is None
    assert said["message"].startswith("None of the questions is what this asks")
    assert {"projects-serving-zone", "compare-targets"} <= {question["name"] for question in said["questions"]}


def test_a_request_without_text_is_told_so(client: httpx.Client) -> None:
    for path in ("/ask", "/search"):
        response = client.get(path)
        assert (response.status_code, response.text.count("\n")) == (400, 1)


def test_hits_come_as_json_csv_and_a_page(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "上合 海关"}).json()
    assert found["total"] == len(found["hits"]) > 1
    assert found["hits"][0]["marked"] == "«上合»组织国家«海关»信息中心"
    for address, accept in (("/search.csv", "*/*"), ("/search", "text/csv")):
        response = client.get(address, params={"q": "上合 海关"}, headers={"Accept": accept})
        assert response.headers["content-type"].startswith("text/csv")
        ranks = [int(row["rank"]) for row in csv.DictReader(io.StringIO(response.text))]
        assert ranks == [*range(1, found["total"] + 1)]
    page = client.get("/search", params={"q": '<script>"上合'}, headers={"Accept": "text/html"})
    assert "<script>" not in page.text
    assert "<mark>上合</mark>" in client.get("/search.html", params={"q": "上合"}).text
    assert client.get("/search", params={"q": "上合"}, headers={"Accept": "image/png"}).status_code == 406


def test_filters_and_limits_are_parameters(client: httpx.Client) -> None:
    hits = client.get("/search", params={"q": "建设", "place": "青岛", "year": 2024, "kind": "sentence", "limit": 3}).json()["hits"]
    assert [(hit["type"], hit["place"], hit["year"]) for hit in hits] == [("sentence", "青岛市", "2024")] * 3


@pytest.mark.parametrize(
    "wrong",
    [{"q": ""}, {"q": "上合", "kind": "road"}, {"q": "上合", "place": "莫须有市"}, {"q": "上合", "year": "x"}, {"q": "a", "limit": "0"}],
)
def test_what_is_wrong_is_told_in_one_sentence(client: httpx.Client, wrong: dict[str, str]) -> None:
    response = client.get("/search", params=wrong)
    assert response.status_code == 400
    assert response.text.count("\n") == 1


def test_both_are_described(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {parameter["name"] for parameter in paths["/search"]["get"]["parameters"]} == {"q", "place", "year", "kind", "limit"}
    assert [parameter["name"] for parameter in paths["/ask"]["get"]["parameters"]] == ["q"]


def test_a_missing_index_is_told_with_the_remedy(client: httpx.Client, folder: Path) -> None:
    (folder / SEARCH_INDEX).unlink()
    response = client.get("/search", params={"q": "上合"})
    assert response.status_code == 503
    assert "make it with `reportgraph index --store" in response.text
    with Store.open(folder, read_only=True) as store:
        update_index(store, folder)
    assert client.get("/search", params={"q": "上合"}).status_code == 200
