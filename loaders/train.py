"""Trains the tagger of names from the gold: ``python -m loaders.train`` (deterministic; reads REPORTGRAPH_GOLD, needs scipy).

The objective is the likelihood of the labels that the gold allows, all others being wrong and optional names being left open.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from loaders.chain import LABELS, MAY_FOLLOW, Floats, Packing, expect, pack
from loaders.gold import Lesson, read_lessons
from loaders.names import read_features
from loaders.statements import Span
from loaders.tagger import CLASSES, MODEL, save_tagger
from ontology.errors import SourceError

LEAST_COUNT: Final = 3
SMOOTHING: Final = 1.0
ROUNDS: Final = 60
KEPT_FEATURES: Final = 80_000
EAGERNESS: Final = (0.5, 0.3, 0.8, 0.8)


@dataclass(frozen=True, slots=True)
class Material:
    """Packed training material: features as a sparse matrix, allowed labels, and how the sentences are packed."""

    features: csr_matrix
    allowed: Floats
    packing: Packing


def index_features(matrices: Sequence[NDArray[np.uint32]], least: int = LEAST_COUNT) -> NDArray[np.uint32]:
    """The features that occur at least so often, sorted."""
    values, counts = np.unique(np.concatenate([m.ravel() for m in matrices]), return_counts=True)
    return values[counts >= least]


def to_sparse(features: NDArray[np.uint32], index: NDArray[np.uint32]) -> csr_matrix:
    """Characters × indexed features, 1 where a character has the feature."""
    flat = features.ravel()
    column = np.minimum(np.searchsorted(index, flat), len(index) - 1)
    known = index[column] == flat
    rows = np.repeat(np.arange(len(features)), features.shape[1])[known]
    return csr_matrix((np.ones(len(rows), np.float32), (rows, column[known])), shape=(len(features), len(index)))


def to_material(lessons: Sequence[Lesson], matrices: Sequence[NDArray[np.uint32]], index: NDArray[np.uint32]) -> Material:
    """The lessons as one packed text."""
    starts = np.cumsum([0, *(len(m) for m in matrices)]).tolist()
    spans = [Span(at + s.span.begin, at + s.span.end) for at, lesson in zip(starts, lessons, strict=False) for s in lesson.report.sentences]
    packing = pack(spans)
    allowed = np.concatenate([lesson.allowed for lesson in lessons], 1)[:, packing.order].astype(np.float32)
    return Material(to_sparse(np.concatenate(matrices), index)[packing.order], allowed, packing)


def fit(material: Material, smoothing: float = SMOOTHING, rounds: int = ROUNDS) -> tuple[Floats, Floats]:
    """Weights (features × all labels) and transitions that make the allowed labels likely."""
    sets, size, _ = material.allowed.shape
    width, columns = material.features.shape[1], sets * LABELS
    transposed = material.features.T.tocsr()

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = values[: width * columns].reshape(width, columns).astype(np.float32)
        transitions = values[width * columns :].reshape(sets, LABELS, LABELS)
        scores = (material.features @ weights).reshape(size, sets, LABELS).transpose(1, 0, 2)
        factors = np.exp(scores - scores.max(-1, keepdims=True))
        steps = (np.exp(transitions) * MAY_FOLLOW).astype(np.float32)
        every, right = expect(factors, steps, material.packing), expect(factors * material.allowed, steps, material.packing)
        surplus = np.ascontiguousarray((every.marginals - right.marginals).transpose(1, 0, 2)).reshape(size, columns)
        slope = np.concatenate([(transposed @ surplus).astype(np.float64).ravel(), (every.pairs - right.pairs).astype(np.float64).ravel()])
        return every.log_sum - right.log_sum + smoothing / 2 * float(values @ values), slope + smoothing * values

    start = np.zeros(width * columns + sets * LABELS * LABELS)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}).x
    return found[: width * columns].reshape(width, columns).astype(np.float32), found[width * columns :].reshape(
        sets, LABELS, LABELS
    ).astype(np.float32)


def prune(index: NDArray[np.uint32], weights: Floats, kept: int = KEPT_FEATURES) -> tuple[NDArray[np.uint32], Floats]:
    """The weightiest features with their weights."""
    strength = np.abs(weights).max(1)
    best = np.sort(np.argsort(-strength, kind="stable")[:kept])
    return index[best], weights[best]


def main() -> None:
    """Train on all gold that may be read and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    args = parser.parse_args()
    folder = os.environ.get("REPORTGRAPH_GOLD")
    if not folder:
        raise SourceError("REPORTGRAPH_GOLD is not set: let it name the folder of the gold.")
    lessons = read_lessons(Path(folder))
    matrices = [read_features(lesson.report) for lesson in lessons]
    index = index_features(matrices)
    weights, transitions = fit(to_material(lessons, matrices, index))
    args.output.parent.mkdir(exist_ok=True)
    save_tagger(args.output, *prune(index, weights), transitions, np.array(EAGERNESS, np.float32))
    print(f"{args.output}: {len(lessons)} excerpts, {len(CLASSES)} classes, {min(len(index), KEPT_FEATURES)} features")


if __name__ == "__main__":
    main()
