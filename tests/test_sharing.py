"""Names that lists share out, on made-up names."""

from __future__ import annotations

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
