"""Other names of a thing that its own name gives: without brackets, without rank or round, without a general noun at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.statements import ThingClass

_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
_RANK: Final = re.compile(
    r"^(?:(?:第[一二三四五六七八九十\d]+|首|新一)[批轮届个家座次]|(?:国家|自治区|[省市县州])级|国家|全国|全省|全区|自治区|新时代|(?:19|20)\d\d年度?)(?=[^人家大委务\d])"
)
_ENDINGS: Final = {
    "Project": re.compile(r"(?:建设)?(?:项目|工程)$|建设$"),
    "Program": re.compile(r"(?:专项)?行动$|工程$|计划$|试点$|活动$|改革$|机制$|模式$|建设$|品牌$|创建$|战略$|工作$"),
}
_LEAST: Final = 3


def find_aliases(cls: ThingClass, name: str) -> Iterator[str]:
    """Other names of a thing of this class and name."""
    bare = _BRACKETS.sub("", name)
    yield from (alias for alias in (bare, _without_rank(cls, bare)) if alias != name and len(alias) >= _LEAST)
    for alias in (_without_ending(cls, bare), _without_ending(cls, _without_rank(cls, bare))):
        if alias != name and len(alias) > _LEAST:
            yield alias


def _without_rank(cls: ThingClass, name: str) -> str:
    if cls not in ("Program", "Project"):
        return name
    shorter = _RANK.sub("", name)
    return _RANK.sub("", shorter)


def _without_ending(cls: ThingClass, name: str) -> str:
    ending = _ENDINGS.get(cls)
    return ending.sub("", name) if ending else name
