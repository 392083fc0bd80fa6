"""The words before a number: what it is of, whether it is a change or a level, and how it is hedged."""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from loaders.clauses import BRACKETED
from loaders.statements import Comparator
from loaders.verbs import is_kept, is_verbs, strip_verb
from loaders.wordlists import to_words

_Role = Literal["To", "Least", "Most", "About", "Filler", "Reach", "Change"]

_CHANGES: Final = to_words(
    "增长 增加 增幅 提高 提升 上升 上涨 上浮 下降 下调 降低 减少 减幅 压减 压降 压缩 缩短 缩减 缩小 收窄 回落 增产 减产 增收 增效 提速 "
    "提前 前移 进位 再进 前进 晋位 上移 攀升 跃升 上扬 增值 扩大 下滑 "
    "递增 提效 改善 增强 超额 增多 涨 降价 提价 增资 高出 增 减 降 升"
)
_MOVES: Final = (*_CHANGES, *to_words("拓展 发展 扩展 累计 缩 延长 推高 设定 集聚 稳定 推进 恢复 放宽 上调 调整 拓宽 跃 达"))
_TOKENS: Final[dict[str, _Role]] = {
    **{verb + to: "To" for verb in _MOVES for to in ("到", "至", "为", "了到")},
    **{verb + place: "To" for verb in to_words("控制 保持 稳定 维持 稳控 巩固 压控 严控 稳定控制 稳定保持") for place in ("", "在")},
    **dict.fromkeys(to_words("在 到 至 放大至 扩围到 进至 提前到 转为"), "To"),
    **dict.fromkeys(
        to_words("超过 突破 不低于 不少于 不小于 达到或超过 达到或略高于 达到或高于 略高于 高于 逾 超 过 跨越 跨上 迈上 迈过 站上 跃上"),
        "Least",
    ),
    **dict.fromkeys(to_words("迈入 冲刺 冲击 冲上 跨过 跨入 首破 冲破 破"), "Least"),
    **dict.fromkeys(to_words("不超过 不高于 不大于 不到 不足 低于 不多于 少于 低至 小于"), "Most"),
    **dict.fromkeys(to_words("近 约 接近 将近 大约 约占 约为 约有 近乎 逼近"), "About"),
    **dict.fromkeys(to_words("达到 达 为 是"), "Reach"),
    **dict.fromkeys(
        to_words(
            "实现 完成 实行 有 达成 共计 共有 合计 总计 累计 共 均 都 各 全部 分别 仅 有望 力争 确保 实际 已 至少 最高 最低 人均 户均 "
            "平均 其中 首次 成功 率先 稳步 再 再次 再度 年底 年内 年末 总共 了 也 又 还 仍 更 将 要 可 拟 "
            "应 须 需 能 首 预期 力求 继续 每年 年均 全年 上半年 下半年 今年 去年 当年 只有 仅有 只 净 就 高达 多达 长达 历史性 一举 大幅 "
            "持续 连续 逐年 预计 同期 一次性 名义 可比 同口径 以 按 同比 环比 先 进一步 今年底 今年末 明年 "
            "每人每年 每人每月 每人 每户 每月 每天 每亩 每斤 每公斤 每吨 平均每人 平均每户 平均每亩 平均每公斤"
        ),
        "Filler",
    ),
    **dict.fromkeys((*_CHANGES, *(verb + "了" for verb in _CHANGES), *(verb + "幅度" for verb in _CHANGES)), "Change"),
}
_LONGEST: Final = max(map(len, _TOKENS))
_TOKEN_ENDS: Final = frozenset(token[-1] for token in _TOKENS)
_NOT_AFTER: Final = {
    words[0]: words[1:]
    for words in to_words(
        "增新净倍 减削缩 降升 升提上跃攀回直擢飞爬晋 近临附最亲远 约签条制节公 过经通 破突侦查攻 为作犍 在现所存内潜正 到实得遇受报达 "
        "至甚乃以 能产节性功智储动势热电核氢光风可阳潜职技体效 应供反响适对相效 可许认 将即 要需主重必首纲概简 是但 更变 净洁干纯 就成 "
        "以所可 有国所没现拥具共私 达发直到兑"
    )
}
_COMPARATORS: Final[dict[str, Comparator]] = {"Least": "AtLeast", "Most": "AtMost", "About": "About"}

_COMPARED = re.compile(
    r"(?:与|比|较|同|和)[^，、]{0,8}?(?:上年|去年|前年|年|期|初|末|底|前|历史|预算|五年前|全省平均|全国平均|计划|目标|任务)(?:同期|水平|相比|"
    r"底|末|初|赤字)?[，、]?$"
    r"|(?:比|较)“[^”，、]{1,8}”$"
    r"|(?:由?前|近|过去|过)?[一二三四五六七八九十两\d]+年(?:来|间|内)?$|(?:是|为|相当于|达到?)?(?:上年|去年|\d{4}年)(?:同期|底|末|初)?的?$|"
    r"在[^，、]{2,14}基础上$"
    r"|连续[\d一二三四五六七八九十两]+个?(?:年|季度|月)$|(?:按可比[^，、]{1,4}|扣除[^，、]{2,12}后)$|(?:平均)?每\d+公斤$|考虑[^，、]*因素$"
)
_COMPARED_ENDS: Final = frozenset("月度年期初末底前史均划标务比同平来间内的上后价格径算斤水相素字，、”")
_DIFFERENCE = re.compile(
    r"(?:比|较)[^，、]{2,14}?(?:(?<!提)高|(?<!降)低|多|(?<!减)少|(?<!加)快|慢)(?:出|了)?$|(?:高于|快于|低于|优于|好于)[^，、]{2,14}$"
)
_FROM = re.compile(r"(?:从|由)[^，从由]*\d[^，]*$")
_NOW = re.compile(r"(?<=[到至为])(?:年末|年底|目前|现在|如今)的$")
_UPWARDS = re.compile(r"(?<![以线网础身总体路史海站跨迈跃冲面])上$")
_CHANGE_NOUN = re.compile(
    r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长预期目标|增长目标|增速预期目标|增速目标|增长预期|跌幅|减幅|增长幅度|下降幅度)$"
)
_DOWN = re.compile(r"[降减缩窄落滑低少短]")

_LEADS: Final = frozenset(
    to_words("""
    的 ， 、 ； ： 拟 上半年 下半年 年初 预计 全年 今年 去年 当年 年内 本年 本年度 上年 力争 力促 确保 努力 奋力 推动 促进 带动 拉动 实现
    完成 达成 保持 其中 使 使得 让 将 把 要 也 还 并 且 又 已 再 仅 累计 合计 总计 年度 到年底 年底 同时 我市 我省 我县 我区 我国 我们
    新时代 以及 与 更加 加快 大力 积极 全力 着力 持续 全面 深入 扎实 高标准 高质量 高水平 高效 有序 稳步 有效 切实 进一步 不断 精准 科学
    抓好 首次 成功 率先 统筹 滚动 压茬 梯次 推进 集中力量 办好 办成 举办 开展 实施 组织 打造 通过 预期 确定 按照 目标 总体 一是 二是 三是
    四是 五是 六是 七是 八是 九是 十是 是 至少 每年 平均 分别 共有 拥有 现有 建立 设立 构建 形成 出台 制定 修订 聚焦 围绕 针对 从 于
    """)
) | {" ", "\u3000"}
_GUARDED_LEAD = re.compile(
    r"共(?![享同青建])|均(?![衡等])|及(?!时)|和(?![美谐])|各(?![类级项地种县区市界族行乡镇部])|对(?![外口接标俄台美欧非日韩]|上合)|"
    r"向(?![上外往])(?=.{3})|在(?![库建营校岗编谈外线册孵手])"
    r"|继续(?!教育)|(?:有|为|年末|创建)(?=.{3})|(?:争取|全[市省县区州盟])(?=.{4})|全国(?=.{6})|\d{4}年(?:以来|底|末|初)?|(?:近|过去|"
    r"过)?[一二三四五六七八九十两\d]+年(?:来|间)"
    r"|（[^（）]{1,6}）(?=[\u4e00-\u9fff]{3})"
    r"|成为[^，、]{0,6}第[\d一二三四五六七八九十]+[个家座]"
)
_GUARDED_BEGINS: Final = frozenset("共均及和各对向在继有为年创争全近过一二三四五六七八九十两成（0123456789")
_WILL = re.compile(r"[\u4e00-\u9fff]{0,3}[市县区州盟省](?:将|要)")
_LEAD_BEGINS: Final = frozenset(lead[0] for lead in _LEADS)
_RATES: Final = frozenset("率度量额值")
_DRIVES: Final = frozenset(to_words("完成 拉动 带动"))
_LEAD_LENGTHS: Final = {first: sorted({len(lead) for lead in _LEADS if lead[0] == first}, reverse=True) for first in _LEAD_BEGINS}

_OWN_VERB = re.compile(
    r"(?:新[增建改扩开签引培认创登入招育]|净增|加装|改造|发放|打造|举办|开展|培育|引进|建成|修缮|更新|盘活|总投资|实施|推进|完成(?!率)|"
    r"建设(?!用地|率)|落实|办理|争取|组织|吸引|招引|培训|创建|整治|治理|"
    r"安置|带动|力争|确保)"
)
_INNER_VERB = re.compile(
    r"(?:打造|举办|开展|培育|发放|投放|建成|吸引|创建|组织(?![部发的成网内化])|拉动|带动|撬动|惠及|释放|新增|新建(?![建住商])|新引进|"
    r"引育|培训|招引|获批)(?![率区])"
)
_CONJUNCTION = re.compile(r"[\s，、]+|(?:和(?![平谐美])|及|与|并|以及)(?=[\u4e00-\u9fff])")
_NUMBERING = re.compile(rf"\s*(?:{BRACKETED}{{3,4}}|[一二三四五六七八九十]{{1,3}}是|\d{{1,2}}[.．、])")
_TAKEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:把|(?<!即)将(?![来军士]))(?=[^，]{2})")
_LONG: Final = 12


class Left(NamedTuple):
    """What stands before a number: the noun, whether it is a change, and what hedges the number.

    ``offset`` is where the noun begins; ``reached`` says that a verb such as 达到 or 增长 leads to the number,
    ``verbs_only`` that no noun is there, only what is done to what is counted (修缮|70所中小学校舍).
    """

    noun: str = ""
    offset: int = 0
    change: bool = False
    down: bool = False
    reached: bool = False
    verbs_only: bool = True
    comparator: Comparator | None = None
    hedges: tuple[str, ...] = ()

    @property
    def ends_with_verb(self) -> bool:
        """Whether the noun ends with a verb of which the number may be the object (国务院增发|1000亿元国债)."""
        return strip_verb(self.noun) != self.noun


@functools.lru_cache(maxsize=16384)
def read_left(words: str) -> Left:
    """The reading of the words between a clause's begin (or the number before) and a number."""
    rest, hedges, changed_by = words.rstrip(), list[str](), ""
    comparator: Comparator | None = None
    reached = level = False
    if rest.endswith("上") and _UPWARDS.search(rest):
        rest, comparator, reached = rest[:-1], "AtLeast", True
        hedges.append("上")
    while token := _token_at_end(rest):
        role, length = token
        if role == "Change" and (level or changed_by):
            break
        text, rest = rest[-length:].strip(), rest[:-length].rstrip()
        if role == "To":
            level, rest = True, _FROM.sub("", rest)
        changed_by = changed_by or (text if role == "Change" else "")
        reached = reached or role != "Filler"
        comparator = comparator or _COMPARATORS.get(role)
        if role in _COMPARATORS or text in {"均", "都"}:
            hedges.append(text)
    if not changed_by and _CHANGE_NOUN.search(rest):
        changed_by = rest[-2:]
    offset = lead_length(rest)
    return Left(
        noun=rest[offset:],
        offset=offset,
        change=bool(changed_by),
        down=_DOWN.search(changed_by) is not None,
        reached=reached or bool(changed_by),
        verbs_only=is_verbs(rest),
        comparator=comparator,
        hedges=tuple(reversed(hedges)),
    )


def _token_at_end(words: str) -> tuple[_Role, int] | None:
    """The role and the length of the last word that says how a number is reached; None if the last word is another."""
    if not words:
        return None
    if found := _DIFFERENCE.search(words) if "比" in words or "较" in words or "于" in words else None:
        return "Change", len(words) - found.start()
    if words[-1] in _COMPARED_ENDS and (found := _COMPARED.search(words)):
        return "Filler", len(words) - found.start()
    if words[-1] == "的" and (found := _NOW.search(words)):
        return "Filler", len(words) - found.start()
    if words[-1] not in _TOKEN_ENDS:
        return None
    for length in range(min(_LONGEST, len(words)), 0, -1):
        token = words[-length:]
        if token in _TOKENS and not (length < len(words) and words[-length - 1] in _NOT_AFTER.get(token, "")):
            return _TOKENS[token], length
    return None


@functools.lru_cache(maxsize=16384)
def lead_length(words: str) -> int:
    """How many characters of adverbs and general verbs stand before the noun."""
    at = 0
    while at < len(words):
        plain = next((n for n in _LEAD_LENGTHS.get(words[at], ()) if words[at : at + n] in _LEADS), 0)
        if words[at + plain : at + plain + 1] in _RATES or (len(words) - at - plain == 2 and words[at : at + plain] in _DRIVES):
            break
        guarded = _GUARDED_LEAD.match(words, at) if words[at] in _GUARDED_BEGINS else _WILL.match(words) if at == 0 else None
        step = max(plain, guarded.end() - at if guarded else 0)
        if not step:
            break
        at += step
    return min(at, len(words))


@functools.lru_cache(maxsize=16384)
def own_words(masked: str) -> int:
    """How many of the words before a number belong to something else: list members with a verb of their own, all before 把 or 将."""
    numbering = _NUMBERING.match(masked)
    at = numbering.end() if numbering else 0
    while found := _CONJUNCTION.match(masked, at):
        at = found.end()
    items = masked[at:].split("、")
    begin = at
    for previous, item in pairwise(items):
        begin += len(previous) + 1
        if (_OWN_VERB.match(item) or (len(previous) > 4 and strip_verb(previous) != previous)) and not is_verbs(previous):
            at = begin
    if ("将" in masked or "把" in masked) and (taken := list(_TAKEN.finditer(masked, at))):
        at = taken[-1].end()
    if len(masked) - at > _LONG and (inner := list(_INNER_VERB.finditer(masked, at + 4, len(masked) - 2))):
        at = inner[-1].start()
    return at


def kept_verb(words: str) -> str:
    """The verb that belongs to what is counted (新增, 改造); empty for one that says only that something is done."""
    verb = words[lead_length(words) :]
    return verb if len(verb) <= 5 and is_kept(verb) else ""
