"""The learned tagger of names: a small network and a chain of labels over characters, one set per class, trained by loaders.train."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from loaders.chain import BEGIN, OUTSIDE, SINGLE, Floats, Packing, best_labels, find_spans, pack
from loaders.features import SMALL, Features
from loaders.network import Memory, Network, Table
from loaders.statements import Span, ThingClass

CLASSES: Final[tuple[ThingClass, ...]] = ("Project", "Program", "Institution", "Place")
ENVIRONMENT: Final = "REPORTGRAPH_MODEL"
MODEL: Final = Path(__file__).parent / "models" / "names.npz"
TABLES: Final = ("character", "pair", "pair_before", "word")


class Tagged(NamedTuple):
    """A name that the tagger marks."""

    cls: ThingClass
    span: Span


@dataclass(frozen=True, slots=True)
class Tagger:
    """The network that scores labels, how labels follow each other, and how readily each class begins a name."""

    network: Network
    transitions: Floats
    eagerness: Floats


def make_tagger(model: Mapping[str, NDArray[np.generic]]) -> Tagger:
    """A tagger of the arrays of a model file."""

    def floats(name: str) -> Floats:
        return model[name].astype(np.float32)

    network = Network(
        tuple(_make_table(model, name) for name in TABLES),
        tuple(floats(name) for name in SMALL),
        (_make_memory(floats("memory")[0], floats("memory_bias")[0]), _make_memory(floats("memory")[1], floats("memory_bias")[1])),
        floats("hidden"),
        floats("hidden_bias"),
        floats("output"),
        floats("output_bias"),
    )
    return Tagger(network, floats("transitions"), floats("eagerness"))


def _make_table(model: Mapping[str, NDArray[np.generic]], name: str) -> Table:
    own = name.removesuffix("_before")
    weights = model[f"{own}_scale"].astype(np.float32)[:, None] * model[f"{name}_weights"].astype(np.float32)
    known = model[f"{own}_vectors"].astype(np.float32) @ weights
    return Table(model[f"{own}_keys"].astype(np.uint32), np.concatenate([np.zeros((1, known.shape[1]), np.float32), known]))


def _make_memory(weights: Floats, bias: Floats) -> Memory:
    logistic = np.repeat(np.array((0.5, 0.5, 1, 0.5), np.float32), len(bias) // 4)
    return Memory(weights * logistic, bias * logistic)


def load_tagger() -> Tagger:
    """The tagger that the environment variable REPORTGRAPH_MODEL names, else the one that comes along."""
    return read_tagger(Path(os.environ.get(ENVIRONMENT) or MODEL))


@cache
def read_tagger(path: Path) -> Tagger:
    """The trained tagger of a model file."""
    with np.load(path, allow_pickle=False) as model:
        return make_tagger({name: model[name] for name in model.files})


def save_tagger(path: Path, model: Mapping[str, NDArray[np.generic]]) -> None:
    """Write a model file."""
    np.savez_compressed(path, allow_pickle=False, **dict(model))


def find_tagged(tagger: Tagger, features: Features, sentences: Sequence[Span]) -> list[Tagged]:
    """The names in the sentences of a text, by class and then in order of the text."""
    packing = pack(sentences)
    with threadpool_limits(limits=1, user_api="blas"):
        scores = tagger.network.scores(features, packing)
        scores[:, :, (BEGIN, SINGLE)] += tagger.eagerness[:, None, None]
        labels = best_labels(scores, tagger.transitions, packing)
    return list(_collect(labels, packing, len(features)))


def _collect(labels: NDArray[np.int8], packing: Packing, size: int) -> Iterator[Tagged]:
    for index, cls in enumerate(CLASSES):
        line = np.full(size, OUTSIDE, np.int8)
        line[packing.order] = labels[index]
        yield from (Tagged(cls, span) for span in find_spans(line))
