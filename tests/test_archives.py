"""Zip archives give their files, and nothing that would harm."""

import zipfile
from pathlib import Path

import pytest

from loaders.archives import read_members
from loaders.sources import read_sources, read_text
from ontology.errors import SourceError

WORDS = "各位代表：今年全市新建学校3所。"


def make(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_files_of_an_archive_are_sources(tmp_path: Path) -> None:
    path = make(
        tmp_path / "a.zip", {"乙/胶州市_2025.txt": WORDS.encode(), "甲.txt": WORDS.encode("gb18030"), "图.png": b"x", "空.txt": b""}
    )
    problems: list[SourceError] = []
    sources = list(read_sources([tmp_path], problems))
    assert [source.path.relative_to(path).as_posix() for source in sources] == ["乙/胶州市_2025.txt", "甲.txt"]
    assert [source.name for source in sources] == ["胶州市_2025.txt", "甲.txt"]
    assert {read_text(source) for source in sources} == {WORDS}
    assert [str(problem) for problem in problems] == [f"{path / '空.txt'} is empty: download it again or leave it out."]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "c:out.txt"])
def test_a_name_that_leaves_the_archive_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    path = make(tmp_path / "a.zip", {name: b"x" * 9, "in.txt": b"y" * 9})
    problems: list[SourceError] = []
    assert list(read_members(path, {".txt"}, problems)) == [("in.txt", b"y" * 9)]
    assert len(problems) == 1
    assert "outside the archive" in str(problems[0])


def test_names_written_by_old_programs(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"????.txt": WORDS.encode()})
    path.write_bytes(path.read_bytes().replace(b"????", "青岛".encode("gb18030")))
    assert [name for name, _ in read_members(path, {".txt"}, [])] == ["青岛.txt"]


@pytest.mark.parametrize(
    ("members", "words"),
    [({"a.txt": b"0" * 5_000_000}, "zip bomb"), ({"a.png": b"x"}, "nothing readable")],
)
def test_archives_that_are_refused(tmp_path: Path, members: dict[str, bytes], words: str) -> None:
    problems: list[SourceError] = []
    assert list(read_sources([make(tmp_path / "a.zip", members)], problems)) == []
    assert words in str(problems[0])


def test_a_broken_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    problems: list[SourceError] = []
    assert list(read_sources([path], problems)) == []
    assert "broken zip archive" in str(problems[0])
