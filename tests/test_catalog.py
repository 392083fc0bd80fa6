"""The catalogue: one file is one question, and a broken file is named with line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import QueryError
from queries.catalog import HeaderError, load_catalog, read_query

GOOD = """#+ summary: Which things have this name?
#+ summary_zh: 叫这个名字的是什么？
#+ tags: [names]
#+ parameters:
#+   thing: {type: thing, description: "a thing", description_zh: 某物}
#+   year: {type: year, optional: true, list: true, description: "years", description_zh: 年份}

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?name WHERE {
  VALUES ?thing_iri { UNDEF }
  VALUES ?year { UNDEF }
  ?thing_iri rdfs:label ?name ; ?p ?year .
}
"""


def _write(folder: Path, text: str | bytes, name: str = "my-question.rq") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_new_file_in_a_folder_is_a_new_question(tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    query = load_catalog([tmp_path]).find("my-question")
    assert query.summary == "Which things have this name?"
    assert query.summary_zh == "叫这个名字的是什么？"
    assert query.form == "SELECT"
    thing, year = query.parameters
    assert (thing.variable, thing.optional, thing.many) == ("thing_iri", False, False)
    assert (year.variable, year.optional, year.many) == ("year", True, True)


def test_the_environment_names_folders_of_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, GOOD)
    monkeypatch.setenv("REPORTGRAPH_QUERIES", str(tmp_path))
    assert load_catalog().find("my-question").path == tmp_path / "my-question.rq"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"absent does not exist"):
        load_catalog([tmp_path / "absent"])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("SELECT * WHERE { ?s ?p ?o }\n", 1, "no #+ header"),
        (GOOD.replace("#+ summary:", "#+ title:"), 1, "lacks `summary`, the question in English"),
        (GOOD.replace("#+ summary_zh:", "#+ summary_cn:"), 1, "lacks `summary_zh`, the question in Chinese"),
        (GOOD.replace("[names]", "[names"), 4, "not valid YAML"),
        (GOOD.replace("type: thing", "type: person"), 5, "type person; it must be one of place"),
        (GOOD.replace('description: "a thing", ', ""), 5, "needs description and description_zh"),
        (GOOD.replace("optional: true", "optinal: true"), 6, "unknown key optinal"),
        (GOOD.replace("  VALUES ?thing_iri { UNDEF }\n", ""), 5, "no `VALUES ?thing_iri { UNDEF }` for this parameter"),
        (GOOD.replace("optional: true", "optional: true, unless: place"), 6, "`unless` names place, which is no parameter"),
        (GOOD.replace("type: year, optional: true", "type: limit, default: 50"), 6, "the query has no `LIMIT 50 # ?year` for"),
        (GOOD + "LIMIT 50 # ?limit\n", 15, "the slot of ?limit belongs to no parameter of the header"),
        (GOOD.replace("#+   year:", "#+   jahr:"), 6, "no `VALUES ?jahr { UNDEF }`"),
        (GOOD.replace("?p ?year .", "?p ?year"), None, None),
        (GOOD.replace("SELECT ?name WHERE {", "SELECT ?name WHERE ("), 10, "not valid SPARQL"),
        (GOOD.replace("SELECT ?name WHERE", "DELETE WHERE"), 1, "SPARQL update"),
        (GOOD.replace("?thing_iri rdfs:label", "SERVICE <http://example.org/> { ?a ?b ?c } ?thing_iri rdfs:label"), 1, "SERVICE"),
        (GOOD.encode().replace("叫".encode(), b"\xff\xfe"), 1, "not UTF-8"),
        (GOOD + "#+ x-phrasings: how\n", 15, "`x-phrasings` is a list of texts"),
        (GOOD + "#+ x-phrasings:\n#+   - 4\n", 15, "`x-phrasings` is a list of texts"),
        (GOOD + '#+ x-phrasings: ["what is {person}"]\n', 15, "`x-phrasings` names {person}, but a blank is one of place, zone"),
        (GOOD + "#+ pivot: {rows: [a]}\n", 15, "exactly the keys rows, columns, cell and quote"),
        (GOOD + "#+ pivot: {rows: [name], columns: [a], cell: b, quote: c}\n", 15, "names a, which the query does not select"),
    ],
)
def test_a_broken_file_is_named_with_line_and_reason(tmp_path: Path, text: str | bytes, line: int | None, reason: str | None) -> None:
    path = _write(tmp_path, text)
    catalog = load_catalog([tmp_path])
    if line is None:
        assert catalog.problems == ()
        return
    (problem,) = catalog.problems
    assert (problem.path, problem.line) == (path, line)
    assert reason is not None
    assert reason in problem.reason
    assert len(catalog.queries) > 30
    with pytest.raises(QueryError, match="my-question cannot be asked"):
        catalog.find("my-question")


def test_two_files_of_one_name_are_a_problem(tmp_path: Path) -> None:
    _write(tmp_path, GOOD, "report-overview.rq")
    (problem,) = load_catalog([tmp_path]).problems
    assert "the name report-overview is taken" in problem.reason


def test_a_name_that_no_url_could_carry_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(HeaderError, match="small Latin letters"):
        read_query(_write(tmp_path, GOOD, "My Question.rq"))


def test_an_unknown_question_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(QueryError, match=r"no question named 'projects-serving-zones'; did you mean projects-serving-zone"):
        load_catalog(()).find("projects-serving-zones")
    with pytest.raises(QueryError, match="`reportgraph queries` lists them all"):
        load_catalog(()).find("%%%")
