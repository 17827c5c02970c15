"""A second ear for what phrases alone miss: how much a sentence sounds like danger, or like hurting somebody.

Words, pairs and threes of words and what they mean are weighed by numbers that `scripts/train_worry.py` learned from
sentences of ours. It is heard sentence by sentence, and the loudest counts. Written by people who are not clinicians:
**a qualified person must review it before anybody relies on it.**
"""

import re
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.anonymise.plain import plain
from core.anonymise.weights import Floats, Weights, Worries

BUCKETS = 1 << 14
MEANING = 128
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SENTENCE = re.compile(r"[.!?\n;]+")
_LONGEST = 3


def heard(sentence: str, weights: Weights) -> tuple[NDArray[np.int64], Floats]:
    """Write a sentence as the numbers of its terms and what its words mean, on the whole and at their strongest."""
    words = [word.replace("'", "") for word in _WORD.findall(sentence.lower())]
    bounded = ["<", *words, ">"]
    terms = chain.from_iterable(
        (" ".join(bounded[at : at + length]) for at in range(len(bounded) - length + 1))
        for length in range(1, _LONGEST + 1)
    )
    numbers = np.array([crc32(term.encode()) % BUCKETS for term in terms], dtype=np.int64)
    rows = [row for word in words if (row := weights.rows.get(word, 0))]
    if not rows:
        return numbers, np.zeros(MEANING, dtype=np.float32)
    meant = weights.vectors[rows]
    return numbers, np.concatenate((meant.mean(axis=0), meant.max(axis=0))).astype(np.float32)


def shares(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    told: Floats = raised / raised.sum()
    return told


def sentences(text: str) -> list[str]:
    return [sentence for part in _SENTENCE.split(plain(text).text) if (sentence := part.strip())]


def loudness(sentence: str, weights: Weights, learned: Worries) -> tuple[float, float]:
    """How much a sentence sounds like danger, and how much like hurting somebody."""
    numbers, meant = heard(sentence, weights)
    _, danger, hurt = shares(learned.terms[numbers].sum(axis=0) + meant @ learned.meant)
    return float(danger), float(hurt)
