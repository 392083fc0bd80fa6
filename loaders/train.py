"""Trains the tagger of names: ``python -m loaders.train`` (deterministic; reads REPORTGRAPH_GOLD and REPORTGRAPH_CORPUS).

It needs torch and scipy, which nothing else does. Vectors are learned from all reports without labels, then the network from the
annotated excerpts: the objective is the likelihood of the labels that the gold allows, all others being wrong and optional names
being left open.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import dropout
from torch.nn.utils.rnn import PackedSequence

from loaders.chain import LABELS, MAY_FOLLOW, Floats, Packing, expect, pack
from loaders.course import Course, Material, read_course, to_material
from loaders.features import HASHED, SIZES, SMALL
from loaders.statements import Span
from loaders.tagger import CLASSES, MODEL, TABLES, save_tagger
from loaders.vectors import KINDS, Vectors, learn_vectors
from ontology.errors import SourceError

EPOCHS: Final = 12
RATE: Final = 3e-3
BATCH: Final = 48
INPUTS: Final = 64
WIDTH: Final = 64
INNER: Final = 64
SMALL_WIDTHS: Final = (12, 8, 10, 4, 6)
EAGERNESS: Final = (0.0, 0.0, 0.4, 0.4)
FORGOTTEN: Final = (0.0, 0.05, 0.15)
_DROPPED: Final = 0.25
_WARM_UP: Final = 60
_STEEPEST: Final = 5.0
_UNLIKELIEST: Final = -50.0


class Reader(nn.Module):
    """The network while it learns."""

    def __init__(self, vectors: Sequence[Vectors]) -> None:
        super().__init__()
        self.known = nn.ModuleList(_embed(one.vectors, frozen=index > 0) for index, one in enumerate(vectors))
        self.small = nn.ModuleList(nn.Embedding(size, width) for size, width in zip(SIZES, SMALL_WIDTHS, strict=True))
        width = sum(one.vectors.shape[1] for one in vectors) + vectors[1].vectors.shape[1] + sum(SMALL_WIDTHS)
        self.narrow = nn.Linear(width, INPUTS, bias=False)
        self.memory = nn.LSTM(INPUTS, WIDTH, bidirectional=True)
        self.hidden = nn.Linear(2 * WIDTH, INNER)
        self.output = nn.Linear(INNER, len(CLASSES) * LABELS)
        self.transitions = nn.Parameter(torch.zeros(len(CLASSES), LABELS, LABELS))

    def forward(self, rows: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """The scores of labels of packed characters."""
        known = torch.cat([table(column) for table, column in zip(self._tables(), self._forget(rows[:, :4]), strict=True)], 1)
        small = torch.cat([table(column) for table, column in zip(self.small, rows[:, 4:].unbind(1), strict=True)], 1)
        seen = dropout(torch.cat([known, small], 1), 0.6 * _DROPPED, self.training)
        read = dropout(self.memory(PackedSequence(self.narrow(seen), sizes))[0].data, _DROPPED, self.training)
        scores: torch.Tensor = self.output(dropout(torch.tanh(self.hidden(read)), 0.5 * _DROPPED, self.training))
        return scores

    def _tables(self) -> tuple[nn.Module, ...]:
        character, pair, word = self.known
        return character, pair, pair, word

    def _forget(self, rows: torch.Tensor) -> Iterator[torch.Tensor]:
        """Rows of which some are taken for unknown, as they are in a report that was not there to learn from."""
        for column, share in zip(rows.unbind(1), (FORGOTTEN[0], FORGOTTEN[1], FORGOTTEN[1], FORGOTTEN[2]), strict=True):
            yield column * (torch.rand(column.shape) >= share) if self.training and share else column


def _embed(vectors: Floats, frozen: bool) -> nn.Embedding:
    rows = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors])
    return nn.Embedding.from_pretrained(torch.from_numpy(rows), freeze=frozen, padding_idx=0)


def fit(material: Material, vectors: Sequence[Vectors], epochs: int = EPOCHS, seed: int = 0) -> Reader:
    """A network that makes the allowed labels likely."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    reader = Reader(vectors).train()
    batches = [batch for epoch in range(epochs) for batch in _batches(material.sentences, np.random.default_rng([seed, epoch]))]
    optimizer = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], lr=RATE, weight_decay=1e-3, betas=(0.9, 0.98))
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / _WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / len(batches)))
        optimizer.zero_grad()
        _learn(reader, material, pack(batch), len(batch))
        nn.utils.clip_grad_norm_(reader.parameters(), _STEEPEST)
        optimizer.step()
    reader.eval()
    return reader


def _batches(sentences: Sequence[Span], chance: np.random.Generator) -> list[list[Span]]:
    """Sentences of about the same length together, the batches in random order."""
    lengths = np.array([s.end - s.begin for s in sentences]) * (1 + 0.3 * chance.random(len(sentences)))
    order = np.argsort(lengths, kind="stable").tolist()
    batches = [[sentences[i] for i in order[at : at + BATCH]] for at in range(0, len(order), BATCH)]
    return [batches[i] for i in chance.permutation(len(batches)).tolist()]


def _learn(reader: Reader, material: Material, packing: Packing, size: int) -> None:
    """Leave in the reader the slopes of the loss: what the chain expects, less what it expects of the allowed labels."""
    scores = reader(torch.from_numpy(material.rows[packing.order]), torch.from_numpy(np.diff(packing.offsets)))
    values = scores.detach().numpy().reshape(-1, len(CLASSES), LABELS).transpose(1, 0, 2)
    factors = np.exp(np.maximum(values - values.max(-1, keepdims=True), _UNLIKELIEST))
    steps = (np.exp(reader.transitions.detach().numpy()) * MAY_FOLLOW).astype(np.float32)
    every = expect(factors, steps, packing)
    right = expect(factors * material.allowed[:, packing.order], steps, packing)
    surplus = np.ascontiguousarray((every.marginals - right.marginals).transpose(1, 0, 2)).reshape(scores.shape)
    scores.backward(torch.from_numpy(surplus / np.float32(size)))
    reader.transitions.grad = torch.from_numpy(((every.pairs - right.pairs) / size).astype(np.float32))


def to_model(reader: Reader, vectors: Sequence[Vectors]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a model file: vectors in 256 steps, the rest in half precision."""
    model: dict[str, NDArray[np.generic]] = {}
    for name, one, table in zip(HASHED, vectors, reader.known, strict=True):
        rows = table.weight.detach().numpy()[1:]
        scale = np.abs(rows).max(0) / 127
        model |= {f"{name}_keys": one.keys, f"{name}_vectors": np.round(rows / scale).astype(np.int8), f"{name}_scale": scale}
    state = {name: value.detach().numpy() for name, value in reader.state_dict().items()}
    widths = [one.vectors.shape[1] for one in vectors]
    cuts = np.cumsum([widths[0], widths[1], widths[1], widths[2], *SMALL_WIDTHS])[:-1]
    parts = np.split(state["narrow.weight"].T, cuts)
    model |= {f"{name}_weights": part for name, part in zip(TABLES, parts, strict=False)}
    model |= {name: state[f"small.{i}.weight"] @ part for i, (name, part) in enumerate(zip(SMALL, parts[4:], strict=True))}
    sides = ("", "_reverse")
    model["memory"] = np.stack([np.concatenate([state[f"memory.weight_{of}_l0{s}"].T for of in ("hh", "ih")]) for s in sides])
    model["memory_bias"] = np.stack([state[f"memory.bias_ih_l0{s}"] + state[f"memory.bias_hh_l0{s}"] for s in sides])
    for name in ("hidden", "output"):
        model |= {name: state[f"{name}.weight"].T, f"{name}_bias": state[f"{name}.bias"]}
    model |= {"transitions": state["transitions"], "eagerness": np.array(EAGERNESS)}
    return {name: values if values.dtype in (np.int8, np.uint32) else values.astype(np.float16) for name, values in model.items()}


def train(course: Course) -> dict[str, NDArray[np.generic]]:
    """The arrays of a model that has learnt a course."""
    vectors = [learn_vectors([text for _, text in course.texts], kind) for kind in KINDS]
    return to_model(fit(to_material(course.lessons, course.features, vectors), vectors), vectors)


def main() -> None:
    """Train on everything that may be read and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    args = parser.parse_args()
    course = read_course(_folder_named_by("REPORTGRAPH_GOLD"), _folder_named_by("REPORTGRAPH_CORPUS"))
    args.output.parent.mkdir(exist_ok=True)
    save_tagger(args.output, train(course))
    print(f"{args.output}: {len(course.lessons)} excerpts, {len(course.texts)} texts")


def _folder_named_by(variable: str) -> Path:
    folder = os.environ.get(variable)
    if not folder:
        raise SourceError(f"{variable} is not set: let it name the folder of the {variable.rpartition('_')[2].lower()}.")
    return Path(folder)


if __name__ == "__main__":
    main()
