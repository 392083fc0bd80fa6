"""Sources become reports whose sections, sentences and quotes stand in a clean text that knows its file."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import Source, read_sources, read_text
from ontology.errors import SourceError

PAGE = """

甲市

修路架桥 民生实事一件一件办

1月6日,胶州市第二十届人民代表大会第二次会议开幕。会上的政府工作报告提出,2025年,主要预期目标为:生产总值增长5.6%,新建学校3所。

把路修通

力争全年改造道路35公里,开工快速路2条,确保新增公交线路6条以上。同时要把城南片区的学校、医院和养老院抓紧建设



航拍城南片区。(通讯员供图)

设到位,让居民就近上学、就近看病,生活更加便利,出行更加顺畅。

观海新闻/青岛晚报 记者 张三 通讯员 李四

平度

产业做强 家门口就业

1月9日,平度市第二十一届人民代表大会第二次会议开幕。会上的政府工作报告提出,2025年,主要预期目标是:生产总值增长5.5%以上。

把产业做强

力争新签约项目140个以上,确保新增就业1.5万人以上。

青岛晚报 记者 王五
"""


def source_of(words: str, name: str = "page.txt") -> Source:
    return Source(Path(name), name, words.encode(), "text/plain")


def test_a_newspaper_page_is_split_into_its_reports() -> None:
    one, two = parse_reports(source_of(PAGE))
    assert (one.place, one.year, one.issued) == ("胶州市", 2025, "2025-01-06")
    assert one.delivered_to == "胶州市第二十届人民代表大会第二次会议"
    assert (one.creators, one.media, one.captions) == (("张三", "李四"), ("观海新闻", "青岛晚报"), ("航拍城南片区。(通讯员供图)",))
    assert (two.place, two.title, two.creators, two.captions) == ("平度市", "产业做强 家门口就业", ("王五",), ())
    assert "养老院抓紧建设到位,让居民" in one.text.clean
    assert {section.tense for report in (one, two) for section in report.sections} == {"Plan"}
    assert one.quote(one.sentences[-1].span) == "观海新闻/青岛晚报 记者 张三 通讯员 李四"


def test_what_the_user_says_fills_gaps_on_a_page_of_several_reports() -> None:
    reports = parse_reports(source_of(PAGE), place="青岛市", year=2031)
    assert [(report.place, report.year) for report in reports] == [("胶州市", 2025), ("平度市", 2025)]
    assert all("the user" in remark for report in reports for remark in report.remarks)


def test_a_full_report() -> None:
    words = "政府工作报告\n——2024年1月9日在亳州市第七届人民代表大会第五次会议上\n市长 张三\n各位代表：\n" + "\n".join(
        ["一、2023年工作回顾", "生产总值同比增长6%，获评先进市。" * 9, "二、2024年工作安排", "力争新增企业30家以上。" * 9]
    )
    (report,) = parse_reports(source_of(words, "亳州市_2024.txt"))
    assert (report.place, report.year, report.title, report.creators) == ("亳州市", 2024, "政府工作报告", ("张三",))
    assert [(section.heading, section.tense) for section in report.sections] == [
        (None, "Review"),
        ("一、2023年工作回顾", "Review"),
        ("二、2024年工作安排", "Plan"),
    ]
    assert len([sentence for sentence in report.sentences if sentence.section == 2]) == 10


@pytest.mark.parametrize("words", ["今天天气很好，适合出门散步。" * 30, "各位代表：", "甲" * 500])
def test_a_text_with_no_report_in_it_is_refused(words: str) -> None:
    with pytest.raises(SourceError, match=r"a\.txt holds no government work report"):
        parse_reports(source_of(words, "a.txt"))


def check(report: Report, decoded: str) -> None:
    text = report.text
    assert all(before < after for before, after in pairwise(text.origin))
    for character, index in zip(text.clean, text.origin, strict=True):
        assert character == decoded[index] or (character in " \n" and (decoded[index].isspace() or decoded[index] in "\\&<"))
    assert [sentence.order for sentence in report.sentences] == list(range(len(report.sentences)))
    assert all(before.span.end <= after.span.begin for before, after in pairwise(report.sentences))
    assert all(before.span.end <= after.span.begin for before, after in pairwise(report.sections))
    for sentence in report.sentences:
        section = report.sections[sentence.section]
        assert section.span.begin <= sentence.span.begin < sentence.span.end <= section.span.end
        assert "\n" not in report.quote(sentence.span)
    covered = "".join(report.quote(sentence.span) for sentence in report.sentences)
    assert [sign for sign in covered if sign.isalnum()] == [sign for sign in text.clean if sign.isalnum()]


LINES = st.lists(
    st.sampled_from(
        [
            "一、2023年工作回顾",
            "二、2024年工作安排",
            "（一）修路。去年通了三条路。",
            "力争建成12所学校，",
            "改造老城。",
            "……",
            "— 3 —",
            "",
            "\u3000\u3000",
            "航拍某湖。张三 摄",
            "时间：2024-01-20",
            "&nbsp;",
            "增长5%\\r\\n下降3%",
            "三张清单[1]“零关税",
            "”产品。",
            "1. 建校",
            "a b",
        ]
    ),
    max_size=30,
)


@given(LINES)
def test_any_layout_keeps_every_invariant(lines: list[str]) -> None:
    decoded = "\n".join(["各位代表：现在，我代表扬州市人民政府作2024年政府工作报告。" * 8, *lines])
    reports = parse_reports(source_of(decoded, "扬州市_2024.txt"))
    for report in reports:
        check(report, decoded)
    assert parse_reports(source_of(decoded, "扬州市_2024.txt")) == reports


def reports_of(folder: Path) -> Iterator[tuple[Source, Report]]:
    problems: list[SourceError] = []
    for source in read_sources([folder], problems):
        for report in parse_reports(source):
            yield source, report
    assert problems == []


@pytest.mark.corpus
def test_every_real_report_keeps_every_invariant(corpus: Path) -> None:
    found = [(source, report) for source, report in reports_of(corpus)]
    for source, report in found:
        check(report, read_text(source))
    assert len(found) > len(list(corpus.rglob("*.txt")))


@pytest.mark.corpus
def test_every_real_report_is_told_into_review_and_plan(corpus: Path) -> None:
    for source, report in reports_of(corpus):
        if "newspaper" in source.path.parts:
            continue
        ahead = sum(section.span.end - section.span.begin for section in report.sections if section.tense == "Plan")
        assert 0.2 < ahead / len(report.text) < 0.9, source.name


@pytest.mark.corpus
def test_real_names_and_years_agree_but_for_files_under_a_wrong_name(corpus: Path) -> None:
    wrong = {source.name for source, report in reports_of(corpus) if report.remarks}
    assert wrong == {"恩施土家族苗族自治州_2024.txt", "黄山市_2024.txt"}


@pytest.mark.corpus
def test_a_newspaper_page_is_whole_again(corpus: Path) -> None:
    one, two = (report for _, report in reports_of(corpus / "newspaper"))
    assert (one.place, two.place) == ("胶州市", "平度市")
    assert all(words in one.text.clean for words in ("加快建设上合枢纽", "做强港口物流", "科技园区"))
    assert all(words in two.text.clean for words in ("“小苗成大树”", "高新技术企业、创新型"))
    assert all("摄" not in report.text.clean and "供图" not in report.text.clean for report in (one, two))


@pytest.mark.gold
def test_statements_of_the_gold_stand_in_their_tense(gold: Path) -> None:
    wrong = total = 0
    for path in sorted((gold / "dev").glob("*.json")):
        stated = json.loads(path.read_text(encoding="utf-8"))
        (report,) = parse_reports(next(read_sources([path.with_suffix(".txt")], [])))
        for kind, tense in (("targets", "Plan"), ("outcomes", "Review")):
            for item in stated.get(kind, []):
                at = report.text.clean.find(item["quote"])
                section = next((s for s in report.sections if s.span.begin <= at < s.span.end), None)
                total += section is not None
                wrong += section is not None and section.tense != tense
    assert total > 600
    assert wrong <= 0.01 * total


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encoding_and_line_ends_leave_no_trace_in_the_clean_text(encoding: str) -> None:
    data = PAGE.replace("\n", "\r\n").encode(encoding)
    reports = parse_reports(Source(Path("page.txt"), "page.txt", data, "text/plain"))
    assert [report.text.clean for report in reports] == [report.text.clean for report in parse_reports(source_of(PAGE))]
