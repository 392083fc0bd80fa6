from __future__ import annotations

import pytest

from graph.style import BASIS_STYLES, CLASS_STYLES, edge_style, label_size, node_style, style_of, text_width, wrap

THING = {"cls": "Project", "label": "云帆冷链港"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("云帆冷链港", ["云帆冷链港"]),
        ("海岳大学望海校区二期", ["海岳大学望海校区二期"]),
        ("中国—上合组织地方经贸合作示范区", ["中国—上合组织地方", "经贸合作示范区"]),
        ("5G", ["5G"]),
        ("", [""]),
    ],
)
def test_labels_are_broken_evenly(text: str, lines: list[str]) -> None:
    assert wrap(text).split("\n") == lines


def test_a_very_long_label_is_cut() -> None:
    lines = wrap("很长的名字" * 12).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert max(map(text_width, lines)) <= 10


def test_every_class_has_its_own_colour_and_unknown_ones_a_plain_dot() -> None:
    assert len({style.colour for style in CLASS_STYLES.values()}) == len(CLASS_STYLES)
    assert style_of("Anything").shape == "dot"


def test_more_relations_make_a_node_larger_but_not_endlessly() -> None:
    assert node_style(THING, 1)["size"] < node_style(THING, 9)["size"] < node_style(THING, 400)["size"] == node_style(THING, 900)["size"]
    assert label_size(THING, 1)[0] == pytest.approx(5 * 12)
    assert label_size({"cls": "Report", "label": "临溪市 2025"}, 50)[2] == 0


def test_the_basis_is_told_by_the_dashes() -> None:
    dashes = {basis.key: edge_style({"predicate": "serves", "label": "服务于", "basis": basis.key}, 1)["dashes"] for basis in BASIS_STYLES}
    assert dashes["Explicit"] is False
    assert dashes["ByName"] != dashes["BySection"]


def test_edges_between_the_same_two_nodes_bend_apart() -> None:
    data = {"predicate": "serves", "label": "服务于", "basis": ""}
    assert edge_style(data, 1)["smooth"] is False
    assert edge_style(data, 2)["smooth"] != edge_style(data, 3)["smooth"]


def test_where_a_thing_is_named_is_drawn_quietly() -> None:
    assert edge_style({"predicate": "statedIn", "label": "出自", "basis": ""}, 1)["label"] == ""
