"""What people say that names nobody, although its words do: "Jack of all trades", "the Grand Canyon", "Apple Pay"."""

from collections.abc import Iterable, Iterator

from core.anonymise.line import Line
from core.anonymise.spans import Hit


def unsaid(hits: Iterable[Hit], line: Line) -> Iterator[Hit]:
    """Leave out what is only part of a saying, unless somebody is said to work there."""
    said = list(_said(line))
    for hit in hits:
        if not any(start <= hit.start and hit.end <= end for start, end in said):
            yield hit


_COMMA = len(", ")  # "every Tom, Dick and Harry"


def _said(line: Line) -> Iterator[tuple[int, int]]:
    known = line.vocabulary
    for first, word in enumerate(line.words):
        longest = known.longest_saying.get(word.key, 0)
        for last in range(first, min(first + longest, len(line.words))):
            if last > first and line.words[last].start - line.words[last - 1].end > _COMMA:
                break
            phrase = " ".join(other.key for other in line.words[first : last + 1])
            if phrase in known.sayings and not line.employer_before(first):
                yield word.start, line.words[last].end
