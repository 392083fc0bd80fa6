from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph.evidence import Evidence, Quote, find_evidence
from graph.network import choose, to_network
from graph.store import Store
from graph.view import LIMIT, render, view
from ontology.errors import ParameterError

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "two-places.ttl"
HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror=hacked=1> <a href='javascript:hacked=1'>\"&'"
EXTRA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


@pytest.fixture(scope="module")
def page(store: Store) -> str:
    return view(store)


@pytest.fixture(scope="module")
def hostile_page() -> str:
    text = DATA.read_text(encoding="utf-8")
    escaped = json.dumps(HOSTILE)[1:-1]
    for words in ("云帆冷链港", "临溪市2025年政府工作报告", "我们将建成"):
        text = text.replace(words, escaped)
    store = Store.in_memory()
    store.load(text.encode(), "ttl")
    return view(store, heading=HOSTILE)


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    found = EXTRA.search(page)
    assert found
    return json.loads(found[1])


def fact_of(page: str, name: str) -> dict[str, list[object]]:
    return next(fact for fact in data_of(page)["facts"] if fact["name"] == name)


def test_the_page_loads_nothing(page: str) -> None:
    assert not re.search(r'(?:src|href)\s*=\s*["\']?\s*(?:https?:)?//', page)
    assert "@import" not in page
    assert "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:" in page
    assert page.startswith("<!DOCTYPE html>")
    assert '<meta charset="utf-8">' in page
    assert page.count("<h1>") == 1
    assert "bootstrap" not in page.lower()


def test_the_page_says_how_much_it_shows(page: str, store: Store) -> None:
    assert "显示 24 / 24 个节点" in page
    cut = view(store, limit=10)
    assert "显示 10 / 24 个节点" in cut
    assert "showing 10 of 24 nodes" in cut
    assert len(data_of(cut)["nodes"]) == 10
    assert LIMIT == 300


def test_nodes_stand_where_they_were_put(page: str) -> None:
    data = data_of(page)
    assert data["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])


def test_the_legend_counts_classes_relations_and_bases(page: str) -> None:
    assert re.search(r'data-class="Project".*?项目<span lang="en">project</span><b>8</b>', page)
    assert re.search(r'data-predicate="serves".*?服务于<span lang="en">serves</span><b>3</b>', page)
    assert "按名称" in page
    assert "按标题" not in page


def test_the_panel_has_words_statuses_and_relations(page: str) -> None:
    fact = fact_of(page, "云帆冷链港")
    assert [status["name"] for status in fact["statuses"]] == ["规划", "竣工"]
    served = next(relation for relation in fact["relations"] if relation["predicate"] == "serves")
    words, sentence, title, order, basis = served["quotes"][0]
    assert (title, order, basis) == ("临溪市2025年政府工作报告", 5, "Explicit")
    assert words in sentence
    assert len(fact["quotes"]) == 3


def test_hovering_shows_the_quote_and_its_source(page: str) -> None:
    data = data_of(page)
    node = next(node for node in data["nodes"] if node["label"] == "云帆冷链港")
    assert "「临溪湿地博物馆年内破土，云帆冷链港做好前期。」" in node["title"]
    assert "临溪市2024年政府工作报告 · 第2句" in node["title"]
    edge = next(edge for edge in data["edges"] if edge["title"].startswith("上合青年创客楼 —服务于→ 上合示范区（按名称）"))
    assert (edge["label"], bool(edge["dashes"])) == ("服务于", True)


def test_a_long_sentence_is_cut_around_the_quote() -> None:
    quote = Quote("t", 0, "云帆冷链港", "甲" * 90 + "云帆冷链港" + "乙" * 5, "Explicit")
    network = nx.MultiDiGraph()
    network.add_node("a", label="a", label_en="", cls="Project", kind="", kind_en="", aliases="")
    title = data_of(render(network, Evidence({"a": (quote,)})))["nodes"][0]["title"]
    assert f"「…{'甲' * 27}云帆冷链港乙乙乙乙乙」" in title


def test_a_focus_shows_what_is_near(store: Store) -> None:
    page = view(store, "上合示范区", hops=1)
    assert {fact["name"] for fact in data_of(page)["facts"]} >= {"上合示范区", "云帆冷链港"}
    assert "显示 6 / 6 个节点" in page
    with pytest.raises(ParameterError, match="nearest names"):
        view(store, "上合示范")


def test_an_empty_network_is_a_page_too() -> None:
    assert "显示 0 / 0 个节点" in view(Store.in_memory())
    assert "显示 0 / 7 个节点" in render(nx.MultiDiGraph(), Evidence(), total=7)


def test_no_word_of_a_report_becomes_markup(page: str, hostile_page: str) -> None:
    for tag in ("<script", "</script", "<img", "<a "):
        assert hostile_page.count(tag) == page.count(tag)
    assert "&lt;/script&gt;&lt;script&gt;window.hacked" in hostile_page
    assert any(fact["name"] == HOSTILE for fact in data_of(hostile_page)["facts"])


def test_no_hash_seed_changes_a_byte() -> None:
    code = """
import sys
from pathlib import Path
from graph.store import Store
from graph.view import view
store = Store.in_memory()
store.load(Path(sys.argv[1]).read_bytes(), "ttl")
sys.stdout.buffer.write(view(store).encode())
"""
    outputs = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        outputs.add(subprocess.run([sys.executable, "-c", code, str(DATA)], check=True, env=environment, capture_output=True).stdout)
    assert len(outputs) == 1


def test_measured_numbers_can_be_drawn(store: Store) -> None:
    network = choose(to_network(store, measured=True), LIMIT)
    page = render(network, find_evidence(store, network))
    assert 'data-class="Target"' in page
    assert fact_of(page, "外贸进出口 300亿元")["quotes"][0][0] == "外贸进出口冲过300亿元"


def browse(chromium: str, folder: Path, page: str, script: str) -> tuple[str, str]:
    """The document after a script ran in the page, and what the browser wrote on its console; no host can be reached."""
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"<script>setTimeout(() => {{ {script} }}, 500)</script></body>"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr"]
    options += ["--virtual-time-budget=5000", f"--user-data-dir={folder / 'profile'}", "--window-size=1400,900", "--dump-dom"]
    done = subprocess.run([chromium, *options, path.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


@pytest.mark.browser
def test_a_browser_draws_finds_and_explains(chromium: str, tmp_path: Path, page: str) -> None:
    find = """const box = document.getElementById('search'); box.value = 'sco demo'; box.dispatchEvent(new Event('input'));
        document.body.dataset.offered = document.querySelector('#found li').textContent;
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
        document.body.dataset.panel = document.getElementById('panel').innerText;
        const pixels = document.querySelector('canvas').getContext('2d').getImageData(0, 0, 900, 700).data;
        document.body.dataset.drawn = pixels.some((value) => value);"""
    document, console = browse(chromium, tmp_path, page, find)
    assert console == ""
    assert 'data-ready="true"' in document
    assert 'data-drawn="true"' in document
    assert 'data-offered="上合示范区' in document
    assert "望海保税物流园" in re.search(r'data-panel="([^"]*)"', document)[1]


@pytest.mark.browser
def test_hostile_words_stay_words_in_a_browser(chromium: str, tmp_path: Path, hostile_page: str) -> None:
    click = """const box = document.getElementById('search'); box.value = 'window.hacked'; box.dispatchEvent(new Event('input'));
        const offered = [...document.querySelectorAll('#found li')].find((li) => li.textContent.includes('onerror'));
        offered.dispatchEvent(new MouseEvent('mousedown'));
        document.body.dataset.panel = document.querySelector('#panel h2').innerText.includes('onerror');
        document.body.dataset.links = document.querySelectorAll('img, a[href]').length;
        document.body.dataset.hacked = typeof window.hacked;"""
    document, console = browse(chromium, tmp_path, hostile_page, click)
    assert console == ""
    assert 'data-panel="true"' in document
    assert 'data-links="0"' in document
    assert 'data-hacked="undefined"' in document
