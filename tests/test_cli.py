"""The command line as a user meets it: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from typer.testing import CliRunner

from app.cli import app
from graph.store import Store

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("stores") / "store"
    with Store.open(path) as store:
        store.load((DATA / "questions.ttl").read_bytes(), "ttl")
    return str(path)


def _is_one_sentence(text: str) -> bool:
    return text.startswith("reportgraph: ") and text.count("\n") == 1 and text.endswith((".\n", "?\n"))


def test_every_command_has_an_example_in_its_help() -> None:
    commands = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert {"load", "queries", "query", "sparql", "view", "export", "validate", "diff"} <= set(commands)
    for command in commands:
        shown = CliRunner().invoke(app, [command, "--help"])
        assert shown.exit_code == 0
        assert f"Example: reportgraph {command}" in " ".join(shown.output.split())


def test_a_question_is_answered_with_basis_and_quote(run) -> None:
    done = run("query", "projects-serving-zone", "-p", "zone=上合示范区")
    assert done.code == 0
    head, _, first, *_ = done.out.splitlines()
    assert head.split() == ["city", "year", "project", "kind", "status", "basis", "quote"]
    assert first.split() == ["胶州市", "2025", "上合枢纽", "交通", "在建", "Explicit", "上合枢纽加快推进,为上合示范区添动力"]
    assert done.err == "3 rows\n"


def test_a_table_fits_its_width_and_lines_up(run, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "72")
    lines = run("query", "projects-serving-zone", "--with-source").out.splitlines()
    assert max(map(cell_len, lines)) <= 72
    assert len({cell_len(line) for line in lines}) == 1


def test_the_same_answer_in_other_formats(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", "projects-serving-zone", "-f", "csv").out)))
    assert [row["basis"] for row in rows] == ["Explicit", "ByName", "Explicit"]
    assert all(row["statement_iri"].startswith("https://w3id.org/reportgraph/id/") for row in rows)
    answer = json.loads(run("query", "projects-serving-zone", "-f", "json").out)
    assert [binding["project"]["value"] for binding in answer["results"]["bindings"]] == [row["project"] for row in rows]
    assert run("query", "projects-serving-zone", "-f", "tsv").out.splitlines()[0].startswith("?city\t?year")
    assert "<td>上合枢纽</td>" in run("query", "projects-serving-zone", "-f", "html").out
    graph = rdflib.Graph().parse(data=run("query", "projects-serving-zone", "-f", "ttl").out, format="turtle")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/reportgraph/ontology#Claim")))) == 3


def test_places_are_compared_side_by_side_or_long(run) -> None:
    head = run("query", "compare-targets", "-p", "place=胶州市,平度市").out.splitlines()[0]
    assert head.split("  ")[-1].strip() == "平度市 2025"
    repeated = run("query", "compare-targets", "-p", "place=胶州市", "-p", "place=平度市").out
    assert repeated.splitlines()[0] == head
    long = run("query", "compare-targets", "-p", "place=胶州市,平度市", "--long", "-f", "csv").out
    assert {row["city"] for row in csv.DictReader(io.StringIO(long))} == {"胶州市", "平度市"}


def test_the_sparql_of_a_question_can_be_shown_and_asked(run, tmp_path: Path) -> None:
    shown = run("query", "targets-of-place", "-p", "place=胶州", "--show-sparql")
    assert "VALUES ?place_iri { <https://w3id.org/reportgraph/id/place-370281> }" in shown.out
    assert "UNDEF" not in shown.out
    path = tmp_path / "shown.rq"
    path.write_text(shown.out, encoding="utf-8")
    assert run("sparql", str(path), "-f", "csv").out == run("query", "targets-of-place", "-p", "place=胶州", "-f", "csv").out


def test_own_questions_come_from_a_folder(run, tmp_path: Path) -> None:
    (tmp_path / "zones-named.rq").write_text(
        "#+ summary: Which zones?\n#+ summary_zh: 哪些功能区？\n"
        "SELECT ?zone WHERE { ?z a <https://w3id.org/reportgraph/ontology#Zone> ; <http://www.w3.org/2000/01/rdf-schema#label> ?zone }\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.rq").write_text("#+ summary: x\n#+ summary_zh: x\nSELECT WHERE", encoding="utf-8")
    done = run("query", "zones-named", "--queries", str(tmp_path))
    assert "SCO demonstration zone" in done.out
    assert f"left out: {tmp_path / 'broken.rq'}, line 3" in done.err
    assert run("query", "broken", "--queries", str(tmp_path)).code == 1


def test_the_list_shows_every_question_and_its_parameters(run) -> None:
    done = run("queries")
    assert done.code == 0
    assert "[zone=上合示范区]" in done.out
    assert int(done.err.split()[0]) >= 30
    assert "哪些项目和专项服务该功能区？" in run("queries", "projects-serving-zone").out
    assert "projects-serving-zone" in run("queries", "--tag", "zones").out
    assert "report-overview" not in run("queries", "--tag", "zones").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "projects-serving"], "no question named 'projects-serving'; did you mean projects-serving-zone"),
        (["query", "targets-of-place"], "needs -p place=…"),
        (["query", "targets-of-place", "-p", "place=胶洲"], "No place in the graph is called '胶洲'; the nearest are 胶州"),
        (["query", "targets-of-place", "-p", "place"], "'place' is not a parameter; write -p key=value"),
        (["query", "targets-of-place", "-p", "town=x"], "has no parameter 'town'; it takes"),
        (["query", "report-overview", "-f", "xls"], "There is no format 'xls'; choose one of table, csv"),
        (["queries", "--tag", "nothing"], "No question has the tag 'nothing'; the tags are"),
        (["sparql", "SELECT ?s WHERE {\n ?s ?p }"], "the query, line 2, column"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "is a SPARQL update"),
        (["sparql", "# a comment\nPREFIX a: <b:c> INSERT DATA { a:a a:b a:c }"], "is a SPARQL update"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE is not allowed"),
        (["sparql", "absent.rq"], "'absent.rq' is neither a SPARQL query nor a readable UTF-8 file"),
        (["sparql", "SELECT * { ?s ?p ?o }", "--store", "absent"], "There is no store at absent"),
        (["view", "-o", "x.html", "--focus", "胶洲湾"], "No thing in the graph is called '胶洲湾'; the nearest are"),
        (["export", "-o", "graph.docx"], "graph.docx"),
        (["diff", "absent.ttl", "absent.ttl"], "absent.ttl cannot be read"),
        (["load", "absent.txt"], "absent.txt does not exist"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(run, words: list[str], told: str) -> None:
    done = run(*words)
    assert done.code == 1
    assert done.out == ""
    assert told in done.err
    assert "Traceback" not in done.err
    assert _is_one_sentence(done.err) or words[0] == "load"


def test_a_syntax_error_in_a_file_names_file_line_and_column(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?s WHERE {\n  ?s ?p .\n}", encoding="utf-8")
    done = run("sparql", str(path))
    assert done.err.startswith(f"reportgraph: {path}, line 3, column 1: this is not valid SPARQL")


@pytest.mark.parametrize("value", ['上合"示范区', "} UNION { ?s ?p ?o", "x> . <y", "two\nlines", "\\", "{ UNDEF }"])
def test_hostile_values_are_data(run, value: str) -> None:
    done = run("query", "projects-serving-zone", "-p", f"zone={value}")
    assert done.code == 1
    assert done.err.startswith("reportgraph: No zone in the graph is called ")


def test_loading_nothing_leaves_no_store_behind(run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert run("load", str(empty), "--store", str(tmp_path / "new")).code == 1
    assert not (tmp_path / "new").exists()


def test_sparql_is_read_from_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s a rg:Zone }"))
    assert run("sparql", "-").out.split() == ["answer", "──────", "yes"]


def test_triples_are_printed_as_turtle(run) -> None:
    assert "rgd:place-scoda a rg:Zone" in run("sparql", "CONSTRUCT { ?z a rg:Zone } WHERE { ?z a rg:Zone }").out


def test_the_graph_is_exported_drawn_and_compared(run, tmp_path: Path, folder: str) -> None:
    assert run("export", "-o", str(tmp_path / "graph.ttl")).code == 0
    assert run("diff", str(tmp_path / "graph.ttl"), folder).out == "No difference.\n"
    assert run("view", "-o", str(tmp_path / "graph.html"), "--focus", "上合示范区", "--max-nodes", "20").code == 0
    assert json.dumps("上合枢纽") in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_the_exit_code_reaches_the_shell(folder: str) -> None:
    command = [sys.executable, "-c", "from app.cli import main; main()"]
    environment = {**os.environ, "REPORTGRAPH_STORE": folder, "PYTHONPATH": str(DATA.parents[1])}

    def ended(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], env=environment, capture_output=True, encoding="utf-8", check=False)

    good, bad, usage = ended("query", "report-overview"), ended("query", "report-overvew"), ended("query")
    assert (good.returncode, bad.returncode, usage.returncode) == (0, 1, 2)
    assert "Traceback" not in bad.stderr
    assert bad.stdout == ""


def test_the_audit_tells_the_share_understood_and_lists_the_rest(run) -> None:
    shares = run("audit", "--format", "csv")
    assert next(row for row in csv.DictReader(io.StringIO(shares.out)) if row["city"] == "平度市")["covered_percent"] == "75"
    assert [row["number"] for row in csv.DictReader(io.StringIO(run("audit", "--list", "-f", "csv").out))] == ["12", ""]
    assert len(json.loads(run("audit", "--year", "2024", "-f", "json").out)["results"]["bindings"]) == 1
    told = run("audit", "--place", "平度市")
    assert "新校舍年底前竣工" in told.out
    assert "covered percent" in told.out
    assert told.err.splitlines()[1::2] == ["1 row", "2 rows"]
    assert "新校舍" not in run("audit").out


def test_reports_are_loaded_once_and_a_bad_file_stops_nothing(run, tmp_path: Path) -> None:
    store, reports = str(tmp_path / "store"), str(DATA / "reports")
    picture = tmp_path / "picture.txt"
    picture.write_bytes(bytes(range(256)) * 8)
    first = run("load", str(picture), reports, "--store", store)
    assert first.code == 1
    assert "胶州市 2025 (胶州平度_2025.txt): " in first.err
    assert str(picture) in first.err.splitlines()[-1]
    again = run("load", reports, "--store", store)
    assert again.code == 0
    assert again.err.count("already in the store, nothing changed") == 3
    rows = list(csv.DictReader(io.StringIO(run("query", "projects-serving-zone", "-f", "csv", "--store", store).out)))
    assert {"胶州市", "青岛市"} <= {row["city"] for row in rows}
    assert all(row["quote"] in row["sentence"] and row["kind"] for row in rows)
    assert run("validate", "--store", store).err == "Nothing is wrong.\n"
