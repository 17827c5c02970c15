"""Text as it looks, for matching, with the way back to the text as it was typed.

People hide an address from a filter with invisible characters, full-width letters or look-alikes of another
alphabet. Here those are read as what they look like, without accents, and every character remembers where it stood.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Cyrillic and Greek letters that a reader takes for Latin ones.
_LOOK_ALIKES = str.maketrans(
    "авесԁһіјкӏмпорԛѕтиѵԝхуАВЕСНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ",
    "abecdhijklmnopqstuvwxyABECHIJKMOPSTXYABEZHIKMNOPTYXaeiknoptux",
)
# Signs and letters that decomposition leaves alone, by code point: apostrophes, dashes, dots, barred letters.
_SIGNS = str.maketrans(
    dict.fromkeys((0x2019, 0x2018, 0x02BC, 0xFF07, 0x60, 0xB4), "'")
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
    | dict.fromkeys((0x3002, 0x2024, 0xB7), ".")
    | {0x2022: " ", 0x131: "i", 0x142: "l", 0x141: "L", 0xF8: "o", 0xD8: "O", 0x111: "d", 0x110: "D"}
)
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc", "Co", "Cn", "Cs"})
_ORDINARY = re.compile(r"[\n\x20-\x7e]*")
_CHUNK = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Plain:
    """`text` is what to match; `origins[i]` is where its i-th character stood in `typed`."""

    typed: str
    text: str
    origins: tuple[int, ...] | range

    def typed_range(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the plain text stands in the typed text, with what is hidden inside and after it."""
        last = self.origins[end - 1] + 1
        following = self.origins[end] if end < len(self.origins) else len(self.typed)
        return self.origins[start], max(last, following)


def plain(typed: str) -> Plain:
    if _ORDINARY.fullmatch(typed):
        return Plain(typed, typed, range(len(typed)))
    letters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(typed):
        for shown in _shown(character):
            letters.append(shown)
            origins.append(position)
    text = "".join(letters)
    return Plain(typed, _CHUNK.sub(_read_look_alikes, text) if _LATIN.search(text) else text, tuple(origins))


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    """Show what one typed character looks like: nothing if it is invisible, its base letter if it carries an accent."""
    if character == "\n":
        return character
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character.translate(_SIGNS)).translate(_SIGNS)
    return "".join(_digit(part) for part in base if unicodedata.category(part) not in _INVISIBLE)


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _read_look_alikes(chunk: re.Match[str]) -> str:
    """Read foreign look-alikes as Latin beside Latin letters, or where nothing else stands; a Russian word stays so."""
    found = chunk[0]
    if found.isascii():
        return found
    read = found.translate(_LOOK_ALIKES)
    return read if read.isascii() or _LATIN.search(found) else found
