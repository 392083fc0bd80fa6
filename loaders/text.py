"""Clean text whose every character knows its place in the file."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Clean text; ``origin[i]`` is the index, in the decoded file, of the character ``clean[i]``."""

    clean: str
    origin: array[int]

    def __len__(self) -> int:
        return len(self.clean)
