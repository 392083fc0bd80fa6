"""N-Triples text: what is written is read back as it was."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.terms import decimal, integer, literal, merge, to_lines, typed


def read(term: str) -> pyoxigraph.Literal:
    [quad] = pyoxigraph.parse(f"<http://a/s> <http://a/p> {term} .\n".encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@given(st.text())
def test_any_text_survives(text: str):
    assert read(literal(text)).value == text
    assert read(literal(text, "zh")).value == text


def test_special_characters_are_escaped():
    assert literal('a"b\\c\n\r\t\x00\x7f') == '"a\\"b\\\\c\\n\\r\\t\\u0000\\u007F"'


def test_a_lone_surrogate_becomes_the_replacement_character():
    assert read(literal("a\ud800b")).value == "a\ufffdb"


@pytest.mark.parametrize(
    ("number", "text"), [("6.50", "6.5"), ("1E+3", "1000"), ("-0.0", "0"), ("1000", "1000"), ("0.10", "0.1"), ("130E8", "13000000000")]
)
def test_decimals_are_canonical(number: str, text: str):
    found = read(decimal(Decimal(number)))
    assert found.value == text
    assert str(found.datatype.value).endswith("#decimal")


def test_typed_literals_name_their_datatype():
    assert typed("2025", "gYear") == '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert integer(7) == '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_what_is_said_twice_is_written_once():
    blocks = [("<b>", ("<p> <z>", '<p> "é"')), ("<a>", ("<p> <o>",)), ("<b>", ("<n> <o>", "<p> <z>"))]
    lines = ["<b> <p> <z> .", '<b> <p> "é" .', "<b> <n> <o> .", "<a> <p> <o> ."]
    assert to_lines(merge(blocks)) == "".join(f"{line}\n" for line in lines).encode()
    assert to_lines(merge([])) == b""
