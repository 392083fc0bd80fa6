"""The rows of a PDF come in reading order, with the marks of paragraphs and without what belongs to the page."""

from pathlib import Path

from loaders.pdfs import read_pdf

FORMATS = Path(__file__).parent / "data/formats"


def read(name: str) -> str:
    return read_pdf((FORMATS / name).read_bytes(), name)


def test_columns_that_were_written_row_by_row_are_read_one_after_the_other() -> None:
    sides = [f"{side}栏第{number}行写在这一边" for side in "左右" for number in "一二三四五六七八"]
    assert [line for line in read("columns.pdf").split("\n") if line] == ["这一行写在两边的上面，左右两栏都在它下面", *sides]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    text = read("胶州平度_2025.pdf")
    assert "摘编" not in text
    assert "—" not in text


def test_indents_stay_and_wrapped_rows_have_none() -> None:
    lines = read("胶州平度_2025.pdf").split("\n")
    start = next(index for index, line in enumerate(lines) if "1月7日,胶州市" in line)
    assert lines[start].startswith("\u3000\u3000")
    assert not lines[start + 1].startswith("\u3000")


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert not any("\u2e80" <= character <= "\u2fdf" for character in read("胶州平度_2025.pdf"))
