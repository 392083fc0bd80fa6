"""Things whose names are alike: under different classes of one report, each tied to the other; under two IRIs of two reports, by a key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from loaders.joining import to_key
from loaders.statements import Ref, Thing
from loaders.terms import Block
from ontology.vocabulary import RG

_ASIDE: Final = re.compile(r"[“”《》 ]|（[^（）]*）|^“?(?:全国|全省|全区|国家级?|省级?|自治区级?|首批|新一轮)")
_ENDING: Final = re.compile(r"(?:建设)?(?:项目|工程|系列活动|活动)$|[一二三四五]期(?:项目|工程)?$")
_OWN: Final = re.compile(r"全[市县区州旗盟]|[我本]?[市县区州旗盟]")
_LEAST: Final = 4


def find_namesakes(things: Iterable[Thing], iris: Mapping[Ref, str]) -> Iterator[Block]:
    """What each thing of a name is to the others of it; ``iris`` names the things as N-Triples text."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for thing in things:
        named[to_key(thing.name)].add(iris[thing.ref])
    for group in named.values():
        for one in sorted(group) if len(group) > 1 else ():
            yield one, tuple(f"{RG.namesakeOf.nt} {other}" for other in sorted(group - {one}))


@cache
def to_match_key(cls: str, name: str) -> str | None:
    """A class and a name of it without level, phase and general ending, as things of several reports are compared; none for a vague one."""
    rest = _ENDING.sub("", _ASIDE.sub("", name))
    return f"{cls} {rest}" if len(rest) >= _LEAST and not _OWN.match(rest) else None
