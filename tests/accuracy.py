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
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "docs" / "accuracy.csv"
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
RELAXED = {"programs", "relations", "serves the SCO zone"}


def texts_of(name: str, gold: Path, corpus: Path) -> list[Path]:
    """The texts that a set of the gold annotates."""
    if name == "seed":
        return sorted((corpus / "newspaper").glob("*.txt"))
    return sorted((gold / name).glob("*.txt"))


def export(texts: Iterable[Path], folder: Path) -> Path:
    """Load the texts into a store of their own and export it as Turtle."""
    store, turtle = folder / "store", folder / "graph.ttl"
    command = [sys.executable, "-m", "app"]
    subprocess.run([*command, "load", *map(str, texts), "--store", str(store)], check=True, cwd=ROOT, capture_output=True)
    subprocess.run([*command, "export", "-o", str(turtle), "--store", str(store)], check=True, cwd=ROOT, capture_output=True)
    return turtle


def figures(name: str, gold: Path, corpus: Path) -> list[dict[str, str]]:
    """One row per category and way of matching for a set of the gold."""
    with tempfile.TemporaryDirectory() as folder:
        turtle = export(texts_of(name, gold, corpus), Path(folder))
        answers = sorted((gold / name).glob("*.json"))
        run = subprocess.run([sys.executable, gold / "score.py", turtle, *answers, "--json"], check=True, capture_output=True, text=True)
    return [
        {"set": name, "category": category, "match": match, **{k: str(v) for k, v in row.items()}}
        for category, by_match in json.loads(run.stdout).items()
        for match, row in by_match.items()
    ]


def to_table(rows: list[dict[str, str]], sets: list[str]) -> str:
    """The F1 of every category beside the agreement of two annotators, as a Markdown table."""
    wanted = {(r["set"], r["category"]): r for r in rows if r["match"] == ("relaxed" if r["category"] in RELAXED else "exact")}
    categories = list(dict.fromkeys(category for _, category in wanted))
    lines = ["| category | " + " | ".join(sets) + " | two annotators |", "|---|" + "---:|" * (len(sets) + 1)]
    for category in categories:
        cells = [wanted[s, category]["f1"] if (s, category) in wanted else "–" for s in sets]
        note = " (relaxed)" if category in RELAXED else ""
        lines.append(f"| {category}{note} | " + " | ".join(cells) + f" | {HUMANS.get(category, '–')} |")
    return "\n".join(lines)


def record(rows: list[dict[str, str]]) -> None:
    """Add the figures to the history under the current commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows({"commit": commit, **row} for row in rows)


def write_page(table: str) -> None:
    """Put the table between the markers of docs/accuracy.md."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(f"{before}{START}\n\n{table}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Score the sets named, print the figures, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["seed", "dev", "check"], help="seed, dev, dev/names, check")
    parser.add_argument("--record", action="store_true", help="add the figures to docs/accuracy.csv and docs/accuracy.md")
    args = parser.parse_args()
    gold, corpus = Path(os.environ["REPORTGRAPH_GOLD"]), Path(os.environ["REPORTGRAPH_CORPUS"])
    rows = [row for name in args.sets for row in figures(name, gold, corpus)]
    table = to_table(rows, args.sets)
    print(table)
    if args.record:
        record(rows)
        write_page(table)


if __name__ == "__main__":
    main()
