"""The catalogue: every .rq file in a folder is a question with a name, a summary, parameters and a place in the list."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from ontology.errors import QueryError, ReportGraphError
from queries.parameters import TYPES, Parameter, limits, slots
from queries.syntax import Form, check_query

BUNDLED: Final = Path(__file__).parent
FOLDER_VARIABLE: Final = "REPORTGRAPH_QUERIES"
PHRASINGS: Final = "x-phrasings"

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BRACES: Final = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True, slots=True)
class Pivot:
    """How long rows become a table: ``rows`` name a line, ``columns`` head a column, ``cell`` and ``quote`` fill it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cell: str
    quote: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question: what it asks in both languages, the SPARQL that answers it, and what may be filled in."""

    name: str
    path: Path
    summary: str
    summary_zh: str
    text: str
    form: Form
    parameters: tuple[Parameter, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    pivot: Pivot | None = None
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A query file that was left out, with the line and the reason."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Catalog:
    """The questions in order of their names, and the files that could not be one."""

    queries: tuple[SavedQuery, ...]
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def _by_name(self) -> Mapping[str, SavedQuery]:
        return {query.name: query for query in self.queries}

    def find(self, name: str) -> SavedQuery:
        """The question of that name; raises QueryError with the nearest names, or with what is wrong in its file."""
        if name in self._by_name:
            return self._by_name[name]
        for problem in self.problems:
            if problem.path.stem == name:
                raise QueryError(f"The question {name} cannot be asked: {problem}")
        near = get_close_matches(name, self._by_name, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "`reportgraph queries` lists them all."
        raise QueryError(f"There is no question named {name!r}; {hint}")


class HeaderError(Exception):
    """What is wrong in one file, and on which line."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def load_catalog(folders: Iterable[Path] | None = None) -> Catalog:
    """All questions of the bundled folder and then of ``folders`` (else of REPORTGRAPH_QUERIES, separated as PATH is)."""
    queries: dict[str, SavedQuery] = {}
    problems: list[Problem] = []
    for folder in (BUNDLED, *(_user_folders() if folders is None else folders)):
        for path in _query_files(folder):
            try:
                query = read_query(path)
                if query.name in queries:
                    raise HeaderError(1, f"the name {query.name} is taken by {queries[query.name].path}; rename the file")
                queries[query.name] = query
            except HeaderError as error:
                problems.append(Problem(path, error.line, error.reason))
    return Catalog(tuple(queries[name] for name in sorted(queries)), tuple(problems))


def read_query(path: Path) -> SavedQuery:
    """One question from its file; raises HeaderError with line and reason if it is broken."""
    text = _read_text(path)
    if not _NAME.fullmatch(path.stem):
        raise HeaderError(1, "a question's file is named in small Latin letters, digits and single hyphens")
    header = _parse_header(text)
    parameters = _parse_parameters(header.get("parameters"), text)
    return SavedQuery(
        name=path.stem,
        path=path,
        summary=_required(header, "summary"),
        summary_zh=_required(header, "summary_zh"),
        text=text,
        form=_check_text(text),
        parameters=parameters,
        tags=tuple(str(tag) for tag in header.get("tags") or ()),
        description=str(header.get("description") or ""),
        pivot=_parse_pivot(header.get("pivot"), text),
        phrasings=_parse_phrasings(header.get(PHRASINGS), text),
    )


def _user_folders() -> list[Path]:
    return [Path(part) for part in os.environ.get(FOLDER_VARIABLE, "").split(os.pathsep) if part]


def _query_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise QueryError(f"The folder of questions {folder} does not exist; create it or correct --queries or {FOLDER_VARIABLE}.")
    return sorted(folder.glob("*.rq"))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise HeaderError(1, f"the file is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise HeaderError(1, f"the file cannot be read: {error.strerror}") from error


def _parse_header(text: str) -> Mapping[str, Any]:
    """The YAML behind the ``#+`` marks, on lines that keep their numbers."""
    lines = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.split("\n")]
    try:
        header = yaml.load("\n".join(lines), Loader=_YAML)  # noqa: S506  # the C twin of SafeLoader where there is one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise HeaderError(mark.line + 1 if mark else 1, f"the #+ header is not valid YAML: {error.problem}") from error
    if not isinstance(header, dict):
        raise HeaderError(1, "there is no #+ header; the first line is `#+ summary: the question`")
    return header


_YAML: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _required(header: Mapping[str, Any], key: str) -> str:
    value = header.get(key)
    if not isinstance(value, str) or not value.strip():
        raise HeaderError(1, f"the #+ header lacks `{key}`, the question in {'Chinese' if key.endswith('zh') else 'English'}")
    return value.strip()


def _parse_parameters(listed: Any, text: str) -> tuple[Parameter, ...]:
    if listed is not None and not isinstance(listed, dict):
        raise HeaderError(_line_of_key(text, "parameters"), "`parameters` maps each name to its type and description")
    parameters = tuple(_parse_parameter(str(name), spec, text) for name, spec in (listed or {}).items())
    for parameter in parameters:
        _check_parameter(parameter, {one.name for one in parameters}, text)
    declared, present = {parameter.variable for parameter in parameters}, slots(text)
    for variable in sorted(declared ^ present):
        slot = f"VALUES ?{variable} {{ UNDEF }}"
        if variable in declared:
            raise HeaderError(_line_of_key(text, variable.removesuffix("_iri")), f"the query has no `{slot}` for this parameter")
        line = _line_of(text, rf"(VALUES\s*|LIMIT \d+ # )\?{variable}\b")
        raise HeaderError(line, f"the slot of ?{variable} belongs to no parameter of the header")
    return parameters


def _check_parameter(parameter: Parameter, names: Container[str], text: str) -> None:
    line = _line_of_key(text, parameter.name)
    if parameter.unless and parameter.unless not in names:
        raise HeaderError(line, f"`unless` names {parameter.unless}, which is no parameter of the query")
    if parameter.type == "limit" and limits(text).get(parameter.name) != parameter.default:
        raise HeaderError(line, f"the query has no `LIMIT {parameter.default} # ?{parameter.name}` for this parameter")


def _parse_parameter(name: str, spec: Any, text: str) -> Parameter:
    line = _line_of_key(text, name)
    if not isinstance(spec, dict):
        raise HeaderError(line, f"the parameter {name} needs a type and a description")
    unknown = sorted(map(str, set(spec) - {"type", "description", "description_zh", "default", "optional", "list", "unless", "all"}))
    if unknown:
        raise HeaderError(line, f"the parameter {name} has an unknown key {unknown[0]}")
    if spec.get("type") not in TYPES:
        raise HeaderError(line, f"the parameter {name} has the type {spec.get('type')}; it must be one of {', '.join(TYPES)}")
    if not spec.get("description") or not spec.get("description_zh"):
        raise HeaderError(line, f"the parameter {name} needs description and description_zh")
    default = spec.get("default")
    return Parameter(
        name=name,
        type=spec["type"],
        description=str(spec["description"]),
        description_zh=str(spec["description_zh"]),
        default=None if default is None else str(default),
        optional=bool(spec.get("optional", False)),
        many=bool(spec.get("list", False)),
        unless=spec.get("unless"),
        all=bool(spec.get("all", True)),
    )


def _parse_pivot(spec: Any, text: str) -> Pivot | None:
    if spec is None:
        return None
    line = _line_of_key(text, "pivot")
    if not isinstance(spec, dict) or set(spec) != {"rows", "columns", "cell", "quote"}:
        raise HeaderError(line, "`pivot` has exactly the keys rows, columns, cell and quote")
    pivot = Pivot(tuple(spec["rows"]), tuple(spec["columns"]), spec["cell"], spec["quote"])
    for variable in (*pivot.rows, *pivot.columns, pivot.cell, pivot.quote):
        if not re.search(rf"\?{re.escape(variable)}\b", text):
            raise HeaderError(line, f"`pivot` names {variable}, which the query does not select")
    return pivot


def _parse_phrasings(listed: Any, text: str) -> tuple[str, ...]:
    """Other ways of asking, in which a parameter stands as its type in braces."""
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(phrasing, str) for phrasing in listed):
        raise HeaderError(_line_of_key(text, PHRASINGS), f"`{PHRASINGS}` is a list of texts; put each in quotation marks")
    unknown = sorted({slot for phrasing in listed for slot in _BRACES.findall(phrasing)} - set(TYPES))
    if unknown:
        raise HeaderError(_line_of_key(text, PHRASINGS), f"`{PHRASINGS}` names {{{unknown[0]}}}, but a blank is one of {', '.join(TYPES)}")
    return tuple(listed)


def _check_text(text: str) -> Form:
    try:
        return check_query(text, "it")
    except ReportGraphError as error:
        found = re.search(r"line (\d+)", str(error))
        raise HeaderError(int(found.group(1)) if found else 1, str(error).removeprefix("it, ")) from error


def _line_of(text: str, pattern: str) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _line_of_key(text: str, key: str) -> int:
    return _line_of(text, rf"^#\+\s*{re.escape(key)}\s*:")
