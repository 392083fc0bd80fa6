"""Whether a stretch of a report looks back (Review) or ahead (Plan): headings first, then the wording, over the whole report at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.paragraphs import Paragraph
from loaders.report import Tense

_AHEAD: Final = {
    3.0: "力争 争创 总体要求 主要预期目标 更加紧密 新的一年 今年是",
    2.0: "确保 今年 年内 个以上 家以上 人以上 亩以上 户以上 项以上 元以上 我们将 预期目标 重点抓好 要坚持 目标是 要求是 不懈奋斗",
    1.0: "要 将 抓好 做好 办好 用好 建好 建强 做强 做大 鼓励 引导 抓紧 争取 打造一批 大力发展 积极发展 努力",
    0.4: "推动 加快 加强 完善 健全 强化 积极 大力 打造 让 更多 培育 促进 支持 构建 深化 探索 统筹 推进 开展",
}
_BACK: Final = {
    3.0: "入选 获评 荣获 入围 跻身 一年来 过去一年 过去的一年 五年来 过去五年 比上年 历史新高 创历史 工作回顾 这一年 表示衷心 崇高敬意",
    2.0: "获批 评为 位居 居全 列全 排名 首次 去年 全省第 全国第 成功 累计 圆满 同比 成绩 清醒 预计 成效明显 顺利 崇高的敬意",
    1.0: "了 取得 被 连续 首个 首批 全部完成 分别增长 分别达 第1 第2 不足 不够 不强 增至 达到1 达到2 百分点 竣工 实现了 上年",
    0.4: "全省 全国 全市 居 增长 达 超过 新增 建成 完成 明显 率先 出台 举办 下降",
}
_IDLE: Final = "要求 要素 要点 主要 重要 需要 必要 了解 除了 为了 将军 不足以 今年以来 五年规划 全国人民代表大会 全市人民 全省人民 让位"
_WEIGHTS: Final = {
    **dict.fromkeys(_IDLE.split(), 0.0),
    **{word: weight for weight, words in _AHEAD.items() for word in words.split()},
    **{word: -weight for weight, words in _BACK.items() for word in words.split()},
}
_LEANS: Final = tuple(_WEIGHTS.values())
_FINDER: Final = AhoCorasick(_WEIGHTS, matchkind=MatchKind.LeftmostLongest)

_LOOKS_BACK = re.compile(r"回顾|过去|去年|成绩|成就|以来|年来|主要做了|工作总结|奋力完成|任务完成|完成情况")
_LOOKS_AHEAD = re.compile(
    r"今年|明年|下一步|新的一年|未来|总体(?:要求|思路|部署|安排)|预期目标|奋斗目标|目标任务|(?:重点|主要)(?:工作|任务)|"
    r"工作的?(?:安排|部署|打算|任务|重点|建议)|发展(?:目标|任务)"
)
_OPENS_PLAN = re.compile(
    r"^.{0,60}(?:今年|\d{4}年)[^。，]{0,20}(?:总体要求|总的要求|总体思路|预期目标)"
    r"|^.{0,40}预期目标(?:是|为|：|:)|^.{0,12}(?:今年|\d{4}年)，?是[^。]{0,80}(?:关键|攻坚|开局|决胜|收官|起步)"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_BY_HEADING = 60.0
_UNDER_HEADING = 0.05
_BY_YEAR = 2.5
_MOST = 10.0
_TURN = 16.0
_TURN_UNDER_HEADING = 200.0
_TURN_AT_HEADING = 4.0
_START_AHEAD = 3.0


def find_tenses(paragraphs: Sequence[Paragraph], year: int) -> list[Tense]:
    """The tense of each paragraph: the cheapest way through all of them.

    A turn costs little at a heading or a cut, much elsewhere. Under a heading that tells the tense the wording counts for
    little, unless a paragraph opens the plan in so many words.
    """
    back, ahead = 0.0, _START_AHEAD
    is_told = False
    came_from: list[tuple[bool, bool]] = []
    for paragraph in paragraphs:
        looks_back, looks_ahead = _looks_of_heading(paragraph, year)
        is_told = looks_back != looks_ahead if looks_back or looks_ahead else is_told and not paragraph.is_cut
        counts = not is_told or _OPENS_PLAN.match(paragraph.words) is not None
        turn = _TURN_AT_HEADING if paragraph.may_turn else _TURN if counts else _TURN_UNDER_HEADING
        by_wording = _lean_of_wording(paragraph.words, year) * (1 if counts else _UNDER_HEADING)
        score = _BY_HEADING * (looks_ahead - looks_back) + by_wording
        came_from.append((ahead + turn < back, back + turn < ahead))
        back, ahead = min(back, ahead + turn) + score, min(ahead, back + turn) - score
    return _walk_back(came_from, ahead < back)


def _walk_back(came_from: Sequence[tuple[bool, bool]], ends_ahead: bool) -> list[Tense]:
    is_ahead, tenses = ends_ahead, list[Tense]()
    for turned_back, turned_ahead in reversed(came_from):
        tenses.append("Plan" if is_ahead else "Review")
        is_ahead = not is_ahead if (turned_ahead if is_ahead else turned_back) else is_ahead
    return tenses[::-1]


def _lean_of_wording(words: str, year: int) -> float:
    """How far the words of a paragraph lean ahead (positive) or back (negative)."""
    lean = sum([_LEANS[index] for index, _, _ in _FINDER.find_matches_as_indexes(words)])
    years = sum((int(named) == year) - (int(named) == year - 1) for named in _YEAR.findall(words))
    return max(-_MOST, min(_MOST, lean + _BY_YEAR * years))


def _looks_of_heading(paragraph: Paragraph, year: int) -> tuple[bool, bool]:
    """Whether a heading of the first level names what was, and whether it names what will be."""
    if paragraph.heading is None or paragraph.level not in (0, 1):
        return False, False
    years = {int(named) for named in _YEAR.findall(paragraph.heading)}
    back = _LOOKS_BACK.search(paragraph.heading) is not None or year - 1 in years
    return back, _LOOKS_AHEAD.search(paragraph.heading) is not None or year in years
