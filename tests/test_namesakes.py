from __future__ import annotations

import pytest

from loaders.namesakes import find_namesakes, to_match_key
from loaders.statements import Ref, Thing, ThingClass
from ontology.vocabulary import RG


def thing(cls: ThingClass, name: str) -> Thing:
    return Thing(cls, name, ())


def iris(*things: Thing) -> dict[Ref, str]:
    return {one.ref: f"<urn:{one.cls}-{i}>" for i, one in enumerate(things)}


def test_one_name_of_two_classes_is_tied_both_ways() -> None:
    things = thing("Project", "空港快线"), thing("Program", "“空港快线”"), thing("Place", "北湾")
    assert list(find_namesakes(things, iris(*things))) == [
        ("<urn:Program-1>", (f"{RG.namesakeOf.nt} <urn:Project-0>",)),
        ("<urn:Project-0>", (f"{RG.namesakeOf.nt} <urn:Program-1>",)),
    ]


def test_names_of_one_thing_are_no_namesakes() -> None:
    things = thing("Project", "空港快线"), thing("Project", "北湾大桥")
    assert not list(find_namesakes(things, iris(*things)))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("空港新城快线工程", "空港新城快线"),
        ("国家级“空港快线”试点", "空港快线试点"),
        ("空港新城快线二期", "空港新城快线（北段）建设项目"),
    ],
)
def test_names_that_differ_by_level_phase_or_ending_have_one_key(name: str, other: str) -> None:
    assert to_match_key("Project", name) == to_match_key("Project", other) is not None
    assert to_match_key("Program", name) != to_match_key("Project", name)


@pytest.mark.parametrize("name", ["快线", "全市公园城市行动", "市人民医院", "本县文化广场"])
def test_a_name_that_says_little_has_no_key(name: str) -> None:
    assert to_match_key("Project", name) is None
