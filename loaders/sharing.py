"""Names that a list shares out: 久隆、三坝水库 are two reservoirs, 沈海高速、省道217改造 two works on roads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from loaders.statements import Span, ThingClass
from loaders.verbs import without_verb
from ontology.lexicon import load_lexicon

LINK: Final = re.compile(r"[、和及与]$")
_ITEM: Final = re.compile(r"(?P<item>[\u4e00-\u9fffA-Za-z0-9]{2,9})[、和及与]$")
_COMPLETE: Final = re.compile(r"[市县区旗镇乡村路街道]$")
_OWN_PART: Final = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_WORKS: Final = re.compile(r"(?:改扩建|改建|扩建|改造|扩容|延伸|清淤|整治|综合整治|综合治理|治理|提升|修复|加固|建设)(?:工程|项目)?$")
_NO_HEADS: Final = frozenset({"industry", "company", "county", "prefecture", "province"})
_SHARED: Final[tuple[ThingClass, ...]] = ("Project", "Institution", "Place")


class Marked(NamedTuple):
    """A name of a class where it stands in the text."""

    cls: ThingClass
    span: Span


class SharedName(NamedTuple):
    """A name spelt from two pieces of a list; the span holds both, ``alone`` is the marked name that it is another name of."""

    cls: ThingClass
    name: str
    span: Span
    alone: Span | None


def find_shared_names(clean: str, names: Sequence[Marked]) -> Iterator[SharedName]:
    """The names that lists in a text share out, beside those that are marked already."""
    places = {name.span for name in names if name.cls == "Place"} - {name.span for name in names if name.cls != "Place"}
    for name in names:
        if name.cls in _SHARED:
            yield from _share_head(clean, name, places)
    yield from _share_works(clean, [name for name in names if name.cls == "Project"])


def own_head(words: str, heads: Collection[str]) -> str:
    """The head noun of a name whose other part is short."""
    return next((words[at:] for at in range(2, len(words)) if words[at:] in heads and _OWN_PART.match(words[:at])), "")


def _share_head(clean: str, name: Marked, places: Iterable[Span]) -> Iterator[SharedName]:
    """Items of the list before a name that lack its head noun: 石埠、五象供水厂."""
    head = own_head(clean[slice(*name.span)], _heads(name.cls))
    if not head:
        return
    begin = name.span.begin
    known = set(places)
    while found := _ITEM.search(clean, max(begin - 10, 0), begin):
        item = without_verb(found["item"])
        at = found.end("item") - len(item)
        if not _OWN_PART.match(item) or _COMPLETE.search(item) or Span(at, at + len(item)) not in known:
            return
        yield SharedName(name.cls, item + head, Span(at, name.span.end), None)
        begin = at


@cache
def _heads(cls: ThingClass) -> frozenset[str]:
    kinds = [kind for kind in load_lexicon().kinds_of(cls) if kind.name not in _NO_HEADS]
    return frozenset(noun for kind in kinds for noun in kind.head_nouns if len(noun) > 1)


def _share_works(clean: str, projects: Sequence[Marked]) -> Iterator[SharedName]:
    """Works that end a list of like things: the last item alone says what is done."""
    ordered = sorted(projects, key=lambda name: name.span)
    for last in range(1, len(ordered)):
        works = _WORKS.search(clean[slice(*ordered[last].span)])
        if works is None:
            continue
        for number in range(last - 1, -1, -1):
            span, after = ordered[number].span, ordered[number + 1].span
            if not LINK.match(clean[span.end : after.begin]) or _WORKS.search(clean[slice(*span)]):
                break
            if _kind(clean[slice(*span)]) == _kind(clean[slice(*ordered[last].span)][: works.start()]):
                yield SharedName("Project", clean[slice(*span)] + works[0], Span(span.begin, ordered[last].span.end), span)


def _kind(name: str) -> str:
    kind = load_lexicon().kind_of("Project", name)
    return name if kind.name == "other" else kind.iri
