"""Plain text as words: where each stands, how it is written, whether it begins a sentence."""

import re
from dataclasses import dataclass, replace

from core.anonymise.plain import plain

# What an earlier source has claimed is blanked with this sign, and reads as one nameless word.
CLAIMED = "\0"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|&|\d+|\0+(?:'[^\W\d_]+)?")
_POSSESSIVE = re.compile(r"(?:'(?:s|m|d|ll|ve|re|t)|s')$|'$", re.IGNORECASE)
_JOIN = re.compile(r"[ -]|\.? ?")
_SENTENCE_END = re.compile(r"[.!?:;|\n\"“”(\[…>•*/\\{}=~]|--|[^\w\s,'&)\]@%+$#.-]| - ")
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "st", "ft", "mt", "vs"})
_SHOUTED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `key` is how lists spell it; `joined` says that only a space or hyphen parts it from the one before."""

    start: int
    end: int
    text: str
    key: str
    joined: bool
    hyphened: bool
    opens: bool
    capital: bool
    possessive: bool

    @property
    def upper(self) -> bool:
        return self.capital and self.text.isupper()


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def phrase_key(phrase: str) -> str:
    """Spell a name as the lists do: lower case, no accents, words apart by one space."""
    return " ".join(key_of(match[0]) for match in _WORD.finditer(plain(phrase).text))


def key_of(word: str) -> str:
    if word.startswith(CLAIMED):
        return CLAIMED
    return _POSSESSIVE.sub("", word).lower().replace("'", "") or word.lower()


def words_of(text: str) -> list[Word]:
    """Cut plain text into words. Capitals that say nothing, in a shouted sentence, are not counted as such."""
    found: list[Word] = []
    sentence = 0
    for match in _WORD.finditer(text):
        word = _word(text, match, found[-1] if found else None)
        if word.opens:
            _lower_shouting(found, sentence)
            sentence = len(found)
        found.append(word)
    _lower_shouting(found, sentence)
    return found


def _word(text: str, match: re.Match[str], before: Word | None) -> Word:
    bare = _POSSESSIVE.sub("", match[0]) or match[0]
    gap = text[before.end : match.start()] if before else "\n"
    short = before is not None and (before.key in _ABBREVIATIONS or len(before.text) == 1)
    tail = gap.lstrip("'sS") if gap.startswith("'") else gap
    opens = bool(_SENTENCE_END.search(tail)) and not (short and tail.strip() == ".")
    joined = bool(_JOIN.fullmatch(gap)) and not opens
    end = match.start() + len(bare)
    return Word(
        match.start(),
        end,
        bare,
        key_of(match[0]),
        joined,
        gap == "-",
        opens,
        bare[0].isupper(),
        match[0][len(bare) :].lower() == "'s",
    )


def _lower_shouting(words: list[Word], first: int) -> None:
    lettered = [word for word in words[first:] if len(word.text) > 1 and word.text.isalpha()]
    shouted = sum(word.text.isupper() for word in lettered)
    if shouted < _SHOUTED_WORDS or shouted < len(lettered) * 0.7:
        return
    for position in range(first, len(words)):
        words[position] = replace(words[position], capital=False)
