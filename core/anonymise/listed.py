"""Names that stand in a word list: employers, schools, places."""

from collections.abc import Iterator

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.words import word_set

_BEFORE_A_PLACE = frozenset({"in", "to", "from", "near", "outside", "around", "moving", "the"})
_BEFORE_A_SCHOOL = frozenset(
    {"at", "from", "of", "my", "to", "attended", "attending", "graduated", "studied", "for", "in"}
)
_STUDY = word_set(
    "studied studying study graduated graduating degree went going class fair back masters bachelors mba"
    " phd student alum attended enrolled admitted bootcamp campus"
)
_SHORTEST_LOWER_CASE_NAME = 4


def listed(line: Line) -> Iterator[Hit]:
    position = 0
    while position < len(line.words):
        found = _longest_at(line, position)
        if found:
            last, kind = found
            yield Hit(line.words[position].start, line.words[last].end, kind)
            position = last
        position += 1


def _longest_at(line: Line, first: int) -> tuple[int, Kind] | None:
    for last in range(_reach(line, first), first, -1):
        kind = _phrase_kind(line, first, last)
        if kind:
            return last, kind
    kind = _word_kind(line, first)
    return (first, kind) if kind else None


def _reach(line: Line, first: int) -> int:
    """Find the last word that a listed name beginning at `first` could have."""
    words = line.vocabulary.longest_phrase.get(line.words[first].key, 1)
    last = first
    while last + 1 < first + words and line.next_to(last, last + 1):
        last += 1
    return last


def _phrase_kind(line: Line, first: int, last: int) -> Kind | None:
    known = line.vocabulary
    keys = [word.key for word in line.words[first : last + 1]]
    phrase = " ".join(keys)
    if phrase not in known.phrases:
        return None
    capitals = line.capitals(first, last)
    ordinary = all(key in known.dictionary for key in keys)
    if phrase in known.schools and (capitals or not ordinary):
        return Kind.SCHOOL
    if phrase in known.companies and (capitals or not ordinary or line.employer_before(first)):
        return Kind.COMPANY
    if phrase in known.places and (capitals or not ordinary) and not all(map(known.ordinary, keys[:2])):
        return Kind.PLACE
    return None


def _word_kind(line: Line, position: int) -> Kind | None:
    word, known = line.words[position], line.vocabulary
    if word.text in known.school_acronyms and word.capital:
        return Kind.SCHOOL
    if known.is_neutral(word.key) or word.key in known.everyday:
        return None
    if word.key in known.schools and _studied_before(line, position):
        return Kind.SCHOOL
    return _employer_or_place(line, position)


def _employer_or_place(line: Line, position: int) -> Kind | None:
    word, known = line.words[position], line.vocabulary
    if word.key in known.places and line.before(position) in {"in", "near"}:
        spelled_like_a_word = word.key in known.common and not word.capital
        return None if spelled_like_a_word else Kind.PLACE
    if word.key in known.dictionary:
        return None
    if word.key in known.companies and _is_company(line, position):
        return Kind.COMPANY
    return Kind.PLACE if word.key in known.places and _is_place(line, position) else None


def _studied_before(line: Line, position: int) -> bool:
    return line.before(position) in _BEFORE_A_SCHOOL and any(
        line.before(position, steps) in _STUDY for steps in (1, 2, 3)
    )


def _is_company(line: Line, position: int) -> bool:
    word, known = line.words[position], line.vocabulary
    if word.key in known.first_names or word.key in known.last_names:
        return line.employer_before(position) or (word.capital and line.employer_after(position))
    return word.capital or len(word.key) >= _SHORTEST_LOWER_CASE_NAME


def _is_place(line: Line, position: int) -> bool:
    word, known = line.words[position], line.vocabulary
    shouted = word.text.isupper() and len(word.text) >= _SHORTEST_LOWER_CASE_NAME
    if word.capital or shouted:
        return word.key not in known.first_names or line.place_before(position)
    named = word.key in known.first_names or word.key in known.last_names
    return (
        not named and len(word.key) > _SHORTEST_LOWER_CASE_NAME and line.before(position) in _BEFORE_A_PLACE
    )
