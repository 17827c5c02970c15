"""What people say that names nobody, although its words do: "Jack of all trades", "a can of LaCroix", "Apple Pay"."""

from collections.abc import Iterable, Iterator

from core.anonymise.line import Line
from core.anonymise.spans import Hit
from core.anonymise.words import Word, word_set


def unsaid(hits: Iterable[Hit], line: Line) -> Iterator[Hit]:
    """Leave out what is only part of a saying, unless somebody is said to work there."""
    said = [*_said(line), *_eaten(line)]
    for hit in hits:
        if not any(start <= hit.start and hit.end <= end for start, end in said):
            yield hit


_COMMA = len(", ")  # "every Tom, Dick and Harry"
_POSSESSIVE = len("'s ")  # "Murphy's law"
_HELPINGS = word_set(
    "can cans bottle bottles pint pints bowl bowls cup cups mug mugs packet packets tin tins slice slices jar jars tub"
    " tubs pot pots glass glasses sachet crate sip sips bite bites"
)


def _said(line: Line) -> Iterator[tuple[int, int]]:
    known = line.vocabulary
    for first, word in enumerate(line.words):
        longest = known.longest_saying.get(word.key, 0)
        for last in range(first, min(first + longest, len(line.words))):
            if last > first and _apart(line.words[last - 1], line.words[last]):
                break
            phrase = " ".join(other.key for other in line.words[first : last + 1])
            if phrase in known.sayings and not line.employer_before(first):
                yield word.start, line.words[last].end


def _apart(one: Word, other: Word) -> bool:
    return other.start - one.end > (_POSSESSIVE if one.possessive else _COMMA)


def _eaten(line: Line) -> Iterator[tuple[int, int]]:
    """Whatever a can or a slice is of: a maker's name there is what somebody had for lunch."""
    for position, word in enumerate(line.words):
        if line.before(position) == "of" and line.before(position, 2) in _HELPINGS:
            yield word.start, word.end
