"""The commands ask, search and index: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import SEARCH_INDEX, Store

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "store"
    command = [sys.executable, "-m", "app", "load", str(DATA / "reports"), "--store", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])
    return path


@pytest.mark.parametrize("text", ["哪些项目服务上合示范区？", "Which projects serve the SCO demonstration zone?"])
def test_a_question_in_own_words_is_answered(run, text: str) -> None:
    done = run("ask", text)
    assert done.code == 0
    assert done.out.split()[:3] == ["city", "year", "project"]
    assert "上合海洋物联网大厦" in done.out
    understood, value, *_, first, second = done.err.splitlines()
    assert understood.startswith("projects-serving-zone: 哪些项目")
    assert "Which projects and programs serve this zone" in understood
    assert value == "  zone = 上合示范区"
    assert first.startswith("Or: reportgraph query ") and second.startswith("Or: reportgraph query ")


def test_the_answer_comes_in_every_format(run) -> None:
    done = run("ask", "胶州和平度的目标放在一起比一比", "--format", "csv")
    assert done.code == 0
    assert "胶州市 2025" in done.out.splitlines()[0]
    assert done.err.startswith("compare-targets: ")


def test_the_other_commands_name_a_store_that_was_named(run, folder: Path) -> None:
    done = run("ask", "哪些项目服务上合示范区？", "--store", f"{folder}/")
    assert all(line.endswith(f"--store {folder}/") for line in done.err.splitlines() if line.startswith("Or: "))


def test_what_is_taken_for_granted_is_told(run) -> None:
    done = run("ask", "Which projects serve the zone?")
    assert "  zone = 上合示范区 (what it takes where nothing is said)" in done.err.splitlines()


def test_a_question_that_lacks_a_name_is_shown_with_a_gap(run) -> None:
    done = run("ask", "兑现了哪些承诺")
    assert done.code == 1
    assert any(line.startswith("Or: reportgraph query promise-and-outcome -p ") for line in done.err.splitlines())


@pytest.mark.parametrize("text", ["明天天气怎么样", "What is the stock price of Haier?", "", "？？"])
def test_an_unanswerable_question_lists_what_can_be_asked(run, text: str) -> None:
    done = run("ask", text)
    assert done.code == 1
    assert done.out.split()[:2] == ["question", "问题"]
    assert "该地提出了哪些目标" in done.out
    assert done.err.splitlines()[-1].startswith("reportgraph: None of the questions is what this asks;")


def test_a_place_that_no_report_is_about_is_told(run) -> None:
    done = run("ask", "成都2024年的目标是多少")
    assert done.code == 1
    assert done.err.splitlines()[0].startswith("targets-of-place: ")
    assert "No place in the graph is called '成都市'" in done.err.splitlines()[-1]


def test_loading_makes_the_index(run, folder: Path) -> None:
    assert (folder / SEARCH_INDEX).exists()
    assert "was up to date" in run("index").err


def test_a_search_shows_rank_type_words_place_and_year(run) -> None:
    done = run("search", "上合", "海关", "--kind", "project")
    assert done.code == 0
    head, _, first, *_ = done.out.splitlines()
    assert head.split() == ["rank", "type", "text", "place", "year", "section"]
    assert first.split() == ["1", "project", "«上合»组织国家«海关»信息中心", "青岛市", "2024"]
    assert done.err == "1 of 1 found\n"


def test_hits_come_in_every_format(run) -> None:
    words = ("search", "5g", "--kind", "sentence", "--format")
    (row,) = csv.DictReader(io.StringIO(run(*words, "csv").out))
    assert "«5G»" in row["text"]
    assert (row["rank"], row["type"], row["place"], row["year"]) == ("1", "sentence", "青岛市", "2024")
    assert run(*words, "tsv").out.splitlines()[0].split("\t")[0] == "rank"
    found = json.loads(run(*words, "json").out)
    assert (found["words"], found["total"], found["hits"][0]["rank"]) == (["5g"], 1, 1)
    assert "«" not in found["hits"][0]["text"] and "«5G»" in found["hits"][0]["marked"]
    assert "<mark>5G</mark>" in run(*words, "html").out


def test_places_years_and_limits_narrow_a_search(run) -> None:
    everywhere = list(csv.DictReader(io.StringIO(run("search", "建设", "--limit", "1000", "-f", "csv").out)))
    narrow = list(csv.DictReader(io.StringIO(run("search", "建设", "--place", "Jiaozhou", "--year", "2025", "-f", "csv").out)))
    assert 0 < len(narrow) < len(everywhere)
    assert all("胶州市" in row["place"] and "2025" in row["year"] for row in narrow)
    assert run("search", "建设", "--limit", "2").err.startswith("2 of ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("search", ""), "There is no word to search for"),
        (("search", "上合", "--kind", "road"), "There is nothing of the kind 'road'"),
        (("search", "上合", "--format", "pdf"), "There is no format 'pdf'"),
        (("search", "上合", "--place", "莫须有市"), "No place in the graph is called"),
        (("index", "--store", "http://localhost:1/sparql"), "needs no index"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(run, words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert told in done.err and done.err.count("\n") == 1 and done.err.startswith("reportgraph: ")


def test_a_store_without_index_says_how_to_make_it(run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(folder, path)
    (path / SEARCH_INDEX).unlink()
    done = run("search", "上合", "--store", str(path))
    assert done.code == 1
    assert f"make it with `reportgraph index --store {path}`" in done.err
    assert "is made" in run("index", "--store", str(path)).err
    assert run("search", "上合", "--store", str(path)).code == 0


def test_an_update_drops_the_index(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(folder, path)
    with Store.open(path) as store:
        store.update("DELETE WHERE { ?project rdfs:label '上合快线'@zh }")
    assert not (path / SEARCH_INDEX).exists()
