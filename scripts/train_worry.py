# ruff: noqa: INP001, S311, T201 -- a script is run, not imported; nothing here is secret
"""Train the second ear: which sentences sound like somebody in danger, and which hurt another member.

    python scripts/train_worry.py        (with the app's packages, then `python scripts/build_word_lists.py seal`)

It reads scripts/worry_sentences.txt and writes core/anonymise/lists/worry.npz, in some minutes on a CPU. What it prints
is measured on lines left out of the training in turn: at which loudness how much of the danger and the hurt is heard,
and how much of the harmless. From that the two thresholds of `crisis.py` and `abuse.py` were chosen.
"""

import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from core.anonymise import encoder, worry  # noqa: E402 -- the script runs from a bare environment
from core.anonymise.vocabulary import FOLDER, WORRIES  # noqa: E402

SEED, DRAWN, FOLDS, STEPS, AT_ONCE = 20, 14, 6, 8, 32
SHRINK = 0.05  # how small the numbers are kept
OTHER = 0.3  # how much danger counts against hurt, and hurt against danger
SORTS = ("neither", "crisis", "abuse")
HARMLESS = (0.03, 0.05, 0.08, 0.12)
CHOICE = re.compile(r"\(([^()\[\]]*)\)")
OPTION = re.compile(r"\[([^()\[\]]*)\]")
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """Sentences, each from a line of the file; all sentences of a line count as much as one line."""

    meant: Numbers
    sorts: NDArray[np.int64]
    lines: NDArray[np.int64]

    def shares(self) -> Numbers:
        shares: Numbers = 1 / np.bincount(self.lines)[self.lines]
        return shares


def chosen(sentence: str, pick: random.Random) -> str:
    while CHOICE.search(sentence) or OPTION.search(sentence):
        sentence = CHOICE.sub(lambda part: pick.choice(part[1].split("|")), sentence)
        sentence = OPTION.sub(
            lambda part: pick.choice([f" {one}" for one in part[1].split("|")] + [""]), sentence
        )
    return re.sub(r"\s+", " ", sentence).replace(" ,", ",").strip()


def drawn() -> Drawn:
    pick = random.Random(SEED)
    texts, sorts, lines, sort = [], [], [], ""
    for number, line in enumerate(
        (ROOT / "scripts" / "worry_sentences.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.removeprefix("# ") in SORTS:
            sort = line.removeprefix("# ")
        elif line and not line.startswith("#"):
            for text in sorted({chosen(line, pick) for _ in range(DRAWN)}):
                texts += worry.sentences(text)
                sorts += [SORTS.index(sort)] * (len(texts) - len(sorts))
                lines += [number] * (len(texts) - len(lines))
    model = encoder.opened(encoder.installed())
    meant = [worry.meanings(model, texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
    kept = np.concatenate(meant).astype(np.float64)
    return Drawn(np.hstack((kept, np.ones((len(kept), 1)))), np.array(sorts), np.array(lines))


def learned(said: Drawn, sort: int, where: NDArray[np.bool_]) -> Numbers:
    """Fit one logistic curve by Newton's steps; both sides weigh the same, however many lines they have."""
    wanted = (said.sorts == sort).astype(np.float64)
    weight = said.shares() * where * np.where((said.sorts != 0) & (wanted == 0), OTHER, 1)
    weight[wanted == 1] *= weight[wanted == 0].sum() / weight[wanted == 1].sum()
    weight *= len(set(said.lines[where].tolist())) / weight.sum()
    found = np.zeros(said.meant.shape[1])
    held = np.full(len(found), SHRINK)
    held[-1] = 1e-6
    for _ in range(STEPS):
        loud = loudness(said, found)
        slope = said.meant.T @ (weight * (loud - wanted)) + held * found
        bend = (said.meant * (weight * loud * (1 - loud))[:, None]).T @ said.meant + np.diag(held)
        found -= np.linalg.solve(bend, slope)
    return found


def loudness(said: Drawn, found: Numbers) -> Numbers:
    loud: Numbers = 1 / (1 + np.exp(-said.meant @ found))
    return loud


def left_out(said: Drawn, sort: int) -> Numbers:
    """Hear every line with an ear that learned without it."""
    heard = np.zeros(len(said.lines))
    numbers = sorted(set(said.lines.tolist()))
    random.Random(SEED).shuffle(numbers)
    for fold in range(FOLDS):
        where = np.isin(said.lines, numbers[fold::FOLDS])
        heard[where] = loudness(said, learned(said, sort, ~where))[where]
    return heard


def report(said: Drawn, sort: int) -> None:
    heard, shares = left_out(said, sort), said.shares()
    harmless, meant = said.sorts == 0, said.sorts == sort
    order = np.argsort(-heard[harmless])
    flagged = np.cumsum(shares[harmless][order]) / shares[harmless].sum()
    for share in HARMLESS:
        threshold = heard[harmless][order][np.searchsorted(flagged, share)]
        caught = shares[meant & (heard >= threshold)].sum() / shares[meant].sum()
        print(f"{SORTS[sort]}: from {threshold:.2f}, {caught:.1%} heard, {share:.0%} of the harmless")


def main() -> None:
    said = drawn()
    everything = np.ones(len(said.lines), dtype=bool)
    print(f"{len(said.lines)} sentences from {len(set(said.lines.tolist()))} lines")
    for sort in (1, 2):
        report(said, sort)
    found = np.stack([learned(said, sort, everything) for sort in (1, 2)], axis=1).astype(np.float32)
    np.savez(FOLDER / WORRIES, meant=found[:-1], bias=found[-1])


if __name__ == "__main__":
    main()
