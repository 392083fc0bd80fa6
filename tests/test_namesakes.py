from __future__ import annotations

from loaders.namesakes import find_namesakes
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
