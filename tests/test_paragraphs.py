"""Paragraphs know their headings, cuts, by-lines and what stands above a report."""

import pytest

from loaders.paragraphs import find_paragraphs

BODY = "去年全市修通道路三十公里，建成学校五所，群众出行和上学更加方便。"


def test_headings_of_every_kind() -> None:
    clean = "\n".join(["各位代表：", "2023年工作回顾", BODY, "一、做强产业", "（一）修路。" + BODY, "3.建校", "——经济向好。" + BODY])
    assert [(p.level, p.heading) for p in find_paragraphs(clean)] == [
        (None, None),
        (0, "2023年工作回顾"),
        (None, None),
        (1, "一、做强产业"),
        (2, "（一）修路"),
        (3, "3.建校"),
        (None, None),
    ]


@pytest.mark.parametrize("line", ["政府工作报告", "——2024年1月16日在甲市第五届人民代表大会第三次会议上", "甲市市长 张三", "2024年1月16日"])
def test_what_stands_above_a_report_is_no_heading(line: str) -> None:
    first = find_paragraphs(f"{line}\n{BODY}")[0]
    assert (first.heading, first.is_front) == (None, True)


def test_cuts_and_bylines() -> None:
    cut, byline, body = find_paragraphs(f"……\n甲报/乙新闻 记者 张三 通讯员 李四\n{BODY}")
    assert (cut.is_cut, byline.is_byline, body.is_cut or body.is_byline) == (True, True, False)


def test_a_whole_report_in_one_line_is_split_at_its_headings() -> None:
    clean = f"各位代表：{BODY}2023年工作回顾{BODY * 20}（一）修路。{BODY * 20}二、来年打算{BODY * 20}"
    paragraphs = find_paragraphs(clean)
    assert [paragraph.heading for paragraph in paragraphs][1:3] == ["2023年工作回顾", "（一）修路"]
    assert "".join(paragraph.words for paragraph in paragraphs) == clean
