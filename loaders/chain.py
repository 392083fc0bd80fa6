"""A chain of labels over characters: packing of sentences, best path and marginal probabilities, for several label sets at once.

The labels of one set say where the names of one class are: Outside, Begin, Inside, End, Single.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.statements import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
LABELS: Final = 5
FOLLOWERS: Final = {
    OUTSIDE: (OUTSIDE, BEGIN, SINGLE),
    BEGIN: (INSIDE, END),
    INSIDE: (INSIDE, END),
    END: (OUTSIDE, BEGIN, SINGLE),
    SINGLE: (OUTSIDE, BEGIN, SINGLE),
}
MAY_FOLLOW: Final = np.array([[float(b in FOLLOWERS[a]) for b in range(LABELS)] for a in range(LABELS)], np.float32)
MAY_START: Final = np.array([1, 1, 0, 0, 1], np.float32)
MAY_END: Final = np.array([1, 0, 0, 1, 1], np.float32)
_NEVER: Final = np.float32(-1e9)
_TINY: Final = np.float32(1e-30)


@dataclass(frozen=True, slots=True)
class Packing:
    """Sentences side by side, the longest first: step t holds the t-th character of every sentence that has one.

    ``order`` are the positions of the text in packed order; step t is ``order[offsets[t] : offsets[t + 1]]``.
    """

    order: Ints
    offsets: tuple[int, ...]

    @property
    def steps(self) -> int:
        """The length of the longest sentence."""
        return len(self.offsets) - 1

    def size(self, step: int) -> int:
        """How many sentences have a character at this step."""
        return self.offsets[step + 1] - self.offsets[step] if step < self.steps else 0


def pack(spans: Sequence[Span]) -> Packing:
    """The packing of the sentences at these spans."""
    kept = sorted((s for s in spans if s.end > s.begin), key=lambda s: (s.begin - s.end, s.begin))
    begins = np.array([s.begin for s in kept], np.int64)
    lengths = np.array([s.end - s.begin for s in kept], np.int64)
    steps = int(lengths.max(initial=0))
    sizes = [int((lengths > t).sum()) for t in range(steps)]
    order = np.concatenate([begins[: sizes[t]] + t for t in range(steps)]) if steps else np.zeros(0, np.int64)
    return Packing(order, (0, *np.cumsum(sizes).tolist()))


def best_labels(scores: Floats, transitions: Floats, packing: Packing) -> NDArray[np.int8]:
    """The best path of each set (sets × packed characters) for scores (sets × packed characters × labels)."""
    steps = np.where(MAY_FOLLOW > 0, transitions, _NEVER).transpose(1, 2, 0)
    best = np.ascontiguousarray(scores.transpose(2, 0, 1))
    best[:, :, : packing.size(0)] += _unless(MAY_START)
    for step in range(packing.steps):
        begin, end, following = packing.offsets[step], packing.offsets[step + 1], packing.size(step + 1)
        best[:, :, begin + following : end] += _unless(MAY_END)
        if following:
            ways = best[:, None, :, begin : begin + following] + steps[..., None]
            best[:, :, end : end + following] += ways.max(0)
    return _trace(best, steps, packing)


def _unless(may: Floats) -> Floats:
    """What keeps every label away that may not stand here (labels × 1 × 1)."""
    return np.where(may > 0, np.float32(0), _NEVER)[:, None, None]


def _trace(best: Floats, steps: Floats, packing: Packing) -> NDArray[np.int8]:
    """The labels that led to the best ends, for the best sums and the steps (labels × labels × sets)."""
    _, sets, size = best.shape
    labels = np.zeros((sets, size), np.int8)
    each = np.arange(sets)[:, None]
    chosen = np.zeros((sets, 0), np.int64)
    for step in range(packing.steps - 1, -1, -1):
        here = slice(packing.offsets[step], packing.offsets[step + 1])
        reached = best[:, :, here].copy()
        reached[:, :, : chosen.shape[1]] += steps[:, chosen, each]
        chosen = reached.argmax(0)
        labels[:, here] = chosen
    return labels


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a chain expects: log of the sum over all paths, marginals of labels, expected counts of transitions."""

    log_sum: float
    marginals: Floats
    pairs: Floats


def expect(weights: Floats, transitions: Floats, packing: Packing) -> Expectation:
    """Sums over all paths, for factors (not logarithms) of labels and of transitions."""
    forward, scale = _forward(weights, transitions, packing)
    backward = np.ones_like(weights)
    pairs = np.zeros_like(transitions)
    for step in range(packing.steps - 1, -1, -1):
        here = slice(packing.offsets[step], packing.offsets[step + 1])
        backward[:, here.start + packing.size(step + 1) : here.stop] *= MAY_END
        if step:
            before = slice(packing.offsets[step - 1], packing.offsets[step - 1] + packing.size(step))
            carried = weights[:, here] * backward[:, here] / scale[:, here, None]
            backward[:, before] = np.matmul(carried, transitions.transpose(0, 2, 1))
            pairs += np.matmul(forward[:, before].transpose(0, 2, 1), carried)
    marginals = forward * backward
    marginals /= np.maximum(marginals.sum(-1, keepdims=True), _TINY)
    return Expectation(float(np.log(scale, dtype=np.float64).sum()), marginals, pairs * transitions)


def _forward(weights: Floats, transitions: Floats, packing: Packing) -> tuple[Floats, Floats]:
    forward = np.empty_like(weights)
    scale = np.empty(weights.shape[:2], weights.dtype)
    for step in range(packing.steps):
        here = slice(packing.offsets[step], packing.offsets[step + 1])
        if step == 0:
            values = weights[:, here] * MAY_START
        else:
            before = packing.offsets[step - 1]
            values = np.matmul(forward[:, before : before + packing.size(step)], transitions) * weights[:, here]
        values[:, packing.size(step + 1) :] *= MAY_END
        total = np.maximum(values.sum(-1), _TINY)
        forward[:, here], scale[:, here] = values / total[..., None], total
    return forward, scale


def find_spans(labels: NDArray[np.int8]) -> list[Span]:
    """The names that one path of labels marks."""
    marked = np.flatnonzero(labels)
    spans, begin = [], -1
    for at, label in zip(marked.tolist(), labels[marked].tolist(), strict=True):
        if label in (BEGIN, SINGLE):
            begin = at
        if label in (END, SINGLE):
            spans.append(Span(begin, at + 1))
    return spans
