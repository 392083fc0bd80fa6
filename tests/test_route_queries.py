"""The routes of the questions: their list, answers in every format, forms, OpenAPI, SHACL."""

from __future__ import annotations

import csv
import io
import json

import httpx
import pytest
import rdflib

from graph.store import Store
from ontology.standards import SH
from queries.formats import write
from queries.run import prepare
from tests.serving import CATALOG, ZONE


def test_saved_questions_are_shacl_executables_that_run_as_they_are(client: httpx.Client) -> None:
    graph = rdflib.Graph().parse(data=client.get("/queries.ttl").text, format="turtle")
    texts = {str(subject).rpartition("/")[2]: str(text) for subject, text in graph.subject_objects(rdflib.URIRef(SH.select))}
    assert set(texts) == {query.name for query in CATALOG.queries if query.form == "SELECT"}
    for name in ("projects-serving-zone", "compare-targets"):
        assert "UNDEF" not in texts[name]
        assert client.post("/sparql", data={"query": texts[name]}).json()["results"]["bindings"]


def test_the_list_of_questions_has_both_languages_choices_and_what_is_broken(client: httpx.Client) -> None:
    listed = client.get("/queries").json()
    assert [query["name"] for query in listed["queries"]] == [query.name for query in CATALOG.queries]
    serving = next(query for query in listed["queries"] if query["name"] == "projects-serving-zone")
    assert set(serving["summary"]) == {"en", "zh"}
    assert serving["parameters"][0] | {"description": None} == {
        "name": "zone", "type": "zone", "description": None, "default": ZONE, "required": False, "list": False,
    }  # fmt: skip
    choices = {name: [choice["value"] for choice in found] for name, found in listed["choices"].items()}
    assert choices["year"] == ["2025", "2024"]
    assert sorted(choices["place"]) == ["平度市", "胶州市", "青岛市"]
    assert ZONE in choices["zone"]
    assert {choice["en"] for choice in listed["choices"]["place"]} >= {"Qingdao", "Jiaozhou"}
    assert [(problem["file"], problem["line"]) for problem in listed["problems"]] == [("broken.rq", 3)]
    assert client.get("/queries/broken").status_code == 404
    assert "line 3" in client.get("/queries/broken").text


@pytest.mark.parametrize("name", ["projects-serving-zone", "compare-targets"])
def test_an_answer_is_that_of_the_command_line_in_every_format(client: httpx.Client, asked: Store, name: str) -> None:
    query = CATALOG.find(name)
    text = prepare(asked, query, {}).text
    types = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json", "ttl": "text/turtle"}
    for suffix, media_type in types.items():
        response = client.get(f"/queries/{name}.{suffix}")
        assert response.content == write(asked, text, suffix, query.pivot)
        assert response.headers["content-type"].partition(";")[0] == media_type
        assert client.get(f"/queries/{name}", headers={"Accept": media_type}).content == response.content


def test_parameters_are_given_by_name_several_times_or_with_commas(client: httpx.Client) -> None:
    one = client.get("/queries/targets-of-place.csv", params={"place": "Jiaozhou"})
    assert {row["city"] for row in csv.DictReader(io.StringIO(one.text))} == {"胶州市"}
    for place in (["胶州市,平度市"], ["胶州市", "平度"]):
        wide = client.get("/queries/compare-targets.csv", params={"place": place, "year": "2025"})
        assert [head for head in next(csv.reader(io.StringIO(wide.text))) if head.endswith("2025")] == ["胶州市 2025", "平度市 2025"]
    long = client.get("/queries/compare-targets.csv", params={"place": "胶州市", "long": ""})
    assert long.text.startswith("indicator,measure,unit,city,year,stated")


def test_a_form_offers_what_the_graph_knows_and_keeps_what_was_written(client: httpx.Client) -> None:
    page = client.get("/queries/targets-of-place.html", params={"place": "胶州市"}).text
    assert '<option value="青岛市">Qingdao</option>' in page
    assert 'value="胶州市"' in page
    assert "place=%E8%83%B6%E5%B7%9E%E5%B8%82" in page
    wrong = client.get("/queries/targets-of-place.html", params={"place": '"><b>x'})
    assert wrong.status_code == 400
    assert 'class="problem"' in wrong.text
    assert "<b>x" not in wrong.text


def test_openapi_lists_every_question_with_its_parameters(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    for query in CATALOG.queries:
        operation = described["paths"][f"/queries/{query.name}"]["get"]
        assert operation["summary"] == query.summary
        assert [parameter["name"] for parameter in operation["parameters"]] == [parameter.name for parameter in query.parameters]
        assert "text/csv" in operation["responses"]["200"]["content"]
    assert client.get("/healthz").json() == {"status": "ok"}


def test_an_answer_that_may_be_cut_says_so_in_its_headers(client: httpx.Client) -> None:
    answer = client.get(
        "/queries/projects-of-place.csv", params={"place": "青岛市", "limit": "2"}, headers={"Origin": "http://example.org"}
    )
    assert answer.text.count("\n") == 3
    assert "limit=all asks for every one" in json.loads(answer.headers["Reportgraph-Notes"])[0]
    assert "Reportgraph-Notes" in answer.headers["Access-Control-Expose-Headers"]
    assert "Reportgraph-Notes" not in client.get("/queries/projects-serving-zone.csv", params={"zone": ZONE}).headers
