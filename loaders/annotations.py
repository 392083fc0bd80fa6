"""Our own annotations of names: kept as offsets and labels into the reports, never as their text.

A file of the folder annotations/ names a report of the corpus, the stretches of it that were read, and every thing found there:
its class, whether it is optional, and the pieces that its name, its aliases and its quote are made of. A name that the text
shares out over a list (沈海高速、省道217改造) has two pieces. ``python -m loaders.annotations`` turns an annotator's tab-separated
lines (class letter, name, "opt", aliases joined by "|", quote) into such a file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).parent / "annotations"
CATEGORIES = {"P": "projects", "G": "programs", "I": "institutions", "L": "places"}
CUT = "\n……\n"

Piece: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated excerpt in the shape of the gold: its text, its place and year, and the things by category."""

    source: str
    text: str
    things: dict[str, list[dict[str, Any]]]


def read_annotations(corpus: Path, folder: Path = FOLDER) -> Iterator[Annotated]:
    """The annotated excerpts, their words taken from the reports of the corpus; a report that has changed is left out."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        report = corpus / data["file"]
        if not report.is_file():
            continue
        raw = report.read_bytes().decode()
        if sha256(raw.encode()).hexdigest() == data["sha256"]:
            yield Annotated(Path(data["file"]).stem, CUT.join(raw[b:e] for b, e in data["stretches"]), _things(data, raw))


def _things(data: dict[str, Any], raw: str) -> dict[str, list[dict[str, Any]]]:
    things: dict[str, list[dict[str, Any]]] = {category: [] for category in CATEGORIES.values()}
    for letter, optional, name, aliases, quote in data["things"]:
        words = ["".join(raw[b:e] for b, e in pieces) for pieces in (name, *aliases, quote)]
        things[CATEGORIES[letter]].append({"name": words[0], "aliases": words[1:-1], "quote": words[-1], "optional": bool(optional)})
    return things


def to_pieces(name: str, begin: int, quote: str) -> list[Piece] | None:
    """The fewest stretches of a quote, in order, that spell the name; offsets count from ``begin``; None where it cannot be spelt."""
    found = quote.find(name)
    if found >= 0:
        return [(begin + found, begin + found + len(name))]
    for cut in range(len(name) - 1, 0, -1):
        head = quote.find(name[:cut])
        if head < 0:
            continue
        rest = to_pieces(name[cut:], begin + head + cut, quote[head + cut :])
        if rest is not None:
            return [(begin + head, begin + head + cut), *rest]
    return None


def to_annotation(raw: str, file: str, stretches: list[Piece], lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The offsets of an annotator's lines in the report's text, and the lines whose words are not in it."""
    things: list[list[Any]] = []
    lost: list[str] = []
    for line in lines:
        letter, name, flag, aliases, quote = (line.split("\t") + [""] * 5)[:5]
        surfaces = [name, *(a for a in aliases.split("|") if a)]
        places = [(*_locate(raw, stretches, quote or surface), surface) for surface in surfaces]
        spelt = [(to_pieces(surface, at, words), at, words) for at, words, surface in places if at >= 0]
        pieces, at, words = next((s for s in spelt if s[0] is not None), (None, -1, ""))
        if pieces is None:
            lost.append(line)
            continue
        other = [p for a in surfaces if (p := _alias(raw, stretches, a, at, words)) and p != pieces]
        things.append([letter, int(flag == "opt"), pieces, other, [(at, at + len(words))]])
    things.sort(key=_place_and_class)
    return {"file": file, "sha256": sha256(raw.encode()).hexdigest(), "stretches": stretches, "things": things}, lost


def join_annotations(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One annotation of several, of different stretches of one report."""
    stretches = sorted(list(stretch) for part in parts for stretch in part["stretches"])
    return {**parts[-1], "stretches": stretches, "things": sorted((t for part in parts for t in part["things"]), key=_place_and_class)}


def _place_and_class(thing: Sequence[Any]) -> tuple[Any, str]:
    return [list(piece) for piece in thing[2]], thing[0]


def _locate(raw: str, stretches: list[Piece], words: str) -> tuple[int, str]:
    for begin, end in stretches:
        found = raw.find(words, begin, end)
        if found >= 0:
            return found, words
    return -1, words


def _alias(raw: str, stretches: list[Piece], alias: str, at: int, quote: str) -> list[Piece] | None:
    if alias in quote:
        return to_pieces(alias, at, quote)
    found, _ = _locate(raw, stretches, alias)
    return [(found, found + len(alias))] if found >= 0 else None


def main() -> None:
    """Write one annotation file, or add to it, and say which lines were lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the folder of reports")
    parser.add_argument("file", help="the report, relative to the corpus")
    parser.add_argument("lines", type=Path, help="the annotator's tab-separated lines")
    parser.add_argument("stretches", nargs="+", help="begin:end of each stretch read, in characters of the file")
    args = parser.parse_args()
    raw = (args.corpus / args.file).read_bytes().decode()
    stretches = [(int(b), int(e)) for b, e in (s.split(":") for s in args.stretches)]
    lines = [line for line in args.lines.read_text("utf-8").splitlines() if line.strip()]
    annotation, lost = to_annotation(raw, args.file, stretches, lines)
    FOLDER.mkdir(exist_ok=True)
    target = FOLDER / f"{Path(args.file).stem}.json"
    known = [json.loads(target.read_text("utf-8"))] if target.exists() else []
    target.write_text(json.dumps(join_annotations([*known, annotation]), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    for line in lost:
        print(f"{target.name}: not in the text: {line}")


if __name__ == "__main__":
    main()
