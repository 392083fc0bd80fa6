"""From zip archives to the files in them, none of which may leave the archive, hide its size or be unbounded."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from ontology.errors import SourceError

LARGEST_FILE = 50_000_000
LARGEST_ARCHIVE = 500_000_000
_HIGHEST_RATIO = 200
_ENCRYPTED = 0x1
_UTF_8_NAME = 0x800


def read_members(path: Path, suffixes: Collection[str], problems: list[SourceError]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of these suffixes in an archive, in the order of their names."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if _suffix(_name(member)) in suffixes]
            if not members:
                raise SourceError(f"{path} holds nothing readable: put files of kind {', '.join(sorted(suffixes))} into it.")
            refuse_bomb(path, members)
            for member in sorted(members, key=_name):
                yield from _read_member(path, archive, member, problems)
    except (zipfile.BadZipFile, OSError) as problem:
        raise SourceError(f"{path} is a broken zip archive: download it again.") from problem


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; old Windows programs write it in GB18030 and do not say so."""
    if member.flag_bits & _UTF_8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def refuse_bomb(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Raise SourceError where files unpack to what no report needs."""
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if size > LARGEST_ARCHIVE or size > _HIGHEST_RATIO * max(packed, 1):
        raise SourceError(f"{path} unpacks to {size:,} bytes, which looks like a zip bomb: unpack it yourself if you trust it.")


def _read_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, problems: list[SourceError]) -> Iterator[tuple[str, bytes]]:
    name = _name(member)
    refusal = _refusal(name, member)
    if refusal:
        problems.append(SourceError(f"{path}: {name} {refusal}"))
        return
    try:
        with archive.open(member) as file:
            data = file.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, RuntimeError) as problem:
        problems.append(SourceError(f"{path}: {name} is broken ({problem}): download the archive again."))
        return
    if len(data) > LARGEST_FILE:
        problems.append(SourceError(f"{path}: {name} is larger than {LARGEST_FILE:,} bytes: split it or leave it out."))
        return
    yield name, data


def _refusal(name: str, member: zipfile.ZipInfo) -> str | None:
    """Why a member is not read."""
    if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name:
        return "names a place outside the archive: rename it or leave it out."
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted: unpack it with its password."
    if member.file_size > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE:,} bytes: split it or leave it out."
    return None
