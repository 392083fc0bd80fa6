"""Clean text keeps, for each character, its place in the decoded file."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loaders.statements import Span
from loaders.text import Text, find_each

PIECES = st.lists(
    st.sampled_from(["新建学校", "3所", "。", "\n", "\r\n", "\\r\\n", "&nbsp;", "&#160;", "\u3000", "\u200b", "&", "<br>", "\t", "\ufeff"])
)


def stands_for(clean: str, decoded: str) -> bool:
    return clean == decoded or (clean in " \n" and (decoded.isspace() or decoded in "\\&<"))


@given(PIECES.map("".join))
def test_every_character_comes_from_its_place_in_the_file(decoded: str) -> None:
    text = Text.from_decoded(decoded)
    assert len(text.origin) == len(text.clean) == len(text)
    assert all(before < after for before, after in pairwise(text.origin))
    assert all(stands_for(character, decoded[index]) for character, index in zip(text.clean, text.origin, strict=True))


@given(st.text(alphabet="甲乙丙\n ", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_take_and_drop_are_two_sides_of_one_cut(decoded: str, edges: list[int]) -> None:
    text = Text.from_decoded(decoded)
    points = sorted(min(edge, len(text)) for edge in edges)
    spans = [Span(*pair) for pair in zip(points[::2], points[1::2], strict=False)]
    kept, left = text.take(spans), text.drop(spans)
    assert sorted([*kept.origin, *left.origin]) == sorted(text.origin)
    assert all(decoded[index] == character for character, index in zip(left.clean, left.origin, strict=True))


def test_escapes_become_what_they_stand_for() -> None:
    assert Text.from_decoded("一、回顾\\r\\n增长&nbsp;5%&#160;。\r\n下一行").clean == "一、回顾\n增长 5% 。\n下一行"


def test_a_line_of_invisible_characters_separates_nothing() -> None:
    assert Text.from_decoded("达到74\n\u200b\n万亿元").clean == "达到74\n万亿元"


def test_full_width_digits_stay_as_printed() -> None:
    assert Text.from_decoded("增长５．６％").clean == "增长５．６％"


def test_a_slice_keeps_its_places() -> None:
    part = Text.from_decoded("\ufeff甲乙丙丁").slice(1, 3)
    assert (part.clean, list(part.origin)) == ("乙丙", [2, 3])


def test_line_ends_can_replace_blanks() -> None:
    assert Text.from_decoded("甲 乙").with_line_ends([1]).clean == "甲\n乙"


@given(st.text(alphabet="甲乙", max_size=40), st.sets(st.text(alphabet="甲乙", min_size=1, max_size=4), max_size=5))
def test_names_sought_at_once_are_found_as_one_by_one(text: str, names: set[str]) -> None:
    assert find_each(text, names) == {name: [Span(*found.span()) for found in re.finditer(name, text)] for name in names}
