"""Sections begin at headings, by-lines and turns of tense."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loaders.paragraphs import find_paragraphs
from loaders.sections import find_sections

BACK = "过去一年，全市成功创建示范市，获评先进县三个，生产总值同比增长6%，居全省第2位，取得了新的成绩。"
AHEAD = "今年要力争新增企业30家以上，确保开工项目50个以上，加快建设两条快速路，鼓励企业技改，抓好民生实事。"
LINES = st.lists(
    st.sampled_from(["一、2023年工作回顾", "二、2024年工作安排", "（一）修路", BACK, AHEAD, "……", "甲报 记者 张三"]), max_size=20
)


def test_sections_with_their_headings_and_tense() -> None:
    clean = "\n".join(
        ["各位代表：", BACK, "一、2023年工作回顾", BACK, "二、2024年工作安排", AHEAD, "（一）修路。" + AHEAD, "甲报 记者 张三"]
    )
    sections = find_sections(find_paragraphs(clean), 2024)
    assert [(section.order, section.heading, section.tense) for section in sections] == [
        (0, None, "Review"),
        (1, "一、2023年工作回顾", "Review"),
        (2, "二、2024年工作安排", "Plan"),
        (3, "（一）修路", "Plan"),
        (4, None, "Plan"),
    ]


def test_a_turn_without_a_heading_begins_a_section() -> None:
    sections = find_sections(find_paragraphs("\n".join([BACK, BACK, AHEAD, AHEAD])), 2024)
    assert [(section.heading, section.tense) for section in sections] == [(None, "Review"), (None, "Plan")]


@given(LINES)
def test_sections_cover_all_paragraphs_in_order(lines: list[str]) -> None:
    clean = "\n".join(lines)
    sections = find_sections(find_paragraphs(clean), 2024)
    assert [section.order for section in sections] == list(range(len(sections)))
    assert all(before.span.end + 1 == after.span.begin for before, after in pairwise(sections))
    assert "\n".join(clean[slice(*section.span)] for section in sections) == clean
