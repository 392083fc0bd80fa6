"""Other names that a name gives, on made-up names."""

from __future__ import annotations

import pytest

from loaders.aliases import find_aliases
from loaders.statements import ThingClass


@pytest.mark.parametrize(
    ("cls", "name", "alias"),
    [
        ("Project", "云岭公园（二期）", "云岭公园"),
        ("Project", "云岭智慧物流工程", "云岭智慧物流"),
        ("Program", "国家森林康养试点", "森林康养试点"),
        ("Program", "第三批省级云岭示范村", "云岭示范村"),
        ("Program", "护苗清源行动", "护苗清源"),
    ],
)
def test_other_names(cls: ThingClass, name: str, alias: str) -> None:
    assert alias in list(find_aliases(cls, name))


@pytest.mark.parametrize(("cls", "name"), [("Institution", "国家云岭研究院"), ("Place", "云岭县"), ("Program", "国家大剧院演出季")])
def test_names_that_give_no_other(cls: ThingClass, name: str) -> None:
    assert list(find_aliases(cls, name)) == []
