"""What belongs to the page is told from what belongs to the report."""

import pytest

from loaders.furniture import find_footnote_marks, find_furniture, is_caption

REPORT = ["各位代表：", "去年新建学校三所。", "今年再建五所，改造道路二十公里。"]


@pytest.mark.parametrize(
    "line",
    [
        "时间：2024-01-20 09:15",
        "来源：市政府办公室 作者：佚名 阅读：1024",
        "内容摘要：本文是某市的政府工作报告",
        "标签： 某市政府工作报告 某县政府工作报告",
        "甲市政府工作报告 | 乙市政府工作报告 | 丙市政府工作报告",
        "首页 > 政务公开 > 规划计划 > 正文",
        "上一篇：乙市的报告",
        "— 12 —",
        "2024-01-20 09:15 来源：市政府办公室",
        "内容摘要：" + "去年修了路，今年还要修。" * 40,
        "打印 关闭 分享到：",
        "????",
        "责任编辑：王某",
        "湘ICP备00000000号",
    ],
)
def test_lines_of_the_page(line: str) -> None:
    assert find_furniture([*REPORT, line]) == {3}


@pytest.mark.parametrize(
    "line",
    [
        "观海新闻/青岛晚报 记者 甲某 通讯员 乙某",
        "胶州",
        "稳中求进 办成十件实事",
        "1月7日，大会开幕。",
        "时间不等人，干字当头。",
        "关闭小煤矿三十处，淘汰落后产能若干万吨，",
    ],
)
def test_lines_of_the_report(line: str) -> None:
    assert find_furniture([line, *REPORT]) == set()


def test_bare_numbers_are_pages_only_if_they_count() -> None:
    assert find_furniture(["甲。", "1", "乙。", "2", "丙。", "3"]) == {1, 3, 5}
    assert find_furniture(["广义货币M", "2", "增长8%。", "PM", "10"]) == set()


def test_the_glossary_after_the_report_is_left_out() -> None:
    assert find_furniture([*REPORT, "名词解释", "甲工程：某年定下的工程，投资9亿元。"]) == {3, 4}


@pytest.mark.parametrize(
    "line",
    [
        "航拍某湖湿地。李四 摄",
        "鸟瞰某港。（某市供图）",
        "图为新建的大桥",
        "▲新建的大桥",
        "图①：新建的大桥",
        "摄影：张三",
        "俯瞰老城。(本报记者摄)",
        "俯瞰老城。本报资料图",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize("line", ["培育摄影基地三处。", "加快建设（含二期）", "拍摄影视剧三部"])
def test_no_captions(line: str) -> None:
    assert not is_caption(line)


def drop_marks(words: str) -> str:
    spans = find_footnote_marks(words)
    return "".join(sign for at, sign in enumerate(words) if not any(span.begin <= at < span.end for span in spans))


def test_footnote_marks() -> None:
    assert drop_marks("三张清单[1]扩容，六水共治^[12]见效，双招双引③提速????。") == "三张清单扩容，六水共治见效，双招双引提速。"


def test_numbers_in_brackets_are_marks_only_if_they_count_through_the_text() -> None:
    counted = "".join(f"工程{name}（{number}）开工。" for number, name in enumerate("甲乙丙丁戊", start=1))
    assert drop_marks(counted) == "工程甲开工。工程乙开工。工程丙开工。工程丁开工。工程戊开工。"
    assert drop_marks("办好实事：（1）修路；（2）建校。园区（35）千亩。") == "办好实事：（1）修路；（2）建校。园区（35）千亩。"
