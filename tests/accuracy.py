"""Scores the extraction against the hand-made gold and writes docs/accuracy.md: ``make accuracy``.

The gold (REPORTGRAPH_GOLD) brings its own scorer, which reads a Turtle export; the reports are read through the command line
as a user would. ``--record`` adds the figures with the current commit to docs/accuracy.csv, the history that the page shows.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from loaders.tagger import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "docs" / "accuracy.csv"
DOCUMENTS = ROOT / "docs" / "crossvalidation.csv"
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"
COLUMNS = ["commit", "set", "category", "match", "precision", "recall", "f1", "hits", "missed", "wrong"]
HUMANS = {
    "targets, quantified": "0.97–1.00",
    "outcomes, quantified": "0.97",
    "projects": "0.92–0.99",
    "programs": "0.59–0.98",
    "institutions": "0.90–0.95",
    "places": "0.93–1.00",
    "relations": "0.56–0.84",
}
COUNTS = ("hits", "missed", "wrong")
CROSSED = ("dev", "dev/names")
NAMES = ("projects", "programs", "institutions", "places", "relations")
Row: TypeAlias = dict[str, str]
RELAXED = {"programs", "relations", "serves the SCO zone"}


def texts_of(name: str, gold: Path, corpus: Path) -> list[Path]:
    """The texts that a set of the gold annotates."""
    if name == "seed":
        return sorted((corpus / "newspaper").glob("*.txt"))
    return sorted((gold / name).glob("*.txt"))


def load(texts: Iterable[Path], store: Path, model: Path | None = None) -> None:
    """Load texts into a store, with a model of names of their own if one is given."""
    environment = {**os.environ, ENVIRONMENT: str(model)} if model else None
    run_app("load", *map(str, texts), "--store", str(store), environment=environment)


def run_app(*words: str, environment: Mapping[str, str] | None = None) -> None:
    """The command line with these words."""
    subprocess.run([sys.executable, "-m", "app", *words], check=True, cwd=ROOT, capture_output=True, env=environment)


def figures(name: str, gold: Path, corpus: Path) -> list[Row]:
    """One row per category and way of matching for a set of the gold."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        load(texts_of(name, gold, corpus), store)
        return score(name, store, sorted((gold / name).glob("*.json")), gold)


def cross_figures(gold: Path, corpus: Path) -> Iterator[Row]:
    """The rows of every text of dev and dev/names, read with a model that has learnt nothing of its place."""
    from tests.crossvalidation import train_folds

    texts = [path for name in CROSSED for path in texts_of(name, gold, corpus)]
    with tempfile.TemporaryDirectory() as folder:
        for fold in train_folds(texts, gold, corpus, Path(folder)):
            store = fold.model.with_suffix(".store")
            load(fold.texts, store, fold.model)
            print(f"{fold.model.stem}: {len(fold.texts)} texts", file=sys.stderr)
            for text in fold.texts:
                rows = score(text.stem, store, [text.with_suffix(".json")], gold)
                yield from ({**row, "set": str(text.parent.relative_to(gold))} | {"document": text.stem} for row in rows)


def add_up(rows: Iterable[Row], name: str) -> list[Row]:
    """One row for each category and way of matching, its hits, misses and wrong ones those of all the rows."""
    totals: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        totals.setdefault((row["category"], row["match"]), Counter()).update({k: int(row[k]) for k in COUNTS})
    return [{"set": name, "category": c, "match": m, **to_shares(n)} for (c, m), n in totals.items()]


def to_shares(counts: Mapping[str, int]) -> Row:
    """Precision, recall and F1 of hits, missed and wrong ones, beside these."""
    hits, missed, wrong = (counts[k] for k in COUNTS)
    shares = {"precision": (hits, hits + wrong), "recall": (hits, hits + missed), "f1": (2 * hits, 2 * hits + missed + wrong)}
    return {k: f"{part / whole if whole else 1:.3f}" for k, (part, whole) in shares.items()} | {k: str(counts[k]) for k in COUNTS}


def score(name: str, store: Path, answers: Sequence[Path], gold: Path) -> list[Row]:
    """The rows of a store's graph against the gold's answers, under the name of a set."""
    turtle = store.with_suffix(".ttl")
    if not turtle.exists():
        run_app("export", "-o", str(turtle), "--store", str(store))
    run = subprocess.run([sys.executable, gold / "score.py", turtle, *answers, "--json"], check=True, capture_output=True, text=True)
    return [
        {"set": name, "category": category, "match": match, **{k: str(v) for k, v in row.items()}}
        for category, by_match in json.loads(run.stdout).items()
        for match, row in by_match.items()
    ]


def to_table(rows: list[Row], sets: list[str]) -> str:
    """The F1 of every category beside the agreement of two annotators, as a Markdown table."""
    wanted = {(r["set"], r["category"]): r for r in rows if r["match"] == ("relaxed" if r["category"] in RELAXED else "exact")}
    categories = list(dict.fromkeys(category for _, category in wanted))
    lines = ["| category | " + " | ".join(sets) + " | two annotators |", "|---|" + "---:|" * (len(sets) + 1)]
    for category in categories:
        cells = [wanted[s, category]["f1"] if (s, category) in wanted else "–" for s in sets]
        note = " (relaxed)" if category in RELAXED else ""
        lines.append(f"| {category}{note} | " + " | ".join(cells) + f" | {HUMANS.get(category, '–')} |")
    return "\n".join(lines)


def record(rows: list[Row]) -> None:
    """Add the figures to the history under the current commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows({"commit": commit, **row} for row in rows)


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_page(table: str) -> None:
    """Put the table between the markers of docs/accuracy.md."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(f"{before}{START}\n\n{table}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Score the sets named, print the figures, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["seed", "dev", "check"], help="seed, dev, dev/names, check")
    parser.add_argument(
        "--cross", action="store_true", help="also cross-validate dev and dev/names, document by document (trains; needs torch)"
    )
    parser.add_argument("--record", action="store_true", help="add the figures to docs/accuracy.csv and docs/accuracy.md")
    args = parser.parse_args()
    gold, corpus = Path(os.environ["REPORTGRAPH_GOLD"]), Path(os.environ["REPORTGRAPH_CORPUS"])
    rows = [row for name in args.sets for row in figures(name, gold, corpus)]
    sets = list(args.sets)
    if args.cross:
        documents = [row for row in cross_figures(gold, corpus) if row["category"] in NAMES]
        rows += add_up(documents, "dev, cross-validated")
        sets.insert(-1, "dev, cross-validated")
    table = to_table(rows, sets)
    print(table)
    if args.record:
        record(rows)
        write_page(table)
        if args.cross:
            write_rows(DOCUMENTS, ["set", "document", *COLUMNS[2:]], sorted(documents, key=lambda row: (row["set"], row["document"])))


if __name__ == "__main__":
    main()
