from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.naming import find_names
from graph.paths import COUNT, LONGEST, REPORTS, SENTENCES, Connections, find_common, find_paths
from graph.store import Store
from graph.ties import read_company
from ontology.errors import ParameterError
from ontology.vocabulary import RG, RGD

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "connections.ttl"
PORT, ZONE, COLLEGE, LAB = "project-leng-lian", "place-xin-qu", "institution-da-xue", "institution-nong-ji"
LINXI, WANGHAI, QINGFENG, RIVER, LIGHT = "place-990100", "place-990200", "place-980100", "place-da-he", "project-deng-ta"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load(DATA.read_bytes(), "ttl")
    return store


def find(store: Store, start: str, end: str, *, count: int = COUNT, longest: int = LONGEST, through: str = REPORTS) -> Connections:
    return find_paths(store, [RGD.base + start], [RGD.base + end], count=count, longest=longest, through=through)


def told(store: Store, found: Connections) -> list[str]:
    """Each way as one line of names and arrows."""
    names = find_names(store, {iri for path in found.paths for step in path for iri in (step.start, step.end)})
    return [names[path[0].start].name + "".join(_told(step, names) for step in path) for path in found.paths]


def _told(step, names) -> str:
    predicate = step.tie.predicate.rpartition("#")[2]
    arrow = f" -{predicate}> " if step.forward else f" <{predicate}- "
    return arrow + names[step.end].name


def test_the_shortest_way_comes_first(store: Store) -> None:
    ways = told(store, find(store, PORT, WANGHAI, through="relations"))
    assert ways[0] == "云帆冷链港 -serves> 望海新区 -locatedIn> 望海市"
    assert ways[1] == "云帆冷链港 -locatedIn> 临溪市 -locatedIn> 云州省 <locatedIn- 望海市"


def test_a_step_against_its_direction_is_told_so(store: Store) -> None:
    found = find(store, COLLEGE, LAB, count=1)
    (step,) = found.paths[0]
    assert (step.start, step.end, step.forward) == (RGD.base + COLLEGE, RGD.base + LAB, False)
    assert step.tie.basis == "Explicit"


def test_a_sentence_that_names_both_is_a_step_where_no_relation_is(store: Store) -> None:
    assert find(store, PORT, COLLEGE, through="relations").paths == ()
    assert told(store, find(store, PORT, COLLEGE, count=1)) == ["云帆冷链港 <namedWith- 海岳大学"]


def test_two_relations_come_before_two_sentences(store: Store) -> None:
    assert told(store, find(store, ZONE, QINGFENG))[0] == "望海新区 -locatedIn> 望海市 -partneredWith> 青峰市"


def test_reports_connect_what_nothing_else_does(store: Store) -> None:
    assert find(store, LIGHT, LAB, through=SENTENCES).paths == ()
    assert told(store, find(store, LIGHT, LAB)) == [
        "孤岛灯塔 -statedIn> 望海市2025年政府工作报告 -about> 望海市 <namedWith- 海岳大学 <backedBy- 智慧农机院"
    ]


def test_no_way_is_longer_than_wished_and_there_are_not_more_than_wished(store: Store) -> None:
    assert find(store, LIGHT, LAB, longest=3).paths == ()
    ways = find(store, LINXI, RIVER, count=9, longest=3).paths
    assert {len(path) for path in ways} == {2, 3}
    assert find(store, LINXI, RIVER, count=1).paths == ways[:1]


def test_the_country_and_what_everybody_names_is_not_passed(store: Store) -> None:
    assert find_common(store, read_company(store).values()) == (RGD.base + RIVER,)
    passed = {step.end for path in find(store, "place-980110", "place-980113", count=20, longest=6).paths for step in path[:-1]}
    assert RGD.base + QINGFENG in passed
    assert not passed & {RGD.base + RIVER, RGD.base + "place-CN"}
    assert find(store, LINXI, RIVER).paths


def test_few_places_have_nothing_in_common() -> None:
    assert find_common(Store.in_memory(), [("a", "b")] * 50) == ()


def test_a_province_is_passed_only_where_the_way_around_is_longer(store: Store) -> None:
    ways = told(store, find(store, LINXI, QINGFENG))
    assert ways[0] == "临溪市 <locatedIn- 云帆冷链港 <namedWith- 望海市 -partneredWith> 青峰市"
    assert "临溪市 -locatedIn> 云州省 <locatedIn- 望海市 -partneredWith> 青峰市" in ways


def test_one_sentence_is_no_detour_and_no_name_comes_twice(store: Store) -> None:
    for way in told(store, find(store, LINXI, "program-chun-miao", count=20)):
        assert way.count("“春苗”行动") == 1
    for path in find(store, PORT, COLLEGE, count=20).paths:
        assert [step.tie.predicate for step in path] != [RG.base.term("namedWith")] * 2


def test_several_things_of_one_name_are_one_end(store: Store) -> None:
    ends = [RGD.base + end for end in (LAB, COLLEGE)]
    found = find_paths(store, [RGD.base + PORT], ends, count=5)
    assert [step.end for step in found.paths[0]] == [RGD.base + COLLEGE]
    assert all(not {step.end for step in path[:-1]} & set(ends) for path in found.paths)
    backwards = find_paths(store, ends, [RGD.base + PORT], count=5)
    assert backwards.paths[0][0].start == RGD.base + COLLEGE


def test_a_thing_is_not_connected_with_itself(store: Store) -> None:
    with pytest.raises(ParameterError, match="same thing"):
        find(store, PORT, PORT)


def test_a_store_without_relations_connects_nothing() -> None:
    assert find(Store.in_memory(), PORT, ZONE) == Connections(())


def test_neither_hash_seed_nor_order_of_loading_changes_the_ways() -> None:
    code = """
import random, sys
from graph.paths import find_paths
from graph.store import Store
store = Store.in_memory()
store.load(open(sys.argv[1], "rb").read(), "ttl")
lines = sorted(store.to_ntriples().splitlines(keepends=True))
random.Random(int(sys.argv[2])).shuffle(lines)
other = Store.in_memory()
for line in lines:
    other.load(line, "nt")
base = "https://w3id.org/reportgraph/id/"
print(find_paths(other, [base + "place-990100"], [base + "place-da-he"], count=9))
"""
    outputs = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-c", code, str(DATA), seed]
        outputs.add(subprocess.run(words, check=True, env=environment, capture_output=True).stdout)
    assert len(outputs) == 1
