"""Pages become one line per paragraph; captions, columns and fixed widths leave no trace in the sentences."""

import pytest

from loaders.layout import lay_out

LONG = "全市今年要把道路、桥梁、学校和医院的建设放在更加突出的位置来抓，一件一件办好办实，"


def laid_out(decoded: str) -> list[str]:
    return lay_out(decoded).text.clean.split("\n")


def test_a_caption_is_left_out_and_its_sentence_joined() -> None:
    layout = lay_out(f"{LONG}年内开工新建体育\n\n\n\n鸟瞰城南新区。张三 摄\n\n馆两座。\n")
    assert layout.text.clean == f"{LONG}年内开工新建体育馆两座。"
    assert [(caption.at, caption.words) for caption in layout.captions] == [(len(LONG) + 8, "鸟瞰城南新区。张三 摄")]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("加快建设", "设上合枢纽。", "加快建设上合枢纽。"),
        ("争取加快建", "建设上合枢纽。", "争取加快建设上合枢纽。"),
        ("要加快推进", "进一步提速。", "要加快推进进一步提速。"),
        ("路网要层", "层推进。", "路网要层层推进。"),
        ("让产业“小苗", "成大树”。", "让产业“小苗成大树”。"),
        ("新认定中心4家,高", "新技术企业50家。", "新认定中心4家,高新技术企业50家。"),
    ],
)
def test_columns_are_joined_and_only_a_surplus_character_is_dropped(before: str, after: str, joined: str) -> None:
    assert laid_out(f"{LONG}{before}\n\n{after}\n") == [f"{LONG}{joined}"]


def test_headings_and_ended_lines_stay_alone() -> None:
    page = f"甲市\n\n路通了 桥也通了\n\n{LONG}完成投资9亿元。\n\n把路修好\n\n{LONG}建成二级路。\n"
    assert laid_out(page) == ["甲市", "路通了 桥也通了", f"{LONG}完成投资9亿元。", "把路修好", f"{LONG}建成二级路。"]


def test_lines_of_a_fixed_width_are_joined() -> None:
    paragraph = "（一）把路修好。" + "让出行更加方便快捷，今年要新建农村公路，改造城市道路，" * 7 + "完工。"
    rows = [paragraph[at : at + 28] for at in range(0, len(paragraph), 28)]
    page = "\n".join(["一、去年的工作", *rows[:4], "— 1 —", *rows[4:], "二、来年的工作", *rows])
    assert laid_out(page) == ["一、去年的工作", paragraph, "二、来年的工作", paragraph]


def test_a_text_in_one_line_finds_its_line_ends_again() -> None:
    sentence = "今年全市新建改建道路 35 公里，建成学校12所，完成投资8.6亿元。"
    rows = " ".join(sentence[at : at + 24] for at in range(0, len(sentence), 24))
    page = " ".join(["各位代表：", "一、2023年工作回顾", *[rows] * 30, "— 3 —", "二、2024年工作安排", *[rows] * 30])
    lines = laid_out(page)
    assert lines[0] == "各位代表："
    assert "一、2023年工作回顾" in lines[1]
    assert "— 3 —" not in "".join(lines)
    assert "完成投资8.6亿元。今年全市" in "".join(lines)


def test_links_inside_a_paragraph_are_joined() -> None:
    paragraphs = "".join(f"第{number}段说的是修路的事情，路要一条一条地修。\n\n" for number in range(20))
    assert laid_out(f"{paragraphs}通过了《\n道路条例\n》，新建\n高速公路\n30公里。\n")[-1] == "通过了《道路条例》，新建高速公路30公里。"


def test_indented_lines_begin_paragraphs() -> None:
    rows = ["\u3000\u3000" + f"第{number}件事是修路，路已经通了。" for number in range(9)]
    assert laid_out("\n".join([*rows, "\u3000\u3000" + LONG.strip("，"), "\u3000\u3000最后一件事也办成了。"]))[-2:] == [
        LONG.strip("，"),
        "最后一件事也办成了。",
    ]


def test_a_mark_for_omitted_text_stays_between_its_neighbours() -> None:
    assert laid_out(f"{LONG[:-1]}\n……\n{LONG}完工。") == [LONG[:-1], "……", f"{LONG}完工。"]


def test_where_indents_begin_paragraphs_a_full_line_that_ends_a_sentence_goes_on() -> None:
    paragraph = "今年的路要修得更好一些，桥要架得更稳一些。" * 6
    lines = [f"　　{paragraph[:18]}", *(paragraph[at : at + 20] for at in range(18, len(paragraph), 20))]
    assert laid_out("\n".join(lines * 4)) == [paragraph] * 4


def test_narrow_columns_of_newspapers_are_joined() -> None:
    paragraph = "今年的路要修得更好一些，桥要架得更稳一些，灯要装得更亮一些，" * 4 + "完工。"
    lines = [f"　　{paragraph[:11]}", *(paragraph[at : at + 13] for at in range(11, len(paragraph), 13))]
    assert laid_out("\n".join(lines * 3)) == [paragraph] * 3
