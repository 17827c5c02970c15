"""The author's own list: names they are dealing with, always masked however they are typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.words import Word, phrase_key, word_set

_LEGAL = word_set("inc llc llp ltd limited plc corp corporation co company group holdings gmbh ag sa bv pty")
_SHORTEST_WITH_TYPOS = 5
_SHORTEST_PART = 4
_SHORTEST_PARTICLE = 2  # "de", "al", "le" are parts of names, but of sentences too
_TYPOS = 1
_LONGEST_ENTRY = 200


@dataclass(frozen=True)
class Known:
    """The list, in the forms in which its entries are looked for. Squashed: no spaces, "&" read as "and".

    The parts of a person's name count where they are capitalised: not every "will" is Will Smith's.
    """

    squashed: frozenset[str]
    capitalised: frozenset[str]
    initials: frozenset[str]
    foreign: tuple[str, ...]
    longest: int


def known_names(entries: Sequence[str], line: Line) -> Known:
    names = [[word for word in phrase_key(entry[:_LONGEST_ENTRY]).split() if word] for entry in entries]
    names = [_without_legal_form(name) for name in names if name]
    squashed = {_squash(name) for name in names}
    squashed |= {part for name in names for part in _telling_parts(name, line)}
    people = [name for name in names if len(name) > 1 and name[0] in line.vocabulary.first_names]
    capitalised = frozenset(part for name in people for part in name if len(part) > _SHORTEST_PARTICLE)
    initials = {"".join(word[0] for word in name) for name in names if len(name) > 1}
    foreign = tuple(form for form in map(_squash, names) if not form.isascii())
    longest = max((2 * len(name) + 1 for name in names), default=0)
    return Known(frozenset(squashed), capitalised, frozenset(initials), foreign, longest)


def _without_legal_form(name: list[str]) -> list[str]:
    while len(name) > 1 and name[-1] in _LEGAL:
        name = name[:-1]
    return name


def _telling_parts(name: list[str], line: Line) -> Iterator[str]:
    """Pick "Brightloom" of "Brightloom Analytics", "John" and "Smith" of "John Smith"; not "Electric"."""
    known = line.vocabulary
    for part in name if len(name) > 1 else ():
        person = part in known.first_names or part in known.last_names
        if len(part) >= _SHORTEST_PART and (
            part not in known.dictionary or (person and part not in known.common)
        ):
            yield part


def _squash(keys: Iterable[str]) -> str:
    return "".join("and" if key == "&" else key for key in keys)


def author_names(line: Line, text: str, known: Known) -> Iterator[Hit]:
    for first in range(len(line.words)):
        last = _last_of_match(line, first, known)
        if last is not None:
            yield Hit(line.words[first].start, line.words[last].end, Kind.KNOWN)
    for form in known.foreign:
        for match in re.finditer(re.escape(form), text.lower()):
            yield Hit(match.start(), match.end(), Kind.KNOWN)


def _last_of_match(line: Line, first: int, known: Known) -> int | None:
    """Find the last word of the longest match that begins at `first`, if one does."""
    found = None
    words: list[Word] = []
    for position in range(first, min(first + known.longest, len(line.words))):
        if position > first and not line.words[position].joined:
            break
        words.append(line.words[position])
        if _matches(words, line, known):
            found = position
    return found


def _matches(words: list[Word], line: Line, known: Known) -> bool:
    form = _squash(word.key for word in words)
    return (
        form in known.squashed
        or (form in known.capitalised and words[0].capital)
        or _are_initials(words, form, line, known)
        or _is_typo(words, form, line, known)
    )


def _are_initials(words: list[Word], form: str, line: Line, known: Known) -> bool:
    """As in "J.S." or "J S" always; written in one, "BCG", only where it is no word or term by itself."""
    if form not in known.initials or not all(word.upper for word in words):
        return False
    return len(words) > 1 or not line.vocabulary.ordinary(form)


def _is_typo(words: list[Word], form: str, line: Line, known: Known) -> bool:
    if len(form) < _SHORTEST_WITH_TYPOS or all(line.vocabulary.ordinary(word.key) for word in words):
        return False
    return any(
        len(name) >= _SHORTEST_WITH_TYPOS and OSA.distance(form, name, score_cutoff=_TYPOS) <= _TYPOS
        for name in known.squashed
    )
