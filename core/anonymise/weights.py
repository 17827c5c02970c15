"""What was learned, frozen as numbers: the tagger's nets, which learned on their own and vote, and the second ear."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
DILATIONS = (1, 2, 3)  # how far each layer looks to both sides
NETS = 3


@dataclass(frozen=True)
class Net:
    buckets: Floats
    into: Floats
    around: Floats
    into_bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    out: Floats
    out_bias: Floats


@dataclass(frozen=True)
class Weights:
    """`vectors[rows[word]]` is what a word means; row 0, that of no word, is nothing."""

    vectors: Floats
    rows: dict[str, int]
    nets: tuple[Net, ...]


@dataclass(frozen=True)
class Worries:
    """How `core.anonymise.worry` weighs what a sentence means: a column for danger, one for hurting somebody."""

    meant: Floats
    bias: Floats


def worries(content: bytes) -> Worries:
    with np.load(BytesIO(content)) as kept:
        return Worries(kept["meant"], kept["bias"])


def unpacked(content: bytes) -> Weights:
    """Read the weights as `scripts/train_tagger.py` packs them: small whole numbers and their scale."""
    with np.load(BytesIO(content)) as kept:
        words = kept["words"].tobytes().decode().split()
        return Weights(
            vectors=kept["vectors"].astype(np.float32) * kept["vectors_scale"],
            rows=dict(zip(words, kept["rows"].tolist(), strict=True)),
            nets=tuple(_net(kept, number) for number in range(NETS)),
        )


def _net(kept: Mapping[str, Any], number: int) -> Net:
    def read(name: str) -> Floats:
        values: Floats = kept[f"{name}_{number}"].astype(np.float32)
        return values

    return Net(
        buckets=read("buckets") * kept[f"buckets_scale_{number}"],
        into=read("into"),
        around=read("around"),
        into_bias=read("into_bias"),
        layers=tuple((read(f"layer_{step}"), read(f"layer_{step}_bias")) for step in DILATIONS),
        out=read("out"),
        out_bias=read("out_bias"),
    )
