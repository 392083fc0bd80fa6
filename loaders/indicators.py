"""Numbers and their indicators: which words of a sentence each number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from loaders.clauses import Clause, ends_with_head, share_words, split_clauses, split_items, split_members
from loaders.exclusions import Reason, exclude, is_threshold
from loaders.linking import find_last_label
from loaders.numbers import Number
from loaders.phrases import Left, cut_examples, is_verbs, kept_verb, lead_length, own_words, read_left, read_predicate, starts_noun, strip_verb, trim_right, trim_shared, without_verb
from loaders.ranks import name_ranking, split_rank
from loaders.statements import Comparator, Measure, Role, Span

_JOINER = re.compile(r"\s?(?:[、和及与，]|以及)?\s?(?:近|约|超过?|达到?)?\s?")
_CONJUNCTION_AT_END = re.compile(r"(?:以及|[和及与并])\s?(?:近|约|超过?|达到?|完成|实施|推进|建设)?\s?$")
_EACH = re.compile(r"(?:分别|依次|各自)(?P<verb>[^，、]{0,8})$")
_BOTH: Final = frozenset({"均", "都"})
_OF_CARRIED = re.compile(r"(?:总?量|总数|总数量|增速|增幅|总规模|规模|数量|占比|比重|总值|总面积|总投资|总额|占(?!用|地|有).*)")
_THRESHOLD_NOUN = re.compile(r"(?:超|过)?(?:[\d.]+|[一二两三五十百千万亿]+)[百千万亿]*美?元?(?:以上|及以上|级|元级)(?:的)?(?P<kind>[\u4e00-\u9fff]{0,4})(?P<head>[\u4e00-\u9fff]{2})")
_ONLY_THRESHOLD = re.compile(r"(?:超过?|过)?(?:[\d.]+|[一二两三五十百千万亿]+)[百千万亿]*美?元?(?:以上|及以上|级)?(?:的)?")
_OWN_THRESHOLD = re.compile(r"(?:超过?|过)?(?:[\d.]+|[一二两三五十百千万亿]+)[百千万亿]*美?元?(?:以上|级|(?=项目|企业|产业))")
_SIZES: Final = frozenset({"总投资", "投资", "计划总投资", "年度投资", "投资总额", "总投资额", "年度计划投资", "总规模", "计划投资"})
_AND_SO_ON = re.compile(r"(?<=[\u4e00-\u9fff])等[^，、\d]+")
_RANK_WORD = re.compile(r"[居列位榜名排]|蝉联|跃|升|保持|稳|进入|获")
_INDUSTRIES = re.compile(r"(?P<which>一二三|二三)(?:次?产业|产)")
_RATE_AT_END = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:水质|空气质量)?[\u4e00-\u9fff]{2}(?:率|比例)$")
_MEDALS: Final = frozenset({"金", "银", "铜"})
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:市民|群众|居民|农民工|农民|学生|职工|老年人|老人|儿女|百姓|劳动力|党员|残疾人|用户|家庭|游客|考生|师生|民众|村民|移民|儿童|青年|人才|纳税人|毕业生|网民|人民)"
)
_OUTPUTS: Final = frozenset(
    "产值 总产值 综合产值 年产值 全产业链产值 工业总产值 营收 营业收入 总营收 年营收 主营业务收入 销售收入 销售额 产业规模 总规模 综合收入 增加值 产量 年产量 税收 利润 交易额 产能".split()
)
_TOPIC = re.compile(
    r"(?P<several>、)?(?P<topic>(?:(?![的、和])[\u4e00-\u9fff\ue000]){2,12}?(?:产业集群|产业链|集群|产业|行业|工业|经济|园区|开发区|高新区|经开区|新区|品牌|集团|公司))(?!结构|体系|基础|布局|政策|园)"
)
_SIZED = re.compile(r"(?:计划|年度)?总?投资[\d.]+[万亿]*元(?:以上)?的(?P<noun>[^，、。；\d]+)")
_SUBJECT = re.compile(r"(?:投入|列入?|纳入|入选|实现|增幅|增速|总|超|获|进入|跻身|用于|完成|达到)[\u4e00-\u9fff]{3}")
_NEW: Final = frozenset({"新增", "净增", "新认定", "新培育", "新创建", "新引进", "新建"})
_LEVELS: Final = frozenset({"国家级", "省级", "市级", "县级", "国家", "省", "市", "国家和省级", "省级以上", "国家级以上", "省市级", "世界级"})
_LASTING = re.compile(r"(?:天数|时间|时限|寿命|时长|工作日|周期|年限|年龄|日)$")
_INDEX = re.compile(r"(?:指数|系数|比|评分|强度|得分|分值|浓度|均值|倍差|差|之比|比值)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A number with its indicator; ``begin`` and ``end`` are those of the words that say it."""

    number: Number
    indicator: str
    begin: int
    end: int
    measure: Measure
    comparator: Comparator
    qualifier: str | None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """The words before a number; ``shared`` if they also follow the number before it (12个|项目签约|102亿元)."""

    begin: int
    words: str
    shared: bool


@dataclass(frozen=True, slots=True)
class _Memory:
    """The indicators named last in the sentence, and where the words that name them begin."""

    names: tuple[str, ...] = ()
    begin: int = 0

    @property
    def name(self) -> str:
        return "、".join(self.names)


@dataclass(slots=True)
class SentenceReader:
    """Reads the numbers of one sentence; ``masked`` is the clean text, narrowed, with quotations and brackets filled in."""

    clean: str
    masked: str
    found: list[Found] = field(default_factory=list)
    excluded: list[tuple[Number, Reason]] = field(default_factory=list)
    _memory: _Memory = field(default_factory=_Memory)
    _among: str = ""
    _clause_begin: int = 0
    _unit: str | None = None
    _begin: int = 0
    _history: list[str] = field(default_factory=list)

    def read(self, span: Span, numbers: Sequence[Number]) -> None:
        """Read every number of the sentence at the span."""
        self._begin = span.begin
        for clause in split_clauses(self.masked, span):
            own = [n for n in numbers if clause.begin <= n.begin < clause.end]
            if own:
                self._read_clause(clause, own)

    def _read_clause(self, clause: Clause, numbers: Sequence[Number]) -> None:
        kept = []
        self._clause_begin = clause.begin
        self._among = self._memory.name if self.masked[clause.begin : clause.begin + 3].lstrip().startswith("其中") else ""
        for i, number in enumerate(numbers):
            reason = exclude(self.masked, number, clause.begin)
            counted = any(n.kind == "Count" and n is not number for n in numbers)
            if reason is None and is_threshold(self.masked, number, clause.end, counted):
                reason = "Threshold"
            if reason is None and i + 1 < len(numbers) and self._is_baseline(clause, number, numbers[i + 1]):
                reason = "Baseline"
            if reason:
                self.excluded.append((number, reason))
            else:
                kept.append(number)
        groups = list(self._groups(self._with_shared_units(kept)))
        at = clause.begin
        for i, group in enumerate(groups):
            limit = groups[i + 1][0].begin if i + 1 < len(groups) else clause.end
            self._read_group(group, self._window(at, group[0].begin, at == clause.begin), limit)
            at = group[-1].end

    def _with_shared_units(self, numbers: Sequence[Number]) -> list[Number]:
        """The numbers, each without a unit of its own with that of the next one in its list (200万和120万人次, 6.4个和8.9个百分点)."""
        shared = list(numbers)
        for i in range(len(shared) - 2, -1, -1):
            one, other = shared[i], shared[i + 1]
            joined = _JOINER.fullmatch(self.masked, one.end, other.begin) and one.end < other.begin
            if joined and (one.unit is None or (one.unit == "个" and other.kind in {"Points", "Places"})) and other.unit:
                magnitude = one.magnitude or other.magnitude
                shared[i] = replace(one, unit=other.unit, kind=other.kind, magnitude=magnitude, unit_text=magnitude + other.unit)
        return shared

    def _is_baseline(self, clause: Clause, number: Number, following: Number) -> bool:
        before, between = self.masked[clause.begin : number.begin], self.masked[number.end : following.begin]
        return bool(re.search(r"(?:从|由)[^，、]*$", before) and re.search(r"到|至|为|降|升|增", between)) and "、" not in between

    def _groups(self, numbers: Sequence[Number]) -> Iterator[list[Number]]:
        group: list[Number] = []
        for number in numbers:
            if group and not self._belong_together(group[-1], number):
                yield group
                group = []
            group.append(number)
        if group:
            yield group

    def _belong_together(self, one: Number, other: Number) -> bool:
        between = self.masked[one.end : other.begin]
        if one.kind == other.kind == "Count" and not between.strip():
            return True
        if between == "、" and one.unit != other.unit and {one.kind, other.kind} <= {"Count", "Area", "Amount"}:
            return is_verbs(read_left(self.masked[max(self._clause_begin, one.begin - 8) : one.begin]).noun)
        return bool(_JOINER.fullmatch(between) and between.strip()) and one.kind == other.kind and one.unit == other.unit

    def _window(self, at: int, end: int, first: bool) -> _Window:
        if first:
            return self._own(at, end, False)
        masked = self.masked[at:end]
        items = split_items(masked)
        if found := _CONJUNCTION_AT_END.search(masked):
            return self._own(at + found.end(), end, False)
        if len(items) > 1:
            return self._own(at + items[1].begin, end, False)
        glued = not masked[:1].isspace() and not masked.startswith(("和", "及", "与", "并", "以及"))
        return self._own(at if glued else at + 1, end, glued and bool(masked))

    def _own(self, begin: int, end: int, shared: bool) -> _Window:
        skipped = own_words(self.masked[begin:end])
        return _Window(begin + skipped, self.clean[begin + skipped : end], shared and skipped == 0)

    def _right(self, begin: int, limit: int) -> str:
        """The words after a number that may say what it counts."""
        masked = self.masked[begin:limit]
        end = 0
        for item in split_items(masked):
            end = item.end
            if not is_verbs(masked[: item.end]) or not masked[: item.end].strip():
                break
        if end and (etc := _AND_SO_ON.search(masked, end)):
            end = etc.end()
        if limit < len(self.masked) and (found := _CONJUNCTION_AT_END.search(masked[:end])) and self.masked[limit : limit + 1].strip("，。；") != "":
            end = found.start()
        return self.clean[begin : begin + end]

    def _read_group(self, group: Sequence[Number], window: _Window, limit: int) -> None:
        if group[0].kind == "Rank":
            self._read_ranks(group, window)
        elif len(group) > 1 and not self.masked[group[0].end : group[1].begin].strip(" 、") and group[0].unit != group[1].unit:
            self._read_adjacent(group, window, limit)
        elif not self._distribute(group, window) and not self._share_right(group, window, limit):
            for i, number in enumerate(group):
                own = window if i == 0 else _Window(window.begin, window.words, False)
                self._read_one(number, own, limit if i + 1 == len(group) else number.end)

    def _share_right(self, group: Sequence[Number], window: _Window, limit: int) -> bool:
        """Numbers in a list before the one thing that all of them count (9家、8家企业); False where there is none."""
        right, left = self._right(group[-1].end, limit), read_left(window.words)
        if len(group) < 2 or (left.noun and not left.verbs_only) or not starts_noun(right):
            return False
        for number in group:
            self._emit(number, trim_right(right), number.begin, left, group[-1].end + len(right))
        self._memory = _Memory((trim_right(right),), group[0].begin)
        return True

    def _read_adjacent(self, group: Sequence[Number], window: _Window, limit: int) -> None:
        """Numbers side by side count one thing in two ways (10件22项民生实事)."""
        right = self._right(group[-1].end, limit)
        left = read_left(window.words)
        if not starts_noun(right) or not (left.verbs_only or not left.noun):
            for i, number in enumerate(group):
                self._read_one(number, window if i == 0 else _Window(window.begin, window.words, False), limit if i + 1 == len(group) else number.end)
            return
        name = trim_right(right)
        for number in group:
            self._emit(number, name, number.begin, left, group[-1].end + len(right))
        self._memory = _Memory((name,), group[0].begin)

    def _distribute(self, group: Sequence[Number], window: _Window) -> bool:
        """Give each of several numbers, or one number that is said of all, its own member of a list; False where there is none."""
        left = read_left(window.words)
        each = _EACH.search(window.words)
        subject = window.words[: each.start()] if each else left.noun
        begin = window.begin + (0 if each else left.offset)
        if each:
            skipped = lead_length(subject)
            subject, begin = subject[skipped:], begin + skipped
        verb = kept_verb(each["verb"]) if each else ""
        both = len(group) == 1 and (each is not None or not _BOTH.isdisjoint(left.hedges))
        if not subject or (left.verbs_only and not each):
            members = self._memory.names if len(self._memory.names) == len(group) > 1 or (both and len(self._memory.names) > 1) else None
            if members is None and each and not self._history and len(group) > 1:
                members = self._clause_before(begin, len(group))
            if members is None and each and 1 < len(group) <= len(self._history):
                members = tuple(self._history[-len(group) :])
            begin = self._memory.begin
        else:
            members = self._members(subject, begin, None if both else len(group))
        if members is None or (len(group) == 1 and not both):
            return False
        comparator = next((n.comparator for n in reversed(group) if n.comparator), None)
        numbers = group if len(group) > 1 else [group[0]] * len(members)
        for number, name in zip(numbers, members, strict=True):
            self._emit(number, verb + name, begin, left, number.end, number.comparator or comparator)
        self._memory = _Memory(tuple(verb + name for name in members), begin)
        return True

    def _clause_before(self, end: int, wanted: int) -> tuple[str, ...] | None:
        """The members of the list that the clause before is (会议、文件，分别减少…)."""
        clauses = list(split_clauses(self.masked, Span(self._begin, end)))
        if not clauses:
            return None
        begin = clauses[-1].begin + lead_length(self.clean[clauses[-1].begin : clauses[-1].end])
        return self._members(self.clean[begin : clauses[-1].end], begin, wanted)

    def _members(self, subject: str, begin: int, wanted: int | None) -> tuple[str, ...] | None:
        if (found := _INDUSTRIES.match(subject)) and wanted == len(found["which"]):
            return tuple(f"第{which}产业{subject[found.end() :]}" for which in found["which"])
        if subject.startswith("城乡") and wanted in {2, None} and "、" not in subject:
            return ("城镇" + subject[2:], "农村" + subject[2:]) if wanted else None
        if wanted is None and subject.endswith("等") or wanted is None and "等" in subject:
            return None
        spans = split_members(self.masked[begin : begin + len(subject)], wanted)
        return share_words([subject[s.begin : s.end].strip() for s in spans]) if spans else None

    def _read_one(self, number: Number, window: _Window, limit: int) -> None:
        left = read_left(window.words)
        noun = left.noun.strip(" ，")
        right = self._right(number.end, limit)
        if number.kind == "Bare" and number.magnitude and _PEOPLE.match(right):
            number = replace(number, kind="Count")
        counts = starts_noun(right if noun and not left.verbs_only else right.removeprefix("的")) and self._counts_after(number, left, noun)
        if reason := self._unmeasured(number, left, noun, counts, starts_noun(right)):
            self.excluded.append((number, reason))
        elif counts:
            self._read_counted(number, window, left, right)
        else:
            self._read_stated(number, window, left, right)

    def _unmeasured(self, number: Number, left: Left, noun: str, counts: bool, counts_noun: bool) -> Reason | None:
        if number.number_text in {"倍增", "成倍增长"} and not ends_with_head(noun):
            return "Figure"
        if number.kind == "Time" and (counts or not noun or not (left.change or _LASTING.search(noun))):
            return "Duration"
        if number.kind == "Amount" and noun and counts_noun and not (left.reached or left.verbs_only or strip_verb(noun) != noun):
            return "Size"
        if number.unit in {"人", "户"} and number.hedge == "以上" and counts and not noun:
            return "Threshold"
        if number.kind == "Bare":
            scaled = bool(number.magnitude) or (number.han and number.value >= 100)
            if not left.reached or not (noun or self._memory.names) or not (scaled or _INDEX.search(noun)):
                return "NoUnit"
        return None

    def _counts_after(self, number: Number, left: Left, noun: str) -> bool:
        if not noun or left.verbs_only or noun.endswith(("等", "的", "及", "和", "与", "、")):
            return True
        if left.change or left.reached:
            return False
        return number.kind == "Count" or (number.kind in {"Money", "Amount", "Area"} and strip_verb(noun) != noun)

    def _read_counted(self, number: Number, window: _Window, left: Left, right: str) -> None:
        name = trim_right(right.removeprefix("的"))
        if self.clean[number.end + len(right) : number.end + len(right) + 1] not in "，。；、！：":
            name = _RATE_AT_END.sub("", trim_shared(name))
        noun = left.noun.strip()
        verb = kept_verb(noun) if left.verbs_only else ""
        begin = number.begin
        if verb:
            begin = window.begin + window.words.rfind(verb)
        elif noun and not left.verbs_only and not noun.endswith(("等", "的", "、")) and len(noun) <= 12:
            verb, begin = noun, window.begin + left.offset
        left = replace(left, change=False)
        self._emit(number, verb + name, begin, left, number.end + len(right))
        self._memory = _Memory((verb + name,), begin)
        if window.words == "的" and self.found[:-1]:
            self._scale(name)

    def _scale(self, name: str) -> None:
        """The size of what the text names after it (总投资644亿元的139个项目) belongs to that."""
        size, count = self.found[-2:]
        if size.indicator in _SIZES:
            self.found[-2:] = [replace(size, indicator=name + size.indicator, role="Scale"), replace(count, role="Scale")]

    def _read_stated(self, number: Number, window: _Window, left: Left, right: str) -> None:
        name, begin = self._name_before(window, left, number)
        name = cut_examples(name) if number.kind == "Count" else name
        if number.unit in _MEDALS and name:
            name += f"{number.unit}牌"
        if number.kind == "Percent" and not left.reached:
            name += read_predicate(right)
        rest = right.removeprefix("的")
        if not left.noun and (sized := _SIZED.match(self.masked, number.end)):
            name, begin = self.clean[sized.start("noun") : sized.end("noun")], number.begin
        elif not left.noun and number.kind == "Count" and _SUBJECT.match(right):
            name, begin = trim_right(right), number.begin
        elif not left.noun and 1 < len(rest) <= 4 and is_verbs(rest):
            name += rest
        if not name and starts_noun(rest):
            name, begin = trim_right(rest), number.begin
        if not name:
            name, begin = self._named_before(window.begin)
        if not name:
            self.excluded.append((number, "NoIndicator"))
            return
        self._emit(number, name, begin, left, number.end)
        self._memory = _Memory((name,), begin)

    def _topic(self, end: int) -> str:
        """The industry, cluster, zone or firm that the clauses before speak of; empty if they name none or several."""
        begin = self.found[-1].end if self.found else self._begin
        found = next((m for m in reversed(list(_TOPIC.finditer(self.masked, begin, end)))), None)
        if found is None or found["several"]:
            return ""
        name = self.clean[found.start("topic") : found.end("topic")]
        return without_verb(name[lead_length(name) :])

    def _named_before(self, end: int) -> tuple[str, int]:
        """The indicator that the sentence named last without a number."""
        found = find_last_label(self.clean[self._begin : end])
        return (found[0], self._begin + found[1]) if found else ("", end)

    def _name_before(self, window: _Window, left: Left, number: Number) -> tuple[str, int]:
        noun, carried, begin = left.noun.strip(" ，、"), self._memory.name, window.begin + left.offset
        if not noun:
            return carried, self._memory.begin
        if noun in _OUTPUTS:
            return self._topic(window.begin) + noun, begin
        if not carried:
            return noun, begin
        if _OF_CARRIED.fullmatch(noun) or noun.endswith("的"):
            return carried[lead_length(carried) :] + noun.removesuffix("的"), self._memory.begin
        parent, counted = self._among or carried, number.kind == "Count"
        if (found := _THRESHOLD_NOUN.fullmatch(noun)) and parent.endswith(found["head"]):
            return _OWN_THRESHOLD.sub("", parent.removesuffix(found["head"])) + noun, begin
        if _ONLY_THRESHOLD.fullmatch(noun) and re.search(r"\d|[十百千万亿]", noun):
            stem, count = _OWN_THRESHOLD.subn(noun.removesuffix("的"), parent, count=1)
            return (stem if count else noun + parent), self._memory.begin
        if self._among and counted and len(noun) <= 6 and noun[-2:] == self._among[-2:]:
            return self._among[:-2] + noun, begin
        if left.verbs_only and len(noun) >= 2 and (stem := strip_verb(carried)) != carried:
            return stem + noun, self._memory.begin
        if left.verbs_only and number.unit == self._unit and (rest := without_verb(carried)) != carried:
            return noun + rest, self._memory.begin
        if noun in _NEW:
            return noun + carried.removeprefix(noun), self._memory.begin
        if noun in _LEVELS:
            return noun + carried.removeprefix("新增"), self._memory.begin
        return noun, begin

    def _read_ranks(self, group: Sequence[Number], window: _Window) -> None:
        """One rank, or the ranks of several things in one list (分别居全省第一和第二)."""
        subject, scope = split_rank(window.words)
        listed = window.words.startswith("在") and not subject
        subject = subject[lead_length(subject) :].strip(" ，、")
        subject = "" if is_verbs(subject) else subject
        names = self._members(subject, window.begin + window.words.find(subject), len(group)) if subject and len(group) > 1 else None
        if names is None and not subject and len(group) > 1:
            names = tuple(self._history[-len(group) :])
        if names and len(names) == len(group):
            for number, name in zip(group, names, strict=True):
                self._emit(number, name, window.begin, read_left(""), number.end, number.comparator, scope)
            return
        for number in group:
            self._read_rank(number, window, subject, scope, listed)

    def _read_rank(self, number: Number, window: _Window, subject: str, scope: str, listed: bool) -> None:
        carried, begin = self._memory.name, window.begin
        if subject and _OF_CARRIED.fullmatch(subject) and carried:
            subject, begin = carried + subject, self._memory.begin
        elif not subject and carried and not (listed and name_ranking(scope)):
            subject, begin = carried, self._memory.begin
        name = subject or name_ranking(scope)
        if not name and scope:
            name, begin = self._named_before(window.begin)
        if number.han and not scope and not _RANK_WORD.search(self.masked[number.begin - 6 : number.end]):
            name = ""
        if not name:
            self.excluded.append((number, "NoIndicator"))
            return
        self._emit(number, name, begin, read_left(""), number.end, number.comparator, scope)
        if not self._memory.names or not subject or name == scope:
            self._memory = _Memory((name,), begin)

    def _emit(self, number: Number, name: str, begin: int, left: Left, end: int, comparator: Comparator | None = None, scope: str = "") -> None:
        measure = _to_measure(number, left)
        if number.upper is not None:
            comparator = "Between"
        elif left.comparator == "AtMost" and number.hedge in {None, "以内", "以下"}:
            comparator = "AtMost"
        comparator = comparator or number.comparator or left.comparator or "Equal"
        hedges = (scope, *(h for h in left.hedges if h not in _BOTH), number.hedge, "下降" if left.down and measure == "Growth" else None)
        qualifier = " ".join(hedge for hedge in hedges if hedge) or None
        self._unit = number.unit
        name = name.strip(" ，、")
        self._history.append(name)
        self.found.append(Found(number, name, min(begin, number.begin), max(end, number.end), measure, comparator, qualifier))


_MEASURES: Final[dict[str, Measure]] = {
    "Rank": "Ordinal", "Places": "Growth", "Points": "Growth", "Percent": "Rate", "Times": "Rate", "Area": "Area", "Count": "Count",
}  # fmt: skip


def _to_measure(number: Number, left: Left) -> Measure:
    if number.change or (left.change and number.kind != "Rank"):
        return "Growth"
    return _MEASURES.get(number.kind, "Level")
