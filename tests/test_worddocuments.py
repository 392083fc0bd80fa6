"""Paragraphs and tables of a Word document come in order; headers, footers and notes do not come."""

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from loaders.worddocuments import read_word_document
from ontology.errors import SourceError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def to_bytes(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_in_document_order() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_heading("一、工作回顾", 1)
    document.add_paragraph("修路三条。\n架桥两座。")
    table = document.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), ("指标", "目标", "学校", "3所"), strict=True):
        cell.text = words
    document.add_paragraph("完。")
    assert read_word_document(to_bytes(document), "a.docx").split("\n") == [
        "一、工作回顾",
        "修路三条。",
        "架桥两座。",
        "指标 目标",
        "学校 3所",
        "完。",
    ]


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs() -> None:
    document = Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "修路架桥。" * 20
    left.add_paragraph("建学校。")
    right.text = "开医院。"
    assert read_word_document(to_bytes(document), "a.docx").split("\n")[:3] == ["修路架桥。" * 20, "建学校。", "开医院。"]


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    document = Document()
    runs = "<w:ins><w:r><w:t>三条</w:t></w:r></w:ins><w:del><w:r><w:delText>两条</w:delText></w:r></w:del>"
    paragraph = parse_xml(f'<w:p xmlns:w="{W}"><w:r><w:t>修路</w:t></w:r>{runs}<w:r><w:t>。</w:t></w:r></w:p>')
    document.element.body.insert(0, paragraph)
    assert read_word_document(to_bytes(document), "a.docx").split("\n")[0] == "修路三条。"


def test_an_old_document_is_told() -> None:
    with pytest.raises(SourceError, match="is an old Word document"):
        read_word_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "a.docx")


def test_a_zip_bomb_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    with pytest.raises(SourceError, match="looks like a zip bomb"):
        read_word_document(stream.getvalue(), "a.docx")


def test_an_archive_that_is_no_document_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(SourceError, match="is a broken Word document"):
        read_word_document(stream.getvalue(), "a.docx")
