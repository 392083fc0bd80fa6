"""From a .docx document to the text of its report: paragraphs and table rows in document order, without headers, footers and notes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from loaders.archives import refuse_bomb
from ontology.errors import SourceError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BLOCKS = (qn("w:p"), qn("w:tr"))
_WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST_CELL = 40


def read_word_document(data: bytes, name: str) -> str:
    """The words of a .docx document, one line per paragraph or table row."""
    if data.startswith(_OLE):
        raise SourceError(_refusal(data, name))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            refuse_bomb(Path(name), archive.infolist())
        body = Document(BytesIO(data)).element.body
    except (zipfile.BadZipFile, zlib.error, OpcError, XMLSyntaxError, KeyError, ValueError, RuntimeError) as problem:
        raise SourceError(f"{name} is a broken Word document: open it in a word processor and save it again.") from problem
    return "\n".join(_find_lines(body))


def _refusal(data: bytes, name: str) -> str:
    if _ENCRYPTED in data:
        return f"{name} is encrypted: open it with its password and save it without one."
    return f"{name} is an old Word document (.doc): open it and save it as .docx."


def _find_lines(body: _Element) -> Iterator[str]:
    in_rows: set[_Element] = set()
    for block in body.iter(*_BLOCKS):
        if block in in_rows or _is_alternative(block):
            continue
        if block.tag == qn("w:p"):
            yield _words_of(block)
        elif (cells := _cells_of(block)) and len(cells) > 1 and max(map(len, cells)) <= _LONGEST_CELL:
            in_rows.update(block.iter(*_BLOCKS))
            yield " ".join(cells)


def _cells_of(row: _Element) -> list[str]:
    """The words of each cell of a table row, which reads as one line if they are few, and else lays out a page."""
    return ["".join(map(_words_of, cell.iter(qn("w:p")))) for cell in row.iter(qn("w:tc"))]


def _is_alternative(block: _Element) -> bool:
    """Whether a block only repeats another one for older programs."""
    return next(block.iterancestors(_ALTERNATIVE), None) is not None


def _words_of(paragraph: _Element) -> str:
    """The words of a paragraph, those of text boxes inside it left for their own paragraphs."""
    runs = (run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph)
    return "".join(_word_of(part) for run in runs for part in run)


def _word_of(part: _Element) -> str:
    return (part.text or "") if part.tag == qn("w:t") else _WORDS.get(part.tag, "")
