"""The words before a rank: who is ranked, and among whom."""

from __future__ import annotations

import re

_VERB = re.compile(
    r"(?:保持在?|稳居|位居|跃居|跻身|高居|位列|列居|名列|连居|居于|排名居?|排在|排位|排|居|升至|升到|进位至|进至|提升至|提升到|上升至|上升到|跃升至|跃升到|前移至|攀升至|晋升至|"
    r"蝉联|重返|重回|荣获|获得|获|进入|挺进|迈入|冲进|闯入|领跑|稳定在|列|至|到|为|达到?|中)(?P<scope>[^，；]*?)$"
)
_SCOPE = re.compile(
    r"(?:全国|全省|全市|全区|全疆|全球|全县|全州|世界|国内|省内|区内|中国|中部|西部|东部|东北|长三角|珠三角|副省级|万亿|同类|国际|亚洲|计划单列市|"
    r"[省市川鄂湘赣皖苏浙鲁粤桂黔滇陕甘晋冀豫辽吉闽琼疆蒙藏宁青]域?内?).{0,14}$"
)
_NOISE = re.compile(r"(?:已|又)?(?:连续|持续|连)?第?[\d一二两三四五六七八九十]+(?:个)?(?:年|季度|月|次|届)(?:来|间)?|分别|持续|继续|稳定|稳步|均|总体|综合|双双|首次|一举")
_LIST = re.compile(r"(?:榜|榜单|百强|百强[市县区]|[百千]强.{0,6}|排名|排行|指数|集群|[市县区城]|园区|平台|评价|考核|测评)$")


def split_rank(words: str) -> tuple[str, str]:
    """The subject of a rank and its scope (地区生产总值居|全省 → 地区生产总值, 全省); either may be empty."""
    words = _NOISE.sub("", words).strip(" ，、的")
    found = _VERB.search(words)
    if found and (subject := words[: found.start()]) != words:
        return subject.strip(" ，、的"), found["scope"]
    if found := _SCOPE.search(words):
        return words[: found.start()].strip(" ，、"), found.group()
    return words, ""


def name_ranking(scope: str) -> str:
    """What a rank without a subject is of (全国先进制造业百强市 → 全国先进制造业百强市排名); empty where the scope is no list."""
    return (scope if scope.endswith("排名") else scope + "排名") if scope and _LIST.search(scope) else ""
