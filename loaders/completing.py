"""Projects of a list that lack the head noun which stands behind the list: 成峨 of 成峨、乐荥等高速 is 成峨高速."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from loaders.sharing import LINK, Marked, SharedName, own_head
from loaders.statements import Span
from ontology.lexicon import load_lexicon

_LACKING: Final = re.compile(r"[\u4e00-\u9fff]{2,3}|\d+千伏[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,4}至[\u4e00-\u9fff]{2,4}")
_BEHIND: Final = re.compile(
    r"(?:等(?:一批|\d+|[一二两三四五六七八九十]+|多)?[个条座处所片]?|(?:\d+|[一二两三四五六七八九十]+)[个条座处所片])"
    r"(?:重点|重大|在建|骨干|[大中小]{1,2}型)?(?P<words>[\u4e00-\u9fff]{2,10})"
)
_FARTHEST: Final = 4
_CALLED_AFTER_PLACES: Final = frozenset({"transport", "energy", "environment"})


def find_completed_names(clean: str, names: Sequence[Marked]) -> dict[Marked, SharedName]:
    """The projects of lists that lack the head noun which stands behind them: 久隆 of 久隆、三坝水库, 成峨 of 成峨、乐荥等高速."""
    found: dict[Marked, SharedName] = {}
    for members in _lists(clean, sorted(name.span for name in names if name.cls == "Project")):
        end, head = _head_behind(clean, members[-1])
        for member in reversed(members):
            words = clean[slice(*member)]
            if not _is_bare(words):
                end, head = member.end, own_head(words, _works())
            elif head and _LACKING.fullmatch(words):
                found[Marked("Project", member)] = SharedName("Project", words + head, Span(member.begin, end), None)
    return found


def _lists(clean: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans, those of one list together."""
    members: list[Span] = []
    for span in spans:
        if members and span.begin < members[-1].end:
            continue
        if members and not LINK.match(clean[members[-1].end : span.begin]):
            yield members
            members = []
        members.append(span)
    if members:
        yield members


def _head_behind(clean: str, last: Span) -> tuple[int, str]:
    """The head noun that 等 or a count behind a list leads to, and its end; empty without any."""
    behind = _BEHIND.match(clean, last.end)
    end = _end_of_head(behind["words"]) if behind else 0
    if behind is None or not end:
        return last.end, ""
    return behind.start("words") + end, behind["words"][:end]


def _end_of_head(words: str) -> int:
    """Where the first head noun in words ends, or the longer one that it is a part of; 0 without any near their begin."""
    stretches = [(begin, end) for end in range(2, len(words) + 1) for begin in range(end - 1) if words[begin:end] in _works()]
    is_near = stretches and stretches[0][0] <= _FARTHEST
    return max(end for begin, end in stretches if begin < stretches[0][1]) if is_near else 0


def _is_bare(words: str) -> bool:
    """Whether a project's name ends with no head noun of any kind."""
    nouns = load_lexicon().kinds_by_noun["Project"]
    return not any(words[at:] in nouns for at in range(len(words)))


@cache
def _works() -> frozenset[str]:
    """The head nouns of works that are called after where they are or where they lead to."""
    kinds = [kind for kind in load_lexicon().kinds_of("Project") if kind.name in _CALLED_AFTER_PLACES]
    return frozenset(noun for kind in kinds for noun in kind.head_nouns if len(noun) > 1)
