"""The learned tagger of names: a linear chain over characters, one set of labels per class, trained by loaders.train."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from loaders.chain import BEGIN, LABELS, MAY_FOLLOW, OUTSIDE, SINGLE, Floats, Packing, best_labels, expect, find_spans, pack
from loaders.statements import Span, ThingClass

CLASSES: Final[tuple[ThingClass, ...]] = ("Project", "Program", "Institution", "Place")
MODEL: Final = Path(__file__).parent / "models" / "names.npz"
_BUCKETS: Final = 22


class Tagged(NamedTuple):
    """A name that the tagger marks; ``confidence`` is the least probability of its labels."""

    cls: ThingClass
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights by feature and label; ``rows[feature >> …]`` is the row of a feature, row 0 that of every unknown one."""

    features: NDArray[np.uint32]
    weights: Floats
    transitions: Floats
    eagerness: Floats
    rows: NDArray[np.int32]

    def scores(self, features: NDArray[np.uint32]) -> Floats:
        """The scores (sets × characters × labels) of the features of each character."""
        total = np.zeros((len(features), self.weights.shape[1]), np.float32)
        for column in features.T:
            row = self.rows[column >> np.uint32(32 - _BUCKETS)]
            total += self.weights[np.where(self.features[row] == column, row, 0)]
        return np.ascontiguousarray(total.reshape(len(features), -1, LABELS).transpose(1, 0, 2))


def make_tagger(features: NDArray[np.uint32], weights: Floats, transitions: Floats, eagerness: Floats) -> Tagger:
    """A tagger with the weights of these features; of two features that share a bucket the weightier stays."""
    order = np.argsort(np.abs(weights).max(1), kind="stable")
    rows = np.zeros(1 << _BUCKETS, np.int32)
    rows[features[order] >> np.uint32(32 - _BUCKETS)] = order + 1
    padded = np.concatenate([np.zeros((1, weights.shape[1]), np.float32), weights])
    return Tagger(np.concatenate([np.zeros(1, np.uint32), features]), padded, transitions, eagerness, rows)


@cache
def load_tagger(path: Path = MODEL) -> Tagger:
    """The trained tagger of a model file."""
    with np.load(path, allow_pickle=False) as model:
        weights = model["weights"].astype(np.float32) * model["scale"]
        return make_tagger(model["features"], weights, model["transitions"], model["eagerness"])


def save_tagger(path: Path, features: NDArray[np.uint32], weights: Floats, transitions: Floats, eagerness: Floats) -> None:
    """Write a model file: weights in 256 steps, compressed."""
    scale = np.float32(np.abs(weights).max() / 127)
    steps = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(path, features=features, weights=steps, scale=scale, transitions=transitions, eagerness=eagerness)


def find_tagged(tagger: Tagger, features: NDArray[np.uint32], sentences: Sequence[Span]) -> list[Tagged]:
    """The names in the sentences of a text, by class and then in order of the text."""
    packing = pack(sentences)
    scores = tagger.scores(features)[:, packing.order]
    eager = scores.copy()
    eager[:, :, (BEGIN, SINGLE)] += tagger.eagerness[:, None, None]
    labels = best_labels(eager, tagger.transitions, packing)
    certainty = _certainty(scores, labels, tagger.transitions, packing)
    return list(_collect(labels, certainty, packing, len(features)))


def _certainty(scores: Floats, labels: NDArray[np.int8], transitions: Floats, packing: Packing) -> Floats:
    factors = np.exp(scores - scores.max(-1, keepdims=True))
    marginals = expect(factors, np.exp(transitions) * MAY_FOLLOW, packing).marginals
    chosen: Floats = np.take_along_axis(marginals, labels[..., None].astype(np.int64), -1)[..., 0]
    return chosen


def _collect(labels: NDArray[np.int8], certainty: Floats, packing: Packing, size: int) -> list[Tagged]:
    found = []
    for index, cls in enumerate(CLASSES):
        line, sure = np.full(size, OUTSIDE, np.int8), np.zeros(size, np.float32)
        line[packing.order], sure[packing.order] = labels[index], certainty[index]
        found += [Tagged(cls, span, float(sure[span.begin : span.end].min())) for span in find_spans(line)]
    return found
