"""Other words for one indicator: without the verbs, places, levels and adverbs before it, without a general noun after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, Literal, NamedTuple

from loaders.wordlists import to_words
from ontology.lexicon import fold, unquote

_SAME: Final = (
    *(("规模以上", "规上"), ("限额以上", "限上"), ("的", ""), ("各类", ""), ("数量", "数"), ("专精特新小巨人企业", "专精特新小巨人")),
    *(("改造提升", "改造"), ("提升改造", "改造"), ("更新改造", "改造"), ("开工建设", "开工"), ("工业企业营业收入", "工业营业收入")),
)
_Role = Literal["around", "make", "add", "change", "start", "attract"]
_OPENINGS: Final[dict[_Role, str]] = {
    "around": """
        我国 我省 我市 我县 我区 我州 全国 全省 全市 全县 全区 全州 全域 全盟 全旗 地方 本级 市域 县域 城区 全年 年末 年底 年度 今年
        当年 累计 年均 每年 预计 新时代 确保 力争 努力 继续 大力 加快 积极 推动 促进 使 再 又 共 将 要 已 并 全面 认真 按期 高质量
        高标准 高效 扎实 有序 稳步 持续 统筹 着力 成功 首次 精心 深入 按时 科学 实际 广泛 常态化 至少 合计 共计 各 各级 各项 等 优质
        国家级 省级 市级 县级 自治区级 省部级 省市级 国省级 国省 省市 国家和省级 省州 国家省级 州级 区级 盟级 国家 部级 自治区 省 市
        国际级 国家级及以上 国家级以上 省级以上 省级及以上 市级以上 市级及以上 县级以上 县级及以上 自治区级以上 自治区级及以上
    """,
    "make": """
        实现 完成 达成 培育 培育新增 培育认定 培育壮大 认定 创建 创成 引育 获批 获评 入选 评定 命名 选树 登记 注册 设立 成立 组建
        建立 发展 壮大 建设 建成 新建 新建成 打造 修建 建 建设改造 新建改造 提供 拥有 现有 共有 有 推进 实施 开展 组织 举办 承办
        组织开展 开设 设置 开通 开行 发放 筹集 筹建 筹措 投放 发行 建成投用 建成投运 投用 启用 办理 办结 办好 落实 兑现 布局 布设
        搭建 取得 获得 达到 开发 推出 选聘 招聘 招录 培养 引聚 集聚 汇聚 实有 增设 扩建 新改建 新改扩建 改扩建
        企业入选 企业获评 企业获 村入选 村获评 镇入选 镇获评 乡镇入选 项目入选 项目获评 学校获评 社区获评 被认定为 被评为 入库 备案 新增发放
    """,
    "add": """
        新增 净增 净增加 新增加 增加 新培育 新认定 新创建 新登记 新设立 新设 新获批 新获评 新入选 新入库 新纳统 新评定 新评 新成立
        新发展 新开设 新获 新创成 新命名 新增设 新组建 新增认定 新培育认定 新打造 新注册
    """,
    "change": """
        改造 新改造 完成改造 改造整治 整治改造 更新 整治 治理 修复 维修 加固 管护 种植 收储 盘活 供应 加装 改建 实施改造 启动改造
        化解 转移 拆除 筛查 培训 救助 保护 抚育 复耕 整改 提升 普及
    """,
    "start": "新开工 开工 动工",
    "attract": "引进 招引 引入 新引进 新招引 签约 新签约 签约引进 引进培育",
}
_ROLES: Final[dict[str, _Role]] = {opening: role for role, openings in _OPENINGS.items() for opening in to_words(openings)}
_LENGTHS: Final = {
    first: sorted({len(opening) for opening in _ROLES if opening[0] == first}) for first in {opening[0] for opening in _ROLES}
}
_TAILS: Final = to_words("""
        总数 总量 数 总额 总规模 规模 个数 家数 户数 面积 总面积 里程 总里程 总数量 金额 额 建设 项目 工程 任务 工作 建设任务
        改造任务 建设项目 改造项目 创建 培育 认定 保有量 拥有量 存量 目标任务 目标 全面完成 全部完成 顺利完成 如期完成 圆满完成
        加快建设 加快推进 顺利推进 实现 完成 达到
""")
_PREFIXES: Final[dict[_Role, str]] = {"add": "新增", "start": "新开工", "attract": "引进"}
_ISSUING: Final = frozenset(to_words("发放 投放 发行 筹集 筹措 引进 取得 获得"))
_REPAIRING: Final = frozenset(to_words("新改造 改建 整治 提升 维修 启动改造 实施改造 完成改造 改造整治 整治改造"))
_CHANGING: Final = (*to_words(_OPENINGS["change"]), "改造")
_JOINING: Final = frozenset("、和及")
_OTHER_PLACE: Final = re.compile(r"\d{4}年|[\u4e00-\u9fff]{2,3}[省市县州盟]")
_GROWS: Final = to_words("增速 增幅 涨幅 降幅 增长率 增长速度 增长 年均 预期 预计 名义 总体 目标")
_GROWTH: Final = re.compile(rf"(?:{'|'.join(_GROWS)})+$")
_INNER_LEVEL: Final = re.compile(r"(?:国家|国省|省市|省部|自治区|[省市县州区])级(?:及?以上)?")
_BRACKETED: Final = re.compile(r"\([^()]{1,8}\)$|\((?:[改扩迁续间]|改、扩|改扩|改建|改造|扩建)\)")
_THRESHOLD: Final = re.compile(r"(?:投资)?(?:超过?|过)?(?:\d+(?:\.\d+)?)?[十百千万]*[亿万]美?元及?以上(?=[\u4e00-\u9fff]{0,4}项目)")
_SHORTEST: Final = 2


class Variant(NamedTuple):
    """Words that may name the same indicator; ``adds`` and ``issues`` say that the text speaks of what is new or given out only."""

    words: str
    adds: bool = False
    issues: bool = False


def to_canonical(words: str) -> str:
    """Words as variants compare them: without quotation marks and 的, with one spelling for what has two."""
    plain = unquote(fold(words))
    for one, other in _SAME:
        plain = plain.replace(one, other)
    return _BRACKETED.sub("", plain)


def find_stems(known: Iterable[str]) -> frozenset[str]:
    """What is left of canonical words that are known without a verb that a variant may put before or behind them."""
    stems = {stem for words in known for verb in ("", *_CHANGING) for stem in (words.removesuffix(verb), words.removeprefix(verb))}
    return frozenset(stems | {stem.removeprefix(prefix) for stem in stems for prefix in _PREFIXES.values()})


def find_variants(text: str, stems: frozenset[str]) -> Iterator[Variant]:
    """The variants of an indicator's words, the nearest first; those that keep what its verb says before those that do not.

    Words that end in none of the ``stems`` have none.
    """
    words = to_canonical(text)
    for stem in _stems_of(words):
        tails = [tail for tail in ("", *_tails_of(stem)) if _ends_in(stem.removesuffix(tail), stems)]
        if not tails:
            continue
        openings = [({_ROLES[verb]: verb for verb in verbs}, _without_tails(rest, tails)) for rest, verbs in _without_openings(stem)]
        for roles, plains in openings:
            yield from (Variant(prefix + plain) for plain in plains for role, prefix in _PREFIXES.items() if role in roles)
        for roles, plains in openings:
            yield from chain.from_iterable(_without_verbs(plain, roles) for plain in plains)


def _without_verbs(plain: str, roles: Mapping[_Role, str]) -> Iterator[Variant]:
    """The variants of words behind their verbs: a change is a part of what is counted, other verbs only say that it is done."""
    if verb := roles.get("change"):
        yield from (Variant(plain + verb), Variant(verb + plain))
        if verb in _REPAIRING:
            yield Variant(plain + "改造")
    elif not (plain.endswith("项目") and ("start" in roles or "attract" in roles)):
        yield Variant(plain, "add" in roles, not _ISSUING.isdisjoint(roles.values()))


def _stems_of(words: str) -> Iterable[str]:
    """The words without a threshold, as they are, without what says that they grow, and without a level inside them."""
    whole = _THRESHOLD.sub("", words) if "项目" in words else words
    grows = _GROWTH.sub("", words) if words.endswith(_GROWS) else words
    return dict.fromkeys((whole, words, grows, _INNER_LEVEL.sub("", words) if "级" in words else words))


def _ends_in(words: str, stems: frozenset[str]) -> bool:
    return any(words[begin:] in stems for begin in range(len(words) - _SHORTEST + 1))


def _tails_of(stem: str) -> Iterator[str]:
    return (tail for tail in _TAILS if stem.endswith(tail)) if stem.endswith(_TAILS) else iter(())


def _without_tails(rest: str, tails: Iterable[str]) -> tuple[str, ...]:
    """The words without their verbs, without each general noun at their end ("" for none) that leaves something of them."""
    return tuple(rest.removesuffix(tail) for tail in tails if len(rest) - len(tail) >= _SHORTEST)


def _without_openings(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is left of the words behind their verbs, adverbs, places and levels, the longest first, with the verbs before it."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for at in range(len(words) - _SHORTEST + 1):
        if at not in reached:
            continue
        verbs = reached[at]
        yield words[at:], verbs
        for length in _LENGTHS.get(words[at], ()):
            opening = words[at : at + length]
            if role := _ROLES.get(opening):
                reached.setdefault(at + len(opening), verbs if role == "around" else (*verbs, opening))
        if verbs and words[at] in _JOINING:
            reached.setdefault(at + 1, verbs)
        if found := _OTHER_PLACE.match(words, at):
            reached.setdefault(found.end(), verbs)
