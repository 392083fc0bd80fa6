"""A small recurrent network in numpy: vectors of characters, pairs and words, read from both sides, to scores of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from loaders.chain import LABELS, Floats, Ints, Packing
from loaders.features import Features

_BLOCK = 128


@dataclass(frozen=True, slots=True)
class Table:
    """What each known thing adds to the gates of both directions; row 0 is that of every unknown one."""

    keys: Features
    vectors: Floats
    weights: Floats

    def rows(self, hashes: Features) -> Ints:
        """The row of each hash."""
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at + 1, 0)

    def says(self, hashes: Features) -> tuple[Floats, Ints]:
        """What each hash adds to the gates: a line for every row that occurs, and each hash's line."""
        used, line = np.unique(self.rows(hashes), return_inverse=True)
        return self.vectors[used] @ self.weights, line


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: tables of hashed and of small features, recurrent weights by direction, two layers to the scores."""

    tables: tuple[Table, ...]
    small: tuple[Floats, ...]
    bias: Floats
    recurrent: tuple[Floats, Floats]
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def scores(self, features: Features, packing: Packing) -> Floats:
        """The scores (sets × packed characters × labels) of the features of each character."""
        gates = self._gates(features, packing.order)
        width = gates.shape[1] // 2
        both = np.concatenate(
            [_read(gates[:, :width], self.recurrent[0], packing, 1), _read(gates[:, width:], self.recurrent[1], packing, -1)], 1
        )
        inner = np.tanh(both @ self.hidden + self.hidden_bias)
        total = inner @ self.output + self.output_bias
        return np.ascontiguousarray(total.reshape(len(total), total.shape[1] // LABELS, LABELS).transpose(1, 0, 2))

    def _gates(self, features: Features, order: Ints) -> Floats:
        """What the packed characters say to the gates, before anything is remembered."""
        before = np.concatenate([features[:1, 1] * 0, features[:-1, 1]])[order]
        packed = features[order]
        character, pair, pair_before, word = self.tables
        known = [character.says(packed[:, 0]), pair.says(packed[:, 1]), pair_before.says(before), word.says(packed[:, 2])]
        return _add_up([*known, self._small_say(packed[:, 3:])], len(order))

    def _small_say(self, columns: Features) -> tuple[Floats, Ints]:
        """What the small features and the bias together say: a line for every combination that occurs."""
        combined = columns[:, 0].astype(np.int64)
        for part, column in zip(self.small[1:], columns[:, 1:].T, strict=True):
            combined = combined * len(part) + column
        _, first, line = np.unique(combined, return_index=True, return_inverse=True)
        said = np.tile(self.bias, (len(first), 1))
        for part, column in zip(self.small, columns.T, strict=True):
            said += part[column[first]]
        return said, line


def _add_up(sayings: Sequence[tuple[Floats, Ints]], size: int) -> Floats:
    """The sum of each character's lines, in blocks that stay in the processor's cache."""
    (first, first_line), *others = sayings
    gates = np.empty((size, first.shape[1]), np.float32)
    more = np.empty((_BLOCK, first.shape[1]), np.float32)
    for begin in range(0, size, _BLOCK):
        here = gates[begin : begin + _BLOCK]
        block = slice(begin, begin + len(here))
        np.take(first, first_line[block], 0, out=here, mode="clip")
        for said, line in others:
            here += np.take(said, line[block], 0, out=more[: len(here)], mode="clip")
    return gates


def _read(gates: Floats, recurrent: Floats, packing: Packing, direction: int) -> Floats:
    """The states of a long short-term memory that reads the packed characters forwards (1) or backwards (-1).

    The gates (in, keep, new, out) are halved where they are logistic, so that one hyperbolic tangent serves all four.
    """
    width = recurrent.shape[0]
    states = np.empty((len(gates), width), np.float32)
    last, memory = np.zeros((0, width), np.float32), np.zeros((0, width), np.float32)
    for step in range(packing.steps)[::direction]:
        begin, size = packing.offsets[step], packing.size(step)
        now = gates[begin : begin + size]
        kept = min(size, len(last))
        now[:kept] += last[:kept] @ recurrent
        np.tanh(now, out=now)
        opened = now[:, :width] + 1
        fresh = opened * now[:, 2 * width : 3 * width]
        fresh[:kept] += (now[:kept, width : 2 * width] + 1) * memory[:kept]
        fresh *= 0.5
        memory = fresh
        last = (now[:, 3 * width :] + 1) * np.tanh(fresh)
        last *= 0.5
        states[begin : begin + size] = last
    return states
