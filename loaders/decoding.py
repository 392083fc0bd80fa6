"""From bytes to characters: the encodings that Chinese reports come in, told apart by what the bytes can be."""

from __future__ import annotations

import codecs

from ontology.errors import SourceError

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PLAUSIBLE = 0.9
_SAMPLE = 20_000


def decode(data: bytes, name: str) -> str:
    """The characters of a text file in UTF-8, UTF-16 or GB18030."""
    for encoding in _candidates(data):
        try:
            decoded = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_plausible(decoded):
            return decoded
    raise SourceError(_refusal(data, name))


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\x00" in data[:_SAMPLE]:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


def _is_plausible(decoded: str) -> bool:
    """Whether nearly all characters are ones that a plain Chinese text uses, which a wrong encoding does not give."""
    sample = decoded[:_SAMPLE]
    usual = sample.encode("gb2312", errors="ignore")
    visible = sum(1 for character in usual.decode("gb2312") if character.isprintable() or character in "\r\n\t")
    return visible >= _PLAUSIBLE * len(sample)


def _refusal(data: bytes, name: str) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return f"{name} is {kind}, not a text file: give it its right suffix or leave it out."
    return f"{name} is in an unknown encoding: save it as UTF-8 and load it again."
