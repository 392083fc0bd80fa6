"""A report is the same in every format: real files by real writers give what their plain twins give."""

import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from loaders.measured import find_measured
from loaders.relations import find_relations
from loaders.report import Report
from loaders.reports import parse_reports
from loaders.sources import read_source, read_sources, read_text
from loaders.things import find_things
from ontology.errors import SourceError

DATA = Path(__file__).parent / "data"
FORMATS = DATA / "formats"
FILES = sorted(path.name for path in FORMATS.iterdir() if path.stem in ("青岛市_2024", "胶州平度_2025"))


def stated(report: Report) -> tuple[object, ...]:
    """What a report says, wherever in its file it says it."""
    things = find_things(report)
    measured = [(one.cls, one.indicator_text, one.year, one.value, one.unit_text, one.comparator) for one in find_measured(report)]
    relations = [(one.subject, one.predicate, one.object, one.basis) for one in find_relations(report, things)]
    named = {(thing.cls, thing.name, thing.kind, len(thing.mentions)) for thing in things}
    return report.place, report.year, Counter(measured), named, Counter(relations)


@cache
def stated_by_twin(stem: str) -> list[tuple[object, ...]]:
    return [stated(report) for report in parse_reports(read_source(DATA / "reports" / f"{stem}.txt"))]


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_statements_of_its_twin(name: str) -> None:
    reports = parse_reports(read_source(FORMATS / name))
    assert [stated(report) for report in reports] == stated_by_twin(Path(name).stem)


def test_every_format_is_there() -> None:
    assert len(FILES) == 6


def test_an_archive_of_all_formats(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FILES:
            archive.write(FORMATS / name, name)
    problems: list[SourceError] = []
    sources = list(read_sources([path], problems))
    assert problems == []
    assert [(report.place, report.year) for source in sources for report in parse_reports(source)] == [
        *3 * [("胶州市", 2025), ("平度市", 2025)],
        *3 * [("青岛市", 2024)],
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scanned.pdf", "holds pictures of pages and no text: run text recognition"),
        ("locked.pdf", "is encrypted: open it with its password"),
        ("locked.docx", "is encrypted: open it with its password"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_text(read_source(FORMATS / name))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [10, 400, 2_000, -300])
def test_a_broken_file_is_told_or_gives_less(name: str, kept: int, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((FORMATS / name).read_bytes()[:kept])
    try:
        read_text(read_source(path))
    except SourceError as problem:
        assert str(path) in str(problem)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".zip"])
def test_a_file_of_another_kind_is_told(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"图{suffix}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    problems: list[SourceError] = []
    for source in read_sources([path], problems):
        with pytest.raises(SourceError, match=r"broken|PNG|without words"):
            read_text(source)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".txt", ".zip"])
def test_a_file_of_two_hundred_megabytes_is_refused(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    problems: list[SourceError] = []
    assert list(read_sources([path], problems)) == []
    assert len(problems) == 1
