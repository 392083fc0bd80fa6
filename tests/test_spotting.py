"""What a text names: years, places, institutions, indicators, kinds, statuses, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from queries.catalog import load_catalog
from queries.spotting import find_spots, normalize
from queries.wording import read_wordings

DATA = Path(__file__).parent / "data"
WORDINGS = read_wordings(load_catalog(()).queries)


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load((DATA / "questions.ttl").read_bytes(), "ttl")
    return store


def spot(store: Store, text: str) -> dict[str, tuple[str, str]]:
    """The first type and value of each stretch that names something surely."""
    read = normalize(text)
    spots = find_spots(store, read, WORDINGS.is_ordinary)
    return {read[one.begin : one.end]: (one.values[0][0], ",".join(one.values[0][1])) for one in spots if not one.weak}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("青岛的GDP", {"青岛": ("place", "青岛市"), "GDP": ("indicator", "地区生产总值")}),
        ("Qingdao's gdp", {"Qingdao": ("place", "青岛市"), "gdp": ("indicator", "地区生产总值")}),
        ("the SCO demonstration zone", {"SCO demonstration zone": ("zone", "上合示范区")}),
        ("２０２４年", {"2024年": ("year", "2024")}),
        ("2022—2024年", {"2022—": ("year", "2022"), "2024年": ("year", "2023,2024")}),
        ("from 2024 to 2025", {"2024 to ": ("year", "2024"), "2025": ("year", "2025")}),
        ("号码12024", {}),
        ("胶州和平度", {"胶州": ("place", "胶州市"), "平度": ("place", "平度市")}),
        ("青岛市胶州市", {"胶州市": ("place", "胶州市")}),
        ("CRRC", {"CRRC": ("institution", "中车集团")}),
        ("胶州湾第二隧道", {"胶州湾第二隧道": ("project", "胶州湾第二隧道")}),
        ("春雨行动", {"春雨行动": ("program", "春雨行动")}),
        ("Qindao harbour", {"Qindao": ("place", "青岛市")}),
        ("哪些项目", {}),
        ("", {}),
    ],
)
def test_names_are_found(store: Store, text: str, named: dict[str, tuple[str, str]]) -> None:
    assert spot(store, text) == named


def test_words_of_kinds_and_stages_may_be_ordinary_words(store: Store) -> None:
    spots = find_spots(store, "地铁", WORDINGS.is_ordinary)
    assert [(one.values, one.weak) for one in spots] == [((("kind", ("交通",)),), True)]


def test_the_whole_country_is_meant_where_no_other_place_is_named(store: Store) -> None:
    for text, values in (("全国的目标", [("中国",)]), ("national targets", [("中国",)]), ("青岛排全国第几", [("青岛市",)])):
        assert [one.value("place") for one in find_spots(store, text, WORDINGS.is_ordinary)] == values


def test_a_long_text_is_cut_and_still_read_quickly(store: Store) -> None:
    assert len(normalize("青岛" * 5000)) == 200
    find_spots(store, normalize("青岛" * 5000), WORDINGS.is_ordinary)
