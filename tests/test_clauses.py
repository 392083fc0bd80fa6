"""Sentences fall into clauses and members of lists; members share the words that are said once."""

from __future__ import annotations

import pytest

from loaders.clauses import mask, share_words, split_clauses, split_items, split_members
from loaders.statements import Span


def test_quotations_and_brackets_are_masked_in_place() -> None:
    words = "实施“三年、五项”行动（含8个县），新增“小巨人”9家"
    masked = mask(words)
    assert len(masked) == len(words)
    assert "、" not in masked
    assert masked.count("9") == 1
    assert "8" not in masked


def test_clauses_keep_their_places_and_marks() -> None:
    words = "收入1,200亿元，增长5%；比例为3:2。"
    clauses = list(split_clauses(words, Span(0, len(words))))
    assert [(words[c.begin : c.end], c.after) for c in clauses] == [("收入1,200亿元", "，"), ("增长5%", "；"), ("比例为3:2", "。")]


@pytest.mark.parametrize(
    ("words", "items"),
    [("桥梁、隧道", ["桥梁", "隧道"]), ("省、市重点项目", ["省、市重点项目"]), ("9个国、省控断面、8条河", ["9个国、省控断面", "8条河"])],
)
def test_items(words: str, items: list[str]) -> None:
    assert [words[span.begin : span.end] for span in split_items(words)] == items


@pytest.mark.parametrize(
    ("words", "wanted", "members"),
    [
        ("投资、消费、出口", 3, ["投资", "消费", "出口"]),
        ("起数和死亡人数", 2, ["起数", "死亡人数"]),
        ("甲、乙和丙", 3, ["甲", "乙", "丙"]),
        ("县级及以上水源", 2, None),
        ("甲、乙", 3, None),
        ("甲与乙", None, ["甲", "乙"]),
        ("甲", None, None),
    ],
)
def test_members(words: str, wanted: int | None, members: list[str] | None) -> None:
    spans = split_members(words, wanted)
    assert (spans and [words[span.begin : span.end] for span in spans]) == members


@pytest.mark.parametrize(
    ("members", "names"),
    [
        (("第一", "第二", "第三产业增加值"), ("第一产业增加值", "第二产业增加值", "第三产业增加值")),
        (("新签约", "新落地亿元以上项目"), ("新签约亿元以上项目", "新落地亿元以上项目")),
        (("城镇", "农村居民人均可支配收入"), ("城镇居民人均可支配收入", "农村居民人均可支配收入")),
        (("基础设施", "制造业投资"), ("基础设施投资", "制造业投资")),
        (("交通事故起数", "死亡人数"), ("交通事故起数", "交通事故死亡人数")),
        (("工业投资", "技改投资占比"), ("工业投资占比", "技改投资占比")),
        (("主城区", "各县（市）污水收集率"), ("主城区污水收集率", "各县（市）污水收集率")),
        (("代表建议", "委员提案的办理满意率"), ("代表建议办理满意率", "委员提案的办理满意率")),
        (("财政收入", "固定资产投资"), ("财政收入", "固定资产投资")),
    ],
)
def test_words_shared_by_the_members(members: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert share_words(members) == names
