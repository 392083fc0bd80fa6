"""Sentences become targets and outcomes: indicator, measure, comparator, value, unit, year and the words that say them."""

from __future__ import annotations

from array import array
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from loaders.measured import Reading, find_measured, read_measured
from loaders.report import Report, Section, Sentence
from loaders.reports import parse_reports
from loaders.sentences import find_sentences
from loaders.sources import Source, read_source
from loaders.statements import Measured, Span
from loaders.text import Text

QUDT = "http://qudt.org/vocab/unit/"
SCHEME = "https://w3id.org/reportgraph/scheme/"


def to_report(review: str = "", plan: str = "") -> Report:
    clean = review + "\n" + plan
    edges = (Span(0, len(review)), Span(len(review) + 1, len(clean)))
    sections = tuple(Section(span, i, None, "Plan" if i else "Review") for i, span in enumerate(edges))
    spans = [(span, section.order) for section in sections for span in find_sentences(clean, *section.span)]
    sentences = tuple(Sentence(span, order, section) for order, (span, section) in enumerate(spans))
    return Report(Text(clean, array("l", range(len(clean)))), "test.txt", "胶州市", None, 2024, "", sections, sentences)


def plan(words: str) -> list[Measured]:
    return find_measured(to_report(plan=words))


def said(words: str) -> list[tuple[str, str, str | None, float | None, str | None]]:
    return [(m.indicator_text, m.measure, m.comparator, None if m.value is None else float(m.value), m.unit_text) for m in plan(words)]


def reasons(words: str) -> dict[str, str]:
    report = to_report(plan=words)
    return {report.quote(e.span): e.reason for e in read_measured(report).unstated}


def test_every_field_of_a_target() -> None:
    report = to_report(plan="力争货物进出口额突破130亿元。")
    (target,) = find_measured(report)
    assert (target.cls, target.year, target.role) == ("Target", 2024, "Goal")
    assert (target.measure, target.comparator, target.value, target.unit_text) == ("Level", "AtLeast", 130, "亿元")
    assert (target.unit, target.normalized_value) == (QUDT + "CCY_CNY", 13_000_000_000)
    assert (target.number_text, target.qualifier) == ("130", "力争 突破")
    assert report.quote(target.quote) == "货物进出口额突破130亿元"


def test_an_outcome_is_of_the_year_before() -> None:
    (outcome,) = find_measured(to_report(review="经济增长5.9%。"))
    assert (outcome.cls, outcome.year, outcome.role) == ("Outcome", 2023, None)
    assert outcome.indicator == SCHEME + "indicator-gdp"


def test_an_unknown_indicator_has_no_concept() -> None:
    assert plan("新增梧桐驿站30个。")[0].indicator is None


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("生产总值增长5.5%左右。", ("生产总值", "Growth", "About", 5.5, "%")),
        ("失业率控制在5%以内。", ("失业率", "Rate", "AtMost", 5, "%")),
        ("消费价格涨幅控制在3%左右。", ("消费价格涨幅", "Growth", "About", 3, "%")),
        ("成果转化不低于20项。", ("成果转化", "Count", "AtLeast", 20, "项")),
        ("绿化造林3万亩。", ("绿化造林", "Area", "Equal", 3, "万亩")),
        ("单位能耗下降3.2%。", ("单位能耗", "Growth", "Equal", 3.2, "%")),
        ("演出场次较2019年增长1.2倍。", ("演出场次", "Growth", "Equal", 1.2, "倍")),
        ("财政支出八成用于民生。", ("财政支出用于民生", "Rate", "Equal", 80, "%")),
        ("服务业增加值近1万亿元。", ("服务业增加值", "Level", "About", 1, "万亿元")),
        ("经济总量跨越千亿台阶。", ("经济总量", "Level", "AtLeast", 1000, "亿")),
        ("出口占全省比重提高到26.8%。", ("出口占全省比重", "Rate", "Equal", 26.8, "%")),
        ("修缮70所乡村校舍。", ("修缮乡村校舍", "Count", "Equal", 70, "所")),
        ("引导300家企业实施数字化转型。", ("企业实施数字化转型", "Count", "Equal", 300, "家")),
        ("滚动推进500个以上技改项目。", ("技改项目", "Count", "AtLeast", 500, "个")),
        ("推动甲厂迁建、乙厂搬迁等30个重点工程复工。", ("重点工程复工", "Count", "Equal", 30, "个")),
        ("组织五十场招聘会。", ("招聘会", "Count", "Equal", 50, "场")),
        ("每县培育1-3个主导产业链。", ("每县培育主导产业链", "Count", "Between", 1, "个")),
        ("发行1000亿元长期国债。", ("长期国债", "Level", "Equal", 1000, "亿元")),
        ("优良天数达到300天以上。", ("优良天数", "Level", "AtLeast", 300, "天")),
        ("消费价格指数控制在103左右。", ("消费价格指数", "Level", "About", 103, None)),
        ("城镇居民收入由3万元提高到5万元。", ("城镇居民收入", "Level", "Equal", 5, "万元")),
        ("惠及群众40万人。", ("惠及群众", "Count", "Equal", 40, "万人")),
        ("让40万市民受益。", ("市民受益", "Count", "Equal", 40, "万")),
    ],
)
def test_one_statement(words: str, statement: tuple[object, ...]) -> None:
    assert said(words) == [statement]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("总产值达到900亿元，同比增长6%。", ["总产值", "总产值"]),
        ("财政收入增长5%、居全省第2位。", ["财政收入", "财政收入"]),
        ("高企、科小分别新增50家、30家。", ["新增高企", "新增科小"]),
        ("工业增加值、固定资产投资分别增长7%、10%。", ["工业增加值", "固定资产投资"]),
        ("城乡居民存款分别提高5%、7%。", ["城镇居民存款", "农村居民存款"]),
        ("城乡居民收入分别达到4万元、2万元，增长5%和7%。", ["城镇居民收入", "农村居民收入"] * 2),
        ("一二三产分别增长3%、5%、6%。", ["第一产业", "第二产业", "第三产业"]),
        ("办结率和满意率均达99%。", ["办结率", "满意率"]),
        ("家电、汽车、纺织等产业产值均增长10%。", ["家电、汽车、纺织等产业产值"]),
        ("新招引项目100个，其中亿元以上项目40个、外资项目8个。", ["新招引项目", "新招引亿元以上项目", "新招引外资项目"]),
        ("商业综合体开工25个、入库21个。", ["商业综合体开工", "商业综合体入库"]),
        ("抓好10件22项民生实事。", ["民生实事", "民生实事"]),
        ("完成12座水库、6座山塘整治。", ["水库", "山塘整治"]),
        ("壮大新材料产业，力争产值突破600亿元。", ["新材料产业产值"]),
        ("实施百项技改，推动40个专项落地。", ["技改", "专项落地"]),
        ("旅客吞吐量、货邮吞吐量分别达90万人次、4万吨。", ["旅客吞吐量", "货邮吞吐量"]),
        ("国家级、省级示范企业分别达到4家、15家。", ["国家级示范企业", "省级示范企业"]),
        ("新增高企120家，总量达780家。", ["新增高企", "高企总量"]),
        ("粮食播种面积90万亩，产量40万吨。", ["粮食播种面积", "粮食产量"]),
        ("年末会议、文件，分别减少7%、20%。", ["会议", "文件"]),
    ],
)
def test_whose_number_it_is(words: str, names: list[str]) -> None:
    assert [m.indicator_text for m in plan(words)] == names


def test_a_size_belongs_to_what_it_is_the_size_of() -> None:
    size, count = plan("推进总投资644亿元的139个省级项目。")
    assert (size.indicator_text, size.role) == ("省级项目总投资", "Scale")
    assert (count.indicator_text, count.role, count.value) == ("省级项目", "Scale", 139)


@pytest.mark.parametrize(
    ("words", "name", "rank", "scope"),
    [
        ("生态指数位居全省第三。", "生态指数", 3, "全省"),
        ("居全国文旅百强市第7位。", "全国文旅百强市排名", 7, "全国文旅百强市"),
        ("办学质量连续五年稳居全省首位。", "办学质量", 1, "全省"),
        ("在全国科技集群排名中居第23位。", "全国科技集群排名", 23, "全国科技集群排名"),
    ],
)
def test_ranks(words: str, name: str, rank: int, scope: str) -> None:
    (found,) = plan(words)
    assert (found.indicator_text, found.measure, found.value, found.qualifier) == (name, "Ordinal", rank, scope)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("新开工超100亿元项目2个。", {"100亿元": "Threshold"}),
        ("培育5亿元以上企业30家。", {"5亿元以上": "Threshold"}),
        ("建成500千伏变电站。", {"500千伏": "Size"}),
        ("建设千万千瓦级基地。", {"千万千瓦": "Size"}),
        ("开工某某公司30万吨铜箔项目。", {"30万吨": "Size"}),
        ("费率从20%降至16%。", {"20%": "Baseline"}),
        ("迎接建市75周年。", {"75周年": "Duration"}),
        ("打造15分钟健身圈。", {"15分钟": "Duration"}),
        ("扩建国道204。", {"204": "Name"}),
        ("建成5G基站。", {"5": "Name"}),
        ("用好12345热线。", {"12345": "Name"}),
        ("创建4A景区。", {"4": "Name"}),
        ("落实“7510”计划。", {"7510": "Quoted"}),
        ("改造农房（含3个示范村）。", {"3个": "Bracketed"}),
        ("办好第19届博览会。", {"19届": "Ordinal"}),
        ("2024年1月8日。", {"2024年": "Date", "1月": "Date", "8日": "Date"}),
        ("让好货走进千家万户。", {"千家": "Figure", "万户": "Figure"}),
        ("始终把安全摆在首位。", {"首位": "Figure"}),
        ("第一，夯实基础。", {"第一": "List"}),
        ("干部干劲倍增。", {"倍增": "Figure"}),
    ],
)
def test_numbers_that_measure_nothing(words: str, reason: dict[str, str]) -> None:
    assert {quote: why for quote, why in reasons(words).items() if quote in reason} == reason
    assert [m for m in plan(words) if str(m.value) in "".join(reason)] == []


def test_what_is_said_twice_is_one_statement() -> None:
    reading = read_measured(to_report(plan="办好10件实事。\n办好10件实事。"))
    assert len(reading.measured) == 1
    assert [e.reason for e in reading.unstated] == ["Repeated"]


@pytest.mark.parametrize(
    ("words", "cls", "year"),
    [
        ("到2027年，森林覆盖率达到40%。", "Target", 2027),
        ("2022年，森林覆盖率达到38%。", "Outcome", 2022),
        ("今后五年，森林覆盖率提高到45%。", "Target", 2028),
        ("森林覆盖率比2019年提高2个百分点。", "Target", 2024),
        ("森林覆盖率由2019年的30%提高到32%。", "Target", 2024),
    ],
)
def test_years_that_the_text_names(words: str, cls: str, year: int) -> None:
    (found,) = plan(words)
    assert (found.cls, found.year) == (cls, year)


def test_goals_without_a_number() -> None:
    in_step, completed, kept = plan("预期目标是：居民收入与经济增长基本同步，完成年度节能减排目标，粮食产量保持稳定。")
    assert (in_step.indicator_text, in_step.comparator, in_step.value) == ("居民收入", "InStepWith", None)
    assert (completed.indicator_text, completed.comparator, completed.measure) == ("节能减排目标", "Equal", "Qualitative")
    assert (kept.indicator_text, kept.qualifier) == ("粮食产量", "保持稳定")


def test_coverage_counts_what_was_not_understood() -> None:
    reading = read_measured(to_report(plan="新建校舍7所，推进323攻坚行动，另有19。"))
    assert [number.reason for number in reading.unread] == ["NoUnit"]
    assert reading.coverage == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("words", "name", "qualifier"),
    [
        ("新增青岛市级以上科创平台15家以上。", "新增科创平台", "青岛市级以上 以上"),
        ("确保签约亿元以上项目180个。", "签约亿元以上项目", "确保 亿元以上"),
        ("获批国家级技术中心2家。", "获批国家级技术中心", "国家级"),
    ],
)
def test_what_restricts_or_hedges_a_number_is_kept(words: str, name: str, qualifier: str) -> None:
    (found,) = plan(words)
    assert (found.indicator_text, found.qualifier) == (name, qualifier)


def test_a_fall_shows_in_the_qualifier() -> None:
    assert plan("行政成本压减5%以上。")[0].qualifier == "以上 下降"


def test_decimals_lose_nothing() -> None:
    (found,) = plan("产值达到1204.50亿元。")
    assert (found.value, found.number_text, found.normalized_value) == (Decimal("1204.50"), "1204.50", Decimal("120450000000"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("赤字规模8亿元，比上年预算减少2亿元。", [("赤字规模", "Level", 8), ("赤字规模", "Growth", 2)]),
        ("登记单位3万户，较“三经普”增长7%。", [("登记单位", "Count", 3), ("登记单位", "Growth", 7)]),
        ("甲区升至全国百强区81位。", [("甲区", "Ordinal", 81)]),
        ("甲区在百强区中排名提升6位。", [("甲区在百强区中排名", "Growth", 6)]),
        ("（下同）发电量增长4%。", [("发电量", "Growth", 4)]),
        ("用电量增长6·5%。", [("用电量", "Growth", 6.5)]),
        ("7大重点产业总产值突破800亿元。", [("重点产业总产值", "Level", 800)]),
        ("贷款余额达到3万多亿元。", [("贷款余额", "Level", 3)]),
        ("新增网民2.5亿。", [("新增网民", "Level", 2.5)]),
        ("新增就业3万人，完成年计划的120%。", [("新增就业", "Count", 3), ("新增就业年计划完成率", "Rate", 120)]),
        ("建成万亩以上示范片区5个。", [("建成万亩以上示范片区", "Count", 5)]),
        ("均衡性转移支付增长9%。", [("均衡性转移支付", "Growth", 9)]),
    ],
)
def test_wordings_seen_in_whole_reports(words: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(name, measure, value) for name, measure, _, value, _ in said(words)] == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("三次产业之比调整为8.1：40.2：51.7。", {"8.1": "Ratio", "40.2": "Ratio", "51.7": "Ratio"}),
        ("城乡收入比为1.9：1。", {"1": "Ratio"}),
        ("瞄准行业前10强，开展招商。", {"前10强": "Name"}),
        ("把这件事放在各项工作任务的首位。", {"首位": "Figure"}),
        ("建设12英寸硅片生产线。", {"12英寸": "Size"}),
        ("改建G204城区段，治理PM2.5。", {"204": "Name", "2.5": "Name"}),
    ],
)
def test_numbers_set_aside_with_a_reason(words: str, reason: dict[str, str]) -> None:
    assert reasons(words) == reason


def read_corpus(folder: Path) -> list[tuple[Report, Reading]]:
    paths = sorted(folder.rglob("*.txt"))[::9]
    return [(report, read_measured(report)) for path in paths for report in parse_reports(read_source(path))]


@pytest.mark.corpus
def test_every_quote_stands_in_its_sentence(corpus: Path) -> None:
    for report, reading in read_corpus(corpus):
        assert len(reading.measured) > 15
        for found in reading.measured:
            span = report.sentences[found.sentence].span
            assert span.begin <= found.quote.begin < found.quote.end <= span.end
            assert found.number_text is None or found.number_text in report.quote(found.quote)
            assert found.indicator_text.strip() == found.indicator_text != ""


@pytest.mark.corpus
def test_every_digit_is_stated_or_set_aside_and_at_least_95_percent_with_a_reason(corpus: Path) -> None:
    for report, reading in read_corpus(corpus):
        assert reading.coverage >= 0.95, report.source
        spans = [*(number.span for number in reading.unstated), *(statement.quote for statement in reading.measured)]
        seen = {at for span in spans for at in range(*span)}
        digits = {at for sentence in report.sentences for at in range(*sentence.span) if report.text.clean[at].isdecimal()}
        assert digits <= seen, report.source
        assert all(one.span.end <= other.span.begin for one, other in pairwise(reading.unstated)), report.source


def test_a_headline_only_repeats_what_the_text_says() -> None:
    opening = "1月6日,胶州市第二十届人民代表大会第二次会议开幕。会上的政府工作报告提出,2025年新开工项目30个。"
    rest = "要把路修到村口,把学校建到小区旁边,让老人看病不出镇。还要把河边的旧厂房腾出来,改成大家都能去的地方。" * 3
    words = f"胶州\n\n项目开工30个 路网再加密\n\n{opening}\n\n{rest}\n"
    (report,) = parse_reports(Source(Path("胶州市_2025.txt"), "胶州市_2025.txt", words.encode(), "text/plain"))
    reading = read_measured(report)
    assert report.title == "项目开工30个 路网再加密"
    assert [report.quote(m.quote) for m in reading.measured] == ["新开工项目30个"]
    assert [report.quote(n.span) for n in reading.unstated if n.reason == "Repeated"] == ["30个"]


def test_numbers_shared_out_after_a_comma_are_quoted_from_their_own_sentence() -> None:
    report = to_report(plan="把路修到村口。全面压减会议、文件、检查，分别减少7%、20%、17%。")
    found = read_measured(report).measured
    assert len(found) == 3
    assert all(report.sentences[m.sentence].span.begin <= m.quote.begin for m in found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("安排财政赤字900亿元，比去年预算赤字减少50亿元。", [("安排财政赤字", "Level", 900), ("安排财政赤字", "Growth", 50)]),
        ("城镇新增就业1.2万人，完成年计划130%。", [("城镇新增就业", "Count", 1.2), ("城镇新增就业年计划完成率", "Rate", 130)]),
        ("市重点项目分别完成年度投资计划的110%和104%。", [("市重点项目年度投资计划完成率", "Rate", n) for n in (110, 104)]),
        (
            "年产值过50亿元工业企业达到8家、过10亿元达到30家。",
            [("年产值过50亿元工业企业", "Count", 8), ("年产值过10亿元工业企业", "Count", 30)],
        ),
        ("经营主体新登记4万户、突破20万户。", [("经营主体新登记", "Count", 4), ("经营主体", "Count", 20)]),
        ("北湾县稳居全国百强县37位。", [("北湾县", "Ordinal", 37)]),
        ("新建充电桩600个，我市位列全国数字百强市第40位。", [("新建充电桩", "Count", 600), ("全国数字百强市排名", "Ordinal", 40)]),
        ("北湾县在全国百强县中再进3位。", [("北湾县在全国百强县中", "Growth", 3)]),
        ("城市综合信用指数居全省第2位。", [("城市综合信用指数", "Ordinal", 2)]),
        ("今年经济增速预期目标设定为6%。", [("经济增速预期目标", "Growth", 6)]),
        ("南岭隧道、3座雨水泵站开工建设。", [("雨水泵站开工建设", "Count", 3)]),
        ("筹集800套（间）保障性租赁住房。", [("保障性租赁住房", "Count", 800)]),
        ("粮食播种面积稳定在20万亩，总产量达到8万吨。", [("粮食播种面积", "Area", 20), ("粮食总产量", "Level", 8)]),
        ("实施交通项目90个，完成投资30亿元。", [("交通项目", "Count", 90), ("交通项目完成投资", "Level", 30)]),
        ("服务业项目9个、总投资6亿元。", [("服务业项目", "Count", 9), ("服务业项目总投资", "Level", 6)]),
        ("出台15条支持措施。", [("支持措施", "Count", 15)]),
    ],
)
def test_wordings_that_were_misread(words: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(name, measure, value) for name, measure, _, value, _ in said(words)] == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("突出6大产业。", {"6大": "Baseline"}),
        ("用好12个国家级平台。", {"12个": "Baseline"}),
        ("增强首位意识。", {}),
        ("建设5万亩以上“稻渔共生”示范基地3个。", {"5万亩以上": "Threshold"}),
    ],
)
def test_what_only_names_the_set_or_its_size(words: str, reason: dict[str, str]) -> None:
    assert reasons(words) == reason
