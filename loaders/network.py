"""A small recurrent network in numpy: vectors of characters, pairs and words, read from both sides, to scores of labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loaders.chain import LABELS, Floats, Ints, Packing
from loaders.features import Features


@dataclass(frozen=True, slots=True)
class Table:
    """What each known thing gives to the input of the memory (rows × inputs); row 0 is that of every unknown one."""

    keys: Features
    given: Floats

    def rows(self, hashes: Features) -> Ints:
        """The row of each hash."""
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, at + 1, 0)


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: tables of hashed and of small features, the memory's weights by direction, two layers to the scores."""

    tables: tuple[Table, ...]
    small: tuple[Floats, ...]
    memory: tuple[Memory, Memory]
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def scores(self, features: Features, packing: Packing) -> Floats:
        """The scores (sets × packed characters × labels) of the features of each character."""
        inputs = self._inputs(features)[packing.order]
        forwards, backwards = self.memory
        both = np.concatenate([forwards.read(inputs, packing, 1), backwards.read(inputs, packing, -1)], 1)
        inner = np.tanh(both @ self.hidden + self.hidden_bias)
        total = inner @ self.output + self.output_bias
        return np.ascontiguousarray(total.reshape(len(total), total.shape[1] // LABELS, LABELS).transpose(1, 0, 2))

    def _inputs(self, features: Features) -> Floats:
        """What the memory is given of each character of a text."""
        character, pair, pair_before, word = self.tables
        pairs = pair.rows(features[:, 1])
        inputs = character.given[character.rows(features[:, 0])]
        inputs += pair.given[pairs]
        inputs[1:] += pair_before.given[pairs[:-1]]
        inputs += word.given[word.rows(features[:, 2])]
        for table, column in zip(self.small, features[:, 3:].T, strict=True):
            inputs += table[column]
        return inputs


@dataclass(frozen=True, slots=True)
class Memory:
    """A long short-term memory of one direction: weights of its state and its input (both × gates), and a bias.

    The gates (in, keep, new, out) are halved where they are logistic, so that one hyperbolic tangent serves all four.
    """

    weights: Floats
    bias: Floats

    def read(self, inputs: Floats, packing: Packing, direction: int) -> Floats:
        """The states while the packed characters are read forwards (1) or backwards (-1)."""
        width = len(self.bias) // 4
        states = np.empty((len(inputs), width), np.float32)
        seen = np.zeros((packing.size(0), len(self.weights)), np.float32)
        memory = np.zeros((packing.size(0), width), np.float32)
        for step in range(packing.steps)[::direction]:
            begin, end = packing.offsets[step], packing.offsets[step + 1]
            now = seen[: end - begin]
            now[:, width:] = inputs[begin:end]
            gates = now @ self.weights
            gates += self.bias
            np.tanh(gates, out=gates)
            kept = memory[: end - begin]
            kept *= gates[:, width : 2 * width] + 1
            kept += (gates[:, :width] + 1) * gates[:, 2 * width : 3 * width]
            kept *= 0.5
            state = now[:, :width]
            np.multiply(gates[:, 3 * width :] + 1, np.tanh(kept), out=state)
            state *= 0.5
            states[begin:end] = state
        return states
