"""Models that have not seen the places that they are scored on: one for each fold of the annotated places (needs torch)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.course import read_course
from loaders.tagger import save_tagger
from loaders.train import train

FOLDS = 4


@dataclass(frozen=True, slots=True)
class Fold:
    """Texts, and a model that has learnt from everything but the places they are about, their full reports included."""

    texts: tuple[Path, ...]
    model: Path


def train_folds(texts: Sequence[Path], gold: Path, corpus: Path, folder: Path) -> Iterator[Fold]:
    """A model for every fold of the places that the texts' names begin with; the models are written to the folder."""
    course = read_course(gold, corpus)
    places = sorted({place_of(path) for path in texts})
    for index in range(FOLDS):
        held_out = places[index::FOLDS]
        model = folder / f"fold{index}.npz"
        save_tagger(model, train(course.without(held_out)))
        yield Fold(tuple(path for path in texts if place_of(path) in held_out), model)


def place_of(path: Path) -> str:
    """The place that an excerpt's file name begins with."""
    return path.stem.partition("_")[0]
