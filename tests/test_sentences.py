"""Sentences end where a reader would end them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sentences import find_sentences


def split(clean: str) -> list[str]:
    return [clean[span.begin : span.end] for span in find_sentences(clean, 0, len(clean))]


@pytest.mark.parametrize(
    ("clean", "sentences"),
    [
        ("修路三条。建校两所！通车了？", ["修路三条。", "建校两所！", "通车了？"]),
        ("投资增长5%；消费增长6%。", ["投资增长5%；消费增长6%。"]),
        ("一、去年的事\n桥通了。路也通了。", ["一、去年的事", "桥通了。", "路也通了。"]),
        ("他说“桥要修。路也要修。”，大家同意。", ["他说“桥要修。路也要修。”，大家同意。"]),
        ("他说：“桥要修。路也要修。”大家同意。", ["他说：“桥要修。路也要修。”", "大家同意。"]),
        ("港口（含二期。）开工。", ["港口（含二期。）开工。"]),
        ("少了一个引号“的句子。后面照样断句。", ["少了一个引号“的句子。", "后面照样断句。"]),
        ("建成了！！真的。", ["建成了！！", "真的。"]),
        ("前面。\n……\n后面。", ["前面。", "后面。"]),
    ],
)
def test_where_sentences_end(clean: str, sentences: list[str]) -> None:
    assert split(clean) == sentences


@given(st.text(alphabet="桥路。！？“”（）；，\n …"))
def test_sentences_are_in_order_and_leave_no_word_out(clean: str) -> None:
    spans = list(find_sentences(clean, 0, len(clean)))
    assert all(before.end <= after.begin for before, after in pairwise(spans))
    assert all(0 <= span.begin < span.end <= len(clean) for span in spans)
    covered = "".join(clean[span.begin : span.end] for span in spans)
    assert [sign for sign in covered if sign.isalnum()] == [sign for sign in clean if sign.isalnum()]
