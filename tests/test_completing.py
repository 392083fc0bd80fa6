"""Projects of lists that lack the head noun behind them, on made-up names."""

from __future__ import annotations

import pytest

from loaders.completing import find_completed_names
from loaders.sharing import Marked
from loaders.statements import Span


def completed(text: str, *projects: str) -> dict[str, str]:
    """What stands in the text for each completed name."""
    names = [Marked("Project", Span(text.index(name), text.index(name) + len(name))) for name in projects]
    return {one.name: text[slice(*one.span)] for one in find_completed_names(text, names).values()}


def test_a_project_takes_the_head_noun_of_the_next_one_that_has_one() -> None:
    text = "推进金岭、碧波、云岭水库和墨江隧道建设。"
    assert completed(text, "金岭", "碧波", "云岭水库", "墨江隧道") == {"碧波水库": "碧波、云岭水库", "金岭水库": "金岭、碧波、云岭水库"}


@pytest.mark.parametrize(
    ("text", "projects", "expected"),
    [
        ("加快金墨、碧云等高速公路前期工作。", ["金墨", "碧云"], {"金墨高速公路", "碧云高速公路"}),
        ("开工金岭至墨江等3条高速公路。", ["金岭至墨江"], {"金岭至墨江高速公路"}),
        ("建成110千伏金岭、碧波等一批输变电工程。", ["110千伏金岭", "碧波"], {"110千伏金岭输变电工程", "碧波输变电工程"}),
        ("开工金岭、碧波2座中型水库。", ["金岭", "碧波"], {"金岭水库", "碧波水库"}),
    ],
)
def test_projects_take_the_head_noun_behind_their_list(text: str, projects: list[str], expected: set[str]) -> None:
    assert set(completed(text, *projects)) == expected


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("推进金岭大厦、云岭水库建设。", ["金岭大厦", "云岭水库"]),
        ("推进金岭电子科技、云岭水库建设。", ["金岭电子科技", "云岭水库"]),
        ("推进金岭、碧波等重点项目建设。", ["金岭", "碧波"]),
        ("推进金岭、碧波等特色街区建设。", ["金岭", "碧波"]),
        ("推进金岭、碧波等项目竣工后整治水库。", ["金岭", "碧波"]),
        ("推进金岭；云岭水库建设。", ["金岭", "云岭水库"]),
    ],
)
def test_projects_that_are_whole_or_of_other_kinds_take_none(text: str, projects: list[str]) -> None:
    assert completed(text, *projects) == {}
