"""Whose report it is and for which year: by its own words, by its file name, or as the user says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.paragraphs import Paragraph
from ontology.errors import SourceError
from ontology.lexicon import Lexicon, load_lexicon

COUNTRY = "中国"
MANIFEST = "the manifest"
_USER = "the user"
_SUFFIXES = "特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|州|盟|旗"
_PLACE = rf"[\u4e00-\u9fff]{{1,14}}?(?:{_SUFFIXES})"
_NUMBER = "第[一二三四五六七八九十]{1,4}"
CONGRESS = re.compile(
    rf"(?P<place>{_PLACE})?(?P<session>{_NUMBER}届(?:全国)?人民代表大会(?:常务委员会)?+(?:{_NUMBER}次(?:全体)?会议)?+)(?!以来|期间|的|以后|制定|通过)"
)
_OF_CONGRESS = "人民代表大会"
_GOVERNMENT = re.compile(rf"代表(?P<place>{_PLACE})(?:人民政府|政府|行政公署|行署)")
_TITLE = re.compile(rf"^(?:\d{{4}}年)?(?P<place>{_PLACE})(?:人民)?(?:\d{{4}}年)?政府工作报告")
_COUNCIL = re.compile(r"代表国务院|国务院总理|全国人民代表大会")
_OWN_WORD = re.compile(rf"代表(?P<word>{_SUFFIXES})(?:人民政府|政府)")
_PREFIXES = re.compile(r"^(?:日?在|向|由|于|[出列]席|召开的?|举行的?|代表)+")
_DATED = re.compile(r"(?P<year>\d{4})年\d{1,2}月\d{1,2}日")
_REVIEWED = re.compile(r"(\d{4})年[^。，]{0,14}(?:回顾|总结)|(?:^|首先)报告(\d{4})年")
_PLANNED = re.compile(r"(\d{4})年[^。，]{0,12}(?:工作|任务|目标|要求|安排|部署|重点)")
_AIMED = re.compile(r"(\d{4})年[^。]{0,30}预期目标")
_TITLED = re.compile(r"(\d{4})年[^。，\n]{0,12}政府工作报告")
_PASSED = re.compile(r"过去的(\d{4})年")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d{3})")
_NAMED_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{3,}(?:[ '’-][A-Za-z]+)*")
_NOT_A_PLACE = re.compile(r"政府工作报告|工作报告|人民政府|全文|年|报告")
_HEAD = 600
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Witness:
    """Place and year as one source of knowledge gives them; None where it is silent."""

    place: str | None = None
    year: int | None = None


_SILENT = Witness()


@dataclass(frozen=True, slots=True)
class Origin:
    """The place and year that a report is for, and a sentence for each contradiction about them."""

    place: str
    place_iri: str | None
    year: int
    remarks: tuple[str, ...]


def find_origin(paragraphs: Sequence[Paragraph], path: Path, user: Witness, *, alone: bool = True, manifest: Witness = _SILENT) -> Origin:
    """Place and year: by the manifest, else the user, the text, the file name, the wording.

    On a page of several reports text and wording come before the user and the file name.
    """
    lexicon = load_lexicon()
    by_name = witness_of_name(path.name, lexicon)
    by_text = _with_own_word(witness_of_text(paragraphs, lexicon), by_name, paragraphs, lexicon)
    inferred = Witness(year=_infer_year(paragraphs, _head_of(paragraphs)))
    witnesses = {MANIFEST: manifest, _USER: user, "its text": by_text, "its file name": by_name, "its wording": inferred}
    if not alone:
        by_name = Witness(None, by_name.year)
        witnesses = {MANIFEST: manifest, "its text": by_text, "its wording": inferred, _USER: user, "its file name": by_name}
    places = {who: canonical_place(witness.place, lexicon) for who, witness in witnesses.items() if witness.place}
    years = {who: witness.year for who, witness in witnesses.items() if witness.year}
    remarks = (*_contradictions(path, "place", places), *_contradictions(path, "year", years))
    place, year = next(iter(places.values()), None), next(iter(years.values()), None)
    if place is None or year is None:
        missing = "place" if place is None else "year"
        raise SourceError(f"{path} does not say which {missing} its report is for: pass --{missing}.")
    known = lexicon.resolve(place)
    return Origin(place, known.iri if known else None, year, remarks)


def _contradictions(path: Path, what: str, answers: dict[str, str] | dict[str, int]) -> Iterator[str]:
    """A sentence for each answer that contradicts the first one."""
    first, taken = next(iter(answers.items()), ("", None))
    way = {MANIFEST: "change it there", _USER: f"leave out --{what}"}.get(first, f"pass --{what}")
    for answer in dict.fromkeys(answers.values()):
        who = [one for one, given in answers.items() if given == answer]
        if answer != taken:
            verb = "gives" if len(who) == 1 else "give"
            yield f"{path}: {' and '.join(who)} {verb} the {what} {answer}; taken is {taken}, by {first}; {way} to decide otherwise."


def canonical_place(name: str, lexicon: Lexicon) -> str:
    """The full name of a place that the gazetteer knows, else the name as given."""
    if name in ("国务院", "全国", COUNTRY):
        return COUNTRY
    known = lexicon.resolve(name)
    return known.label if known else name


def search_congress(words: str) -> re.Match[str] | None:
    """The first congress that words name."""
    return CONGRESS.search(words) if _OF_CONGRESS in words else None


def witness_of_text(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Witness:
    """What the report itself says."""
    head = _head_of(paragraphs)
    return Witness(_place_of(paragraphs, head, lexicon), _state_year(paragraphs, head))


def _head_of(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.words for paragraph in paragraphs)[:_HEAD]


def witness_of_name(name: str, lexicon: Lexicon) -> Witness:
    """What a file name such as 青岛市_2024.txt says."""
    stem = Path(name).stem
    year = _NAMED_YEAR.search(stem)
    for found in _NAMED_PLACE.finditer(_NOT_A_PLACE.sub(" ", stem)):
        word = found[0]
        if word == "国务院" or lexicon.resolve(word) or (not word.isascii() and re.search(f"(?:{_SUFFIXES})$", word)):
            return Witness(word, int(year[0]) if year else None)
    return Witness(None, int(year[0]) if year else None)


def _with_own_word(by_text: Witness, by_name: Witness, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Witness:
    """The place that a text means by 区人民政府 under the file name 黄山市: 黄山区, if it speaks of that."""
    words = "\n".join(paragraph.words for paragraph in paragraphs)
    own = _OWN_WORD.search(words[:_HEAD])
    named = lexicon.resolve(by_name.place) if by_name.place else None
    if by_text.place or own is None or named is None or named.label.endswith(own["word"]):
        return by_text
    meant = f"{named.short_name}{own['word']}"
    return Witness(meant, by_text.year) if lexicon.places_named(meant) and words.count(meant) >= _OFTEN else by_text


def _place_of(paragraphs: Sequence[Paragraph], head: str, lexicon: Lexicon) -> str | None:
    if _COUNCIL.search(head):
        return COUNTRY
    named = [found["place"] for pattern in (CONGRESS, _GOVERNMENT) for found in pattern.finditer(head) if found["place"]]
    titles = [found["place"] for paragraph in paragraphs[:4] if (found := _TITLE.search(paragraph.words))]
    places = (_known_part(name, lexicon) for name in (*named, *titles))
    return next((place for place in places if place is not None), None)


def _known_part(words: str, lexicon: Lexicon) -> str | None:
    """The place at the end of the words: the longest that the gazetteer knows, else what is left without prepositions."""
    for begin in range(len(words) - 2):
        if lexicon.places_named(words[begin:]):
            return words[begin:]
    bare = _PREFIXES.sub("", words)
    return bare if len(bare) > 2 else None


def _state_year(paragraphs: Sequence[Paragraph], head: str) -> int | None:
    """The year that a text states: in the date of delivery or in its title."""
    front = [paragraph.words for paragraph in paragraphs[:6] if paragraph.heading is None and len(paragraph.words) < 80]
    dated = next((found["year"] for words in front if search_congress(words) and (found := _DATED.search(words))), None)
    if dated:
        return int(dated)
    titled = _TITLED.search(head)
    return int(titled[1]) if titled else None


def _infer_year(paragraphs: Sequence[Paragraph], head: str) -> int | None:
    """The year that headings and wording point to: weaker than a file name, for they may look back or ahead."""
    headings = [paragraph.heading for paragraph in paragraphs if paragraph.heading and paragraph.level in (0, 1)]
    aimed, passed = _AIMED.search(head), _PASSED.search(head)
    return _year_of_headings(headings) or (int(aimed[1]) if aimed else int(passed[1]) + 1 if passed else None)


def _year_of_headings(headings: Iterable[str]) -> int | None:
    votes: Counter[int] = Counter()
    for heading in headings:
        reviewed = {int(one or other) for one, other in _REVIEWED.findall(heading)}
        votes.update(year + 1 for year in reviewed)
        votes.update({int(year) for year in _PLANNED.findall(heading)} - reviewed)
    return max(votes, key=lambda year: (votes[year], year), default=None)
