"""Progress on long work: on standard error, and only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def spinner(words: str) -> Iterator[Callable[[str], None]]:
    """Show that work goes on; gives a function that says a line above the spinner."""
    console = Console(file=sys.stderr, highlight=False, soft_wrap=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        progress.add_task(words, total=None)
        yield lambda line: console.print(line, markup=False)
