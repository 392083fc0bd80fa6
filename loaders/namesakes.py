"""Things of one report that bear one name under different classes (a programme and the project it builds), each tied to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from loaders.joining import to_key
from loaders.statements import Ref, Thing
from loaders.terms import Block
from ontology.vocabulary import RG


def find_namesakes(things: Iterable[Thing], iris: Mapping[Ref, str]) -> Iterator[Block]:
    """What each thing of a name is to the others of it; ``iris`` names the things as N-Triples text."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for thing in things:
        named[to_key(thing.name)].add(iris[thing.ref])
    for group in named.values():
        for one in sorted(group) if len(group) > 1 else ():
            yield one, tuple(f"{RG.namesakeOf.nt} {other}" for other in sorted(group - {one}))
