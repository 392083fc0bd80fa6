"""The units that reports count and measure in, by kind, and the words that only look like them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final, Literal

from loaders.wordlists import to_words

Kind = Literal["Percent", "Points", "Times", "Money", "Area", "Amount", "Count", "Time", "Rank", "Places", "Bare"]

_UNITS: Final[dict[Kind, str]] = {
    "Percent": "% ‰",
    "Points": "个百分点 百分点 个基点 基点 个点",
    "Times": "倍",
    "Money": "元 美元 欧元 港元 日元 卢布 英镑 马克",
    "Area": "亩 公顷 平方公里 平方千米 平方米 平米 ㎡",
    "Amount": "公里 千米 米 海里 车道公里 吨 公斤 斤 克 千克 担 吨标准煤 标箱 标准箱 重量箱 箱 "
    "载重吨 吨公里 立方米 立方 方 升 千升 千瓦 千瓦时 "
    "兆瓦 兆瓦时 吉瓦 吉瓦时 瓦 度 千伏安 千伏 大卡 微克 毫克 英寸 蒸吨 MW GW kW KW GWh MWh "
    "EFLOPS PFLOPS Tbps Gbps Mbps P TEU",
    "Count": "人 人口 人次 人份 名 户 户次 口 个 家 家次 项 项次 件 件次 所 座 条 部 部次 套 台 台套 台（套） 辆 架 艘 列 班 班次 次 场 "
    "场次 处 只 头 羽 尾 匹 株 棵 张 册 本 枚 款 类 大类 支 对 组 宗 起 例 篇 间 栋 幢 片 块 枝 盏 根 种 品种 单 笔 床 站 门 批 批次 车次 "
    "架次 航次 标段 节 孔 眼 口井 面 幅 首 冠 金 银 铜 标 点 份 席 分 大 厂 剂次 剂 榀 趟 车位 位 村 镇 县 社区 园 期 届 轮 颗 道 桩 杆",
    "Time": "年 月 日 天 小时 分钟 秒 个月 个多月 个半月 个多小时 个工作日 工作日 周年 季度 个季度 世纪 岁 时 周 年度 个年头 号",
    "Places": "个位次 位次 名次 个名次 个席位",
}
KINDS: Final[dict[str, Kind]] = {unit: kind for kind, units in _UNITS.items() for unit in to_words(units)}

_LONGER_WORDS: Final = (
    "方面百位案向式法便言针略队阵 台阶风账胞商湾州柱 口岸径袋号粮感味 部门委级队位分署件长落 条件例约线 个人体性税 项目 "
    "家庭长乡园电门具禽居喻装政 支持撑出付部行线援柱点 "
    "起步来点草底降飞家 场景馆地所站址 点对 分别析类布层级散批行会红离数拨配局歧享支 次会全党代产生 站点位上 门店票户类诊口槛 单位元体 "
    "面积向对临貌 金融额属牌 银行发 期间末初待货 "
    "大于型力学道数幅众家部桥会厦气量规 厂房区 道路德 园区林 县区域城级市 村级民集庄 镇街区 标准志杆识段注箱 批次复准发零 "
    "人制才均民大工事员力社行居数文物生们 位于列居置移次 "
    "名牌优录单城额 头部雁 度假过汛 米粮 元素旦 对接口标外象照 组织建团 片区 块状 只有要能 张家 轮值 年产 周边 时代 号召 户籍外型 例如 "
    "首个次批家位创府都席条台套届 本科地级土市省年质次 "
    "类型别似 处置理于 列入 件套 班子 种植业子养粮 根据本基 孔雀 眼科 节能约水 冠名 铜矿 桩基 箱体 担保当 克服 升级至到 瓦斯 亩产均 PM "
    "间接 笔记 床位 份额子 席位之地卷"
)
_GUARDS: Final = {words[0]: words[1:] for words in to_words(_LONGER_WORDS)} | {"人口": "大红普老结规净密健发政素问增"}


def unit_pattern(units: Iterable[str] = KINDS) -> str:
    """The units as alternatives of a regular expression, the longest first, none where a longer word begins (条件, 部门)."""
    ordered = sorted(units, key=lambda unit: (-len(unit), unit))
    return "|".join(re.escape(unit) + (f"(?![{_GUARDS[unit]}])" if unit in _GUARDS else "") for unit in ordered)


@functools.lru_cache(maxsize=4096)
def kind_of(unit: str | None) -> Kind:
    """The kind of a unit, also of one per another (微克/立方米)."""
    return KINDS[re.split("[/／]", unit)[0]] if unit else "Bare"
