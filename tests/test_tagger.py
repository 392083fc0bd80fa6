"""The tagger on a model made by hand, and what holds for any trained model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from loaders.chain import BEGIN, END, INSIDE, LABELS, MAY_FOLLOW, SINGLE
from loaders.features import HASHED, SIZES, SMALL, Features
from loaders.statements import Span
from loaders.tagger import CLASSES, MODEL, find_tagged, load_tagger, make_tagger, read_tagger, save_tagger

ROOT = Path(__file__).parent.parent
MOST_BYTES = 5_000_000
FIRST, MIDDLE, LAST, ALONE = KNOWN = (3, 5, 7, 11)
OTHER = 2
LABEL_OF = {FIRST: BEGIN, MIDDLE: INSIDE, LAST: END, ALONE: SINGLE}


def model_of_characters(cls: str = "Project") -> dict[str, np.ndarray]:
    """A model whose label for a class hangs on the character alone: every known character opens a cell of its own."""
    width, at = len(KNOWN), CLASSES.index(cls)
    model: dict[str, np.ndarray] = {}
    for name in HASHED:
        model |= {
            f"{name}_keys": np.array(KNOWN, np.uint32),
            f"{name}_vectors": np.eye(width, dtype=np.int8),
            f"{name}_scale": np.ones(width),
        }
        model[f"{name}_weights"] = np.eye(width) if name == "character" else np.zeros((width, width))
    model["pair_before_weights"] = np.zeros((width, width))
    model |= {name: np.zeros((size, width)) for name, size in zip(SMALL, SIZES, strict=True)}
    gates = np.hstack([20 * np.eye(width), np.zeros((width, width)), 5 * np.eye(width), np.zeros((width, width))])
    model["memory"] = np.tile(np.vstack([np.zeros((width, 4 * width)), gates]), (2, 1, 1))
    model["memory_bias"] = np.tile(np.repeat((-10.0, -10.0, 0.0, 10.0), width), (2, 1))
    model |= {"hidden": np.vstack([np.eye(width)] * 2), "hidden_bias": np.zeros(width)}
    output = np.zeros((width, len(CLASSES), LABELS))
    for cell, character in enumerate(KNOWN):
        output[cell, at, LABEL_OF[character]] = 12
    model |= {"output": output.reshape(width, -1), "output_bias": np.tile((4.0, 0.0, 0.0, 0.0, 0.0), len(CLASSES))}
    return model | {"transitions": np.zeros((len(CLASSES), LABELS, LABELS)), "eagerness": np.zeros(len(CLASSES))}


def features_of(*characters: int) -> Features:
    features = np.zeros((len(characters), len(HASHED) + len(SMALL)), np.uint32)
    features[:, 0] = characters
    return features


TEXT = features_of(OTHER, FIRST, MIDDLE, LAST, OTHER, ALONE, OTHER, FIRST, LAST, OTHER)
WHOLE = Span(0, len(TEXT))


@pytest.mark.parametrize("cls", CLASSES)
def test_names_are_found_where_their_labels_are_best(cls: str) -> None:
    found = find_tagged(make_tagger(model_of_characters(cls)), TEXT, [WHOLE])
    assert [(name.cls, name.span) for name in found] == [(cls, Span(1, 4)), (cls, Span(5, 6)), (cls, Span(7, 9))]


def test_only_sentences_are_read() -> None:
    found = find_tagged(make_tagger(model_of_characters()), TEXT, [Span(0, 4), Span(6, 10)])
    assert [name.span for name in found] == [Span(1, 4), Span(7, 9)]
    assert find_tagged(make_tagger(model_of_characters()), TEXT, []) == []


def test_a_name_does_not_cross_the_end_of_a_sentence() -> None:
    found = find_tagged(make_tagger(model_of_characters()), TEXT, [Span(0, 3), Span(3, 10)])
    assert all(name.span.end <= 3 or name.span.begin >= 3 for name in found)


def test_sentences_may_come_in_any_order() -> None:
    tagger = make_tagger(model_of_characters())
    sentences = [Span(0, 4), Span(4, 7), Span(7, 10)]
    assert find_tagged(tagger, TEXT, sentences) == find_tagged(tagger, TEXT, sentences[::-1])


def test_eagerness_decides_how_readily_a_name_begins() -> None:
    model = model_of_characters()
    faint = {**model, "output": 0.3 * model["output"]}
    assert find_tagged(make_tagger(faint), TEXT, [WHOLE]) == []
    eager = find_tagged(make_tagger({**faint, "eagerness": np.array([3.0, 0, 0, 0])}), TEXT, [WHOLE])
    assert eager == find_tagged(make_tagger(model), TEXT, [WHOLE])
    reluctant = {**model, "eagerness": np.full(len(CLASSES), -50.0)}
    assert find_tagged(make_tagger(reluctant), TEXT, [WHOLE]) == []


def test_a_written_model_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "names.npz"
    save_tagger(path, model_of_characters())
    again = read_tagger(path)
    assert find_tagged(again, TEXT, [WHOLE]) == find_tagged(make_tagger(model_of_characters()), TEXT, [WHOLE])
    assert read_tagger(path) is again


def test_the_model_file_is_small() -> None:
    assert MODEL.stat().st_size < MOST_BYTES


def test_the_trained_model_fits_the_features() -> None:
    tagger = load_tagger()
    assert tuple(len(table) for table in tagger.network.small) == SIZES
    assert tagger.transitions.shape == (len(CLASSES), *MAY_FOLLOW.shape)
    assert tagger.network.output.shape[1] == len(CLASSES) * LABELS
    for table in tagger.network.tables:
        assert len(table.given) == len(table.keys) + 1
        assert (np.diff(table.keys.astype(np.int64)) > 0).all()
        assert not table.given[0].any()


def test_nothing_of_training_is_imported_to_find_names() -> None:
    code = "import sys, loaders.things, loaders.tagger; loaders.tagger.load_tagger(); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    modules = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True).stdout.split()
    assert "loaders.tagger" in modules
    assert not {"torch", "scipy", "loaders.train", "loaders.vectors"} & set(modules)
