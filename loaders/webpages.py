"""From a saved web page to the text of its report: the part of the page that holds the prose, under the page's title."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from lxml import etree, html

from loaders.decoding import decode
from loaders.furniture import is_label
from ontology.errors import SourceError

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
_NOT_MARKUP = re.compile(r"^\s*<\?xml[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOST = 0.01
_WITHOUT_WORDS = (
    *("head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas", "audio", "video"),
    *("nav", "aside", "footer", "button", "select", "textarea", "label"),
)
_NOT_PRINTED = frozenset(("noprint", "mw-editsection", "mw-jump-link", "catlinks", "visually-hidden", "sr-only"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLOCKS = frozenset(
    (
        *("html", "body", "main", "header", "address", "article", "section", "div", "center", "p", "br", "hr", "pre", "blockquote", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "fieldset", "details", "summary"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    )
)
_CELLS = ("td", "th")
_WRAP = re.compile(r"\s*[\r\n]\s*")
_STOP = re.compile(r"[。；;！]")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|--).*$", re.DOTALL)
_TITLED = re.compile(r"政\s*府\s*工\s*作\s*报\s*告")
_STATED_TITLES = ("ArticleTitle", "og:title")
_SHARE_OF_LINKS = 0.5
_SMALL_SHARE = 0.05
_LARGE_SHARE = 0.3
_FEW_LETTERS = 250
_LONGEST_CELL = 40
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 80
_FRONT_LINES = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text node: the line that it is shown in, and the block that this line belongs to."""

    line: int
    block: html.HtmlElement
    words: str
    linked: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as a browser shows it, and the block that it stands in."""

    block: html.HtmlElement
    words: str
    letters: int
    linked: int

    @property
    def is_prose(self) -> bool:
        """Whether the line holds sentences."""
        return _STOP.search(self.words) is not None

    @property
    def is_link(self) -> bool:
        """Whether the line is there to be clicked on and not to be read."""
        return not self.is_prose and self.linked > _SHARE_OF_LINKS * self.letters


def read_webpage(data: bytes, name: str) -> str:
    """The main text of a web page, one line per block, under its title and its lines of date and source."""
    page = _to_page(_decode(data, name), name)
    title = _find_title(page)
    _drop_unseen(page)
    lines = list(_find_lines(page))
    inside = set(_find_main(page, lines).iter())
    labels = [line.words for line in takewhile(lambda line: line.block not in inside, lines) if is_label(line.words)]
    body = [line.words for line in lines if line.block in inside and not line.is_link]
    if title and not any(_bare(title) in _bare(words) for words in body[:_FRONT_LINES]):
        body = [title, *body]
    return "\n".join((*body[:1], *labels, *body[1:]))


def _decode(data: bytes, name: str) -> str:
    """The characters of a page; where it declares its encoding, a few broken bytes are forgiven as browsers do."""
    try:
        return decode(data, name)
    except SourceError:
        declared = _CHARSET.search(data[:_HEAD])
        text = _forgive(data, declared[1].decode("ascii")) if declared else "\ufffd"
        if text.count("\ufffd") > _LOST * len(text):
            raise
        return text


def _forgive(data: bytes, declared: str) -> str:
    encoding = "gb18030" if declared.lower().startswith("gb") else declared
    try:
        return codecs.decode(data, encoding, "replace")
    except LookupError:
        return codecs.decode(data, "utf-8", "replace")


def _to_page(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_NOT_MARKUP.sub("", text), parser=parser)
    except (etree.ParserError, ValueError) as problem:
        raise SourceError(f"{name} is a web page without words: save the page again.") from problem


def _find_title(page: html.HtmlElement) -> str | None:
    """The title of the article: the first candidate that names a report, else the first one that has the length of a title."""
    stated = [meta.get("content", "") for meta in page.iter("meta") if meta.get("name", meta.get("property")) in _STATED_TITLES]
    headings = [heading.text_content() for heading in page.iter("h1")]
    shown = [_SITE.sub("", shown.text_content()) for shown in page.iter("title")]
    candidates = [" ".join(words.split()) for words in (*stated, *headings, *shown)]
    fitting = [words for words in candidates if _SHORTEST_TITLE <= len(words) <= _LONGEST_TITLE]
    return next(iter((*filter(_TITLED.search, fitting), *fitting)), None)


def _drop_unseen(page: html.HtmlElement) -> None:
    """Take out what does not show on the printed page."""
    unseen = [*page.iter(*_WITHOUT_WORDS), *(element for element in page.iter() if _is_unseen(element))]
    for element in unseen:
        if element.getparent() is not None:
            element.drop_tree()


def _is_unseen(element: html.HtmlElement) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None
    return hidden or not _NOT_PRINTED.isdisjoint(element.get("class", "").split())


def _find_lines(page: html.HtmlElement) -> Iterator[_Line]:
    """The lines of a page, in order."""
    for _, group in groupby(_find_pieces(page), lambda piece: piece.line):
        pieces = list(group)
        words = "".join(piece.words for piece in pieces).strip()
        letters = [(piece.linked, len(_LETTER.findall(piece.words))) for piece in pieces]
        if words:
            yield _Line(pieces[-1].block, words, sum(count for _, count in letters), sum(count for linked, count in letters if linked))


def _find_pieces(page: html.HtmlElement) -> Iterator[_Piece]:
    rows = {row for row in page.iter("tr") if _is_row(row)}
    line, links, block = 0, 0, page
    for event, element in etree.iterwalk(page, events=("start", "end")):
        begins, parent = event == "start", element.getparent()
        if element.tag in _CELLS and parent in rows:
            yield _Piece(line, block, "" if begins else " ", linked=False)
        elif element.tag in _BLOCKS:
            line, block = line + 1, element if begins else parent
        links += (1 if begins else -1) if element.tag == "a" else 0
        words = element.text if begins else element.tail
        if words and block is not None:
            yield _Piece(line, block, words if block.tag == "pre" else _unwrap(words), links > 0)


def _is_row(row: html.HtmlElement) -> bool:
    """Whether a table row reads as one line and does not lay out a page."""
    return all(
        len(cell) == sum(1 for part in cell if part.tag not in _BLOCKS) and len(cell.text_content()) <= _LONGEST_CELL for cell in row
    )


def _unwrap(words: str) -> str:
    """Words without the line ends of the page's source, which mean nothing, and stand for a blank between Latin words only."""
    return _WRAP.sub(lambda wrap: " " if words[: wrap.start()][-1:].isascii() and words[wrap.end() :][:1].isascii() else "", words)


def _find_main(page: html.HtmlElement, lines: Sequence[_Line]) -> html.HtmlElement:
    """The smallest block that holds the prose of the page, but for a little."""
    weights = _weigh(line for line in lines if line.is_prose)
    total = weights[page]
    dispensable = max(_SMALL_SHARE * total, min(_LARGE_SHARE * total, _FEW_LETTERS))
    main = page
    while (inner := max(main, key=lambda child: weights[child], default=None)) is not None:
        if not weights[inner] or weights[inner] < total - dispensable:
            break
        main = inner
    return main


def _weigh(lines: Iterable[_Line]) -> Counter[html.HtmlElement]:
    """The letters in each block of the lines, those of the blocks inside it included."""
    weights: Counter[html.HtmlElement] = Counter()
    for line in lines:
        for block in (line.block, *line.block.iterancestors()):
            weights[block] += line.letters
    return weights


def _bare(words: str) -> str:
    return "".join(words.split())
