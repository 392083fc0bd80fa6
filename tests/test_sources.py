"""Files and folders become sources; what cannot be read is a problem of one sentence and the rest goes on."""

from pathlib import Path

import pytest

from loaders.sources import Source, read_source, read_sources, read_text
from ontology.errors import SourceError

WORDS = "各位代表：今年全市新建学校3所。"


def read(*paths: Path) -> tuple[list[Source], list[SourceError]]:
    problems: list[SourceError] = []
    return list(read_sources(paths, problems)), problems


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("乙/2.txt", "乙/1.txt", "甲.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    (tmp_path / "乙/readme.md").write_text("no report", encoding="utf-8")
    sources, problems = read(tmp_path)
    assert [source.path.relative_to(tmp_path).as_posix() for source in sources] == ["乙/1.txt", "乙/2.txt", "甲.txt"]
    assert (sources[0].name, sources[0].media_type, read_text(sources[0])) == ("1.txt", "text/plain", WORDS)
    assert problems == []


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(WORDS, encoding="utf-8")
    sources, problems = read(tmp_path, tmp_path / "missing.txt")
    assert [source.name for source in sources] == ["b.txt"]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path / 'a.txt'} is empty: download it again or leave it out.",
        f"{tmp_path / 'missing.txt'} does not exist: check the path.",
    ]


def test_a_folder_with_nothing_readable_is_a_problem(tmp_path: Path) -> None:
    sources, problems = read(tmp_path)
    assert sources == []
    assert "holds nothing readable" in str(problems[0])


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(SourceError, match="of a kind that is not read"):
        read_source(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr("loaders.sources.LARGEST_FILE", 10)
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        read_source(path)


def test_a_picture_named_txt_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "图.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    with pytest.raises(SourceError, match="a PNG picture"):
        read_text(read_source(path))
