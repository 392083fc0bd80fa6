"""Where a marked name really begins and ends: marks in pairs, whole words, no verbs around it, one name on each side of an 和."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.statements import Span, ThingClass
from loaders.verbs import is_verbs
from loaders.words import is_known, part_of_speech, split_words
from ontology.lexicon import load_lexicon

_PAIRS: Final = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
_EDGES: Final = " \n\u3000，,、。；;：:的"
_REACH: Final = 20
_STOPS: Final = frozenset("，,。；;\n")
_BEFORE: Final = re.compile(
    r"(?:新建|新改建|新改扩建|改扩建|续建|在建|投用|投运|投产|启用|通车|运行|试运行|落地|建成|开工|竣工|完工|首家|首个|首座|全国首个|全省首个|各类|一批|\d+[座个所条家项处])+"
)
_AFTER: Final = re.compile(
    r"(?:年内|年底|全线|全面|顺利|率先|即将|基本|整体|正式|主体工程|主体|加快|有序|成功|如期|提前|提速|稳步|扎实|动工|开工|竣工|完工|建成|投用|投运|投产|启用"
    r"|通车|落地|开馆|开园|开业|运营|开通|贯通|推进|启动|获批|挂牌|揭牌|入选|获评|连续\S{1,3}年)+$"
)
_BREAK: Final = re.compile(r"[，,、。；;：:！？\n“”（）()《》和及与的]")
_NOUNS: Final = frozenset({"n", "nz", "nt", "ns", "nr", "nrt", "j", "b", "s", "f"})
_VIEW: Final = 24
_MOST_TAKEN: Final = 8
_JOINT: Final = re.compile(r"[和及与]")
_LEAST: Final = 3


def find_names_within(clean: str, cls: ThingClass, span: Span) -> Iterator[Span]:
    """The name or names that a marked stretch really holds."""
    span = _trim(clean, _pair(clean, span))
    if cls == "Project":
        span = _take_in(clean, span)
    parts = _split(clean, cls, span) if cls != "Program" else (span,)
    for part in parts:
        if part.end > part.begin:
            yield part


def _pair(clean: str, span: Span) -> Span:
    """The stretch with its quotation marks and brackets complete: taken in where they are near, else left out."""
    begin, end = span
    for left, right in _PAIRS:
        words = clean[begin:end]
        if words.count(left) > words.count(right):
            end = _reach_right(clean, end, right) or begin + words.rfind(left)
        elif words.count(left) < words.count(right):
            begin = _reach_left(clean, begin, left) or begin + words.find(right) + 1
    return Span(begin, end) if begin < end else span


def _reach_right(clean: str, end: int, mark: str) -> int | None:
    for at in range(end, min(end + _REACH, len(clean))):
        if clean[at] == mark:
            return at + 1
        if clean[at] in _STOPS:
            break
    return None


def _reach_left(clean: str, begin: int, mark: str) -> int | None:
    for at in range(begin - 1, max(begin - 1 - _REACH, -1), -1):
        if clean[at] == mark:
            return at
        if clean[at] in _STOPS:
            break
    return None


def _trim(clean: str, span: Span) -> Span:
    """The stretch without verbs and adverbs at its ends."""
    begin, end = span
    while begin < end and clean[begin] in _EDGES:
        begin += 1
    while begin < end and clean[end - 1] in _EDGES:
        end -= 1
    before, after = _BEFORE.match(clean, begin, end), _AFTER.search(clean[begin:end])
    if before and end - before.end() >= _LEAST:
        begin = before.end()
        after = _AFTER.search(clean[begin:end])
    if after and after.start() >= _LEAST:
        end = begin + after.start()
    return Span(begin, end)


def _take_in(clean: str, span: Span) -> Span:
    """The stretch with the nouns and the cut word right before it, up to the verb or mark that they follow."""
    before = clean[max(span.begin - _VIEW, 0) : span.begin]
    start = span.begin - len(_BREAK.split(before)[-1])
    if start == span.begin:
        return span
    words = split_words(clean[start : span.end], guess=True)
    taken = span.begin
    for word, at, end in zip(words.texts[::-1], words.begins[::-1].tolist(), words.ends[::-1].tolist(), strict=True):
        if start + at >= span.begin:
            continue
        cut = start + end > span.begin
        if is_verbs(word) or (is_known(word) and not cut and part_of_speech(word) not in _NOUNS):
            break
        taken = start + at
    return Span(taken, span.end) if span.begin - taken <= _MOST_TAKEN else span


def _split(clean: str, cls: ThingClass, span: Span) -> tuple[Span, ...]:
    """Two names where both sides of an 和 end like names of the class."""
    for joint in _JOINT.finditer(clean, *span):
        left, right = Span(span.begin, joint.start()), Span(joint.end(), span.end)
        if min(left.end - left.begin, right.end - right.begin) > _LEAST and _has_head(clean, cls, left) and _has_head(clean, cls, right):
            return (left, _trim(clean, right))
    return (span,)


def _has_head(clean: str, cls: ThingClass, span: Span) -> bool:
    words = clean[span.begin : span.end]
    return any(len(noun) > 1 and words.endswith(noun) for kind in load_lexicon().kinds_of(cls) for noun in kind.head_nouns)
