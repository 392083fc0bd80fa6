"""Sentences about building from which nothing was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from loaders.report import Report, Sentence
from loaders.statements import Measured, Relation, Thing

BUILDING: Final = re.compile(r"开工|动工|奠基|封顶|完工|竣工|建成|落成|投产|投用|投运|启用|通车|落地")


def find_unread(report: Report, measured: Iterable[Measured], things: Iterable[Thing], relations: Iterable[Relation]) -> list[Sentence]:
    """The sentences with a verb of building that gave neither a target, an outcome, a claim nor the mention of a thing."""
    mentions = (mention for thing in things for mention in thing.mentions)
    read = {one.sentence for one in measured} | {one.sentence for one in relations} | {one.sentence for one in mentions}
    return [one for one in report.sentences if one.order not in read and BUILDING.search(report.quote(one.span))]
