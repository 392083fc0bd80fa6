"""The verbs and adverbs that stand between a clause's begin and what it counts."""

from __future__ import annotations

import functools
from typing import Final

from loaders.wordlists import to_words

_VERBS: Final = frozenset(
    to_words("""
    建设 在建 在库 在谈 新建设 新建成 新建 改建 扩建 改扩建 新改扩建 新改扩 新改建 迁建 续建 建成 建成投用 建成投产 建成投运 建成运营 投用
    投产 投运 启用 新开工建设 新开工 开工建设 开工改造 开工 动工 竣工投产 竣工 完工 复工 落成 建 修建 修 打造 培育 新培育 创建 新创建 创成
    新创成 新增 净增 增加 增设 增开 新开 开通 新开通 开行 引进 新引进 引育 招引 引入 引聚 招引落地 招商 新招引 落地 新落地 落户 签约
    新签约 洽谈 举办 承办 开展 组织 实施 完成 达成 推进 统筹推进 滚动实施 滚动推进 推动 压茬推进 梯次推进 谋划 谋划实施 谋划储备 策划
    策划实施 策划生成 生成 包装 梳理 储备 调度 抓好 办好 办成 做好 建好 管好 用好 聚焦 围绕 改造 改造提升 提升改造 新改造 更新改造
    完成改造 更新 修缮 整治 整改 治理 修复 提升 完善 优化 盘活 盘活利用 消化 处置 供应 收储 出让 保障 发放 兑现 兑付 拨付 投入 投放 安排
    争取 争取到 筹集 新筹集 筹措 募集 落实 下达 减免 减轻 退税 化解 偿还 清偿 清欠 帮助 助力 支持 支持建设 扶持 引导 服务 惠及 覆盖 带动
    吸引 聚集 集聚 汇聚 招录 招聘 招收 选派 选树 选聘 选拔 评选 评定 认定 新认定 获批 新获批 获评 新获评 获得 获 荣获 入选 新入选 上榜
    斩获 夺得 夺取 摘得 取得 推出 新推出 出台 制定 修订 编制 发布 印发 办理 办结 受理 解决 破解 查处 查办 侦破 破获 排查 清理 清退 拆除
    关闭 关停 淘汰 压减 退出 腾退 转移 安置 救助 资助 建立 设立 成立 组建 搭建 构建 布局 布设 铺设 架设 新铺设 新架设 入库 新入库 纳统
    新纳统 备案 新备案 新登记 拥有 现有 共有 已有 有 为 对 将 把 从 在 向 使 让 以 用 给 由 集中 加装 安装 配备 配置 购置 创作 推广
    推广应用 应用 发展 新发展 壮大 做强 做优 做大 扩大 拓展 延伸 优选 遴选 选取 公布 确定 列入 纳入 列支 贯通 打通 畅通 联通 连通 通车
    运营 运行 上线 开发 研发 攻克 突破 转化 登记 授权 申报 申请 通过 创 争创 建立健全 实行 执行 缴纳 缴存 减 降 惠 育 引 招 新招 新引 新育
    增 新 再 启动 启动建设 启动实施 全面推进 加快推进 加快建设 回引 引回 输送 培训 培养 柔性引进 全职引进 储备引育 补充 招引培育 引导培育
    梯度培育 组织实施 组织开展 深入开展 常态化开展 外出 赴外 开办 兴办 创办 建造 植 种植 栽植 促成 促进 协调 协调解决 参与 参加 出席 关注
    受益 改善 满足 清零 销号 追回 挽回 止付 返还 降低 取消 压缩 精简 下放 承接 公开 征集 收集 调解 审结 审批 批准 核准 查明 查获 立案 处理
    处罚 吊销 约谈 问责 评为 命名 授予 表彰 奖励 补贴 补助 贴息 担保 授信 放款 新放 守住 拿出 拨出 发行 增发 代发 新发行
    """)
)
_ADVERBS: Final = frozenset(
    to_words("""
    全年 今年 年内 当年 力争 确保 大力 加快 积极 继续 滚动 全面 扎实 深入 高效 高质量 高标准 有序 稳步 持续 统筹 全部 再 又 也 还 共 累计
    共计 合计 首次 率先 成功 顺利 圆满 超额 其中 中 先 虽然 略 但 而 却 几乎 以及 和 并 并且 同时 一次性 要 已 已经 我们 我市 全市 全省
    全国 全县 全区 全州 分别 各 均 每年 每 年均 重点 集中力量 集中 力促 促进 切实 进一步 不断 主动 认真 严格 精准 科学 常态化 动态 梯次
    压茬 分类 分批 分期 至少 精心 倾力 全力 着力 争取 努力 先后 相继 陆续 即将 平均 还有 另有 另 将 规划 计划
    """)
)
_WORDS: Final = _VERBS | _ADVERBS | {" ", "\u3000"}
_ENDINGS: Final = ("等的", "的", "了", "等", "好", "成", "到", "出")
_KEPT: Final = to_words(
    "新 净增 增设 增开 改 更新 修缮 扩建 加装 培训 发放 建成 获批 认定 入选 减 签约 招引 引 落地 开工 竣工 投产 淘汰 拆除 "
    "退出 盘活 供应 办理 转移 救助"
)
_LONGEST: Final = max(map(len, _WORDS))
_LENGTHS: Final = {first: sorted({len(word) for word in _WORDS if word[0] == first}) for first in {word[0] for word in _WORDS}}
_LONGEST_RUN: Final = 16


@functools.lru_cache(maxsize=16384)
def is_verbs(words: str) -> bool:
    """Whether the words are verbs and adverbs only."""
    if len(words) > _LONGEST_RUN:
        return False
    reached = {0}
    for begin in range(len(words)):
        if begin in reached:
            reached.update(begin + n for n in _LENGTHS.get(words[begin], ()) if words[begin : begin + n] in _WORDS)
    return len(words) in reached or any(len(words) - len(ending) in reached for ending in _ENDINGS if words.endswith(ending))


def strip_verb(words: str) -> str:
    """The words without the verb that ends them (百亿级项目|开工); the words themselves if none does."""
    for n in range(min(_LONGEST, len(words) - 2), 0, -1):
        if words[-n:] in _VERBS and all("\u4e00" <= character <= "\u9fff" for character in words[-n - 2 : -n]):
            return words[:-n]
    return words


def without_verb(words: str) -> str:
    """The words without the verb that begins them (新签约|项目); the words themselves if none does."""
    return words[verb_length(words) :]


def verb_length(words: str) -> int:
    """The length of the verb of two or more characters that begins the words and leaves two; 0 if none does."""
    return next((n for n in range(min(_LONGEST, len(words) - 2), 1, -1) if words[:n] in _VERBS), 0)


def is_kept(verb: str) -> bool:
    """Whether a verb belongs to what is counted (新增, 改造), and does not only say that something is done."""
    return any(verb.startswith(kept) and (verb == kept or verb[len(kept) :] in _VERBS) for kept in _KEPT)
