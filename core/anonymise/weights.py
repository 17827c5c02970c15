"""What the tagger has learned: numbers, frozen."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
DILATIONS = (1, 2, 3)  # how far each layer looks to both sides


@dataclass(frozen=True)
class Weights:
    buckets: Floats
    vectors: Floats
    rows: dict[str, int]
    into: Floats
    into_bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    out: Floats
    out_bias: Floats


def unpacked(content: bytes) -> Weights:
    """Read the weights as `scripts/train_tagger.py` packs them: small whole numbers and their scale."""
    with np.load(BytesIO(content)) as kept:
        words = kept["words"].tobytes().decode().split()
        return Weights(
            buckets=kept["buckets"].astype(np.float32) * kept["buckets_scale"],
            vectors=kept["vectors"].astype(np.float32) * kept["vectors_scale"],
            rows=dict(zip(words, kept["rows"].tolist(), strict=True)),
            into=kept["into"].astype(np.float32),
            into_bias=kept["into_bias"].astype(np.float32),
            layers=tuple(
                (kept[f"layer_{step}"].astype(np.float32), kept[f"layer_{step}_bias"].astype(np.float32))
                for step in DILATIONS
            ),
            out=kept["out"].astype(np.float32),
            out_bias=kept["out_bias"].astype(np.float32),
        )
