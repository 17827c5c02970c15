"""How well the anonymiser hides and what it costs, on the test set of the repository, beside Presidio's defaults.

Recall counts the marked names and figures of which no letter is left to read; touched, the lines without anything
identifying that got a mask all the same; kind, the hidden ones that are called what they are. In per cent.
"""

import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks import presidio
from core import anonymise
from core.anonymise import abuse, crisis, worry
from core.anonymise.vocabulary import read
from core.anonymise.words import phrase_key

SETS = Path(__file__).parents[1] / "tests" / "anonymise"
KINDS = {
    "PERSON": "person", "COMPANY": "company", "SCHOOL": "school", "PLACE": "place", "EMAIL": "email", "PHONE": "phone",
    "URL": "url", "HANDLE": "handle", "DATE": "date", "SALARY": "salary", "REQ_ID": "job_id", "NUMBER": "number",
}  # fmt: skip
LISTED = frozenset({"PERSON", "COMPANY", "SCHOOL", "PLACE"})
COVERED = (50, 80, 100)
PREVIEW = 600
PREVIEWS = 200
AT_ONCE = 2

Found = list[tuple[int, int, str]]
Finder = Callable[["Row"], Found]


@dataclass(frozen=True)
class Mark:
    """What a person marked in a line, and as what."""

    start: int
    end: int
    kind: str
    text: str

    @property
    def key(self) -> str:
        return phrase_key(self.text)


@dataclass(frozen=True)
class Row:
    text: str
    hard: bool
    clean: bool
    marks: tuple[Mark, ...]


def measure() -> dict[str, float]:
    rows = list(_rows("test"))
    found = _scored("anonymise", rows, _ours) | _scored(
        "anonymise.other_hand", list(_rows("other_hand")), _ours
    )
    found |= _by_kind(rows)
    found |= _by_sort(rows)
    for share in COVERED:
        found |= _scored(f"anonymise.list_{share}", rows, _with_list(rows, share))
    found |= _latency(rows)
    theirs = presidio.found([row.text for row in rows])
    if theirs is None:
        print("Presidio could not be installed here, so it is left out of this run.")
        return found
    answers = dict(zip((row.text for row in rows), theirs, strict=True))
    return found | _scored("anonymise.presidio", rows, lambda row: answers[row.text])


def _rows(name: str) -> Iterator[Row]:
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = tuple(
            Mark(mark["start"], mark["end"], mark["label"], row["text"][mark["start"] : mark["end"]])
            for mark in row["spans"]
        )
        yield Row(row["text"], row["style"] == "hard", row["kind"] == "clean", marks)


def _ours(row: Row, known: Sequence[str] = ()) -> Found:
    return [(span.start, span.end, span.kind.value) for span in anonymise.spans(row.text, known)]


def _with_list(rows: Iterable[Row], share: int) -> Finder:
    """Give the author a list that holds this share of the names in the set, the same ones every time."""
    names = sorted({mark.text for row in rows for mark in row.marks if mark.kind in LISTED})
    random.Random(0).shuffle(names)
    held = frozenset(names[: len(names) * share // 100])
    return lambda row: _ours(row, [mark.text for mark in row.marks if mark.text in held])


def _scored(name: str, rows: Sequence[Row], finder: Finder) -> dict[str, float]:
    scores: dict[str, float] = {}
    for group, hard in (("", False), ("hard.", True)):
        answers = [(row, finder(row)) for row in rows if row.hard is hard]
        seen = [kind for row, found in answers for kind in _seen_as(row, found)]
        clean = [bool(found) for row, found in answers if row.clean]
        hidden = [(wanted, kind) for wanted, kind in seen if kind]
        scores[f"{name}.{group}recall"] = _percent(len(hidden), len(seen))
        scores[f"{name}.{group}touched"] = _percent(sum(clean), len(clean))
        scores[f"{name}.{group}kind"] = _percent(
            sum(kind in {wanted, "known"} for wanted, kind in hidden), len(hidden)
        )
    return scores


def _seen_as(row: Row, found: Found) -> Iterator[tuple[str, str]]:
    """Give, for each mark, what it is and what it was hidden as; nothing if a letter is left to read."""
    hidden = {position: kind for start, end, kind in found for position in range(start, end)}
    for mark in row.marks:
        letters = [place for place in range(mark.start, mark.end) if row.text[place].isalnum()]
        whole = all(place in hidden for place in letters)
        kind = Counter(hidden[place] for place in letters).most_common(1)[0][0] if whole else ""
        yield KINDS[mark.kind], kind


def _recall(rows: Iterable[Row], counts: Callable[[Mark], bool]) -> float:
    seen = [
        bool(kind)
        for row in rows
        for mark, (_, kind) in zip(row.marks, _seen_as(row, _ours(row)), strict=True)
        if counts(mark)
    ]
    return _percent(sum(seen), len(seen))


def _by_kind(rows: Sequence[Row]) -> dict[str, float]:
    def of(kind: str) -> Callable[[Mark], bool]:
        return lambda mark: mark.kind == kind

    return {f"anonymise.recall.{shown}": _recall(rows, of(kind)) for kind, shown in KINDS.items()}


def _by_sort(rows: Sequence[Row]) -> dict[str, float]:
    """Measure what is hardest: names in lower case, names that are words, names no list holds."""
    known = read()
    people = known.first_names | known.last_names
    names = known.companies | known.schools | known.places | people | known.platforms
    sorts: dict[str, Callable[[Mark], bool]] = {
        "lower_case": lambda mark: mark.text.islower(),
        "common_words": lambda mark: all(word in known.dictionary for word in mark.key.split()),
        "unusual_names": lambda mark: (
            mark.key not in names and not any(map(known.ordinary, mark.key.split()))
        ),
    }

    def listed(counts: Callable[[Mark], bool]) -> Callable[[Mark], bool]:
        return lambda mark: mark.kind in LISTED and counts(mark)

    return {f"anonymise.recall.{sort}": _recall(rows, listed(counts)) for sort, counts in sorts.items()}


def _latency(rows: Sequence[Row]) -> dict[str, float]:
    """Preview posts of 600 characters, two at once, as two authors would; then listen to them as well.

    The preview is on the screen before the second ear has listened.
    """
    anonymise.load()
    posts = [_post(rows, seed) for seed in range(PREVIEWS)]
    with ThreadPoolExecutor(AT_ONCE) as authors:
        shown = list(authors.map(_preview_ms, posts))
        heard = list(authors.map(_listening_ms, posts))
    return _median_and_p95("anonymise", shown) | _median_and_p95("anonymise.heard", heard)


def _median_and_p95(name: str, taken: list[float]) -> dict[str, float]:
    return {
        f"{name}.median_ms": statistics.median(taken),
        f"{name}.p95_ms": sorted(taken)[PREVIEWS * 95 // 100],
    }


def _post(rows: Sequence[Row], seed: int) -> str:
    picked = random.Random(seed).sample(rows, 20)
    return " ".join(row.text for row in picked)[:PREVIEW]


def _preview_ms(post: str) -> float:
    started = time.perf_counter()
    anonymise.masked(post, anonymise.look(post).sure)
    crisis.needs_help(post)
    return 1000 * (time.perf_counter() - started)


def _listening_ms(post: str) -> float:
    started = time.perf_counter()
    said = worry.heard(post)
    crisis.heavy(said)
    abuse.hurts(said)
    return 1000 * (time.perf_counter() - started)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
