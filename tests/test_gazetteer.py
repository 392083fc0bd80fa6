"""Names of the gazetteer in a text and how near they lie."""

from __future__ import annotations

from loaders.gazetteer import ABOVE, FAR, OWN, SAME_PREFECTURE, SAME_PROVINCE, find_home, find_place_names, mark_places


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
