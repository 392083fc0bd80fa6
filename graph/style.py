"""How the picture looks: colours, shapes and sizes of nodes, strokes of relations, options of vis-network."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from graph.positions import Size

FONTS: Final = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif'
INK: Final = "#2b2a28"
PAPER: Final = "#fbfaf7"
LINE: Final = 1.25
WRAP: Final = 9.0
LINES: Final = 3


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """The colour and the shape of a class of nodes."""

    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class BasisStyle:
    """A basis of relations: its names and its dashes (none for a full line)."""

    key: str
    zh: str
    en: str
    dashes: tuple[int, ...]


CLASS_STYLES: Final[Mapping[str, ClassStyle]] = {
    "Report": ClassStyle("#a4262c", "box"),
    "Place": ClassStyle("#2f6fa7", "dot"),
    "Project": ClassStyle("#2a8c6a", "dot"),
    "Institution": ClassStyle("#d9822b", "square"),
    "Program": ClassStyle("#7d5ba6", "diamond"),
    "Target": ClassStyle("#4a9aa5", "triangle"),
    "Outcome": ClassStyle("#8a8f3c", "triangleDown"),
}
BASIS_STYLES: Final = (
    BasisStyle("Explicit", "明说", "explicit", ()),
    BasisStyle("BySection", "按标题", "by section", (2, 4)),
    BasisStyle("ByName", "按名称", "by name", (8, 5)),
)
EDGE_COLOURS: Final[Mapping[str, str]] = {
    "serves": "#c2452d",
    "locatedIn": "#4d7ea8",
    "partOf": "#7d5ba6",
    "partneredWith": "#3a9a72",
    "backedBy": "#d08a2e",
    "ofPlace": "#4a9aa5",
    "about": "#a4262c",
    "statedIn": "#c9c2b6",
}
QUIET: Final = ("about", "statedIn")
OPTIONS: Final[Mapping[str, Any]] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": True, "keyboard": {"enabled": False}, "multiselect": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "scaling": {"label": {"enabled": False, "drawThreshold": 5}}},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.45}},
        "selectionWidth": 1.5,
        "hoverWidth": 0.8,
        "scaling": {"label": {"enabled": False, "drawThreshold": 7}},
    },
}


def style_of(cls: str) -> ClassStyle:
    """The style of a class of nodes."""
    return CLASS_STYLES.get(cls, ClassStyle("#77736b", "dot"))


def text_width(text: str) -> float:
    """The width of a text in ems: 1 for a Chinese character, a bit more than a half for a Latin one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.56 for char in text)


def wrap(text: str, most: float = WRAP) -> str:
    """A label in at most three lines of about equal width; what is longer ends in an ellipsis."""
    total = text_width(text)
    count = min(LINES, max(1, round(total / most + 0.3)))
    per_line = max(most, total / count) if total <= most * LINES else most
    lines, line = [], ""
    for char in text:
        if line and text_width(line + char) > per_line + 0.6:
            lines.append(line)
            line = ""
        line += char
    lines.append(line)
    return "\n".join(lines) if len(lines) <= LINES else "\n".join((*lines[: LINES - 1], lines[LINES - 1][:-1] + "…"))


def dot_size(data: Mapping[str, str], degree: int) -> float:
    """The radius of a node: it grows slowly with its relations."""
    return round(min(7 + 2.4 * sqrt(degree), 30) if data["cls"] != "Report" else 12, 1)


def font_size(data: Mapping[str, str], degree: int) -> int:
    """The size of a node's name."""
    return 22 if data["cls"] == "Report" else round(min(12 + 1.1 * max(degree - 2, 0) ** 0.7, 24))


def label_size(data: Mapping[str, str], degree: int) -> Size:
    """The width and height that a node needs with its name, and how far the middle of that lies under the middle of the node."""
    lines, font, radius = wrap(data["label"]).split("\n"), font_size(data, degree), dot_size(data, degree)
    width = max(map(text_width, lines)) * font
    height = len(lines) * font * LINE
    if data["cls"] == "Report":
        return width + 30, height + 24, 0.0
    return max(width, 2 * radius), 2 * radius + height + 4, height / 2 + 2


def node_style(data: Mapping[str, str], degree: int) -> dict[str, Any]:
    """What vis-network wants to know of a node."""
    style, font = style_of(data["cls"]), font_size(data, degree)
    report = data["cls"] == "Report"
    return {
        "label": wrap(data["label"]),
        "shape": style.shape,
        "size": dot_size(data, degree),
        "margin": 10,
        "color": {
            "background": style.colour,
            "border": "#ffffff",
            "highlight": {"background": style.colour, "border": INK},
            "hover": {"background": style.colour, "border": INK},
        },
        "font": {
            "size": font,
            "face": FONTS,
            "color": "#ffffff" if report else INK,
            "strokeWidth": 0 if report else 3,
            "strokeColor": PAPER,
        },
    }


def edge_colour(predicate: str) -> str:
    """The colour of a relation."""
    return EDGE_COLOURS.get(predicate, "#8d877c")


def edge_style(data: Mapping[str, str], number: int) -> dict[str, Any]:
    """What vis-network wants to know of an edge; ``number`` counts the edges between the same two nodes."""
    colour = edge_colour(data["predicate"])
    quiet = data["predicate"] in QUIET
    dashes = next((list(basis.dashes) for basis in BASIS_STYLES if basis.key == data.get("basis")), [])
    return {
        "label": "" if quiet else data.get("label", ""),
        "width": 0.7 if data["predicate"] == "statedIn" else 1.6,
        "arrows": "" if quiet else "to",
        "dashes": dashes or False,
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": 0.55 if quiet else 0.85},
        "font": {"size": 10, "face": FONTS, "color": colour, "strokeWidth": 3, "strokeColor": PAPER, "align": "middle"},
        "smooth": False if number == 1 else {"enabled": True, "type": "curvedCW", "roundness": round(0.14 * number, 2)},
    }
