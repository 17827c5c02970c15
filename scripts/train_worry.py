# ruff: noqa: INP001, S311, T201 -- a script is run, not imported; nothing here is secret
"""Train the second ear: which sentences sound like somebody in danger, and which hurt another member.

    python scripts/train_worry.py        (with the app's packages, then `python scripts/build_word_lists.py seal`)

It reads scripts/worry_sentences.txt and writes core/anonymise/lists/worry.npz, in less than a minute on a CPU.
"""

import random
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from core.anonymise import worry  # noqa: E402 -- the script runs from a bare environment
from core.anonymise.vocabulary import FOLDER, WEIGHTS, WORRIES  # noqa: E402
from core.anonymise.weights import unpacked  # noqa: E402

SEED, DRAWN, ROUNDS, SHRINK = 20, 45, 60, 2e-5
CHOICE = re.compile(r"\(([^()\[\]]*)\)\??")
OPTION = re.compile(r"\[([^()\[\]]*)\]")


def chosen(sentence: str, pick: random.Random) -> str:
    while CHOICE.search(sentence) or OPTION.search(sentence):
        sentence = CHOICE.sub(lambda part: pick.choice(part[1].split("|")), sentence)
        sentence = OPTION.sub(
            lambda part: pick.choice([f" {one}" for one in part[1].split("|")] + [""]), sentence
        )
    return re.sub(r"\s+", " ", sentence).replace(" ,", ",").strip()


def drawn(pick: random.Random) -> tuple[list[str], list[int]]:
    texts, labels, label = [], [], -1
    for line in (ROOT / "scripts" / "worry_sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and line[2:] in {"crisis", "abuse", "neither"}:
            label = ["neither", "crisis", "abuse"].index(line[2:])
        elif line and not line.startswith("#"):
            for text in {chosen(line, pick) for _ in range(DRAWN)}:
                texts.append(text)
                labels.append(label)
    return texts, labels


def main() -> None:
    pick = random.Random(SEED)
    texts, labels = drawn(pick)
    known = unpacked((FOLDER / WEIGHTS).read_bytes())
    heard = [worry.heard(text, known) for text in texts]
    wanted = np.eye(3, dtype=np.float32)[labels]
    weight = (len(labels) / (3 * wanted.sum(axis=0)))[labels]
    terms = np.zeros((worry.BUCKETS, 3), dtype=np.float32)
    meant = np.zeros((worry.MEANING, 3), dtype=np.float32)
    seen_terms, seen_meant = np.full_like(terms, 1e-3), np.full_like(meant, 1e-3)
    order = list(range(len(texts)))
    for _ in range(ROUNDS):
        pick.shuffle(order)
        for at in order:
            numbers, vector = heard[at]
            kept = numbers[np.array([pick.random() > 0.3 for _ in numbers], dtype=bool)]  # noqa: PLR2004 -- forget some
            shares = worry.shares(terms[kept].sum(axis=0) + vector @ meant)
            step = (shares - wanted[at]) * weight[at]
            seen_terms[kept] += step**2
            terms[kept] -= 0.1 * step / np.sqrt(seen_terms[kept]) + SHRINK * terms[kept]
            slope = np.outer(vector, step)
            seen_meant += slope**2
            meant -= 0.1 * slope / np.sqrt(seen_meant) + SHRINK * meant
    np.savez_compressed(FOLDER / WORRIES, terms=terms.astype(np.float16), meant=meant.astype(np.float16))
    print(f"{len(texts)} sentences, {(FOLDER / WORRIES).stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
