"""Of a web page the report is read, and not what stands around it."""

from pathlib import Path

import pytest

from loaders.webpages import read_webpage
from ontology.errors import SourceError

FORMATS = Path(__file__).parent / "data/formats"
PROSE = (
    "全市今年要修好三条路，让出门更方便；再建两座桥。",
    "城南的学校年内开学，城北的医院明年动工，都不拖延。",
    "老旧小区接着改，每一处都先听居民的。",
)
TITLE = "甲市2024年政府工作报告"


def page(body: str, head: str = "") -> bytes:
    nav = "<ul><li><a href='/'>首页</a></li><li><a href='/a'>乙市2024年政府工作报告</a></li></ul>"
    return f"<html><head>{head}</head><body><h1>{TITLE}</h1>{nav}{body}<p>电话：12345</p></body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{words}</p>" for words in PROSE),
        "<td>" + "<br>".join(f"　　{words}" for words in PROSE) + "</td>",
        "".join(f"<section><section><span>{words}</span></section></section>" for words in PROSE),
        "".join(f"<div><span>{words[:9]}\r\n  {words[9:]}</span></div>" for words in PROSE),
        "".join(f"<ul><li>{words}</li></ul>" for words in PROSE),
        "".join(f"<p>{words.replace('学校', '<a href=x>学校</a>')}<!-- 注 --></p>" for words in PROSE),
        f"<p>{PROSE[0]}</p><p style='display: none'>看不见的话。</p><p>{PROSE[1]}</p><script>'脚本。'</script><p>{PROSE[2]}</p>",
    ],
)
def test_prose_is_found_however_it_is_marked_up(body: str) -> None:
    lines = read_webpage(page(f"<form><div>{body}</div></form>"), "a.html").split("\n")
    assert [line.strip() for line in lines] == [TITLE, *PROSE]


def test_lines_to_click_on_inside_the_article_are_left_out() -> None:
    body = f"<div><p>{PROSE[0]}</p><p><a href=x>上一篇文章的名字</a> 2024-01-02</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>"
    assert read_webpage(page(body), "a.html").split("\n") == [TITLE, *PROSE]


def test_a_row_of_a_table_is_one_line() -> None:
    rows = "<table><tr><td>指标</td><td>目标</td></tr><tr><td>新建学校</td><td>3所</td></tr></table>"
    text = read_webpage(page(f"<div><p>{PROSE[0]}</p>{rows}<p>{PROSE[1]}</p></div>"), "a.html")
    assert text.split("\n") == [TITLE, PROSE[0], "指标 目标", "新建学校 3所", PROSE[1]]


def test_the_title_of_the_window_serves_where_the_page_has_no_other() -> None:
    words = f"<title>{TITLE}_甲市人民政府</title><p>{PROSE[0]}</p>"
    assert read_webpage(words.encode(), "a.html").split("\n") == [TITLE, PROSE[0]]


def test_date_and_source_above_the_article_are_kept_for_the_report() -> None:
    text = read_webpage((FORMATS / "青岛市_2024.html").read_bytes(), "青岛市_2024.html")
    lines = text.split("\n")
    assert lines[0] == "实体经济挑大梁 上合示范区再提速"
    assert any(line.startswith("发布时间：2024-01-30 09:12") for line in lines[:6])
    assert not any(word in text for word in ("77%", "88%", "99%", "威海", "ICP", "热词"))


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8"])
def test_the_bytes_decide_on_the_encoding(declared: str) -> None:
    words = page(f"<p>{PROSE[0]}</p>", f"<meta charset='{declared}'>").decode()
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert PROSE[0] in read_webpage(words.encode(encoding), "a.html")


def test_a_few_broken_bytes_are_forgiven_where_the_encoding_is_declared() -> None:
    data = page("".join(f"<p>{words}</p>" for words in PROSE), "<meta charset=gb2312>").decode().encode("gb18030")
    broken = data.replace("城南".encode("gb18030"), b"\xff\xff")
    assert PROSE[2] in read_webpage(broken, "a.html")
    with pytest.raises(SourceError, match="unknown encoding"):
        read_webpage(broken.replace(b"charset=gb2312", b""), "a.html")


@pytest.mark.parametrize("data", [b"<!-- -->", b"<?xml version='1.0' encoding='utf-8'?><html></html>", b"<p></p>"])
def test_a_page_without_words_harms_nobody(data: bytes) -> None:
    try:
        assert read_webpage(data, "a.html").strip() == ""
    except SourceError as problem:
        assert "a.html is a web page without words" in str(problem)


def test_control_characters_harm_nobody() -> None:
    text = read_webpage(page(f"<div><p>{PROSE[0]}</p><p><script>x</script>\x01{PROSE[1]}\x1f</p></div>"), "a.html")
    assert text.split("\n") == [TITLE, *PROSE[:2]]
