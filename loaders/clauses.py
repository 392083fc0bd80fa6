"""A sentence as clauses and list items, with what stands in quotation marks and brackets masked, and lists whose members share words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from loaders.statements import Span
from loaders.wordlists import to_words

QUOTED: Final = "\ue000"
BRACKETED: Final = "\ue001"

_PAIRS = re.compile(
    r"[“《‘「『\"（(〔【\[](?:(?P<quoted>(?<=“)[^“”\n]{0,60}”|(?<=《)[^《》\n]{0,80}》|(?<=‘)[^‘’\n]{0,30}’|(?<=「)[^「」\n]{0,60}」"
    r"|(?<=『)[^『』\n]{0,60}』|(?<=\")[^\"\n]{0,40}\")"
    r"|(?<=（)[^（）\n]{0,120}）|(?<=\()[^()\n]{0,120}\)|(?<=〔)[^〔〕\n]{0,20}〕|(?<=【)[^【】\n]{0,40}】|(?<=\[)[^\[\]\n]{0,20}\])"
)
_CLAUSE_END = re.compile(
    r"[，；。！？!?;\n…:：,—](?:(?<=[，；。！？!?;\n…])|(?<=[:：])(?!\d)|(?<=(?<!\d)：)|(?<=,)(?!\d{3}(?!\d))|(?<=—)—)"
)
_LEVEL_WORD = "[国省市县区镇乡村州盟旗校企中大小农林牧渔]"
_ITEM_END = re.compile(rf"、(?!(?<=(?:[^\u4e00-\u9fff]|[个家条项处座]){_LEVEL_WORD}、){_LEVEL_WORD}|(?<=^{_LEVEL_WORD}、){_LEVEL_WORD})")
_CONJUNCTION = re.compile(r"以及|[和与]|及(?!以[上下]|其)")
_HEADS: Final = to_words(
    "规模以上工业增加值 产业增加值 工业增加值 增加值 居民人均可支配收入 人均可支配收入 可支配收入 财政收入 预算收入 收入 固定资产投资 "
    "投资 零售总额 "
    "进出口总额 进出口 总额 "
    "贷款余额 存款余额 贷款 存款 余额 总产值 产值 产量 产能 销售额 交易额 成交额 销量 增速 占比 比重 覆盖率 参保率 达标率 "
    "完成率 利用率 处理率 率 人次 人数 起数 数量 总量 面积 里程 消耗 能耗 排放量 浓度 税收 支出 利润 项目 企业 平台 机构 基地 学校 医院 "
    "园区 主体 公园 "
    "小区 社区 道路 工程 中心 人才 游客 就业 补助标准 标准 贸易额 吞吐量 接待量 人均花费 花费 补贴 工资 养老金 专利 品牌 景区 试点 "
    "总投资 营收"
)
_BY_LENGTH = tuple(sorted(_HEADS, key=lambda head: (-len(head), head)))


class Clause(NamedTuple):
    """A stretch of the clean text between two marks such as ， ； 。; ``after`` is the mark that ends it."""

    begin: int
    end: int
    after: str


@functools.lru_cache(maxsize=2)
def mask(text: str) -> str:
    """The text with every quotation and every bracket filled in, each character in its place."""
    return _PAIRS.sub(_filled, text)


def _filled(found: re.Match[str]) -> str:
    return (QUOTED if found.lastgroup else BRACKETED) * (found.end() - found.start())


def split_clauses(masked: str, span: Span) -> Iterator[Clause]:
    """The clauses of a sentence, empty ones left out."""
    begin = span.begin
    for found in _CLAUSE_END.finditer(masked, span.begin, span.end):
        if masked[begin : found.start()].strip():
            yield Clause(begin, found.start(), found.group())
        begin = found.end()
    if masked[begin : span.end].strip():
        yield Clause(begin, span.end, "")


@functools.lru_cache(maxsize=16384)
def split_items(masked: str) -> tuple[Span, ...]:
    """The members of a list (A、B、C) as spans; 省、市重点 is one member."""
    if "、" not in masked:
        return (Span(0, len(masked)),)
    edges = [(0, 0), *(found.span() for found in _ITEM_END.finditer(masked)), (len(masked), len(masked))]
    return tuple(Span(one[1], other[0]) for one, other in pairwise(edges))


def split_members(masked: str, wanted: int | None) -> tuple[Span, ...] | None:
    """The ``wanted`` members (None: two or more) of a list whose last ones may be joined by 和, 及 or 与; None if it has not."""
    items = split_items(masked)
    parts = tuple(part for item in items for part in _split_conjunction(masked, item))
    last = (*items[:-1], *_split_conjunction(masked, items[-1]))
    choices = (items, parts, last)
    if wanted is None:
        return last if len(last) > 1 else None
    return next((choice for choice in choices if len(choice) == wanted), None)


def _split_conjunction(masked: str, item: Span) -> Iterator[Span]:
    begin = item.begin
    for found in _CONJUNCTION.finditer(masked, item.begin + 1, item.end - 1):
        yield Span(begin, found.start())
        begin = found.end()
    yield Span(begin, item.end)


def share_words(members: Sequence[str]) -> tuple[str, ...]:
    """The members with the words that one of them has for all (第一、第二产业增加值 → 第一产业增加值, 第二产业增加值)."""
    if not all(members):
        return tuple(members)
    tail, head = _shared_tail(members), _shared_head(members)
    if tail:
        return tuple(member if member.endswith(tail) else member + tail for member in members)
    return tuple(member if member.startswith(head) else head + member for member in members)


def _shared_tail(members: Sequence[str]) -> str:
    """What the last member has after the part that is parallel to the others; empty if the others are complete."""
    first, last = members[0], members[-1]
    if last[len(first) : len(first) + 1] == "“":
        return last[len(first) :]
    if (found := _SHARE.search(last)) and not _RATIO.search(first):
        return found.group()
    if "的" in last and "的" not in first:
        return last.partition("的")[2]
    if (at := last.find(first[-2:])) > 0 and len(first) > 2 and at + 2 < len(last):
        return last[at + 2 :]
    if _COMPLETE.search(first) or _head_of(first):
        return ""
    if _parallel(members):
        return last[len(first) :]
    if not _head_of(last):
        return ""
    if _DIVISION.search(first) and (found := _DIVISION_PREFIX.match(last)):
        return last[found.end() :]
    return _head_of(last)


def _parallel(members: Sequence[str]) -> bool:
    """Whether the last member begins with a part like the others: as long, and two characters or with an equal first or last one."""
    first, last = members[0], members[-1]
    alike = len(first) <= 2 or first[0] == last[0] or last[len(first) - 1 : len(first)] == first[-1]
    return alike and len({len(member) for member in members[:-1]}) == 1 and len(last) > len(first)


_SHARE = re.compile(r"占(?![地用有]).*$|比重$")
_RATIO = re.compile(r"[率比重例]$")
_COMPLETE = re.compile(r"[量额值率数度费价比积重税品]$")
_DIVISION = re.compile(r"[市县区乡镇村省城州）级]$")
_DIVISION_PREFIX = re.compile(r"[^、]{0,5}?[市县区乡镇村省城州）级](?![\u4e00-\u9fff]{0,1}$|[级区域镇）（(]|居民)")


def _shared_head(members: Sequence[str]) -> str:
    """What the first member has before a short head noun that the others are too (事故起数和死亡人数 → 事故)."""
    first = members[0]
    head = _head_of(first)
    short = all(_head_of(member) and len(member) <= len(head) + 2 for member in members[1:])
    own = len(head) if len(head) > 1 else len(members[-1])
    return first[:-own] if head and short and len(first) >= own + 4 else ""


def _head_of(name: str) -> str:
    return next((head for head in _BY_LENGTH if name.endswith(head)), "")


def ends_with_head(name: str) -> bool:
    """Whether a name ends with what statistics count or measure (收入, 产量, 企业)."""
    return bool(_head_of(name))
