"""Place and year come from the user, else from the text, else from the file name; contradictions are told."""

from pathlib import Path

import pytest

from loaders.origin import COUNTRY, Witness, canonical_place, find_origin, witness_of_name
from loaders.paragraphs import find_paragraphs
from ontology.errors import SourceError
from ontology.lexicon import load_lexicon

NOBODY = Witness()


def origin(words: str, name: str = "a.txt", user: Witness = NOBODY) -> tuple[str, int, int]:
    found = find_origin(find_paragraphs(words), Path(name), user)
    return found.place, found.year, len(found.remarks)


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ("——2024年1月16日在青岛市第九届人民代表大会第二次会议上\n各位代表：", "a.txt", ("青岛市", 2024, 0)),
        ("1月6日，胶州市第二十届人民代表大会第二次会议开幕。2025年，主要预期目标为增长5%。", "a.txt", ("胶州市", 2025, 0)),
        ("现在，我代表扬州市人民政府向大会报告。\n一、2023年工作回顾\n", "a.txt", ("扬州市", 2024, 0)),
        ("现在，我代表市人民政府向大会报告。\n2023年工作回顾\n", "青岛市_2024.txt", ("青岛市", 2024, 0)),
        ("现在，我代表国务院，向大会报告政府工作。\n二、2018年的工作建议", "国务院_2018.txt", (COUNTRY, 2018, 0)),
        ("首先报告２００１年的工作", "国务院_2002.txt", (COUNTRY, 2002, 0)),
        ("一、1998年工作总结和1999年的打算", "国务院_1999.txt", (COUNTRY, 1999, 0)),
        ("刚刚过去的2023年，路都修通了。", "重庆市_2024_b.txt", ("重庆市", 2024, 0)),
        ("黔东南州2024年政府工作报告", "a.txt", ("黔东南苗族侗族自治州", 2024, 0)),
        ("——2024年1月5日在临溪市第三届人民代表大会第一次会议上", "a.txt", ("临溪市", 2024, 0)),
    ],
)
def test_who_says_what(words: str, name: str, expected: tuple[str, int, int]) -> None:
    assert origin(words, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青岛市_2024.txt", Witness("青岛市", 2024)),
        ("2024年青岛市政府工作报告.txt", Witness("青岛市", 2024)),
        ("国务院_1999.html", Witness("国务院", 1999)),
        ("Qingdao-2024.txt", Witness("Qingdao", 2024)),
        ("临溪市 2023.docx", Witness("临溪市", 2023)),
        ("two-cities_2025-01-08.txt", Witness(None, 2025)),
        ("报告.txt", Witness(None, None)),
        ("20240116153000.txt", Witness(None, None)),
    ],
)
def test_what_a_file_name_says(name: str, expected: Witness) -> None:
    assert witness_of_name(name, load_lexicon()) == expected


def test_the_user_wins_and_the_contradiction_is_told() -> None:
    found = find_origin(find_paragraphs("一、2023年工作回顾\n修路。"), Path("青岛市_2024.txt"), Witness("胶州市", 2025))
    assert (found.place, found.year) == ("胶州市", 2025)
    assert [remark.split(";")[0] for remark in found.remarks] == [
        "青岛市_2024.txt: its file name gives the place 青岛市",
        "青岛市_2024.txt: its file name and its wording give the year 2024",
    ]


def test_the_text_wins_over_the_file_name() -> None:
    assert origin("——2024年1月16日在青岛市第九届人民代表大会第二次会议上", "胶州市_2023.txt") == ("青岛市", 2024, 2)


def test_a_file_name_wins_over_headings_that_only_look_back() -> None:
    assert origin("一、2023年工作回顾\n二、2024年工作安排\n修路。", "胶州市_2023.txt") == ("胶州市", 2023, 1)


def test_a_district_under_the_name_of_its_city() -> None:
    words = "现在，我代表区人民政府向大会报告。\n黄山区修了路。黄山区架了桥。黄山区建了校。"
    assert origin(words, "黄山市_2024.txt") == ("黄山区", 2024, 1)


def test_the_iri_is_known_for_a_place_of_the_gazetteer() -> None:
    found = find_origin(find_paragraphs("修路。"), Path("胶州_2025.txt"), NOBODY)
    assert (found.place, found.place_iri) == ("胶州市", "https://w3id.org/reportgraph/id/place-370281")


@pytest.mark.parametrize(("name", "missing"), [("a_2024.txt", "--place"), ("青岛市.txt", "--year")])
def test_what_nobody_says_is_asked_for(name: str, missing: str) -> None:
    with pytest.raises(SourceError, match=missing):
        origin("修路。", name)


def test_canonical_names() -> None:
    lexicon = load_lexicon()
    assert [canonical_place(name, lexicon) for name in ("国务院", "青岛", "临溪市")] == [COUNTRY, "青岛市", "临溪市"]


def test_the_manifest_wins_over_the_user() -> None:
    manifest = Witness("青岛", 2026)
    found = find_origin(find_paragraphs("修路。"), Path("a.txt"), Witness("胶州市", 2025), manifest=manifest)
    assert (found.place, found.year) == ("青岛市", 2026)
    assert found.remarks == (
        "a.txt: the user gives the place 胶州市; taken is 青岛市, by the manifest; change it there to decide otherwise.",
        "a.txt: the user gives the year 2025; taken is 2026, by the manifest; change it there to decide otherwise.",
    )
