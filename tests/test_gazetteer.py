"""Names of the gazetteer in a text and how near they lie."""

from __future__ import annotations

import pytest

from loaders.gazetteer import ABOVE, ABSENT, FAR, FREE, OWN, RISKY, SAME_PREFECTURE, SAME_PROVINCE, find_home, find_place_names, mark_places


def nearness(text: str, place: str) -> dict[str, int]:
    return {found.name: found.nearness for found in find_place_names(text, find_home(place, None))}


def test_names_tell_how_near_they_lie() -> None:
    found = nearness("胶州市与平度市、济南市、山东省、成都市往来。", "胶州市")
    assert found == {"胶州市": OWN, "平度市": SAME_PREFECTURE, "济南市": SAME_PROVINCE, "山东省": ABOVE, "成都市": FAR}


def test_the_districts_of_a_province_level_city_are_near() -> None:
    assert nearness("支持蓟州区发展。", "天津市") == {"蓟州区": SAME_PREFECTURE}


def test_every_character_of_a_name_is_marked() -> None:
    marks = mark_places("在平度市。", find_home("胶州市", None))
    assert marks.part.tolist() == [0, 1, 2, 3, 0]


HERE = "https://w3id.org/reportgraph/id/place-"


@pytest.mark.parametrize(
    ("place", "iri", "code"),
    [("胶州市", None, "370281"), ("胶州", None, "370281"), ("某处", f"{HERE}370281", "370281"), ("胶州市", f"{HERE}none", "370281")],
)
def test_the_place_of_a_report_is_found_by_its_iri_or_else_by_its_name(place: str, iri: str | None, code: str) -> None:
    home = find_home(place, iri)
    assert home is not None
    assert home.iri == HERE + code


def test_a_place_that_is_nowhere_has_no_home_and_all_else_is_far_from_it() -> None:
    assert find_home("云岭无此市", None) is None
    assert nearness("济南市与成都市往来。", "云岭无此市") == {"济南市": FAR, "成都市": FAR}


@pytest.mark.parametrize(("place", "near"), [("沈阳市", SAME_PREFECTURE), ("天津市", SAME_PREFECTURE), ("胶州市", RISKY)])
def test_an_ordinary_word_names_a_place_only_near_it(place: str, near: int) -> None:
    assert nearness("共享和平。", place) == {"和平": near}


@pytest.mark.parametrize(("place", "near"), [("朝阳市", OWN), ("长春市", SAME_PREFECTURE), ("沈阳市", SAME_PROVINCE), ("成都市", RISKY)])
def test_one_name_of_many_places_means_the_nearest(place: str, near: int) -> None:
    assert nearness("发展朝阳产业。", place) == {"朝阳": near}


def test_names_that_are_ordinary_words_are_risky_wherever_they_are_near() -> None:
    found = find_place_names("和平、沈河区", find_home("沈阳市", None))
    assert [(name.name, name.risky) for name in found] == [("和平", True), ("沈河区", False)]


def test_zones_and_rivers_are_free_of_divisions() -> None:
    assert nearness("对接上合示范区，守护长江。", "成都市") == {"上合示范区": FREE, "长江": FREE}


def test_for_a_county_its_sisters_are_near_and_other_prefectures_in_the_province_less() -> None:
    assert nearness("即墨区、青岛市、烟台市", "平度市") == {"即墨区": SAME_PREFECTURE, "青岛市": ABOVE, "烟台市": SAME_PROVINCE}


def test_the_longest_name_counts_and_spans_are_exact() -> None:
    text = "建在青岛西海岸新区内，离青岛近。"
    found = list(find_place_names(text, find_home("胶州市", None)))
    assert [name.name for name in found] == ["青岛西海岸新区", "青岛"]
    assert all(text[slice(*name.span)] == name.name for name in found)


def test_characters_outside_names_have_no_nearness() -> None:
    marks = mark_places("在平度市。", find_home("胶州市", None))
    assert marks.nearness.tolist() == [ABSENT, *[SAME_PREFECTURE] * 3, ABSENT]
