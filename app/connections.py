"""Ways between two things and the most connected things, as tables for people and machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.centrality import KINDS, MEASURES, find_central
from graph.naming import Named, find_names
from graph.paths import BY_SENTENCE, MEANS, Connections, Step, find_paths
from graph.quotes import Words, find_words
from graph.store import QueryEngine
from ontology.errors import ParameterError
from ontology.iris import Iri
from queries.formats import ROW_FORMATS, check_format, to_csv, to_html
from queries.names import resolve
from queries.run import Table

STEP_COLUMNS: Final = (
    *("path", "step", "from", "direction", "relation", "to", "basis", "city", "year", "quote", "statements"),
    *("report", "sentence", "from_iri", "relation_iri", "to_iri", "statement_iri", "report_iri", "sentence_iri"),
)
DRAWN_STEPS: Final = ("path", "from", "relation", "to", "basis", "city", "year", "quote")
FORWARD, BACKWARD, BOTH = "→", "←", "—"
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """A table, what people see of it, its title, and what they should know about it."""

    table: Table
    drawn: Table
    title: str
    notes: tuple[str, ...] = ()


def check_choice(value: str | None, known: Sequence[str], option: str) -> None:
    """Raise ParameterError for a value that is none of the known ones."""
    if value is not None and value not in known:
        raise ParameterError(f"There is no {option} {value!r}; choose one of {', '.join(known)}.")


def answer_path(engine: QueryEngine, *, start: str, end: str, count: int, longest: int, through: str) -> Answered:
    """The shortest ways between the things of two names, step by step, with the words that say each."""
    check_choice(through, MEANS, "way through")
    found = [resolve(engine, "thing", name) for name in (start, end)]
    starts, ends = ([thing.value for thing in one.things] for one in found)
    connections = find_paths(engine, starts, ends, count=count, longest=longest, through=through)
    steps = [step for path in connections.paths for step in path]
    words = find_words(engine, (step.tie for step in steps))
    names = find_names(engine, {iri for step in steps for iri in (step.start, step.end)} | set(connections.common))
    rows = tuple(
        _step_row(number, i, step, words.get(step.tie), names)
        for number, path in enumerate(connections.paths, 1)
        for i, step in enumerate(path, 1)
    )
    notes = [one.note for one in found if one.note]
    if not rows:
        notes.append(_nothing(start, end, longest, through))
    return Answered(Table(STEP_COLUMNS, rows), _drawn_steps(rows), f"{start} — {end}", (*notes, *_tell_common(connections, names)))


def _step_row(number: int, i: int, step: Step, words: Words | None, names: dict[str, Named]) -> tuple[str | None, ...]:
    tie = step.tie
    direction = BOTH if tie.basis == BY_SENTENCE else FORWARD if step.forward else BACKWARD
    told = (words.city, words.year, words.quote or None, str(words.count), words.title, words.sentence or None) if words else (None,) * 6
    sources = (words.statement or None, words.report, words.sentence_iri or None) if words else (None,) * 3
    relation = (names[step.start].name, direction, Iri(tie.predicate).local, names[step.end].name, tie.basis)
    return (str(number), str(i), *relation, *told, step.start, tie.predicate, step.end, *sources)


def _drawn_steps(rows: Sequence[tuple[str | None, ...]]) -> Table:
    """The steps as people read them: the relation as an arrow, and a way's number only where it begins."""
    drawn = []
    for row in rows:
        record = dict(zip(STEP_COLUMNS, row, strict=True))
        left = BACKWARD if record["direction"] == BACKWARD else BOTH
        right = FORWARD if record["direction"] == FORWARD else BOTH
        record |= {"path": record["path"] if record["step"] == "1" else "", "relation": f"{left}{record['relation']}{right}"}
        drawn.append(tuple(record[column] for column in DRAWN_STEPS))
    return Table(DRAWN_STEPS, tuple(drawn))


def _nothing(start: str, end: str, longest: int, through: str) -> str:
    means = {"relations": " by relations alone", "sentences": " without the reports that name them"}.get(through, "")
    return f"Nothing connects {start} and {end} in up to {longest} steps{means}; allow more with a larger max-length."


def _tell_common(connections: Connections, names: dict[str, Named]) -> tuple[str, ...]:
    if not connections.common:
        return ()
    listed = "、".join(names[thing].name for thing in connections.common[:_MOST_NAMED])
    more = f" and {len(connections.common) - _MOST_NAMED} more" if len(connections.common) > _MOST_NAMED else ""
    return (f"No way passes the country or what the reports of more than a third of the places name: {listed}{more}.",)


def answer_central(engine: QueryEngine, *, by: str, kind: str | None, place: str | None, limit: int) -> Answered:
    """The most connected things, with their figures."""
    check_choice(by, MEASURES, "measure")
    check_choice(kind, tuple(KINDS), "kind")
    found = resolve(engine, "place", place) if place else None
    places = [thing.value for thing in found.things] if found else []
    central = find_central(engine, by, kind=kind, places=places, limit=limit)
    names = find_names(engine, (one.thing for one in central))
    columns = ("rank", "name", "type", "kind", by, "reports", "english", "also", "thing_iri")
    rows = tuple((str(i), *_describe(names[one.thing], one.figure), one.thing) for i, one in enumerate(central, 1))
    notes = [found.note] if found and found.note else []
    if not rows:
        notes.append(f"No report ties {kind or 'thing'}s to others{f' in the reports of {place}' if place else ''}.")
    drawn = Table(columns[:-2], tuple(row[:-2] for row in rows))
    return Answered(Table(columns, rows), drawn, f"{kind or 'thing'}s by {by}", tuple(notes))


def _describe(named: Named, figure: float) -> tuple[str, ...]:
    written = f"{figure:.0f}" if figure == int(figure) and figure > 1 else f"{figure:.6f}"
    return named.name, named.cls, named.kind, written, str(named.reports), named.english, "; ".join(named.also)


def write(answered: Answered, format: str) -> bytes:
    """The answer in one of ROW_FORMATS but table."""
    check_format(format, ROW_FORMATS)
    if format == "json":
        records = [dict(zip(answered.table.columns, row, strict=True)) for row in answered.table.rows]
        listed = {"notes": list(answered.notes), "columns": list(answered.table.columns), "rows": records}
        return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
    if format == "html":
        return to_html(answered.drawn, answered.title)
    return to_csv(answered.table, "\t" if format == "tsv" else ",")
