"""Programs that are counted off behind the one that holds them: “十大行动”: 一是实施…行动, 二是…"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from loaders.report import Report
from loaders.statements import Relation, Span, Thing

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "")
_COUNT = re.compile(r"[（(]?(?P<number>十?[一二三四五六七八九十])(?:是|、|[）)])(?:[^，。；]{0,2}(?:实施|开展|推进|打好|抓好|做好|深化))?")
_SET = re.compile(r"[三四五六七八九十\d]+[大个项][^，。；]{0,6}(?:行动|工程|计划|活动|攻坚|战|举措|任务|实事)")


def relations_by_enumeration(report: Report, things: Iterable[Thing]) -> Iterator[Relation]:
    """The program right behind each number of an unbroken count is part of the set that was named before the count."""
    named = _programs_by_sentence(things)
    whole, expected = None, 0
    for sentence in report.sentences:
        here = named.get(sentence.order, [])
        count = _COUNT.match(report.text.clean, *sentence.span) if whole or here else None
        if whole and count and count["number"] == _NUMERALS[expected]:
            expected += 1
            for span, thing in here[:1]:
                if span.begin <= count.end() + 1 and thing != whole:
                    yield Relation(thing.ref, "partOf", whole.ref, "Explicit", Span(count.start(), span.end), sentence.order)
        sets = [thing for _, thing in here if _SET.search(thing.name)]
        if sets and not count:
            whole, expected = sets[-1], 0


def _programs_by_sentence(things: Iterable[Thing]) -> dict[int, list[tuple[Span, Thing]]]:
    """The programs that each sentence names, in order."""
    named: dict[int, list[tuple[Span, Thing]]] = defaultdict(list)
    for thing in things:
        if thing.cls == "Program":
            for mention in thing.mentions:
                named[mention.sentence].append((mention.quote, thing))
    return {order: sorted(pairs, key=lambda pair: (pair[0], pair[1].name)) for order, pairs in named.items()}
