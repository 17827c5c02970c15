"""How much of the development set is masked. Honest floors: measured once, and never to fall."""

import json
from pathlib import Path

import pytest

from core.anonymise import spans


def rows_of(name: str) -> list[dict]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text().splitlines()]


ROWS, HARDER, FRESH, HANDS, FIGURES, FIFTH = (
    rows_of(f"{name}.jsonl")
    for name in ("dev", "dev_hard", "dev_fresh", "dev_hands", "dev_figures", "dev_fifth")
)
HARD = [row for row in ROWS if row["style"] == "stress"]
ORDINARY = [row for row in ROWS if row["style"] != "stress"]


def hidden(text: str) -> set[int]:
    return {position for span in spans(text) for position in range(span.start, span.end)}


def recall(rows: list[dict]) -> float:
    """The share of marked names of which no letter is left to read."""
    found = [
        all(position in covered for position in range(mark["start"], mark["end"]) if row["text"][position].isalnum())
        for row in rows for covered in [hidden(row["text"])] for mark in row["spans"]
    ]  # fmt: skip
    return sum(found) / len(found)


def touched(rows: list[dict]) -> float:
    """The share of lines without anything identifying that got a mask all the same."""
    clean = [row["text"] for row in rows if row["kind"] == "clean"]
    return sum(bool(spans(text)) for text in clean) / len(clean)


@pytest.mark.parametrize(
    ("rows", "least", "most"),
    [
        (ORDINARY, 0.98, 0.0),
        (HARD, 0.95, 0.05),
        (HARDER, 0.97, 0.04),
        (FRESH, 0.95, 0.02),
        (HANDS, 0.94, 0.02),
        (FIGURES, 0.98, 0.1),
        (FIFTH, 0.94, 0.04),
    ],
    ids=["ordinary", "hard", "harder", "fresh", "hands", "figures", "fifth"],
)
def test_recall_and_touched_clean_lines(rows, least, most):
    assert recall(rows) >= least
    assert touched(rows) <= most
