"""How like a question's own wordings a text is: words and runs of characters, each weighed by how few questions use it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ontology.lexicon import fold
from queries.catalog import SavedQuery

LONGEST_RUN: Final = 3
SINGLE: Final = 0.5
GRAM: Final = 4
MOST_COUNTED: Final = 2.0
ALIKE: Final = 1.0
GROUP_KNOWN: Final = 0.3
SYNONYMS: Final = Path(__file__).parent / "synonyms.txt"
SHARE_OF_BEST: Final = 0.35
UNKNOWN: Final = 0.6
SMALL_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a about an and any are as at be been by can could did do does for from give had has have how i in is it its list me my of on
        one or our please s say show so tell than that the their them there these they this those to up us was we were what when
        where which who whom whos why will with would you your
        """,
    )
)

_PART: Final = re.compile(r"\{\w+\}|[a-z]+|[^\W\d_a-z]+")
# Chinese words of grammar, which stand between others without a space: they end a run of characters and count little themselves.
_GRAMMAR: Final = re.compile(
    r"怎么样|怎样|怎么|什么|哪些|哪个|哪里|哪儿|多少|请问|告诉我|给我|一下|有没有|是不是|今年|去年|明年|[谁吗呢吧啊了的是都这那在]"
)
_ENDING: Final = re.compile(r"(?:ies|ied|es|ed|ing|ly|s|e|y)$")
_BLANK: Final = re.compile(r"\{\w+\}")

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of all questions as weighed features, and which features any question has."""

    weights: Mapping[str, float]
    unknown: float
    by_question: Mapping[str, tuple[Features, ...]]
    features_of: Mapping[str, frozenset[str]]
    text: str

    def is_ordinary(self, words: str) -> bool:
        """Whether the questions themselves use some words."""
        folded = fold(words)
        if words.isascii():
            return re.search(rf"\b{re.escape(words.lower())}\b", self.text) is not None
        return folded in self.text

    def score(self, name: str, text: str) -> tuple[float, tuple[str, ...]]:
        """How like the wordings of a question a text is, from 0 to 1, and the features that they share."""
        asked = _weigh(to_features(text), self.weights, self.unknown)
        total = sum(asked.values())
        if not total:
            return 0.0, ()
        best = max((_cosine(asked, wording) for wording in self.by_question[name]), default=0.0)
        known = {feature: weight for feature, weight in asked.items() if feature in self.features_of[name]}
        share = sum(known.values()) / total
        telling = sorted(known, key=lambda feature: (-known[feature], feature))
        return SHARE_OF_BEST * best + (1 - SHARE_OF_BEST) * share, tuple(one.strip() for one in telling if not one.startswith("="))

    def share_known(self, text: str) -> float:
        """Which part of a text any question speaks of: its names, and the words that carry meaning."""
        asked = {feature: count for feature, count in to_features(text).items() if not _is_small(feature)}
        asked |= {feature: count * GROUP_KNOWN for feature, count in asked.items() if feature.startswith("=")}
        known = sum(count * (self.unknown if _BLANK.match(feature) else self.weights.get(feature, 0.0)) for feature, count in asked.items())
        missed = sum(count for feature, count in asked.items() if feature not in self.weights and not _BLANK.match(feature))
        return known / (known + missed * self.unknown) if known else 0.0


@lru_cache(maxsize=4)
def read_wordings(queries: tuple[SavedQuery, ...]) -> Wordings:
    """The wordings of some questions: both summaries and the further phrasings."""
    written = {query.name: (query.summary, query.summary_zh, *query.phrasings) for query in queries}
    counted = {name: [to_features(text) for text in texts] for name, texts in written.items()}
    features_of = {name: frozenset(feature for one in found for feature in one) for name, found in counted.items()}
    using = Counter(feature for features in features_of.values() for feature in features)
    weights = {feature: math.log((len(written) + 1) / (count + 0.5)) for feature, count in using.items()}
    unknown = UNKNOWN * math.log((len(written) + 1) / 1.5)
    plain = "\n".join(_BLANK.sub("\n", text).lower() for texts in written.values() for text in texts)
    by_question = {
        name: tuple({feature: count * weights[feature] for feature, count in one.items()} for one in found)
        for name, found in counted.items()
    }
    return Wordings(weights, unknown, by_question, features_of, plain)


def to_features(text: str) -> dict[str, float]:
    """The blanks, word stems and runs of letters or characters of a text, each with how much it counts before it is weighed."""
    found: dict[str, float] = {}
    for part in _PART.findall(text.lower()):
        for feature, count in _features_of_part(part):
            found[feature] = min(found[feature] + count, MOST_COUNTED) if feature in found else count
    several = [feature for feature, count in found.items() if feature.startswith("{") and count > 1]
    groups = {f"={number}": ALIKE for number in find_groups(text.lower())}
    return {**found, **{f"{feature}+": 1.0 for feature in several}, **groups}


def find_groups(text: str) -> frozenset[int]:
    """The numbers of the groups of words of one meaning that a text uses one of."""
    groups, chinese = read_synonyms()
    stems = {_stem(word) for word in re.findall(r"[a-z]+", text)}
    words = {*stems, *chinese.findall(text)}
    return frozenset(number for word in words for number in groups.get(word, ()))


@cache
def read_synonyms() -> tuple[Mapping[str, tuple[int, ...]], re.Pattern[str]]:
    """The groups that each word belongs to, English words by their stem, and a pattern of the Chinese words."""
    lines = [line.split() for line in SYNONYMS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    groups: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(lines):
        for word in words:
            key = _stem(word) if word.isascii() else word
            groups[key] = (*groups.get(key, ()), number)
    chinese = sorted((word for word in groups if not word.isascii()), key=lambda word: (-len(word), word))
    return groups, re.compile("|".join(map(re.escape, chinese)))


def _features_of_part(part: str) -> Iterator[tuple[str, float]]:
    if part.startswith("{"):
        yield part, 1.0
    elif part.isascii():
        stem = _stem(part)
        yield f"{stem} ", 1.0
        for gram in _runs(stem, GRAM) if len(stem) > GRAM else ():
            yield gram, 1 / len(stem)
    else:
        for word in _GRAMMAR.findall(part):
            yield word, SINGLE
        for run in _GRAMMAR.split(part):
            for length in range(1, LONGEST_RUN + 1):
                for gram in _runs(run, length):
                    yield gram, SINGLE if length == 1 else 1.0


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word


def _is_small(feature: str) -> bool:
    return feature.strip() in SMALL_WORDS or _GRAMMAR.fullmatch(feature) is not None


def _runs(text: str, length: int) -> Iterator[str]:
    return (text[i : i + length] for i in range(len(text) - length + 1))


def _weigh(features: Features, weights: Features, unknown: float = 0.0) -> dict[str, float]:
    return {feature: count * weights.get(feature, unknown) for feature, count in features.items()}


def _cosine(one: Features, other: Features) -> float:
    norm = math.sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))
    return sum(weight * other.get(feature, 0.0) for feature, weight in one.items()) / norm if norm else 0.0
