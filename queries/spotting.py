"""What a question in somebody's own words names: years, places, institutions, indicators, kinds, statuses and things of the graph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Final

from pyoxigraph import Literal

from graph.store import QueryEngine, to_rows
from ontology.lexicon import fold, load_lexicon
from ontology.vocabulary import PREFIXES, RG
from queries.parameters import bind
from queries.wording import SMALL_WORDS

LONGEST_TEXT: Final = 200
MOST_PIECES: Final = 24
LEAST_ALIKE: Final = 90.0
LONGEST_RANGE: Final = 50
TYPES: Final = ("year", "zone", "place", "institution", "indicator", "kind", "status", "program", "project")
CONCEPTS: Final = frozenset(("year", "indicator", "kind", "status"))

Stretch = tuple[int, int]
Values = Mapping[str, tuple[str, ...]]

_PIECE: Final = re.compile(r"[a-zA-ZÀ-ɏ]+(?:[.&-][a-zA-ZÀ-ɏ]+)*|\d+|\S")
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ0-9 .&'’-]+")
_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年?\s*(?:[-–—~至到]|\bto\b)\s*((?:19|20)\d\d))?年?(?!\d)")
_JOINTS: Final = re.compile(rf"\b(?:{'|'.join(sorted(SMALL_WORDS))})\b|[(),]")
_PARTICIPLES: Final = ("ed", "ing", "built")
_COUNTRY: Final = {"全国": "中国", "national": "中国", "nationwide": "中国"}
_NAMED: Final = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?label ?class (STR(?name) AS ?own) WHERE {{
  VALUES ?label {{ UNDEF }}
  {{ ?thing rdfs:label ?label }} UNION {{ ?thing skos:altLabel ?label }}
  ?thing a ?class ; rdfs:label ?name FILTER(LANG(?name) = "zh")
}}"""
_TYPE_OF: Final = {
    str(RG.Zone): "zone",
    str(RG.Place): "place",
    str(RG.Institution): "institution",
    str(RG.Program): "program",
    str(RG.Project): "project",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a text that names something: how each type of it is written, the likeliest first; weak if it may be an ordinary word."""

    begin: int
    end: int
    values: tuple[tuple[str, tuple[str, ...]], ...]
    weak: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """What it may be, the likeliest first."""
        return tuple(type_name for type_name, _ in self.values)

    def value(self, type_name: str) -> tuple[str, ...]:
        """How it is written as a value of a type, nothing if it is none of that type."""
        return next((value for known, value in self.values if known == type_name), ())


def normalize(text: str) -> str:
    """A question as it is read: narrow letters, single spaces, at most LONGEST_TEXT characters."""
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(unicodedata.normalize("NFKC", visible).split())[:LONGEST_TEXT]


def find_spots(engine: QueryEngine, text: str, is_ordinary: Callable[[str], bool]) -> tuple[Spot, ...]:
    """What a normalized text names, in its order: sure names before weak ones, long ones before short ones."""
    spots = [*_find_years(text)]
    stretches = [stretch for stretch in _stretches(text) if _is_free(stretch, spots)]
    named = {stretch: types for stretch, types in _find_named(engine, text, stretches).items() if not is_ordinary(_cut(text, stretch))}
    candidates: list[tuple[Stretch, Values, bool]] = [(stretch, named[stretch], _is_risky(_cut(text, stretch))) for stretch in named]
    for stretch in stretches:
        words = _cut(text, stretch)
        for known, weak in _find_known(words, named.get(stretch, {})):
            if known.keys() & CONCEPTS or fold(words) in _COUNTRY or not is_ordinary(words):
                candidates.append((stretch, known, weak or is_ordinary(words)))
    for stretch, types, weak in sorted(candidates, key=lambda one: (one[2], one[0][0] - one[0][1], one[0][0], -len(one[1]))):
        if _is_free(stretch, spots):
            kept = types.keys() - ({"place"} if "zone" in types else set())
            spots.append(Spot(*stretch, tuple((known_type, types[known_type]) for known_type in TYPES if known_type in kept), weak))
    spots += [Spot(*stretch, (("place", (name,)),)) for stretch, name in _find_alike(text, stretches, spots, is_ordinary)]
    return _without_wholes(_without_weak_places(sorted(spots, key=lambda spot: spot.begin)))


def _find_years(text: str) -> Iterator[Spot]:
    """Each year; the later end of a range carries the years between."""
    for match in _YEARS.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        middle = match.start(2) if match[2] else match.end()
        yield Spot(match.start(), middle, (("year", (str(first),)),))
        if last != first:
            between = range(first + 1, last + 1) if first < last <= first + LONGEST_RANGE else (last,)
            yield Spot(middle, match.end(), (("year", tuple(map(str, between))),))


def _stretches(text: str) -> list[Stretch]:
    """Every run of a few pieces of a text: Chinese characters, Latin words, numbers."""
    pieces = [match.span() for match in _PIECE.finditer(text)]
    return [
        (begin, end)
        for i, (begin, _) in enumerate(pieces)
        for _, end in pieces[i : i + MOST_PIECES]
        if end - begin > 1 and text[begin].isalnum()
    ]


def _find_named(engine: QueryEngine, text: str, stretches: Sequence[Stretch]) -> dict[Stretch, dict[str, tuple[str, ...]]]:
    """What the graph calls by the words of each stretch."""
    written = {form for stretch in stretches for form in _forms(_cut(text, stretch))}
    if not written:
        return {}
    labels = [Literal(form, language=language) for form, language in sorted(written)]
    by_label: dict[str, dict[str, set[str]]] = {}
    for label, cls, own in to_rows(engine.query(bind(_NAMED, {"label": labels}))):
        if cls in _TYPE_OF:
            by_label.setdefault(fold(label), {}).setdefault(_TYPE_OF[cls], set()).add(own)
    found: dict[Stretch, dict[str, tuple[str, ...]]] = {}
    for stretch in stretches:
        words = _cut(text, stretch)
        types = by_label.get(fold(words), {}) if any(form for form in _forms(words)) else {}
        if types:
            found[stretch] = {known: (owns.pop() if len(owns) == 1 else words,) for known, owns in ((k, set(v)) for k, v in types.items())}
    return found


def _forms(words: str) -> Iterator[tuple[str, str]]:
    """The labels that words may stand for, each with its language."""
    if not _LATIN.fullmatch(words):
        yield words, "zh"
    elif not words[0].isdigit() and words.lower() not in SMALL_WORDS:
        for form in {words, words.lower(), words.upper(), words.title(), words.capitalize()}:
            yield form, "en"
            yield form, "zh"
            if len(words) > 7 or words.istitle():
                yield form, "zh-Latn"


def _find_known(words: str, named: Values) -> Iterator[tuple[dict[str, tuple[str, ...]], bool]]:
    """What the ontology calls by some words, each with whether they may as well be ordinary words."""
    lexicon = load_lexicon()
    sure: dict[str, tuple[str, ...]] = {}
    places = [place for place in lexicon.places_named(words) if words not in place.ambiguous_names]
    if places:
        sure["zone" if RG.Zone in places[0].classes else "place"] = (places[0].label if len(places) == 1 else words,)
    institutions = lexicon.institutions_named(words)
    if institutions:
        sure["institution"] = (institutions[0].label if len(institutions) == 1 else words,)
    indicator = lexicon.indicator_named(words)
    if indicator:
        sure["indicator"] = (indicator.label,)
    if fold(words) in _COUNTRY:
        yield {"place": (_COUNTRY[fold(words)],)}, True
    strong, weak = _concepts()
    if sure or fold(words) in strong:
        yield {**named, **sure, **strong.get(fold(words), {})}, False
    if fold(words) in weak:
        yield dict(weak[fold(words)]), True


@cache
def _concepts() -> tuple[Mapping[str, Values], Mapping[str, Values]]:
    """Kinds and statuses by their labels, and by words that say as much: head nouns, verbs, parts of English labels."""
    lexicon = load_lexicon()
    strong: dict[str, dict[str, tuple[str, ...]]] = {}
    weak: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in (kind for kind in lexicon.kinds_of("Project") if kind.name != "other"):
        for label in (kind.label, kind.label_en):
            strong.setdefault(fold(label), {})["kind"] = (kind.label,)
        for word in (*kind.head_nouns, *(word for word in kind.label_en.split() if word not in SMALL_WORDS)):
            weak.setdefault(fold(word), {}).setdefault("kind", (kind.label,))
    for status in lexicon.statuses:
        for label in (status.label, status.label_en):
            strong.setdefault(fold(label), {})["status"] = (status.label,)
        for verb in status.verbs:
            weak.setdefault(fold(verb), {}).setdefault("status", (status.label,))
    for indicator in sorted(lexicon.indicators, key=lambda one: (-len(one.labels), one.iri)):
        for part in _parts(indicator.label_en):
            weak.setdefault(fold(part), {}).setdefault("indicator", (indicator.label,))
    return strong, weak


def _parts(label: str) -> Iterator[str]:
    """The last two or more words of what an English label is made of, as people shorten it (total retail sales: retail sales)."""
    for words in (part.split() for part in _JOINTS.split(label)):
        for i in range(len(words) - 1):
            if words[i:] != label.split() and not words[-1].endswith(_PARTICIPLES):
                yield " ".join(words[i:])


def _find_alike(
    text: str, stretches: Iterable[Stretch], spots: Sequence[Spot], is_ordinary: Callable[[str], bool]
) -> Iterator[tuple[Stretch, str]]:
    """Latin words that are almost the name of a place."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a word that nothing knows needs it

    for stretch in stretches:
        word = _cut(text, stretch)
        if len(word) > 5 and word.isascii() and word.isalpha() and word.istitle() and _is_free(stretch, spots) and not is_ordinary(word):
            found = process.extractOne(word, _latin_places().keys(), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
            if found:
                yield stretch, _latin_places()[found[0]]


@cache
def _latin_places() -> Mapping[str, str]:
    """The Chinese names of places by their English ones, of several the highest place."""
    return {label: place.label for place in reversed(load_lexicon().places) if not place.historic for label in place.labels_en}


def _without_weak_places(spots: Sequence[Spot]) -> list[Spot]:
    """The spots without words like 全国 where a place is named besides."""
    named = any({"place", "zone"} & set(spot.types) for spot in spots if not spot.weak)
    return [spot for spot in spots if not (named and spot.weak and spot.types == ("place",))]


def _without_wholes(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots without a place that only says where the next one lies (青岛市胶州市)."""
    pairs = zip_longest(spots, spots[1:])
    return tuple(spot for spot, following in pairs if following is None or following.begin != spot.end or not _lies_in(following, spot))


def _lies_in(part: Spot, whole: Spot) -> bool:
    lexicon = load_lexicon()
    inner, outer = ([place for name in spot.value("place") for place in lexicon.places_named(name)] for spot in (part, whole))
    return any(one in outer for place in inner for one in lexicon.parents(place))


def _is_risky(words: str) -> bool:
    """Whether a name of places is an ordinary word too (和平)."""
    places = load_lexicon().places_named(words)
    return bool(places) and all(words in place.ambiguous_names for place in places)


def _is_free(stretch: Stretch, spots: Iterable[Spot]) -> bool:
    return not any(stretch[0] < spot.end and spot.begin < stretch[1] for spot in spots)


def _cut(text: str, stretch: Stretch) -> str:
    return text[stretch[0] : stretch[1]]
