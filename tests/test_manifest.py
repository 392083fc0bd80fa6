"""A manifest says what its author knows of each file; a line that cannot be used is told, and the others are used."""

from pathlib import Path

import pytest

from loaders.manifest import Manifest, read_manifest
from loaders.reports import parse_reports
from loaders.sources import read_source
from ontology.errors import SourceError

REPORTS = Path(__file__).parent / "data/reports"


def manifest(tmp_path: Path, text: str, encoding: str = "utf-8") -> Manifest:
    path = tmp_path / "reports.csv"
    path.write_bytes(text.encode(encoding))
    return read_manifest(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_line_is_read_in_each_encoding_of_spreadsheets(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = ("file,Year,place,date,source,title", "甲/a.pdf,2024,胶州市,2024/1/9,胶州政务网,二〇二四年政府工作报告", ",,,,,")
    read = manifest(tmp_path, "\r\n".join(rows).replace(",", separator), encoding)
    (entry,) = read.entries
    assert (entry.file.as_posix(), entry.year, entry.place, entry.date) == ("甲/a.pdf", 2024, "胶州市", "2024-01-09")
    assert (entry.source, entry.title) == ("胶州政务网", "二〇二四年政府工作报告")
    assert read.problems == ()


def test_only_the_file_is_required(tmp_path: Path) -> None:
    (entry,) = manifest(tmp_path, "file\na.txt\n").entries
    assert (entry.place, entry.year, entry.date, entry.source, entry.title) == (None, None, None, None, None)


def test_lines_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    read = manifest(tmp_path, "file,year,date\na.txt,二,\nb.txt,24,\nc.txt,,2024-02-30\n,2024,\nd.txt,2024,\nd.txt,2024,\n")
    assert [entry.file.name for entry in read.entries] == ["d.txt"]
    assert [str(problem).removeprefix(f"{read.path}, ") for problem in read.problems] == [
        "line 2 gives the year 二, which is none: write four digits.",
        "line 3 gives the year 24, which is none: write four digits.",
        "line 4 gives the date 2024-02-30, which is none: write it as 2024-01-09.",
        "line 5 names no file: fill in the column file.",
        f"line 7 repeats {read.path}, line 6: it is left out.",
    ]


@pytest.mark.parametrize("text", ["", "name,year\na.txt,2024\n", "file,colour\na.txt,red\n"])
def test_a_table_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="is no manifest: its first line must name columns"):
        manifest(tmp_path, text)


def test_a_missing_manifest_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check the name of the manifest"):
        read_manifest(tmp_path / "absent.csv")


def test_the_line_that_names_most_of_a_path_is_meant(tmp_path: Path) -> None:
    read = manifest(tmp_path, "file,year\na.txt,2021\n乙\\a.txt,2022\nreports.zip/甲/a.txt,2023\n")
    years = [[entry.year for entry in read.entries_of(Path(path))] for path in ("x/a.txt", "x/乙/a.txt", "x/reports.zip/甲/a.txt", "b.txt")]
    assert years == [[2021], [2022], [2023], []]


def test_names_match_however_their_accents_are_written(tmp_path: Path) -> None:
    assert manifest(tmp_path, "file\ncafe\u0301.txt\n").entries_of(Path("x/caf\u00e9.txt"))


def test_a_manifest_wins_over_the_text_and_the_contradiction_is_told(tmp_path: Path) -> None:
    path = REPORTS / "青岛市_2024.txt"
    entries = manifest(tmp_path, f"file,place,year,date,source,title\n{path.name},即墨区,2023,2023-01-05,甲报,乙\n").entries_of(path)
    (report,) = parse_reports(read_source(path), entries=entries)
    assert (report.place, report.year, report.issued, report.source, report.title) == ("即墨区", 2023, "2023-01-05", "甲报", "乙")
    way = "by the manifest; change it there to decide otherwise."
    assert [remark.partition(": ")[2] for remark in report.remarks] == [
        f"its text and its file name give the place 青岛市; taken is 即墨区, {way}",
        f"its text and its file name and its wording give the year 2024; taken is 2023, {way}",
    ]


def test_a_date_and_a_title_that_the_text_gives_otherwise_are_told(tmp_path: Path) -> None:
    path = REPORTS / "胶州平度_2025.txt"
    lines = f"file,place,date,title\n{path.name},平度市,2025-01-09,甲\n{path.name},胶州市,2025-01-07,上合枢纽加速成形　外贸再迈一步\n"
    one, two = parse_reports(read_source(path), entries=manifest(tmp_path, lines).entries_of(path))
    assert one.remarks == ()
    assert [remark.partition(": ")[2].partition("; change")[0] for remark in two.remarks] == [
        "its text gives the date 2025-01-07; taken is 2025-01-09, by the manifest",
        "its text gives the title 重点项目139个 亩均产出再提高; taken is 甲, by the manifest",
    ]


def test_lines_on_a_page_of_several_reports_are_told_apart_by_place(tmp_path: Path) -> None:
    path = REPORTS / "胶州平度_2025.txt"
    lines = "file,place,source\n胶州平度_2025.txt,平度,乙报\n胶州平度_2025.txt,胶州市,甲报\n胶州平度_2025.txt,莱西市,丙报\n"
    one, two = parse_reports(read_source(path), entries=manifest(tmp_path, lines).entries_of(path))
    assert [(report.place, report.source) for report in (one, two)] == [("胶州市", "甲报"), ("平度市", "乙报")]
    assert [remark.partition(", ")[2] for remark in one.remarks] == [f"line 4 is for no report in {path}: check its place."]
