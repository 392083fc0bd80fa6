"""Relations between the things of a report, each with its basis and the words that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.enumeration import relations_by_enumeration
from loaders.naming import relations_by_name, zone_roots
from loaders.nesting import Nested, find_neighbourhood, find_nested
from loaders.report import Report
from loaders.statements import Ref, Relation, Span, Thing
from loaders.statuses import find_statuses
from loaders.wording import Setting, relations_by_wording

_STRENGTH = ("Explicit", "ByName", "BySection")
_TIED = r"(?:支持|服务|面向|围绕|促进|助力|对接|突出|深化|推动)[^，；。：,]{{0,20}}(?:{roots})[^，；。：,]{{0,14}}的?"


def find_relations(report: Report, things: Sequence[Thing]) -> list[Relation]:
    """The relations and statuses that a report states, in order of the text; of two bases for one relation the stronger stays."""
    hood = find_neighbourhood(report)
    nested = list(find_nested(things, hood))
    candidates = (
        *relations_by_wording(report, things, Setting(Ref("Place", report.place), hood, _first_names(nested))),
        *_relations_by_zone_words(report, things),
        *relations_by_name(things, nested, hood),
        *relations_by_enumeration(report, things),
        *_relations_by_section(report, things),
    )
    strongest: dict[tuple[Ref, str, Ref], Relation] = {}
    for relation in sorted(candidates, key=lambda r: (_STRENGTH.index(r.basis), r.quote)):
        strongest.setdefault((relation.subject, relation.predicate, relation.object), relation)
    found = [*strongest.values(), *find_statuses(report, things)]
    return sorted(found, key=lambda r: (r.quote, r.predicate, r.subject, r.object))


def _first_names(nested: Iterable[Nested]) -> dict[tuple[Ref, str], Ref]:
    """The place and the institution that a name begins with, the longest where there are several."""
    starts = [one for one in nested if not one.before and not one.covered_by]
    return {(one.outer.ref, one.inner.cls): one.inner for one in starts}


def _relations_by_zone_words(report: Report, things: Sequence[Thing]) -> Iterator[Relation]:
    """Projects and programs whose clause ties them to a zone by its root (以支持上合经贸合作为重点的…)."""
    roots = dict(zone_roots(things))
    if not roots:
        return
    tied = re.compile(_TIED.format(roots="|".join(map(re.escape, roots))) + "$")
    for thing in things:
        if thing.cls in ("Project", "Program"):
            for mention in thing.mentions:
                begin = report.sentences[mention.sentence].span.begin
                found = tied.search(report.text.clean, max(begin, mention.quote.begin - 40), mention.quote.begin)
                root = next((root for root in roots if found and root in found.group()), None)
                if found and root:
                    quote = Span(found.start(), mention.quote.end)
                    yield Relation(thing.ref, "serves", roots[root], "Explicit", quote, mention.sentence)


def _relations_by_section(report: Report, things: Sequence[Thing]) -> Iterator[Relation]:
    """Projects under a heading that names a zone."""
    roots = zone_roots(things)
    zones = {s.order: zone for s in report.sections for root, zone in roots if s.heading and root in s.heading}
    for thing in things:
        if thing.cls == "Project" and thing.mentions:
            first = thing.mentions[0]
            zone = zones.get(report.sentences[first.sentence].section)
            if zone:
                yield Relation(thing.ref, "serves", zone, "BySection", first.quote, first.sentence)
