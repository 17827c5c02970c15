"""What a text says around each word, as numbers: its sentences, cut out and read piece by piece, and put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.anonymise.encoder import LONGEST, WIDTH
from core.anonymise.line import Line
from core.anonymise.pieces import pieces
from core.anonymise.reader import Reader
from core.anonymise.weights import Floats
from core.anonymise.words import CLAIMED, Word

MOST_WORDS = (
    1_500  # more than a text that may be shared has; of a longer one the rest is read without its context
)
_LONGEST_WORD = 12  # pieces
SMALLEST = 1e-5


@dataclass(frozen=True)
class Cut:
    """Some words that are read together: their pieces, and between which of them each word stands."""

    read: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]


@dataclass
class Context:
    """Reads around the words of one text, as often as it is looked at. What did not change is not read again."""

    reader: Reader
    told: dict[tuple[int, ...], Floats] = field(default_factory=dict)

    def around(self, line: Line, text: str) -> Floats:
        """Give a row of `WIDTH` numbers for each word, their mean 0, their spread 1; zeros where nothing was read."""
        cuts = list(cut(line.words[:MOST_WORDS], text, self.reader.encoder.numbers))
        rows = [_means(self._read(one.read), one.edges) for one in cuts]
        unread = np.zeros((len(line.words) - sum(map(len, rows)), WIDTH), dtype=np.float32)
        return _evened(np.concatenate((*rows, unread)))

    def _read(self, sentence: tuple[int, ...]) -> Floats:
        if sentence not in self.told:
            self.told[sentence] = self.reader.states(sentence)
        return self.told[sentence]


def cut(words: Sequence[Word], text: str, numbers: dict[str, int]) -> Iterator[Cut]:
    """Cut a text between sentences, and where one is too long for the encoder."""
    read, edges, end = [numbers["[CLS]"]], list[tuple[int, int]](), 0
    for word in words:
        between = pieces(text[end : word.start], numbers)
        own = _pieces_of(word, text, numbers)
        if edges and (word.opens or len(read) + len(between) + len(own) >= LONGEST):
            yield _closed(read + between * word.opens, edges, numbers)
            read, edges, between = [numbers["[CLS]"]], [], []
        read += between[: LONGEST - len(own) - len(read) - 1]
        edges.append((len(read), len(read) + len(own)))
        read += own
        end = word.end
    if edges:
        yield _closed(read + pieces(text[end:], numbers), edges, numbers)


def _closed(read: list[int], edges: list[tuple[int, int]], numbers: dict[str, int]) -> Cut:
    return Cut((*read[: LONGEST - 1], numbers["[SEP]"]), tuple(edges))


def _pieces_of(word: Word, text: str, numbers: dict[str, int]) -> list[int]:
    if word.key == CLAIMED:
        return [numbers["[MASK]"]]
    return pieces(text[word.start : word.end], numbers)[:_LONGEST_WORD] or [numbers["[UNK]"]]


def _means(states: Floats, edges: Sequence[tuple[int, int]]) -> Floats:
    """Give a row for each word: that of its piece, or the mean of them."""
    rows: Floats = states[[first for first, _ in edges]]
    for position, (first, last) in enumerate(edges):
        if last - first > 1:
            rows[position] = states[first:last].mean(axis=0)
    return rows


def _evened(rows: Floats) -> Floats:
    apart: Floats = rows - rows.mean(axis=1, keepdims=True)
    apart /= np.sqrt((apart * apart).mean(axis=1, keepdims=True) + np.float32(SMALLEST))
    return apart
