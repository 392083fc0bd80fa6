"""The commands on the graph as a network, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from graph.store import Store

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stores")
    for name, file in (("ways", "connections.ttl"), ("asked", "questions.ttl")):
        with Store.open(folder / name) as store:
            store.load((DATA / file).read_bytes(), "ttl")
    return folder


@pytest.fixture(scope="module")
def folder(stores: Path) -> Path:
    return stores / "ways"


def shown(page: str) -> set[str]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return {fact["name"] for fact in json.loads(found[1])["facts"]}


def test_a_way_is_a_table_with_the_words_of_each_step(run) -> None:
    done = run("path", "云帆冷链港", "望海市", "--paths", "1", "--through", "relations")
    assert done.code == 0
    head, _, *steps = done.out.splitlines()
    assert head.split() == ["path", "from", "relation", "to", "basis", "city", "year", "quote"]
    assert steps[0].split()[:7] == ["1", "云帆冷链港", "—serves→", "望海新区", "Explicit", "临溪市", "2025"]
    assert steps[1].split() == ["望海新区", "—locatedIn→", "望海市", "ByGazetteer"]
    assert done.err == "2 rows\n"


def test_ways_are_counted_and_limited(run) -> None:
    many = list(csv.DictReader(io.StringIO(run("path", "临溪市", "大河", "--paths", "9", "--max-length", "3", "-f", "csv").out)))
    assert len({row["path"] for row in many}) == 2
    assert max(int(row["step"]) for row in many) == 3


def test_no_way_is_a_sentence_and_no_error(run) -> None:
    done = run("path", "孤岛灯塔", "智慧农机院", "--through", "relations")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Nothing connects 孤岛灯塔 and 智慧农机院 in up to 4 steps by relations alone;")
    assert run("path", "孤岛灯塔", "智慧农机院", "--through", "relations", "-f", "csv").out.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("path", "云帆冷链港", "云帆冷链港"),
        ("path", "云帆冷链港", "不在图中之物"),
        ("path", "云帆冷链港", "望海市", "--through", "luck"),
        ("path", "云帆冷链港", "望海市", "-f", "ttl"),
        ("central", "--by", "luck"),
        ("central", "--kind", "luck"),
        ("central", "--place", "不在图中之地"),
        ("central", "-f", "xls"),
        ("view", "-o", "x.html", "--query", "projects-serving-zone", "--focus", "望海市"),
        ("view", "-o", "x.html", "-p", "zone=望海新区"),
        ("view", "-o", "x.html", "--query", "no-such-question"),
        ("view", "-o", "x.html", "--query", "projects-serving-zone", "-p", "zoo=望海新区"),
    ],
)
def test_what_is_wrong_is_one_sentence(run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("reportgraph: ") and done.err.count("\n") == 1 and done.err.endswith((".\n", "?\n"))
    assert not list(tmp_path.iterdir())


def test_the_most_connected_are_a_table(run) -> None:
    done = run("central", "--kind", "institution", "--limit", "1")
    assert done.out.splitlines()[0].split() == ["rank", "name", "type", "kind", "degree", "reports", "english"]
    assert done.out.splitlines()[2].split() == ["1", "海岳大学", "Institution", "2", "2"]
    read = json.loads(run("central", "--by", "pagerank", "--limit", "3", "-f", "json").out)
    assert [row["rank"] for row in read["rows"]] == ["1", "2", "3"]


def test_the_answer_of_a_question_is_drawn(run, stores: Path, tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    asked = ("view", "-o", str(page), "--store", str(stores / "asked"), "--query", "projects-serving-zone", "-p", "zone=上合示范区")
    assert run(*asked).code == 0
    text = page.read_text(encoding="utf-8")
    assert {"上合枢纽", "上合示范区"} <= shown(text)
    assert "哪些项目和专项服务该功能区" in text
    everything = len(shown(text))
    run(*asked, "--max-nodes", "3")
    fewer = shown(page.read_text(encoding="utf-8"))
    assert len(fewer) == 3 < everything


def test_the_things_of_the_answer_come_before_what_is_near_them(run, stores: Path, tmp_path: Path) -> None:
    words = ("--store", str(stores / "asked"), "-p", "zone=上合示范区")
    answered = run("query", "projects-serving-zone", *words, "-f", "csv").out
    iris = {cell for row in csv.DictReader(io.StringIO(answered)) for name, cell in row.items() if name in ("project_iri", "zone_iri")}
    page = tmp_path / "answer.html"
    run("view", "-o", str(page), "--query", "projects-serving-zone", *words, "--max-nodes", str(len(iris)))
    text = page.read_text(encoding="utf-8")
    assert sum(f'"iri": "{iri}"' in text or f'"iri":"{iri}"' in text for iri in iris) >= len(iris) - 2
