"""The author's own list: names they are dealing with, always masked however they are typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from core.anonymise.line import Line
from core.anonymise.spans import Hit, Kind
from core.anonymise.vocabulary import Vocabulary
from core.anonymise.words import CLAIMED, Word, phrase_key, word_set

# Also as their letters, where dots part them: "S.p.A.", "G.m.b.H.".
_LEGAL = word_set(
    "inc incorporated llc llp lllp pllc lp ltd limited ltda lda plc pbc corp corporation co company cie group"
    " holding holdings gmbh ag kg kgaa ohg ug ev eg sa sas sasu sarl srl sl slu spa snc cv bv nv vof ab as asa aps oy"
    " oyj oo zoo sp sro kft zrt bt doo dd ad ood eood ooo oao pao pty pte pvt pvtltd private proprietary sdn bhd berhad"
    " kk gk tbk pt jsc cjsc ojsc fze fzco fzllc dmcc wll saoc cic cio scio eirl"
)
# What may stand between the words of one name, however it is typed.
_APART = re.compile(r"(?:'s)?\W{0,3}")
_TITLES = word_set("mr mrs ms miss mx dr prof professor sir dame rev reverend fr")
_OFTEN_LEFT_OUT = word_set("international intl worldwide global europe uk usa")
_SAID_ALIKE = {"&": "and", "saint": "st"}
_SHORTEST_WITH_TYPOS = 5
_SHORTEST_PART = 4
_SHORTEST_PARTICLE = 2  # "de", "al", "le" are parts of names, but of sentences too
_TYPOS = 1
_LONG, _END, _LONG_END = (
    8,
    2,
    3,
)  # from eight letters on no slip reaches both the first three and the last three
_LONGEST_ENTRY = 200
_MOST_LETTERS_OF_A_FORM = 4


@dataclass(frozen=True)
class Known:
    """The list, in the forms in which its entries are looked for. Squashed: no spaces, "&" read as "and".

    `nearly` are the names with a letter left out, `ends` what they begin and end with: what shares none of these is no
    typo of one. A slip at one end leaves the other as it is.
    A name has up to `longest` words, or up to `most_letters` that stand alone: "B r i g h t l o o m".

    The parts of a person's name count where they are capitalised: not every "will" is Will Smith's.
    """

    squashed: frozenset[str]
    nearly: frozenset[str]
    ends: frozenset[str]
    capitalised: frozenset[str]
    initials: frozenset[str]
    foreign: tuple[str, ...]
    longest: int
    most_letters: int


def known_names(entries: Sequence[str], vocabulary: Vocabulary) -> Known:
    names = [[word for word in phrase_key(entry[:_LONGEST_ENTRY]).split() if word] for entry in entries]
    names = [_without_title(_without_legal_form(name)) for name in names if name]
    squashed = {_squash(name) for name in names}
    squashed |= {part for name in names for part in _telling_parts(name, vocabulary)}
    squashed |= {f"{name[0]}s" for name in names if len(name) == 1 and _is_no_plural(name[0], vocabulary)}
    squashed |= {_squash(name[:-1]) for name in names if len(name) > 2 and name[-1] in _OFTEN_LEFT_OUT}  # noqa: PLR2004
    people = [name for name in names if len(name) > 1 and name[0] in vocabulary.first_names]
    squashed |= {"".join(word[0] for word in name[:-1]) + name[-1] for name in people}
    squashed |= {name[0][0] + name[-1] for name in people}
    capitalised = frozenset(part for name in people for part in name if len(part) > _SHORTEST_PARTICLE)
    initials = {"".join(word[0] for word in name) for name in names if len(name) > 1}
    foreign = tuple(form for form in map(_squash, names) if not form.isascii())
    longest = max((2 * len(name) + 1 for name in names), default=0)
    most_letters = max(map(len, squashed), default=0)
    mistyped = [name for name in squashed if len(name) >= _SHORTEST_WITH_TYPOS]
    nearly = {near for name in mistyped for near in _one_letter_less(name)}
    ends = {end for name in mistyped for letters in (_END, _LONG_END) for end in _ends(name, letters)}
    return Known(
        frozenset(squashed),
        frozenset(nearly),
        frozenset(ends),
        capitalised,
        frozenset(initials),
        foreign,
        longest,
        most_letters,
    )


def _is_no_plural(word: str, known: Vocabulary) -> bool:
    """Whether an "s" after it can only be its possessive: "mayas style", but "targets are fine"."""
    return len(word) >= _SHORTEST_PART and word not in known.dictionary and f"{word}s" not in known.dictionary


def _without_legal_form(name: list[str]) -> list[str]:
    """Leave out forms at the end, in one word or letter by letter; never all of a name."""
    for letters in range(_MOST_LETTERS_OF_A_FORM, 0, -1):
        form = name[-letters:]
        if (
            len(name) > letters
            and "".join(form) in _LEGAL
            and (letters == 1 or all(len(one) == 1 for one in form))
        ):
            return _without_legal_form(name[:-letters])
    return name


def _without_title(name: list[str]) -> list[str]:
    return name[1:] if len(name) > 1 and name[0] in _TITLES else name


def _telling_parts(name: list[str], known: Vocabulary) -> Iterator[str]:
    """Pick "Brightloom" of "Brightloom Analytics", "John" and "Smith" of "John Smith"; not "Electric"."""
    for part in name if len(name) > 1 else ():
        person = part in known.first_names or part in known.last_names
        if len(part) >= _SHORTEST_PART and (
            part not in known.dictionary or (person and part not in known.common)
        ):
            yield part


def _squash(keys: Iterable[str]) -> str:
    return "".join(_SAID_ALIKE.get(key, key) for key in keys)


def author_names(line: Line, text: str, known: Known) -> Iterator[Hit]:
    for first in range(len(line.words)):
        last = _last_of_match(line, text, first, known)
        if last is not None:
            yield Hit(line.words[first].start, line.words[last].end, Kind.KNOWN)
    for form in known.foreign:
        for match in re.finditer(re.escape(form), text.lower()):
            yield Hit(match.start(), match.end(), Kind.KNOWN)


def _last_of_match(line: Line, text: str, first: int, known: Known) -> int | None:
    """Find the last word of the longest match that begins at `first`, if one does."""
    found = None
    words: list[Word] = []
    for position in range(first, min(first + max(known.longest, known.most_letters), len(line.words))):
        apart = bool(words) and not _APART.fullmatch(text, words[-1].end, line.words[position].start)
        if apart or line.words[position].key == CLAIMED:
            break
        words.append(line.words[position])
        if sum(len(word.key) for word in words) > known.most_letters + len("and"):
            break
        if len(words) > known.longest and any(len(word.text) > 1 for word in words):
            break
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
    if len(words) > 1 and 1 in (len(words[0].key), len(words[-1].key)):
        return False  # "a brightloom" is no slip of it
    letters = _LONG_END if len(form) >= _LONG else _END
    if len(form) < _SHORTEST_WITH_TYPOS or known.ends.isdisjoint(_ends(form, letters)):
        return False
    if known.nearly.isdisjoint(_one_letter_less(form)):
        return False
    if all(line.vocabulary.ordinary(word.key) for word in words):
        return False
    return any(
        len(name) >= _SHORTEST_WITH_TYPOS and OSA.distance(form, name, score_cutoff=_TYPOS) <= _TYPOS
        for name in known.squashed
    )


def _ends(form: str, letters: int) -> tuple[str, str]:
    return f"{form[:letters]}-", f"-{form[-letters:]}"


def _one_letter_less(form: str) -> set[str]:
    """Leave out each letter in turn, and none. Two words one slip apart have at least one of these in common."""
    return {form, *(form[:at] + form[at + 1 :] for at in range(len(form)))}
