"""Other names that a name gives, on made-up names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("cls", "name", "aliases"),
    [
        ("Program", "第三批国家级碧波示范区", {"碧波示范区"}),
        ("Program", "2024年碧波行动", {"碧波行动", "2024年碧波"}),
        ("Institution", "碧波大学（东校区）", {"碧波大学"}),
        ("Project", "云岭（东段）快速路工程", {"云岭快速路工程", "云岭快速路"}),
    ],
)
def test_all_other_names(cls: ThingClass, name: str, aliases: set[str]) -> None:
    assert set(find_aliases(cls, name)) == aliases


@pytest.mark.parametrize(("cls", "name"), [("Project", "东桥工程"), ("Program", "碧波专项行动"), ("Program", "全国人大代表联络站")])
def test_names_that_would_be_too_short_or_of_another_thing_are_not_given(cls: ThingClass, name: str) -> None:
    assert list(find_aliases(cls, name)) == []


@given(
    st.sampled_from(["Project", "Program", "Institution", "Place"]), st.text("国家级第三批碧波（东）()行动工程项目建设24年", max_size=12)
)
def test_no_other_name_is_the_name_itself_or_shorter_than_three(cls: ThingClass, name: str) -> None:
    assert all(alias != name and len(alias) >= 3 for alias in find_aliases(cls, name))
