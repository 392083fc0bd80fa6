"""Models that have not seen the places that they are scored on: one for each fold of the annotated places (needs torch)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
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
    """A model for every fold of the places that the texts' names begin with, trained side by side and written to the folder."""
    places = sorted({place_of(path) for path in texts})
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        folds = [(folder / f"fold{index}.npz", places[index::FOLDS]) for index in range(FOLDS)]
        for (model, held_out), done in [(fold, pool.submit(_train_fold, *fold, gold, corpus)) for fold in folds]:
            done.result()
            yield Fold(tuple(path for path in texts if place_of(path) in held_out), model)


def _train_fold(model: Path, held_out: Sequence[str], gold: Path, corpus: Path) -> None:
    save_tagger(model, train(read_course(gold, corpus).without(held_out)))


def place_of(path: Path) -> str:
    """The place that an excerpt's file name begins with."""
    return path.stem.partition("_")[0]
