"""The encodings of Chinese texts are told apart by their bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.decoding import decode
from ontology.errors import SourceError

REPORT = "各位代表：现在报告工作。\n2024年，全市新建学校12所，改造道路35公里，完成投资8.6亿元。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode(REPORT.encode(encoding), "报告.txt") == REPORT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_and_without_ascii_is_read(encoding: str) -> None:
    text = REPORT.translate(dict.fromkeys(range(128)))
    assert decode(text.encode(encoding), "报告.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
@given(text=st.text(alphabet="政府工作报告市县区，。0123456789\n", min_size=20))
def test_round_trip(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "报告.txt") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(255, 0, -1)) * 4, "a JPEG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(128, 255)) * 4, "a PDF"),
        (b"PK\x03\x04\x14\x00" + bytes(range(256)), "a zip archive"),
        (bytes(range(128, 256)) * 4, "unknown encoding"),
        ("Отчёт правительства города о работе за год".encode("koi8-r") * 5, "unknown encoding"),
    ],
)
def test_what_is_no_chinese_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as refused:
        decode(data, "图.txt")
    assert words in str(refused.value)
    assert str(refused.value).startswith("图.txt")
