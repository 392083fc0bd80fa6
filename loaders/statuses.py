"""How far a project or program has come, by the verb before or after its name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from loaders.clauses import Clause, mask, split_clauses
from loaders.report import Report
from loaders.statements import Mention, Ref, Relation, Span, Thing
from ontology.lexicon import load_lexicon

_HEAD = "项目|工程|基地|园区|产业园|平台|线路|班列|设施|中心|学校|医院"
_LIST_END = re.compile(rf"[^，；。！？]*?(?:等[^，；。！？、]{{0,14}}?(?:{_HEAD})|项目|工程)")
_WEAK = frozenset({"Advancing", "UnderConstruction"})
_BEFORE_VERB = "(?:项目|工程)?(?:正式|全面|顺利|成功|基本|全部|如期|加快|主体|将|已|实现|有望|力争|即将)*"
_REACH = 60
_HOPED = re.compile(r"(?:争取|力争|力促|推动|确保)(?!了)[^，；。！？]*$")
_WORKS_GO_ON = re.compile(r"(?:[国省]家?)?(?:筹?建|设立|创建|组建|实施|启用|投用|备案)")
_TITLE = re.compile(
    r"为|了|\d{4}年|“|[省市]|国家|全国|自治区|\dA|[^，；。、]{2,16}(?:试点|实验室|基地|中心|场地|商标|保护产品|保护区|街区|集聚区)"
)
_STEP = re.compile(
    r"(?!竣工)(?:率|营收|铺轨|土建|主体|前期|[^，。；、]{0,6}(?:投资|产值|工程量|进度|验收|可研|立项|审批|批复|选址|方案|设计|勘察|招标|签约|协议|征地|征拆|拆迁|封顶))"
)
_LIST = re.compile(r"(?:名[录单]|清单|目录|体系|规划|计划|榜|库)[”》]?$")
_JOINING = ("入选", "入围", "列入", "纳入", "入列", "上榜")
_WINNING = ("获批", "获评", "入选")
_COUNTED = re.compile(r"\d+[个家处条]")


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The verbs that state a status, as they are found anywhere and right behind a name."""

    anywhere: re.Pattern[str]
    behind: re.Pattern[str]
    statuses: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Clauses:
    """A report with what is quoted in it filled in, and the clauses of the sentences that were asked for."""

    report: Report
    masked: str
    by_sentence: dict[int, list[Clause]] = field(default_factory=dict)

    def around(self, mention: Mention) -> tuple[int, int]:
        """Where the clause begins and ends that a mention stands in."""
        sentence = self.report.sentences[mention.sentence]
        clauses = self.by_sentence.get(sentence.order)
        if clauses is None:
            clauses = self.by_sentence[sentence.order] = list(split_clauses(self.masked, sentence.span))
        for clause in clauses:
            if clause.begin <= mention.quote.begin < clause.end:
                return clause.begin, max(clause.end, mention.quote.end)
        return sentence.span


@functools.cache
def _verbs() -> _Verbs:
    pairs = load_lexicon().status_verbs()
    verbs = "|".join(re.escape(verb) for verb, _ in pairs) or r"(?!)"
    return _Verbs(
        re.compile(verbs), re.compile(rf"{_BEFORE_VERB}(?P<verb>{verbs})"), {verb: status.name for verb, status in reversed(pairs)}
    )


def find_statuses(report: Report, things: Iterable[Thing]) -> list[Relation]:
    """The status of each project and program wherever a sentence states it, once per thing and status."""
    text = _Clauses(report, mask(report.text.clean))
    found: dict[tuple[Ref, str], Relation] = {}
    for thing in things:
        if thing.cls in ("Project", "Program"):
            for relation in _statuses_of(text, thing):
                found.setdefault((relation.subject, relation.object.name), relation)
    return list(found.values())


def _statuses_of(text: _Clauses, thing: Thing) -> Iterator[Relation]:
    for mention in thing.mentions:
        stated = _find_status(text, mention)
        if stated and not (thing.cls == "Program" and stated[0] in _WEAK):
            status, span = stated
            yield Relation(thing.ref, "hasStatus", Ref("Status", status), "Explicit", span, mention.sentence)


def _find_status(text: _Clauses, mention: Mention) -> tuple[str, Span] | None:
    begin, end = text.around(mention)
    after = _verb_after(text.masked, mention.quote, end)
    if after and after[0] == "Approved" and _HOPED.search(text.masked[begin : mention.quote.begin]):
        after = ("Applied", after[1])
    before = _status_before(text, mention, begin)
    if after and not (before and after[0] in _WEAK and before[0] not in _WEAK):
        return after[0], Span(mention.quote.begin, after[1])
    if before:
        return before[0], Span(before[1], mention.quote.end)
    return None


def _status_before(text: _Clauses, mention: Mention, begin: int) -> tuple[str, int] | None:
    """What the last verb before the name says of it; a list that something enters (入选…名录) is not approved by that."""
    before = _verb_before(text.masked, mention.quote, begin)
    if before and text.masked.startswith(_JOINING, before[1]) and _LIST.search(text.report.quote(mention.quote)):
        return None
    return ("Approved", before[1]) if before and before[0] == "Applied" and _is_won(text, mention, before[1]) else before


def _is_won(text: _Clauses, mention: Mention, begin: int) -> bool:
    """Whether what a report creates is counted in its review, and so is there (创建和美乡村319个)."""
    section = text.report.sections[text.report.sentences[mention.sentence].section]
    counted = text.masked.startswith("创建", begin) and _COUNTED.match(text.masked, mention.quote.end)
    return bool(counted) and section.tense == "Review"


def _verb_before(masked: str, quote: Span, begin: int) -> tuple[str, int] | None:
    """The last verb before the name that only other names of a list stand behind."""
    verbs = list(_verbs().anywhere.finditer(masked, max(begin, quote.begin - _REACH), quote.begin))
    return (_verbs().statuses[verbs[-1].group()], verbs[-1].start()) if verbs else None


def _verb_after(masked: str, quote: Span, end: int) -> tuple[str, int] | None:
    """The first verb after the name or after the list that the name stands in."""
    at = quote.end
    if masked[at : at + 1] in ("、", "和", "及", "等") or masked.startswith("以及", at):
        closed = _LIST_END.match(masked, at, min(end, at + _REACH))
        if closed is None:
            return None
        at = closed.end()
    verb = _verbs().behind.match(masked, at, end)
    if verb and verb["verb"].endswith(_WINNING) and _wins_a_title(masked, verb.end(), end):
        return None
    if verb and verb["verb"].endswith("完成") and _STEP.match(masked, verb.end(), end):
        return None
    return (_verbs().statuses[verb["verb"]], verb.end()) if verb else None


def _wins_a_title(masked: str, begin: int, end: int) -> bool:
    """Whether what follows 获批 or 入选 is a title that was won, so that the name before it was there already."""
    return not _WORKS_GO_ON.match(masked, begin, end) and bool(_TITLE.match(masked, begin, end))
