"""The words of the ontology for the extractor: indicators, units, kinds, statuses and places, read from its Turtle files."""

from __future__ import annotations

import functools
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from ontology.concepts import (
    Indicator,
    Institution,
    Kind,
    Place,
    Reason,
    Status,
    Unit,
    to_indicator,
    to_institution,
    to_kind,
    to_place,
    to_reason,
    to_status,
    to_unit,
)
from ontology.errors import OntologyError
from ontology.standards import RDF
from ontology.turtle import Description, read_descriptions
from ontology.vocabulary import RG, RGD

FOLDER: Final = Path(__file__).parent
FILES: Final = (
    "reportgraph.ttl",
    "indicators.ttl",
    "kinds.ttl",
    "reasons.ttl",
    "statuses.ttl",
    "units.ttl",
    "places.ttl",
    "divisions.ttl",
    "institutions.ttl",
)
ENVIRONMENT: Final = "REPORTGRAPH_LEXICON"
QUOTATION_MARKS: Final = str.maketrans("", "", "“”‘’")
RANKS: Final[dict[str | None, int]] = {"Country": 0, "Province": 1, "Prefecture": 2, None: 3, "County": 4}


_Named = TypeVar("_Named", Place, Institution)


class Surface(NamedTuple):
    """One name of one place; ``risky`` names are ordinary words too and need evidence (朝阳, 和平, 城区)."""

    name: str
    place: Place
    risky: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, by what they are and by what they are called; every tuple is in a fixed order."""

    indicators: tuple[Indicator, ...]
    units: tuple[Unit, ...]
    kinds: tuple[Kind, ...]
    statuses: tuple[Status, ...]
    places: tuple[Place, ...]
    indicators_by_label: Mapping[str, Indicator]
    units_by_spelling: Mapping[str, Unit]
    places_by_iri: Mapping[str, Place]
    places_by_name: Mapping[str, tuple[Place, ...]]
    institutions: tuple[Institution, ...]
    institutions_by_iri: Mapping[str, Institution]
    institutions_by_name: Mapping[str, tuple[Institution, ...]]
    reasons: tuple[Reason, ...]
    kinds_by_noun: Mapping[str, Mapping[str, Kind]]
    longest_noun: int

    def indicator_named(self, text: str) -> Indicator | None:
        """The indicator of this label, with or without quotation marks, English labels in any case."""
        return self.indicators_by_label.get(fold(text)) or self.indicators_by_label.get(unquote(fold(text)))

    def indicator_at_end(self, text: str) -> Indicator | None:
        """The indicator with the longest label that the text ends with (预计全市地区生产总值 → 地区生产总值)."""
        folded = fold(text)
        return next((found for i in range(len(folded)) if (found := self.indicators_by_label.get(folded[i:]))), None)

    def unit_named(self, spelling: str) -> Unit | None:
        """The unit of a spelling without magnitude (公里, not 万公里)."""
        return self.units_by_spelling.get(fold(spelling))

    def kinds_of(self, cls: str) -> tuple[Kind, ...]:
        """The kinds of a class (Project, Institution, Program or Place), in order."""
        return tuple(kind for kind in self.kinds if kind.cls == cls)

    def kind_of(self, cls: str, name: str) -> Kind:
        """The kind whose head noun stands last in the name, the longest of those; the kind "other" of the class if none does."""
        kinds = self.kinds_by_noun[cls]
        ends = ((end, length) for end in range(len(name), 0, -1) for length in range(min(end, self.longest_noun), 0, -1))
        return next((kind for end, length in ends if (kind := kinds.get(name[end - length : end]))), kinds[""])

    def status_named(self, name: str) -> Status | None:
        """The status of a name (UnderConstruction), label (在建) or verb (加快建设)."""
        return next((s for s in self.statuses if name in (s.name, s.iri, s.label, s.label_en) or name in s.verbs), None)

    def reason_named(self, name: str) -> Reason:
        """The reason of a name that the extraction gives (Baseline)."""
        found = next((reason for reason in self.reasons if reason.name == name), None)
        if found is None:
            raise OntologyError(f"There is no reason {name}; add a stanza with this skos:notation to ontology/reasons.ttl.")
        return found

    def status_verbs(self) -> tuple[tuple[str, Status], ...]:
        """Every verb that states a status, the longest first."""
        pairs = [(verb, status) for status in self.statuses for verb in status.verbs]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].order, pair[0])))

    def place_by_code(self, code: str) -> Place | None:
        """The administrative division of a GB/T 2260 code (370281)."""
        return self.places_by_iri.get(RGD.base.term(f"place-{code}"))

    def places_named(self, name: str) -> tuple[Place, ...]:
        """Every place of this name or other name: the higher level first, what is gone last, then by IRI."""
        return self.places_by_name.get(fold(name), ())

    def institutions_named(self, name: str) -> tuple[Institution, ...]:
        """The nationally known institutions of a name; two where the name does not tell which (海大)."""
        return self.institutions_by_name.get(fold(name), ())

    def parents(self, place: Place) -> Iterator[Place]:
        """The places that a place lies in, from the nearest to the country."""
        parent = self.places_by_iri.get(place.parent or "")
        while parent is not None:
            yield parent
            parent = self.places_by_iri.get(parent.parent or "")

    def lineage(self, place: Place) -> tuple[str, ...]:
        """The IRIs from the country down to the place itself."""
        return (*(p.iri for p in reversed(list(self.parents(place)))), place.iri)

    def resolve(self, name: str, near: Place | None = None) -> Place | None:
        """The place that a name means in a text about ``near``: in it or nearest to it, else the highest level; None if that leaves two."""
        found = self.places_named(name)
        if len(found) < 2:
            return found[0] if found else None
        home = self.lineage(near) if near else ()
        keys = [(place.historic, -shared(self.lineage(place), home), RANKS[place.level]) for place in found]
        best = min(keys)
        return found[keys.index(best)] if keys.count(best) == 1 else None

    def surfaces(self) -> Iterator[Surface]:
        """Every name of every place that a text may use, with the flag for names that are ordinary words too."""
        for place in self.places:
            for name in place.names:
                yield Surface(name, place, name in place.ambiguous_names)

    def things_with_root(self) -> tuple[tuple[str, Place], ...]:
        """The roots by which other names show that they belong to a zone (上合 → 上合示范区), the longest first."""
        pairs = [(root, place) for place in self.places for root in place.alias_roots]
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0], pair[1].iri)))


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A label as lookups compare it: full-width letters narrowed, lower case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def unquote(text: str) -> str:
    """A folded label without Chinese quotation marks (“四上”企业 → 四上企业)."""
    return text.translate(QUOTATION_MARKS)


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many ancestors two lineages share."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def lexicon_paths() -> tuple[Path, ...]:
    """The user's own Turtle files, named by the environment variable REPORTGRAPH_LEXICON."""
    return _split_paths(os.environ.get(ENVIRONMENT, ""))


@functools.cache
def _split_paths(names: str) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names.split(os.pathsep) if name)


def load_lexicon(extra: Iterable[Path] | None = None) -> Lexicon:
    """The lexicon of the ontology's files and the user's own ones (those of REPORTGRAPH_LEXICON unless named here)."""
    return _load(lexicon_paths() if extra is None else tuple(extra))


@functools.cache
def _load(extra: tuple[Path, ...]) -> Lexicon:
    descriptions = read_descriptions((*(FOLDER / name for name in FILES), *extra))
    return to_lexicon(descriptions.values())


def to_lexicon(descriptions: Iterable[Description]) -> Lexicon:
    """A lexicon of the descriptions of its concepts and places."""
    by_type: dict[str, list[Description]] = {}
    for description in descriptions:
        for name in description.iris(RDF.type):
            by_type.setdefault(name, []).append(description)
    indicators = tuple(sorted(map(to_indicator, by_type.get(RG.Indicator, ())), key=lambda i: i.iri))
    units = tuple(sorted(map(to_unit, by_type.get(RG.Unit, ())), key=lambda u: u.iri))
    kinds = tuple(sorted(map(to_kind, by_type.get(RG.Kind, ())), key=lambda k: (k.cls, k.order, k.iri)))
    statuses = tuple(sorted(map(to_status, by_type.get(RG.Status, ())), key=lambda s: (s.order, s.iri)))
    places = tuple(sorted(map(to_place, by_type.get(RG.Place, ())), key=lambda p: (p.historic, RANKS[p.level], p.iri)))
    institutions = tuple(sorted(map(to_institution, by_type.get(RG.Institution, ())), key=lambda i: i.iri))
    return Lexicon(
        indicators,
        units,
        kinds,
        statuses,
        places,
        {form: i for i in reversed(indicators) for label in i.labels for form in (unquote(fold(label)), fold(label))},
        {fold(spelling): u for u in reversed(units) for spelling in u.spellings},
        {p.iri: p for p in places},
        index_names(places),
        institutions,
        {i.iri: i for i in institutions},
        index_names(institutions),
        tuple(sorted(map(to_reason, by_type.get(RG.Reason, ())), key=lambda r: r.iri)),
        index_nouns(kinds),
        max((len(noun) for kind in kinds for noun in kind.head_nouns), default=0),
    )


def index_nouns(kinds: Iterable[Kind]) -> dict[str, dict[str, Kind]]:
    """For each class, the first kind of each head noun, and the kind "other" for none."""
    found: dict[str, dict[str, Kind]] = {}
    for kind in kinds:
        for noun in (*kind.head_nouns, *([""] if kind.name == "other" else [])):
            found.setdefault(kind.cls, {}).setdefault(noun, kind)
    return found


def index_names(named: Iterable[_Named]) -> dict[str, tuple[_Named, ...]]:
    """Places or institutions by every name, Chinese or English, in the order given."""
    found: dict[str, dict[str, _Named]] = {}
    for one in named:
        for name in one.names + one.labels_en:
            found.setdefault(fold(name), {}).setdefault(one.iri, one)
    return {name: tuple(group.values()) for name, group in found.items()}
