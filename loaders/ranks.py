"""The words before a rank: who is ranked, and among whom."""

from __future__ import annotations

import re

_VERB = re.compile(
    r"保持在?|稳居|位居|跃居|跻身|高居|位列|列居|名列|连居|居于|排名(?:中?居)?|排在|排位|升至|升到|进位至|进至|提升至|提升到|上升至|"
    r"上升到|跃升至|跃升到|"
    r"前移至|攀升至|晋升至|蝉联|重返|重回|荣获|获得|进入|挺进|迈入|冲进|闯入|领跑|稳定在|(?<![宜安民定邻移家旧同])居|列|排|"
    r"(?:至|到|为|获|达到?)(?=$|全|省|市|国|同|中部|西部|副|世界|第)"
)
_SCOPE = re.compile(
    r"(?:全国|全省|全市|全区|全疆|全球|全县|全州|世界|国内|省内|区内|中部|西部|东部|东北|长三角|珠三角|副省级|同类|国际|亚洲|"
    r"计划单列市).{0,14}$"
    r"|(?:[省市川鄂湘赣皖苏浙鲁粤桂黔滇陕甘晋冀豫辽吉闽琼疆蒙藏宁青]|[苏皖鄂湘川粤桂赣浙鲁豫陕冀辽黔滇陇闽晋][东南西北中]|"
    r"[\u4e00-\u9fff]{2}(?:自治区|地区|都市圈))[域内]?$"
)
_NOISE = re.compile(
    r"(?:已|又)?(?:连续|持续|连)?第?[\d一二两三四五六七八九十]+个?(?:年|季度|月|次|届)(?:来|间)?|分别|分(?=[居列获])|持续|继续|稳定|"
    r"稳步|均(?=$|"
    r"[居列排为位])|双双|首次|一举|有望|荣膺|进一步|成功|总体|综合(?=$|[居列排位])"
)
_AMONG = re.compile(r"在(?P<scope>[^，；]{4,}?)中(?:稳居|位居|居|排名|排|列|位列|名列|获|取得|荣获|综合排名)?$")
_LIST = re.compile(r"(?:榜|榜单|百强|百强[市县区]|[百千]强.{0,6}|排名|排行|指数|集群|[市县区城]|园区|平台|评价|考核|测评)$")
_PUBLISHED = re.compile(r"[百千]强|\d强|榜")
_RANK_WORD = re.compile(r"[居列位榜名排]|蝉联|跃|升|保持|稳|进入|获")


def split_rank(words: str) -> tuple[str, str]:
    """The subject of a rank and its scope (地区生产总值居|全省 → 地区生产总值, 全省); either may be empty."""
    words = _NOISE.sub("", words).strip(" ，、的")
    if found := _AMONG.search(words):
        return words[: found.start()], found["scope"]
    if verbs := list(_VERB.finditer(words)):
        return words[: verbs[-1].start()].strip(" ，、的均都").removesuffix("在"), words[verbs[-1].end() :]
    if found := _SCOPE.search(words):
        return words[: found.start()].strip(" ，、"), found.group()
    return words, ""


def name_ranking(scope: str) -> str:
    """What a rank without a subject is of (全国先进制造业百强市 → 全国先进制造业百强市排名); empty where the scope is no list."""
    return (scope if scope.endswith("排名") else scope + "排名") if scope and _LIST.search(scope) else ""


def is_list(scope: str) -> bool:
    """Whether what things are ranked among is a published list of its own (全国百强城市), not the places around (全省)."""
    return _PUBLISHED.search(scope) is not None


def has_rank_word(words: str) -> bool:
    """Whether the words show that 第一 is a place in an order (位居第一), not a value held high (安全第一)."""
    return _RANK_WORD.search(words) is not None
