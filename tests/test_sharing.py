"""Names that lists share out, on made-up names."""

from __future__ import annotations

import pytest

from loaders.sharing import Marked, SharedName, find_shared_names
from loaders.statements import Span, ThingClass


def shared(text: str, *marked: tuple[ThingClass, str]) -> list[SharedName]:
    names = [Marked(cls, Span(text.index(name), text.index(name) + len(name))) for cls, name in marked]
    return list(find_shared_names(text, names))


def test_a_place_before_a_name_in_a_list_takes_its_head_noun() -> None:
    text = "推进金岭、云岭水库等工程。"
    (found,) = shared(text, ("Place", "金岭"), ("Project", "云岭水库"))
    assert found.name == "金岭水库"
    assert text[slice(*found.span)] == "金岭、云岭水库"


def test_a_whole_place_keeps_its_own_name() -> None:
    assert shared("推进金岭县、云岭水库等工程。", ("Place", "金岭县"), ("Project", "云岭水库")) == []


def test_words_that_name_nothing_take_no_head_noun() -> None:
    assert shared("推进农业、云岭水库等工程。", ("Project", "云岭水库")) == []


def test_works_at_the_end_of_a_list_are_another_name_of_the_items_before() -> None:
    text = "完成云山高速、省道9改造。"
    (found,) = shared(text, ("Project", "云山高速"), ("Project", "省道9改造"))
    assert found.name == "云山高速改造"
    assert found.alone is not None
    assert text[slice(*found.alone)] == "云山高速"


def test_works_of_their_own_share_nothing() -> None:
    assert shared("完成云山高速扩容、省道9改造。", ("Project", "云山高速扩容"), ("Project", "省道9改造")) == []


def names(found: list[SharedName], text: str) -> list[tuple[str, str, str | None]]:
    return [(one.name, text[slice(*one.span)], one.alone and text[slice(*one.alone)]) for one in found]


def test_every_place_of_a_list_takes_the_head_noun() -> None:
    text = "推进银杏、碧波和云岭水库等工程。"
    found = shared(text, ("Place", "银杏"), ("Place", "碧波"), ("Project", "云岭水库"))
    assert names(found, text) == [("碧波水库", "碧波和云岭水库", None), ("银杏水库", "银杏、碧波和云岭水库", None)]


def test_a_list_ends_where_words_name_nothing() -> None:
    text = "推进银杏、农业、碧波、云岭水库等工程。"
    found = shared(text, ("Place", "银杏"), ("Place", "碧波"), ("Project", "云岭水库"))
    assert [one.name for one in found] == ["碧波水库"]


def test_a_verb_before_a_list_is_no_part_of_the_first_name() -> None:
    (found,) = shared("新建银杏、云岭水库。", ("Place", "银杏"), ("Project", "云岭水库"))
    assert found.name == "银杏水库"


def test_institutions_share_their_head_noun_too() -> None:
    (found,) = shared("银杏和云岭大学合作。", ("Place", "银杏"), ("Institution", "云岭大学"))
    assert (found.cls, found.name) == ("Institution", "银杏大学")


def test_works_reach_back_over_the_whole_list() -> None:
    text = "完成云山高速、省道8、省道9改造。"
    found = shared(text, ("Project", "云山高速"), ("Project", "省道8"), ("Project", "省道9改造"))
    assert names(found, text) == [
        ("省道8改造", "省道8、省道9改造", "省道8"),
        ("云山高速改造", "云山高速、省道8、省道9改造", "云山高速"),
    ]


@pytest.mark.parametrize(("text", "before"), [("完成云山水库、省道9改造。", "云山水库"), ("完成云山高速；省道9改造。", "云山高速")])
def test_works_are_shared_by_like_things_of_one_list_only(text: str, before: str) -> None:
    assert shared(text, ("Project", before), ("Project", "省道9改造")) == []


def test_programs_share_nothing() -> None:
    assert shared("实施银杏、云岭行动。", ("Place", "银杏"), ("Program", "云岭行动")) == []
