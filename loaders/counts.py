"""How much a report holds: its statements and things by class, how often it names each, and what became of its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from loaders.report import Report
from loaders.statements import Measured, Reason, UnstatedNumber
from loaders.terms import integer
from ontology.iris import Iri
from ontology.lexicon import load_lexicon
from ontology.standards import RDF
from ontology.vocabulary import RG

_CLASSES: Final[Mapping[str, Iri]] = {
    f"{RDF.type.nt} {cls.nt}": count
    for cls, count in (
        (RG.Target, RG.targetCount),
        (RG.Outcome, RG.outcomeCount),
        (RG.Project, RG.projectCount),
        (RG.Program, RG.programCount),
        (RG.Institution, RG.institutionCount),
        (RG.Place, RG.placeCount),
        (RG.Claim, RG.claimCount),
    )
}
_MOST_CLASSES: Final = 3
_TENSES: Final[Mapping[str, Iri]] = {"Review": RG.reviewNumberCount, "Plan": RG.planNumberCount}
_REASONS: Final[Mapping[str, Iri]] = {
    "Time": RG.timeNumberCount,
    "Naming": RG.namingNumberCount,
    "Restriction": RG.restrictionNumberCount,
    "Figurative": RG.figurativeNumberCount,
    "StatedBeside": RG.besideNumberCount,
    "NotUnderstood": RG.unreadNumberCount,
}


def count_stated(said: Mapping[str, Sequence[str]], stated_in: str) -> Iterator[str]:
    """How many statements and things of each class say that they are stated in a report."""
    classes = [fact for facts in said.values() for fact in facts[:_MOST_CLASSES] if fact in _CLASSES and stated_in in facts]
    counted = Counter(classes)
    yield from (f"{count.nt} {integer(counted[fact])}" for fact, count in _CLASSES.items())


def count_numbers(report: Report, measured: Sequence[Measured], unstated: Sequence[UnstatedNumber]) -> Iterator[str]:
    """What became of the numbers that have a unit or were not understood, and in which part of the report they stand."""
    stated = {one for one in measured if one.unit_text}
    others = {one.span.begin: one for one in unstated if one.unit_text or _fate(one.reason) == RG.unreadNumberCount}.values()
    sentences = [report.sentences[i] for i in (*(one.sentence for one in stated), *(one.sentence for one in others))]
    parts = [_TENSES[report.sections[sentence.section].tense] for sentence in sentences]
    found = Counter([*parts, *(RG.statedNumberCount for _ in stated), *(_fate(one.reason) for one in others)])
    yield from (f"{count.nt} {integer(found[count])}" for count in (*_TENSES.values(), RG.statedNumberCount, *_REASONS.values()))


@cache
def _fate(name: Reason) -> Iri:
    """Which count a number of this reason belongs to: that of the broadest reason that it is a case of."""
    lexicon = load_lexicon()
    broader = lexicon.reason_named(name).broader
    return next(_REASONS[reason.name] for reason in lexicon.reasons if reason.iri == broader)
