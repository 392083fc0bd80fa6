"""Running a question: names become IRIs, values become terms, and neither ever becomes query text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.store import Store
from ontology.errors import ParameterError, QueryError
from queries.catalog import SavedQuery, load_catalog, read_query
from queries.formats import shown, write
from queries.names import resolve
from queries.parameters import bind, split_values
from queries.pivot import pivot_table, to_records
from queries.run import Table, fetch, prepare

DATA = Path(__file__).parent / "data"
CATALOG = load_catalog(())
PLACE = "https://w3id.org/reportgraph/id/place-"
HOSTILE = [
    '上合"示范区',
    "} UNION { ?s ?p ?o",
    "x> . ?s ?p ?o . <",
    "a\nb",
    "\\",
    "' OR 1=1",
    "{ UNDEF }",
    "?place_iri",
    "a\u2028b",
    "''' }",
]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.in_memory()
    store.load((DATA / "questions.ttl").read_bytes(), "ttl")
    return store


def _iris(store: Store, type_name: str, name: str) -> list[str]:
    return [node.value for node in resolve(store, type_name, name).things]


@pytest.mark.parametrize(
    "name",
    [
        "胶州市",
        "胶州",
        "Jiaozhou",
        "jiaozhou",
        " 胶州市",
        "胶州县",
        "370281",
        PLACE + "370281",
        f"<{PLACE}370281>",
        "rgd:place-370281",
    ],
)
def test_a_place_goes_by_many_names(store: Store, name: str) -> None:
    assert _iris(store, "place", name) == [PLACE + "370281"]


def test_a_zone_goes_by_its_alias_and_its_english_name(store: Store) -> None:
    for name in ("上合示范区", "SCO demonstration zone", "sco DEMONSTRATION zone", "SCODA", "中国—上海合作组织地方经贸合作示范区"):
        assert _iris(store, "zone", name) == [PLACE + "scoda"]


def test_an_indicator_goes_by_the_names_of_the_ontology(store: Store) -> None:
    for name in ("地区生产总值", "GDP", "生产总值"):
        assert _iris(store, "indicator", name) == ["https://w3id.org/reportgraph/scheme/indicator-gdp"]


def test_a_name_of_two_things_means_those_that_reports_speak_of_and_says_so(store: Store) -> None:
    found = resolve(store, "place", "南村")
    assert [node.value for node in found.things] == [PLACE + "nancun-1", PLACE + "nancun-2"]
    assert found.note is not None
    assert "names 2 things" in found.note
    assert PLACE + "nancun-1" in found.note


def test_an_unknown_name_is_answered_with_the_nearest(store: Store) -> None:
    with pytest.raises(ParameterError, match=r"No place in the graph is called '胶洲市'; the nearest are 胶州市"):
        resolve(store, "place", "胶洲市")
    with pytest.raises(ParameterError, match="No zone in the graph is called 'xqzw'; there is no zone of a similar name"):
        resolve(store, "zone", "xqzw")


@pytest.mark.parametrize("iri", ["http://example.org/nothing", "rgd:place-999999"])
def test_an_unknown_iri_is_told(store: Store, iri: str) -> None:
    with pytest.raises(ParameterError, match="says nothing of"):
        resolve(store, "place", iri)


def test_a_broken_iri_is_told(store: Store) -> None:
    with pytest.raises(ParameterError, match="is not a valid IRI"):
        resolve(store, "place", "http://example.org/a b")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("query", [CATALOG.find("targets-of-place"), CATALOG.find("projects-serving-zone")], ids=lambda q: q.name)
def test_hostile_names_are_data(store: Store, query: SavedQuery, value: str) -> None:
    with pytest.raises(ParameterError):
        prepare(store, query, {query.parameters[0].name: [value]})


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_texts_find_exactly_themselves(tmp_path: Path, value: str) -> None:
    path = tmp_path / "by-text.rq"
    path.write_text(
        "#+ summary: Which?\n#+ summary_zh: 哪个？\n#+ parameters:\n"
        "#+   words: {type: text, description: words, description_zh: 词}\n"
        "SELECT ?s ?words WHERE { VALUES ?words { UNDEF } ?s <http://example.org/p> ?words }\n",
        encoding="utf-8",
    )
    store = Store.in_memory()
    other, wanted = (NamedNode(f"http://example.org/{name}") for name in ("other", "wanted"))
    store.load(f'{other} <http://example.org/p> "other" .\n{wanted} <http://example.org/p> {Literal(value)} .\n'.encode())
    assert fetch(store, prepare(store, read_query(path), {"words": [value]}).text).rows == ((wanted.value, value),)


@given(st.text())
def test_whatever_the_text_the_bound_query_has_one_value(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    bound = bind("SELECT ?x WHERE { VALUES ?x { UNDEF } }", {"x": [Literal(text)]})
    assert fetch(Store.in_memory(), bound).rows == ((text,),)


def test_a_block_without_values_is_dropped() -> None:
    assert bind("{ VALUES ?x { UNDEF } VALUES ?y{UNDEF} ?x ?p ?y }", {"y": [Literal("1")]}) == '{  VALUES ?y { "1" } ?x ?p ?y }'


def test_values_may_be_separated_by_commas_of_three_kinds_or_repeated() -> None:
    assert split_values(["胶州市,平度市", "青岛市、即墨区，"]) == ["胶州市", "平度市", "青岛市", "即墨区"]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("targets-of-place", {}, r"needs -p place=…: the place whose report speaks"),
        ("targets-of-place", {"plce": ["胶州市"]}, r"has no parameter 'plce'; it takes place"),
        ("targets-of-place", {"place": ["胶州市", "平度市"]}, "takes one value, not 2"),
        ("targets-of-place", {"place": ["胶州市"], "year": ["last"]}, "year must be a year such as 2025, not 'last'"),
        ("same-thing-candidates", {"place": ["胶州市"]}, "has no parameter 'place'; it takes none"),
    ],
)
def test_a_wrong_parameter_is_told(store: Store, name: str, values: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        prepare(store, CATALOG.find(name), values)


@pytest.mark.parametrize("everything", ["all", "全部", "ALL", "*"])
def test_everything_may_be_asked_for(store: Store, everything: str) -> None:
    query = CATALOG.find("targets-of-place")
    cities = {row[0] for row in fetch(store, prepare(store, query, {"place": [everything]}).text).rows}
    assert cities == {"青岛市", "胶州市", "平度市"}


def test_a_default_holds_unless_another_parameter_makes_it_unnecessary(store: Store) -> None:
    query = CATALOG.find("compare-targets")
    headline = {row[0] for row in fetch(store, prepare(store, query, {}).text).rows}
    assert headline == {"地区生产总值", "一般公共预算收入"}
    assert "文旅街区" in {row[0] for row in fetch(store, prepare(store, query, {"place": ["胶州市"]}).text).rows}
    named = prepare(store, query, {"place": ["胶州市"], "indicator": ["GDP"]}).text
    assert {row[0] for row in fetch(store, named).rows} == {"地区生产总值"}


def test_everything_is_not_asked_at_once_where_that_is_too_much(store: Store) -> None:
    query = CATALOG.find("compare-targets")
    with pytest.raises(ParameterError, match="not asked of everything at once: name indicator by -p indicator=… or place by -p place=…"):
        prepare(store, query, {"place": ["all"], "indicator": ["all"]})
    for values in ({"place": ["胶州市"], "indicator": ["all"]}, {"place": ["胶州市"]}):
        assert "文旅街区" in {row[0] for row in fetch(store, prepare(store, query, values).text).rows}
    assert prepare(store, query, {"place": ["all"]}).text == prepare(store, query, {}).text
    with pytest.raises(ParameterError, match="name place by -p place=…"):
        prepare(store, CATALOG.find("facts-without-evidence"), {"place": ["全部"]})


def test_a_long_answer_is_cut_and_says_so(store: Store) -> None:
    query = CATALOG.find("projects-of-place")
    every = fetch(store, prepare(store, query, {"place": ["青岛市"], "limit": ["all"]}).text).rows
    cut = prepare(store, query, {"place": ["青岛市"], "limit": ["2"]})
    assert fetch(store, cut.text).rows == every[:2]
    assert len(every) > 2
    assert cut.notes == ("limit=2: at most so many, of the latest years and named most often; -p limit=all asks for every one.",)
    assert fetch(store, prepare(store, query, {"place": ["青岛市"]}).text).rows == every
    for wrong in ("0", "-1", "few"):
        with pytest.raises(ParameterError, match="limit must be a number of rows above 0, or all, not"):
            prepare(store, query, {"place": ["青岛市"], "limit": [wrong]})


def test_a_limit_is_filled_lifted_or_kept() -> None:
    text = "SELECT * { ?a ?b ?c }\nLIMIT 5 # ?limit\nLIMIT 1000000 # More than there can be."
    assert bind(text, {"limit": [Literal("7")]}).startswith("SELECT * { ?a ?b ?c }\nLIMIT 7\n")
    assert bind(text, {"limit": ()}).startswith("SELECT * { ?a ?b ?c }\nLIMIT 1000000\n")
    assert bind(text, {}).startswith("SELECT * { ?a ?b ?c }\nLIMIT 5\n")


def test_places_side_by_side_keep_every_value_and_the_words_behind_it(store: Store) -> None:
    query = CATALOG.find("compare-targets")
    text = prepare(store, query, {"place": ["胶州市,平度市"], "year": ["2025"]}).text
    answer = json.loads(write(store, text, "json", query.pivot))
    assert answer["columns"] == ["胶州市 2025", "平度市 2025"]
    growth = next(row for row in answer["rows"] if row["indicator"] == "地区生产总值")
    assert growth["measure"] == "Growth"
    assert growth["cells"]["平度市 2025"] == [{"stated": "≥5.5%", "quote": "地区生产总值增长5.5%以上"}]
    trade = next(row for row in answer["rows"] if row["indicator"] == "货物进出口总额")
    assert trade["cells"]["胶州市 2025"] == [{"stated": "≥130亿元（对上合国家）", "quote": "对上合国家贸易额突破130亿元"}]
    assert trade["cells"]["平度市 2025"] is None
    (first, *_) = csv.DictReader(io.StringIO(write(store, text, "csv", query.pivot).decode()))
    assert first["胶州市 2025 quote"] == "生产总值增长5.6%"


def test_the_long_form_is_sparql_results_json(store: Store) -> None:
    query = CATALOG.find("compare-targets")
    answer = json.loads(write(store, prepare(store, query, {}).text, "json"))
    assert {"indicator", "city", "year", "stated", "quote", "sentence_iri"} <= set(answer["head"]["vars"])


def test_two_values_in_one_cell_are_both_kept() -> None:
    query = CATALOG.find("compare-targets")
    assert query.pivot is not None
    columns = (*query.pivot.rows, *query.pivot.columns, query.pivot.cell, query.pivot.quote)
    key = ("就业", "Count", "人", "甲市", "2025")
    table = pivot_table(query.pivot, Table(columns, ((*key, "5人", "五人"), (*key, "7人", "七人"))))
    (row,) = to_records(table)
    assert row["cells"] == {"甲市 2025": [{"stated": "5人", "quote": "五人"}, {"stated": "7人", "quote": "七人"}]}


def test_a_source_can_be_shown(store: Store) -> None:
    text = prepare(store, CATALOG.find("projects-serving-zone"), {}).text
    assert shown(store, text).columns[-1] == "quote"
    assert shown(store, text, with_source=True).columns[-2:] == ("report", "sentence")


def test_html_is_escaped_and_loads_nothing(store: Store) -> None:
    page = write(store, 'SELECT ?a WHERE { VALUES ?a { "<script>x</script>" } }', "html", title="<b>").decode()
    assert "&lt;script&gt;" in page
    assert "<h1>&lt;b&gt;</h1>" in page
    assert "http" not in page


def test_an_ask_is_no_turtle(store: Store) -> None:
    assert shown(store, "ASK { ?s ?p ?o }").rows == (("yes",),)
    with pytest.raises(QueryError, match="cannot be written as ttl"):
        write(store, "ASK { ?s ?p ?o }", "ttl")


def test_a_construct_is_written_as_turtle_in_a_fixed_order(store: Store) -> None:
    text = "CONSTRUCT { ?z a rg:Zone } WHERE { ?z a rg:Zone }"
    assert write(store, text, "ttl") == write(store, text, "ttl")
    assert b"rgd:place-scoda a rg:Zone" in write(store, text, "ttl")
