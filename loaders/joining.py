"""Names that mean one thing of a report: spelt alike, known as one to the ontology, or one short for the other."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from loaders.statements import Span, ThingClass

_MARKS: Final = re.compile(r"[\s“”\"'‘’「」《》()（）、,，。·—-]+")
_FIRM: Final = re.compile(r"(?:(?:股份|集团|控股)?(?:有限)?(?:责任)?公司|集团|股份|控股)$")
_LEAST_SHORT: Final = 2


@dataclass(slots=True)
class Draft:
    """A thing while its names and mentions are still being gathered."""

    cls: ThingClass
    name: str
    spans: set[Span] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    iri: str | None = None
    kind: str | None = None

    def take_in(self, other: Draft) -> None:
        """Make the other draft's names and mentions this one's."""
        self.spans |= other.spans
        self.aliases += [other.name, *other.aliases]
        self.iri, self.kind = self.iri or other.iri, self.kind or other.kind


@functools.lru_cache(maxsize=16384)
def to_key(name: str) -> str:
    """A name as it is compared: without marks and spaces."""
    return _MARKS.sub("", name)


def join_drafts(drafts: Iterable[Draft], own_names: Sequence[str]) -> list[Draft]:
    """One draft per thing; a name may leave out the report's own place (北站 for 胶州北站) or what a firm is (柳钢 for 柳钢集团)."""
    joined: dict[tuple[ThingClass, str], Draft] = {}
    for draft in drafts:
        keys = [(draft.cls, key) for key in (draft.iri, to_key(draft.name)) if key]
        known = {id(joined[key]): joined[key] for key in keys if key in joined}
        first, *others = [*(one for one in known.values() if draft.iri is None or one.iri in (None, draft.iri)), draft]
        for other in others:
            first.take_in(other)
        joined.update(dict.fromkeys(keys, first))
    return _join_short_names(joined, own_names)


def _join_short_names(joined: Mapping[tuple[ThingClass, str], Draft], own_names: Sequence[str]) -> list[Draft]:
    absorbed: dict[int, Draft] = {}
    for (cls, key), named in joined.items():
        for short in _short_forms(cls, key, own_names):
            draft, other = _follow(named, absorbed), joined.get((cls, short))
            if other is not None and other is not draft and id(other) not in absorbed and (other.iri is None or draft.iri is None):
                draft.take_in(other)
                absorbed[id(other)] = draft
    kept = {id(draft): draft for draft in joined.values()}
    return [draft for number, draft in kept.items() if number not in absorbed]


def _follow(draft: Draft, absorbed: Mapping[int, Draft]) -> Draft:
    """The draft that a draft has become part of, itself if none."""
    while id(draft) in absorbed:
        draft = absorbed[id(draft)]
    return draft


def _short_forms(cls: str, key: str, own_names: Sequence[str]) -> list[str]:
    shorter = [key[len(name) :] for name in own_names if key.startswith(name)]
    if cls == "Institution":
        shorter.append(_FIRM.sub("", key))
    return [short for short in shorter if len(short) >= _LEAST_SHORT and short != key]
