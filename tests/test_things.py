"""The things of a report: made-up digests for the mechanisms, the real reports for what holds always."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from loaders.report import Report, Section, Sentence
from loaders.reports import parse_reports
from loaders.sources import Source, read_source
from loaders.statements import Span, Thing, ThingClass
from loaders.tagger import Tagged
from loaders.text import Text
from loaders.things import find_things
from ontology.lexicon import load_lexicon

ROOT = Path(__file__).parent.parent
EVERY = 12
DIGEST = """胶州

1月7日,胶州市第九届人民代表大会第二次会议召开。政府工作报告说,2025年主要预期目标为:生产总值增长5%。

推进项目建设

加快建设云岭水库、东山大桥等重点工程,支持平度市发展,深化与比亚迪合作,实施“护苗清源”行动。

全力打造胶州北站枢纽,提升北站能级。大力发展先进制造业,帮助更多中小企业走数字化的路,让老厂房用上新设备。

办好民生实事,新增学位两千个,改造老旧小区三十个,让街坊邻居住得更舒心、出门更方便、看病更省心。

观海新闻/青岛晚报 记者 王小明
"""


def read(text: str, name: str = "胶州市_2025.txt") -> Report:
    (report,) = parse_reports(Source(Path(name), name, text.encode(), "text/plain"))
    return report


@pytest.fixture(scope="module")
def digest() -> tuple[Report, list[Thing]]:
    report = read(DIGEST)
    return report, find_things(report)


def named(things: list[Thing], cls: str) -> dict[str, Thing]:
    return {name: thing for thing in things if thing.cls == cls for name in (thing.name, *thing.aliases)}


def test_the_reports_place_is_a_thing_with_its_code(digest: tuple[Report, list[Thing]]) -> None:
    places = named(digest[1], "Place")
    assert places["胶州市"] is places["胶州"]
    assert places["胶州市"].iri == "https://w3id.org/reportgraph/id/place-370281"


def test_the_congress_is_an_institution_without_its_session(digest: tuple[Report, list[Thing]]) -> None:
    institutions = named(digest[1], "Institution")
    assert institutions["胶州市第九届人民代表大会"].aliases == ("胶州市第九届人民代表大会第二次会议",)


def test_the_media_of_the_byline_are_institutions_and_its_authors_are_not(digest: tuple[Report, list[Thing]]) -> None:
    institutions = named(digest[1], "Institution")
    assert {"观海新闻", "青岛晚报"} <= set(institutions)
    assert "王小明" not in {name for thing in digest[1] for name in (thing.name, *thing.aliases)}


def test_places_of_the_gazetteer_and_institutions_of_the_ontology_have_their_iri(digest: tuple[Report, list[Thing]]) -> None:
    lexicon = load_lexicon()
    assert named(digest[1], "Place")["平度市"].iri == lexicon.places_named("平度市")[0].iri
    assert named(digest[1], "Institution")["比亚迪"].iri == lexicon.institutions_named("比亚迪")[0].iri


def test_projects_in_a_list_are_found_with_a_kind(digest: tuple[Report, list[Thing]]) -> None:
    projects = named(digest[1], "Project")
    assert {"云岭水库", "东山大桥"} <= set(projects)
    kind = next(kind for kind in load_lexicon().kinds_of("Project") if kind.name == "transport")
    assert projects["东山大桥"].kind == kind.iri


def test_the_same_text_gives_the_same_things() -> None:
    assert find_things(read(DIGEST)) == find_things(read(DIGEST))


@pytest.mark.corpus
@pytest.mark.parametrize("file", ["newspaper/two-cities_2025-01-08.txt", "city/青岛市_2024.txt", "national/国务院_2005.txt"])
def test_every_mention_lies_in_its_sentence_and_holds_its_name(corpus: Path, file: str) -> None:
    for report in parse_reports(read_source(corpus / file)):
        things = find_things(report)
        assert things
        assert len({thing.ref for thing in things}) == len(things)
        for thing in things:
            for mention in thing.mentions:
                sentence = report.sentences[mention.sentence].span
                assert sentence.begin <= mention.quote.begin < mention.quote.end <= sentence.end
            quotes = [report.quote(mention.quote) for mention in thing.mentions]
            own = thing.name == report.place
            assert own or any(set(thing.name) <= set(quote) for quote in quotes)


def things_of(text: str, names: Sequence[tuple[ThingClass, str]] = (), place: str = "云岭市") -> dict[tuple[str, str], Thing]:
    """The things of a one-line report in which a tagger marks these names where they stand first."""
    tagged = [Tagged(cls, Span(text.index(name), text.index(name) + len(name))) for cls, name in names]
    whole = Span(0, len(text))
    clean = Text(text, array("l", range(len(text))))
    report = Report(clean, "", place, None, 2024, "", (Section(whole, 0, None, "Plan"),), (Sentence(whole, 0, 0),))
    return {(thing.cls, name): thing for thing in find_things(report, tagged) for name in (thing.name, *thing.aliases)}


def quotes(thing: Thing, text: str) -> list[str]:
    return [text[slice(*mention.quote)] for mention in thing.mentions]


def test_the_reports_place_is_mentioned_once_where_its_long_name_stands() -> None:
    text = "胶州市有海，胶州有河。"
    assert quotes(things_of(text, place="胶州市")["Place", "胶州"], text) == ["胶州市", "胶州"]


@pytest.mark.parametrize("text", ["我市有海，全市有河。", "我县有海，市政府有河。"])
def test_a_place_that_is_not_named_is_mentioned_where_the_report_says_we(text: str) -> None:
    assert len(things_of(text)["Place", "云岭市"].mentions) == 2


def test_a_name_is_mentioned_wherever_it_stands() -> None:
    text = "开工碧波产业园，碧波产业园二号楼封顶，学习碧波产业园。"
    thing = things_of(text, [("Project", "碧波产业园")])["Project", "碧波产业园"]
    assert quotes(thing, text) == ["碧波产业园"] * 3


def test_an_occurrence_inside_another_name_of_the_class_is_none_of_its_own() -> None:
    text = "建成银杏路，开工新银杏路大桥，拓宽银杏路。"
    things = things_of(text, [("Project", "银杏路"), ("Project", "新银杏路大桥")])
    assert [mention.quote.begin for mention in things["Project", "银杏路"].mentions] == [2, text.rindex("银杏路")]


def test_two_characters_are_not_looked_for_elsewhere() -> None:
    text = "引来飞羽，飞羽而来。"
    assert len(things_of(text, [("Institution", "飞羽")])["Institution", "飞羽"].mentions) == 1


def test_quotation_marks_make_no_other_thing() -> None:
    text = "实施“碧波银杏”行动，推进碧波银杏行动。"
    things = things_of(text, [("Program", "“碧波银杏”行动"), ("Program", "碧波银杏行动")])
    thing = things["Program", "“碧波银杏”行动"]
    assert things["Program", "碧波银杏行动"] is thing
    assert quotes(thing, text) == ["“碧波银杏”行动", "碧波银杏行动"]


@pytest.mark.parametrize(
    ("place", "name", "code"),
    [("沈阳市", "和平区", "210102"), ("天津市", "和平区", "120101"), ("北京市", "朝阳区", "110105"), ("长春市", "朝阳区", "220104")],
)
def test_a_name_of_many_places_means_the_one_near_the_report(place: str, name: str, code: str) -> None:
    thing = things_of(f"支持{name}发展。", [("Place", name)], place)["Place", name]
    assert thing.iri == f"https://w3id.org/reportgraph/id/place-{code}"


def test_a_far_countys_short_name_inside_another_name_is_that_county_only_at_the_end_of_a_line() -> None:
    bridge = things_of("建设金州大桥。", [("Place", "金州"), ("Project", "金州大桥")], "兴义市")
    assert bridge["Place", "金州"].iri is None
    railway = things_of("建设兴义至金州铁路。", [("Place", "金州"), ("Project", "兴义至金州铁路")], "兴义市")
    assert railway["Place", "金州"].iri


def test_a_name_that_leaves_two_places_has_no_iri() -> None:
    assert things_of("支持和平区发展。", [("Place", "和平区")], "胶州市")["Place", "和平区"].iri is None


def test_a_nationally_known_institution_is_one_in_two_reports_and_an_unknown_one_has_no_iri() -> None:
    marked: list[tuple[ThingClass, str]] = [("Institution", "比亚迪"), ("Institution", "飞羽重工")]
    here, there = (things_of("比亚迪、飞羽重工来了。", marked, place) for place in ("沈阳市", "胶州市"))
    assert here["Institution", "比亚迪"].iri == there["Institution", "比亚迪"].iri is not None
    assert here["Institution", "飞羽重工"].iri is None


@pytest.mark.parametrize(
    ("cls", "name", "kind"),
    [
        ("Project", "银杏大桥", "transport"),
        ("Project", "碧波产业园", "industry"),
        ("Institution", "云岭大学", "university"),
        ("Program", "碧波行动", "action"),
    ],
)
def test_the_head_noun_tells_the_kind(cls: ThingClass, name: str, kind: str) -> None:
    iris = {one.name: one.iri for one in load_lexicon().kinds_of(cls)}
    assert things_of(f"有{name}。", [(cls, name)])[cls, name].kind == iris[kind]


def test_the_end_of_a_list_tells_the_kind_of_a_project_whose_name_does_not() -> None:
    iris = {one.name: one.iri for one in load_lexicon().kinds_of("Project")}
    text = "推进碧波、银杏等重点水利工程，看好金桂。"
    things = things_of(text, [("Project", "碧波"), ("Project", "金桂")])
    assert things["Project", "碧波"].kind == iris["environment"]
    assert things["Project", "金桂"].kind == iris["other"]


def test_a_program_has_its_counted_name_too() -> None:
    things = things_of("办好8件20项民生实事。", [("Program", "民生实事")])
    assert things["Program", "8件20项民生实事"] is things["Program", "民生实事"]


def test_a_name_that_a_list_shares_out_is_a_thing_or_another_name() -> None:
    text = "推进银杏、云岭水库，完成碧波高速、省道9改造。"
    names: list[tuple[ThingClass, str]] = [("Place", "银杏"), ("Project", "云岭水库"), ("Project", "碧波高速"), ("Project", "省道9改造")]
    things = things_of(text, names)
    assert quotes(things["Project", "银杏水库"], text) == ["银杏、云岭水库"]
    assert things["Project", "碧波高速改造"] is things["Project", "碧波高速"]


def test_a_school_is_no_place_and_marks_alone_are_no_name() -> None:
    things = things_of("云岭大学“”好。", [("Place", "云岭大学"), ("Program", "“”")])
    assert set(things) == set()


def test_names_across_sentences_and_outside_them_are_no_mentions() -> None:
    clean = Text("云岭市好。云岭市新。", array("l", range(10)))
    report = Report(clean, "", "云岭市", None, 2024, "", (), (Sentence(Span(5, 10), 0, 0),))
    (thing,) = find_things(report, [])
    assert [mention.quote for mention in thing.mentions] == [Span(5, 8)]


def test_hash_seeds_change_neither_things_nor_bytes() -> None:
    code = (
        "import sys; from app.ingest import extract; from loaders.reports import parse_reports; from loaders.things import find_things;"
        "from loaders.sources import read_sources; from pathlib import Path;"
        "reports = [r for s in read_sources([Path(sys.argv[1])], []) for r in parse_reports(s)];"
        "print([(find_things(r), extract(r)) for r in reports])"
    )
    outputs = []
    for seed in ("1", "2024"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, str(ROOT / "tests" / "data" / "reports")]
        outputs.append(subprocess.run(command, check=True, env=environment, capture_output=True).stdout)
    assert outputs[0] == outputs[1]
    assert b"Thing(" in outputs[0]


@pytest.mark.corpus
def test_every_mention_of_every_twelfth_report_is_exact(corpus: Path) -> None:
    paths = sorted(corpus.rglob("*.txt"))[::EVERY]
    assert paths
    for report in (report for path in paths for report in parse_reports(read_source(path))):
        things = find_things(report)
        assert len(things) > 5
        assert len({thing.ref for thing in things}) == len(things)
        for thing in things:
            assert thing.mentions
            assert [mention.quote for mention in thing.mentions] == sorted({mention.quote for mention in thing.mentions})
            assert thing.name not in thing.aliases
            assert len(set(thing.aliases)) == len(thing.aliases)
            for mention in thing.mentions:
                sentence = report.sentences[mention.sentence].span
                assert sentence.begin <= mention.quote.begin < mention.quote.end <= sentence.end
                assert report.quote(mention.quote) in report.quote(sentence)
            words = "".join(report.quote(mention.quote) for mention in thing.mentions)
            assert thing.name == report.place or set(thing.name) <= set(words)
