"""A second ear for what phrases alone miss: how much a sentence sounds like danger, or like hurting somebody.

What a sentence means (`core.anonymise.encoder`) is weighed by numbers that `scripts/train_worry.py` learned from
sentences of ours. It is heard sentence by sentence, and the loudest counts. Written by people who are not clinicians:
**a qualified person must review it before anybody relies on it.**
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore

import numpy as np

from core.anonymise import encoder
from core.anonymise.encoder import Encoder
from core.anonymise.plain import plain
from core.anonymise.vocabulary import read
from core.anonymise.weights import Floats

AFTER = (4, 6)  # the layer that still knows the words, and the last, which knows what they say
MOST = 100  # more than a text that may be shared has
_SENTENCE = re.compile(r"[.!?\n;]+")
_BREATH = 24  # words; who writes without full stops is heard in pieces, and across their seams
_turns = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Heard:
    """How much a sentence sounds like danger, and how much like hurting somebody: each from 0 to 1."""

    sentence: str
    danger: float
    hurt: float


def heard(text: str) -> list[Heard]:
    """Hear each sentence of a text; of a very long one, the last. Nothing is heard where its numbers are missing."""
    learned, said = read().worries, sentences(text)[-MOST:]
    if learned is None or not said:
        return []
    with _turns:
        scores = meanings(encoder.read(), said) @ learned.meant + learned.bias
    loud = 1 / (1 + np.exp(-scores))
    return [
        Heard(sentence, danger, hurt) for sentence, (danger, hurt) in zip(said, loud.tolist(), strict=True)
    ]


def meanings(model: Encoder, said: Sequence[str]) -> Floats:
    return model.vectors(said, AFTER)


def sentences(text: str) -> list[str]:
    return [breath for part in _SENTENCE.split(plain(text).text) for breath in _breaths(part.split())]


def _breaths(words: list[str]) -> list[str]:
    if len(words) <= _BREATH:
        return [" ".join(words)] if words else []
    return [" ".join(words[start : start + _BREATH]) for start in range(0, len(words), _BREATH // 2)]
