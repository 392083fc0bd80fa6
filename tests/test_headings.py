"""Headings are known by their numbers."""

import pytest

from loaders.headings import INLINE, heading_level, is_numbered


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("一、去年的工作", 1),
        ("十二、文化", 1),
        ("第三部分 来年打算", 1),
        ("（二）做强产业", 2),
        ("(十一)守住底线", 2),
        ("3.新建学校五所", 3),
        ("（1）修路", 3),
        ("——经济向好", 4),
        ("一是修路", 4),
        ("第二，架桥", 4),
        ("3.5亿元投资到位", None),
        ("五一、端午假期", None),
        ("一、二、三产业齐头并进", None),
        ("一产增加值增长", None),
        ("二十国集团", None),
    ],
)
def test_the_level_of_a_heading(words: str, level: int | None) -> None:
    assert heading_level(words) == level
    assert is_numbered(words) == (level is not None)


def test_headings_inside_a_line_are_found_after_a_sentence() -> None:
    line = "请予审议。2023年工作回顾去年修了路。（一）修路。通了三条。五一、十一游人多。二、来年打算"
    assert [line[found.start() :][:6] for found in INLINE.finditer(line)] == ["2023年工", "（一）修路。", "二、来年打算"]
