"""Names that stand in the text again, after something gave them away once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.anonymise.line import Line
from core.anonymise.spans import NAMES, Hit, Kind


@dataclass
class Heard:
    """The names found so far, by their first word."""

    names: dict[str, dict[tuple[str, ...], Kind]] = field(default_factory=dict)

    def add(self, hits: Iterable[Hit], line: Line) -> None:
        first_at = {word.start: position for position, word in enumerate(line.words)}
        for hit in hits:
            if hit.kind in NAMES and hit.start in first_at:
                keys = tuple(_keys_until(line, first_at[hit.start], hit.end))
                self.names.setdefault(keys[0], {})[keys] = hit.kind

    def again(self, line: Line) -> Iterator[Hit]:
        """Find each name again where it is written like one: with a capital, or as no ordinary word is."""
        for position, word in enumerate(line.words):
            named = word.capital or not line.vocabulary.ordinary(word.key)
            for keys, kind in self.names.get(word.key, {}).items() if named else ():
                last = position + len(keys) - 1
                if tuple(other.key for other in line.words[position : last + 1]) == keys:
                    yield Hit(word.start, line.words[last].end, kind)


def _keys_until(line: Line, position: int, end: int) -> Iterator[str]:
    while position < len(line.words) and line.words[position].start < end:
        yield line.words[position].key
        position += 1
