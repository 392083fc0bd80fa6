"""Numbers and their indicators: which words of a sentence each number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from loaders.carrying import Memory, complete_name, find_topic, is_of_carried, is_output, name_members, name_output, name_share_of_plan
from loaders.clauses import Clause, ends_with_head, split_clauses, split_items
from loaders.counted import counts_people, cut_examples, read_share_of, starts_noun, starts_subject, trim_right, trim_shared
from loaders.exclusions import exclude, exclude_in_clause, exclude_in_phrase
from loaders.linking import find_last_label
from loaders.numbers import Number, to_unit_text
from loaders.phrases import Left, kept_verb, lead_length, own_words, read_left
from loaders.ranks import has_rank_word, is_list, name_ranking, split_rank
from loaders.stated import BOTH, Stated, to_stated
from loaders.statements import Comparator, Reason, Span
from loaders.verbs import is_verbs
from loaders.wordlists import to_words

_JOINER = re.compile(r"\s?(?:[、和及与，]|以及)?\s?(?:近|约|超过?|达到?)?\s?")
_CONJUNCTION_AT_END = re.compile(r"(?:以及|[和及与并])\s?(?:近|约|超过?|达到?|完成|实施|推进|建设)?\s?$")
_EACH = re.compile(r"(?:分别|依次|各自)(?P<verb>[^，、]{0,8})$")
_AND_SO_ON = re.compile(r"(?<=[\u4e00-\u9fff])等[^，、\d]+")
_SIZED = re.compile(r"(?:计划|年度)?总?投资[\d.]+[万亿]*元(?:以上)?的(?P<noun>[^，、。；\d]+)")
_COUNTABLE: Final = frozenset({"Count", "Area", "Amount", "Money"})
_SIZES: Final = frozenset(to_words("总投资 投资 计划总投资 年度投资 投资总额 总投资额 年度计划投资 总规模 计划投资"))
_LONGEST_NAME: Final = 20
_MEDALS: Final = frozenset(to_words("金 银 铜"))


class _Window(NamedTuple):
    """The words before a number that are its own, and how the group of numbers it is in may use the words after it."""

    begin: int
    words: str
    left: Left
    limit: int


@dataclass(slots=True)
class SentenceReader:
    """Reads the numbers of one sentence; ``masked`` is the clean text, narrowed, with quotations and brackets filled in."""

    clean: str
    masked: str
    span: Span
    found: list[Stated] = field(default_factory=list)
    excluded: list[tuple[Number, Reason]] = field(default_factory=list)
    _memory: Memory = field(init=False)
    _among: str = ""

    def __post_init__(self) -> None:
        self._memory = Memory(begin=self.span.begin)

    def read(self, numbers: Sequence[Number]) -> None:
        """Read every number of the sentence."""
        at = 0
        for clause in split_clauses(self.masked, self.span):
            first = at
            while at < len(numbers) and numbers[at].begin < clause.end:
                at += 1
            if at > first:
                self._read_clause(clause, numbers[first:at])
            if at == len(numbers):
                break

    def _read_clause(self, clause: Clause, numbers: Sequence[Number]) -> None:
        self._among = self._memory.name if self.masked.startswith("其中", clause.begin) else ""
        groups = list(self._groups(clause, self._share_units(self._keep(clause, numbers))))
        at = clause.begin
        for i, group in enumerate(groups):
            limit = groups[i + 1][0].begin if i + 1 < len(groups) else clause.end
            begin = at if at == clause.begin else at + self._skip(at, group[0].begin)
            begin += own_words(self.masked[begin : group[0].begin])
            words = self.clean[begin : group[0].begin]
            self._read_group(group, _Window(begin, words, read_left(words), limit))
            at = group[-1].end

    def _keep(self, clause: Clause, numbers: Sequence[Number]) -> Iterator[Number]:
        """The numbers of a clause that may be values; the others are set down as excluded."""
        for i, number in enumerate(numbers):
            reason = exclude(self.masked, number, clause.begin) or exclude_in_clause(self.masked, clause, numbers, i)
            if reason:
                self.excluded.append((number, reason))
            else:
                yield number

    def _share_units(self, numbers: Iterator[Number]) -> list[Number]:
        """The numbers, each without a unit of its own with that of the next one in its list (200万和120万人次, 6.4个和8.9个百分点)."""
        shared = list(numbers)
        for i in range(len(shared) - 2, -1, -1):
            one, other = shared[i], shared[i + 1]
            lacks = one.unit is None or (one.unit == "个" and other.kind in {"Points", "Places"})
            if lacks and other.unit and one.end < other.begin and _JOINER.fullmatch(self.masked, one.end, other.begin):
                magnitude = one.magnitude or other.magnitude
                unit_text = to_unit_text(magnitude, other.unit)
                shared[i] = one._replace(unit=other.unit, kind=other.kind, magnitude=magnitude, unit_text=unit_text)
        return shared

    def _groups(self, clause: Clause, numbers: Sequence[Number]) -> Iterator[list[Number]]:
        """The numbers, those of one list together."""
        group: list[Number] = []
        for number in numbers:
            if group and not self._belong_together(clause, group[-1], number):
                yield group
                group = []
            group.append(number)
        if group:
            yield group

    def _belong_together(self, clause: Clause, one: Number, other: Number) -> bool:
        between = self.masked[one.end : other.begin]
        if not between.strip():
            return {one.kind, other.kind} <= _COUNTABLE
        if not _JOINER.fullmatch(between):
            return False
        if (one.kind == other.kind and one.unit == other.unit) or "分别" in self.masked[clause.begin : one.begin]:
            return True
        before = self.masked[max(clause.begin, one.begin - 8) : one.begin]
        return between == "、" and {one.kind, other.kind} <= _COUNTABLE and read_left(before).verbs_only

    def _skip(self, at: int, end: int) -> int:
        """How many characters between two numbers belong to the first one alone."""
        masked = self.masked[at:end]
        if found := _CONJUNCTION_AT_END.search(masked):
            return found.end()
        items = split_items(masked)
        if len(items) > 1:
            return items[1].begin
        return 1 if masked[:1] in set(" 和及与并") else 0

    def _right(self, begin: int, limit: int) -> str:
        """The words after a number that may say what it counts."""
        masked = self.masked[begin:limit]
        end, items = 0, split_items(masked)
        for i, item in enumerate(items):
            end = item.end
            parallel = i + 1 < len(items) and masked[end - 1 : end] == masked[items[i + 1].end - 1 : items[i + 1].end] != ""
            if not parallel and (not masked[:end].strip() or not is_verbs(masked[:end])):
                break
        if end and (etc := _AND_SO_ON.search(masked, end)):
            end = etc.end()
        followed = self.masked[limit : limit + 1].strip("，。；") != ""
        if followed and (found := _CONJUNCTION_AT_END.search(masked[:end])):
            end = found.start()
        return self.clean[begin : begin + end]

    def _read_group(self, group: Sequence[Number], window: _Window) -> None:
        right = self._right(group[-1].end, window.limit)
        if group[0].kind == "Rank":
            self._read_ranks(group, window)
        elif not self._count_together(group, window, right) and not self._distribute(group, window):
            for number in group:
                self._read_one(number, window, right if number is group[-1] else "")

    def _count_together(self, group: Sequence[Number], window: _Window, right: str) -> bool:
        """Give several numbers the one thing after them that all count (10件22项民生实事, 9家、8家企业); False where there is none."""
        if len(group) < 2 or not window.left.verbs_only or _EACH.search(window.words) or not starts_noun(right):
            return False
        for number in group:
            self._state(number, trim_right(right), Span(number.begin, group[-1].end + len(right)), window.left)
        self._remember(trim_right(right), begin=group[0].begin, unit=group[-1].unit)
        return True

    def _distribute(self, group: Sequence[Number], window: _Window) -> bool:
        """Give each of several numbers, or one number that is said of all, its own member of a list; False where there is none."""
        left, each = window.left, _EACH.search(window.words)
        both = len(group) == 1 and (each is not None or not BOTH.isdisjoint(left.hedges))
        if len(group) == 1 and not both:
            return False
        subject = window.words[: each.start()] if each else left.noun
        offset = lead_length(subject) if each else left.offset
        subject = read_left(window.words[: each.start()]).noun if each else subject
        begin = window.begin + offset
        if not subject or (left.verbs_only and not each):
            members, begin = self._members_before(group, window, both, each is not None), self._memory.begin
        else:
            members = name_members(subject, self.masked[begin : begin + len(subject)], None if both else len(group))
        if members is None or not all(members):
            return False
        verb = kept_verb(each["verb"]) if each else ""
        comparator = next((n.comparator for n in reversed(group) if n.comparator), None)
        names = tuple(verb + member for member in members)
        for number, name in zip(group if len(group) > 1 else [group[0]] * len(names), names, strict=True):
            self._state(number, name, Span(begin, number.end), left, comparator=number.comparator or comparator)
        self._remember(*names, begin=begin, unit=group[-1].unit)
        return True

    def _members_before(self, group: Sequence[Number], window: _Window, both: bool, each: bool) -> tuple[str, ...] | None:
        """The indicators named before, one for each number of a group that stands without a subject."""
        names = self._memory.names
        if len(names) > 1 and (both or len(names) == len(group)):
            return names
        if len(names) == 1 and len(group) == 2 and (members := name_members(names[0], names[0], 2)):
            return members
        if not each or both:
            return None
        if not self.found:
            return self._clause_before(window.begin, len(group))
        history = tuple(found.indicator for found in self.found[-len(group) :])
        return history if len(history) == len(group) else None

    def _clause_before(self, end: int, wanted: int) -> tuple[str, ...] | None:
        """The members of the list that the clause before is (会议、文件，分别减少…)."""
        clauses = list(split_clauses(self.masked, Span(self.span.begin, end)))
        if not clauses:
            return None
        words = self.clean[clauses[-1].begin : clauses[-1].end]
        offset = lead_length(words)
        return name_members(words[offset:], self.masked[clauses[-1].begin + offset : clauses[-1].end], wanted)

    def _read_one(self, number: Number, window: _Window, right: str) -> None:
        left = window.left
        noun = left.noun.strip(" ，、")
        if number.kind == "Bare" and number.magnitude and counts_people(right):
            number = number._replace(kind="Count")
        follows = starts_noun(right if noun and not left.verbs_only else right.removeprefix("的"))
        counts = follows and self._counts_after(number, left, noun)
        reason = exclude_in_phrase(number, left, noun, follows=follows, counts=counts, carried=self._memory.name)
        if reason:
            self.excluded.append((number, reason))
        elif counts:
            self._read_counted(number, window, right)
        else:
            self._read_stated(number, window, right)

    def _counts_after(self, number: Number, left: Left, noun: str) -> bool:
        """Whether a number counts what stands after it, not what stands before it."""
        if not noun or left.verbs_only or noun.endswith(("等", "的", "及", "和", "与")):
            return True
        if left.change or left.reached:
            return False
        return number.kind == "Count" or (number.kind in {"Money", "Amount", "Area"} and left.ends_with_verb)

    def _read_counted(self, number: Number, window: _Window, right: str) -> None:
        left, name, end = window.left, trim_right(right.removeprefix("的")), number.end + len(right)
        if self.clean[end : end + 1] not in "，。；、！：":
            name = trim_shared(name)
            if number.unit == "大" and ends_with_head(name):
                self.excluded.append((number, "Name"))
                return
        noun = left.noun.strip()
        prefix = kept_verb(noun) if left.verbs_only else "" if len(noun) > 12 or noun.endswith(("等", "的", "、")) else noun
        begin = window.begin + window.words.rfind(prefix) if prefix else number.begin
        self._state(number, prefix + name, Span(begin, end), left._replace(change=False))
        self._remember(prefix + name, begin=begin, unit=number.unit)
        if window.words == "的" and self.found[:-1]:
            self._scale(name)

    def _scale(self, name: str) -> None:
        """The size of what the text names after it (总投资644亿元的139个项目) belongs to that."""
        size, count = self.found[-2:]
        if size.indicator in _SIZES:
            self.found[-2:] = [size._replace(indicator=name + size.indicator, role="Scale"), count._replace(role="Scale")]

    def _read_stated(self, number: Number, window: _Window, right: str) -> None:
        left, rest = window.left, right.removeprefix("的")
        name, begin = self._name_before(window, number)
        if number.kind == "Percent" and not left.reached:
            name += read_share_of(right)
        if number.kind == "Percent" and not left.change:
            name = name_share_of_plan(name)
        if not left.noun and (sized := _SIZED.match(self.masked, number.end)):
            name, begin = self.clean[sized.start("noun") : sized.end("noun")], number.begin
        elif not left.noun and number.kind == "Count" and starts_subject(right):
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
        self._state(number, name, Span(begin, number.end), left)
        self._remember(name, begin=begin, unit=number.unit)

    def _name_before(self, window: _Window, number: Number) -> tuple[str, int]:
        """The indicator that the words before a number name, alone or with what was said before, and where it begins."""
        noun, begin = window.left.noun.strip(" ，、"), window.begin + window.left.offset
        if is_output(noun):
            if name := name_output(noun, self._memory.name):
                return name, self._memory.begin
            topic_begin = self.found[-1].words.end if self.found else self.span.begin
            return find_topic(self.masked, self.clean, topic_begin, window.begin) + noun, begin
        name, carried = complete_name(noun, window.left, self._memory, self._among, number)
        if number.kind == "Count":
            name = cut_examples(name)
        if number.unit in _MEDALS and name:
            name += f"{number.unit}牌"
        return name, self._memory.begin if carried else begin

    def _named_before(self, end: int) -> tuple[str, int]:
        """The indicator that the sentence named last without a number."""
        clauses = list(split_clauses(self.masked, Span(self.span.begin, end)))
        if clauses:
            words = self.clean[clauses[-1].begin : clauses[-1].end].strip()
            name = words[lead_length(words) :]
            if len(name) <= _LONGEST_NAME and ends_with_head(name):
                return name, clauses[-1].end - len(name)
        found = find_last_label(self.clean[self.span.begin : end])
        return (found[0], self.span.begin + found[1]) if found else ("", end)

    def _read_ranks(self, group: Sequence[Number], window: _Window) -> None:
        """One rank, or the ranks of several things in one list (分别居全省第一和第二)."""
        subject, scope = split_rank(window.words)
        subject = subject[lead_length(subject) :].strip(" ，、")
        subject = "" if is_verbs(subject) else subject
        names: tuple[str, ...] | None = None
        if subject and len(group) > 1:
            begin = window.begin + window.words.find(subject)
            names = name_members(subject, self.masked[begin : begin + len(subject)], len(group))
        elif len(group) > 1:
            names = tuple(found.indicator for found in self.found[-len(group) :])
        if names and len(names) == len(group):
            for number, name in zip(group, names, strict=True):
                self._state(number, name, Span(window.begin, number.end), Left(), scope=scope)
            return
        for number in group:
            self._read_rank(number, window, subject, scope)

    def _read_rank(self, number: Number, window: _Window, subject: str, scope: str) -> None:
        carried, ranking = self._memory.name, name_ranking(scope)
        name, begin = subject, window.begin
        if carried and (is_of_carried(subject) or (not subject and not (ranking and (window.words.startswith("在") or is_list(scope))))):
            name, begin = carried + subject, self._memory.begin
        name = name or ranking
        if not name and scope:
            name, begin = self._named_before(window.begin)
        if number.han and not scope and not has_rank_word(self.masked[number.begin - 6 : number.end]):
            name = ""
        if not name:
            self.excluded.append((number, "NoIndicator"))
            return
        self._state(number, name, Span(begin, number.end), Left(), scope=scope)
        if not carried or not subject:
            self._remember(name, begin=begin, unit=self._memory.unit)

    def _remember(self, *names: str, begin: int, unit: str | None) -> None:
        self._memory = Memory(names, begin, unit)

    def _state(self, number: Number, name: str, words: Span, left: Left, *, comparator: Comparator | None = None, scope: str = "") -> None:
        self.found.append(to_stated(number, name, words, left, comparator=comparator, scope=scope))
