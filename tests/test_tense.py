"""Review and plan are told apart by headings, by wording, and by both together."""

from loaders.paragraphs import find_paragraphs
from loaders.tense import find_tenses

BACK = "过去一年，全市成功创建示范市，获评先进县三个，生产总值同比增长6%，居全省第2位，取得了新的成绩。"
AHEAD = "今年要力争新增企业30家以上，确保开工项目50个以上，加快建设两条快速路，鼓励企业技改，抓好民生实事。"


def tenses(*lines: str, year: int = 2024) -> str:
    return "".join(tense[0] for tense in find_tenses(find_paragraphs("\n".join(lines)), year))


def test_headings_decide() -> None:
    assert tenses("一、2023年工作回顾", BACK, AHEAD, BACK, "二、2024年工作安排", AHEAD, BACK, AHEAD) == "RRRRPPPP"


def test_wording_decides_where_no_heading_does() -> None:
    assert tenses(BACK, BACK, BACK, AHEAD, AHEAD, AHEAD) == "RRRPPP"
    assert tenses("把路修好", AHEAD, "把学校办好", AHEAD) == "PPPP"


def test_a_cut_may_be_a_turn() -> None:
    assert tenses(BACK, "……", AHEAD) == "RPP"


def test_a_heading_on_both_leaves_it_to_the_wording() -> None:
    assert tenses("一、1998年工作总结和1999年的打算", BACK, BACK, AHEAD, AHEAD, AHEAD, year=1999) == "RRRPPP"


def test_years_are_read_from_the_report() -> None:
    assert tenses("2019年工作", BACK, "2020年工作", AHEAD, year=2020) == "RRPP"


def test_government_itself_at_the_end_of_the_review_is_review() -> None:
    lines = ("2023年工作回顾", BACK, "一年来，我们坚持严管实干，自身建设更加有力", BACK, "2024年主要工作", AHEAD, "加强政府自身建设", AHEAD)
    assert tenses(*lines) == "RRRRPPPP"


def test_nothing_has_no_tense() -> None:
    assert find_tenses([], 2024) == []
