"""Title, date, congress, speaker, reporters and media are read from the lines around a report."""

from loaders.byline import Byline, find_byline, find_congress, find_date, find_speaker, find_title
from loaders.origin import Origin
from loaders.paragraphs import find_paragraphs

FULL = find_paragraphs(
    "政 府 工 作 报 告\n——2024年1月9日在亳州市第七届人民代表大会第五次会议上\n市人民政府市长 张 三\n各位代表：\n"
    "现在，我代表市人民政府向大会报告。一、2023年工作回顾"
)
LEAD = "1月7日，甲市第三届人民代表大会第二次会议开幕。会上所作的报告提出，2025年，甲市的路要一条一条地修通。"
NEWS = find_paragraphs(f"甲市\n修路架桥 办成十件实事\n{LEAD}\n甲报/乙新闻 记者 张三 通讯员 李四")
BARE = find_paragraphs("各位代表：\n去年7月25日通了高铁。第七届全国人民代表大会第一次会议以来的五年，路更宽了。")


def about(place: str, year: int) -> Origin:
    return Origin(place, None, year, ())


def test_a_full_report() -> None:
    assert find_title(FULL, about("亳州市", 2024)) == "政府工作报告"
    assert find_date(FULL, [], 2024) == "2024-01-09"
    assert find_congress(FULL, "亳州市") == "亳州市第七届人民代表大会第五次会议"
    assert find_speaker(FULL) == ("张三",)
    assert find_byline(FULL) == Byline()


def test_a_newspaper_report() -> None:
    assert find_title(NEWS, about("甲市", 2025)) == "修路架桥 办成十件实事"
    assert find_date(NEWS, [], 2025) == "2025-01-07"
    assert find_congress(NEWS, "甲市") == "甲市第三届人民代表大会第二次会议"
    assert find_byline(NEWS) == Byline(("张三", "李四"), ("甲报", "乙新闻"))


def test_a_report_that_says_nothing_of_itself() -> None:
    assert find_title(BARE, about("乙市", 2024)) == "乙市2024年政府工作报告"
    assert find_date(BARE, [], 2024) is None
    assert find_congress(BARE, "乙市") is None
    assert find_speaker(BARE) == ()


def test_the_day_of_publication_where_no_other_is_known() -> None:
    assert find_date(BARE, ["来源：市政府", "发布时间：2024-02-03 10:00"], 2024) == "2024-02-03"
