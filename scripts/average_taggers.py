# ruff: noqa: E501, INP001, T201 -- a script is run, not imported
"""Make one tagger of several trainings: `python scripts/average_taggers.py FOLDER:SHARE...`.

One training half believes what its own posts made likely by chance; the mean of several leaves much of that out and costs no more to
run (Wortsman and others 2022, "Model soups"). It only works where they began near each other. Every folder holds a tagger.npz and a
reader.onnx of train_tagger.py; the shares are how much each counts. Run it where train_tagger.py runs; it writes to
core/anonymise/lists, then run `python scripts/build_word_lists.py seal`.

The frozen tagger is the mean of five, made while the lines grew: one of 88,000 posts on the first 6,400 lines (.55); then, each
beginning with that one's nets, one of 88,000 posts on 9,100 lines (.2) and three of 56,000 on all 9,600 (a twelfth each).
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_tagger import small  # noqa: E402 -- run from a bare environment

from core.anonymise.vocabulary import FOLDER, LAYERS, WEIGHTS  # noqa: E402

Numbers = dict[str, np.ndarray]
WHOLE, SCALE = "_quantized", "_scale"
LARGEST = 127


def mean(parts: list[Numbers], shares: list[float], name: str, scale: str = "") -> np.ndarray:
    """Average what is called by this name; whole numbers, which have a scale, are made real ones first."""
    total = np.zeros(parts[0][name].shape)
    for part, share in zip(parts, shares, strict=True):
        total += share * part[name].astype(np.float64) * (part[scale] if scale else 1.0)
    return total


def average_weights(folders: list[Path], shares: list[float], into: Path) -> None:
    parts = [dict(np.load(folder / WEIGHTS)) for folder in folders]
    averaged = dict(parts[0])
    for name, values in parts[0].items():
        if name.startswith("buckets_") and not name.startswith(f"buckets{SCALE}"):
            scale = name.replace("buckets", f"buckets{SCALE}")
            averaged[name], averaged[scale] = small(mean(parts, shares, name, scale))
        elif values.dtype == np.float16:
            averaged[name] = mean(parts, shares, name).astype(np.float16)
    np.savez_compressed(into / WEIGHTS, **averaged)


def average_layers(folders: list[Path], shares: list[float], into: Path) -> None:
    """Average the layers. Their matrices are whole numbers around nought, with a scale for each column."""
    graphs = [onnx.load(folder / LAYERS) for folder in folders]
    parts = [{one.name: numpy_helper.to_array(one) for one in graph.graph.initializer} for graph in graphs]
    averaged: Numbers = {}
    for name, values in parts[0].items():
        if name.endswith(WHOLE):
            scale = name.removesuffix(WHOLE) + SCALE
            real = mean(parts, shares, name, scale)
            averaged[scale] = (np.abs(real).max(axis=0) / LARGEST).astype(np.float32)
            averaged[name] = np.rint(real / averaged[scale]).clip(-LARGEST, LARGEST).astype(np.int8)
        elif values.dtype == np.float32 and not name.endswith(SCALE):
            averaged[name] = mean(parts, shares, name).astype(np.float32)
    for held in graphs[0].graph.initializer:
        if held.name in averaged:
            held.CopyFrom(numpy_helper.from_array(averaged[held.name], held.name))
    onnx.save(graphs[0], into / LAYERS)


def main() -> None:
    asked = [one.rsplit(":", 1) for one in sys.argv[1:]]
    folders, counts = [Path(folder) for folder, _ in asked], [float(share) for _, share in asked]
    shares = [count / sum(counts) for count in counts]
    average_weights(folders, shares, FOLDER)
    average_layers(folders, shares, FOLDER)
    print(*(f"{folder}: {share:.3f}" for folder, share in zip(folders, shares, strict=True)))


if __name__ == "__main__":
    main()
