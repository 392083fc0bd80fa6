"""From paths to sources: the files that may hold reports, and their decoded text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.archives import LARGEST_FILE, read_members
from loaders.decoding import decode
from loaders.pdfs import read_pdf
from loaders.webpages import read_webpage
from loaders.worddocuments import read_word_document
from ontology.errors import SourceError


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was found: where it is, what it is called, its bytes, and the media type that its suffix stands for."""

    path: Path
    name: str
    data: bytes
    media_type: str


ARCHIVE = ".zip"
READERS: dict[str, tuple[str, Callable[[bytes, str], str]]] = {
    ".txt": ("text/plain", decode),
    ".html": ("text/html", read_webpage),
    ".htm": ("text/html", read_webpage),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_word_document),
    ".pdf": ("application/pdf", read_pdf),
}


def read_text(source: Source) -> str:
    """The characters of a source, by the reader of its suffix."""
    _, reader = READERS[Path(source.name).suffix.lower()]
    return reader(source.data, str(source.path))


def read_sources(paths: Iterable[Path], problems: list[SourceError]) -> Iterator[Source]:
    """The sources at the paths, folders walked in sorted order; what cannot be read is appended to the problems."""
    for path in paths:
        for file in _find_files(path, problems):
            try:
                if file.suffix.lower() == ARCHIVE:
                    yield from _read_archive(file, problems)
                else:
                    yield read_source(file)
            except SourceError as problem:
                problems.append(problem)


def read_source(path: Path) -> Source:
    """One file as a source."""
    if path.suffix.lower() not in READERS:
        raise SourceError(f"{path} is of a kind that is not read: convert it to one of {_readable()}.")
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceError(f"{path} is larger than {LARGEST_FILE:,} bytes: split it or leave it out.")
        return _to_source(path, path.read_bytes())
    except OSError as problem:
        raise SourceError(f"{path} cannot be read ({problem.strerror}): check its name and permissions.") from problem


def _to_source(path: Path, data: bytes) -> Source:
    if not data.strip():
        raise SourceError(f"{path} is empty: download it again or leave it out.")
    return Source(path, path.name, data, READERS[path.suffix.lower()][0])


def _read_archive(path: Path, problems: list[SourceError]) -> Iterator[Source]:
    for name, data in read_members(path, READERS, problems):
        try:
            yield _to_source(path / name, data)
        except SourceError as problem:
            problems.append(problem)


def _find_files(path: Path, problems: list[SourceError]) -> list[Path]:
    if not path.exists():
        problems.append(SourceError(f"{path} does not exist: check the path."))
        return []
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in {*READERS, ARCHIVE})
    if not found:
        problems.append(SourceError(f"{path} holds nothing readable: put files of kind {_readable()} into it."))
    return found


def _readable() -> str:
    return ", ".join(sorted({*READERS, ARCHIVE}))
