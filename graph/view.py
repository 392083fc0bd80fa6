"""The network as one page that needs nothing else: drawn by pyvis and vis-network, every word of it escaped."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import jinja2
import networkx as nx
from pyvis.network import Network

from graph.evidence import Evidence, Quote, find_evidence
from graph.labels import label_of
from graph.network import choose, find_node, focus, to_network
from graph.positions import to_positions
from graph.store import QueryEngine
from graph.style import BASIS_STYLES, CLASS_STYLES, OPTIONS, QUIET, edge_colour, edge_style, label_size, node_style, style_of
from ontology.vocabulary import RG, rg_term

LIMIT: Final = 300
HEADING: Final = "政府工作报告知识图谱"
TEMPLATES: Final = Path(__file__).parent / "templates"
VIS: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
MOST_IN_TITLE: Final = 2
LONGEST_EXCERPT: Final = 60


def view(engine: QueryEngine, name: str | None = None, *, hops: int = 2, limit: int = LIMIT, heading: str = HEADING) -> str:
    """The page of a store: of all of it, or of what lies within some relations of the thing of a name."""
    network = to_network(engine)
    start = find_node(network, name) if name else None
    wanted = focus(network, start, hops) if start else network
    shown = choose(wanted, limit, start)
    return render(shown, find_evidence(engine, shown), heading=heading, total=len(wanted))


def render(network: nx.MultiDiGraph, evidence: Evidence, *, heading: str = HEADING, total: int | None = None) -> str:
    """The page of a network as HTML; ``total`` is how many nodes there were to choose from."""
    drawing = _draw(network, evidence)
    ids = {node: i for i, node in enumerate(network)}
    page = _environment().get_template("graph.html.j2")
    return page.render(
        heading=heading,
        shown=len(network),
        total=len(network) if total is None else total,
        classes=_legend(network),
        predicates=_predicates(network),
        bases=[basis for basis in BASIS_STYLES if any(edge == basis.key for *_, edge in network.edges(data="basis"))],
        data={
            "nodes": drawing.nodes,
            "edges": drawing.edges,
            "options": OPTIONS,
            "facts": [_facts(network, node, ids, evidence) for node in network],
            "bases": {basis.key: f"{basis.zh} {basis.en}" for basis in BASIS_STYLES},
        },
        vis=_vis_script(),
    )


def _draw(network: nx.MultiDiGraph, evidence: Evidence) -> Network:
    drawing = Network(directed=True, cdn_resources="in_line")
    degrees = dict(network.degree())
    sizes = {node: label_size(data, degrees[node]) for node, data in network.nodes(data=True)}
    positions = to_positions(network, sizes)
    ids = {node: i for i, node in enumerate(network)}
    for node, data in network.nodes(data=True):
        x, y = positions[node]
        drawing.add_node(ids[node], x=x, y=y, title=_node_title(data, evidence.nodes.get(node, ())), **node_style(data, degrees[node]))
    parallel: Counter[frozenset[str]] = Counter()
    for s, o, key, data in network.edges(keys=True, data=True):
        pair = frozenset((s, o))
        parallel[pair] += 1
        title = _edge_title(network, s, o, data, evidence.relations.get((s, key, o), ()))
        edge_id = f"{ids[s]}-{data['predicate']}-{ids[o]}"
        drawing.add_edge(ids[s], ids[o], id=edge_id, title=title, **edge_style(data, parallel[pair]))
    return drawing


def _node_title(data: dict[str, str], quotes: tuple[Quote, ...]) -> str:
    kind = f" · {data['kind']}" if data["kind"] else ""
    head = f"{data['label']}\n{label_of(rg_term(data['cls'])).zh}{kind}"
    return "\n".join((head, *_quoted(quotes)))


def _edge_title(network: nx.MultiDiGraph, s: str, o: str, data: dict[str, str], quotes: tuple[Quote, ...]) -> str:
    basis = next((f"（{basis.zh}）" for basis in BASIS_STYLES if basis.key == data["basis"]), "")
    head = f"{network.nodes[s]['label']} —{data['label']}→ {network.nodes[o]['label']}{basis}"
    return "\n".join((head, *_quoted(quotes)))


def _quoted(quotes: tuple[Quote, ...]) -> list[str]:
    return [f"「{_excerpt(quote)}」\n　　{quote.title} · 第{quote.order + 1}句" for quote in quotes[:MOST_IN_TITLE]]


def _excerpt(quote: Quote) -> str:
    """The quote with as much of its sentence around it as fits in a hover text."""
    at = max(quote.sentence.find(quote.words), 0)
    margin = max((LONGEST_EXCERPT - len(quote.words)) // 2, 0)
    begin, end = max(at - margin, 0), at + len(quote.words) + margin
    return f"{'…' if begin else ''}{quote.sentence[begin:end]}{'…' if end < len(quote.sentence) else ''}"


def _facts(network: nx.MultiDiGraph, node: str, ids: dict[str, int], evidence: Evidence) -> dict[str, Any]:
    data = network.nodes[node]
    names = label_of(rg_term(data["cls"]))
    return {
        "iri": node,
        "name": data["label"],
        "english": data["label_en"],
        "aliases": [alias for alias in data["aliases"].split("; ") if alias],
        "cls": data["cls"],
        "what": f"{names.zh} {names.en}",
        "kind": f"{data['kind']} {data['kind_en']}".strip(),
        "colour": style_of(data["cls"]).colour,
        "statuses": [
            {"name": label_of(o).zh, "quotes": _to_json(quotes)}
            for (s, p, o), quotes in sorted(evidence.relations.items(), key=lambda item: (item[1], item[0]))
            if s == node and p == RG.hasStatus
        ],
        "relations": [
            {
                "label": edge["label"],
                "predicate": edge["predicate"],
                "basis": edge["basis"],
                "to": ids[o],
                "quotes": _to_json(evidence.relations.get((s, key, o), ())),
            }
            for s, o, key, edge in network.out_edges(node, keys=True, data=True)
        ],
        "quotes": _to_json(evidence.nodes.get(node, ())),
    }


def _to_json(quotes: tuple[Quote, ...]) -> list[list[Any]]:
    return [[quote.words, quote.sentence, quote.title, quote.order + 1, quote.basis] for quote in quotes]


def _legend(network: nx.MultiDiGraph) -> list[dict[str, Any]]:
    counts = Counter(cls for _, cls in network.nodes(data="cls"))
    return [
        {"cls": cls, "names": label_of(rg_term(cls)), "colour": style.colour, "shape": style.shape, "count": counts[cls]}
        for cls, style in CLASS_STYLES.items()
        if counts[cls]
    ]


def _predicates(network: nx.MultiDiGraph) -> list[dict[str, Any]]:
    counts = Counter(predicate for *_, predicate in network.edges(data="predicate"))
    order = sorted(counts.items(), key=lambda item: (item[0] in QUIET, -item[1], item[0]))
    return [{"predicate": p, "names": label_of(rg_term(p)), "colour": edge_colour(p), "count": count} for p, count in order]


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)


@cache
def _vis_script() -> str:
    """The vis-network that pyvis brings along."""
    return files("pyvis").joinpath(*VIS).read_text(encoding="utf-8")
