"""Take a sentence apart the way BERT reads it: words in lower case without accents, rare ones in pieces."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

_LONGEST_WORD = 100
_PLAIN = re.compile(r"[a-z0-9]+|[^a-z0-9 ]")  # in printable ASCII, which most of a text is
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


def numbered(sentence: str, numbers: Mapping[str, int], most: int) -> list[int]:
    """Write a sentence as at most so many numbers of pieces, its beginning and its end marked."""
    return [numbers["[CLS]"], *pieces(sentence, numbers)[: most - 2], numbers["[SEP]"]]


def pieces(text: str, numbers: Mapping[str, int]) -> list[int]:
    """Write some words as the numbers of their pieces."""
    return [piece for word in _words(text) for piece in _pieces(word, numbers)]


def _words(sentence: str) -> Iterator[str]:
    if sentence.isascii() and sentence.isprintable():
        yield from _PLAIN.findall(sentence.lower())
        return
    for chunk in "".join(_apart(character) for character in _lowered(sentence)).split(" "):
        if chunk:
            yield chunk


def _lowered(sentence: str) -> str:
    base = unicodedata.normalize("NFD", sentence.lower())
    return "".join(character for character in base if unicodedata.category(character) != "Mn")


def _apart(character: str) -> str:
    """Let signs and ideographs stand alone, and what nobody sees nowhere."""
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind.startswith("C") or character == "\ufffd":
        return ""
    if kind.startswith("P") or (character.isascii() and not character.isalnum()) or _is_ideograph(character):
        return f" {character} "
    return character


def _is_ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)


def _pieces(word: str, numbers: Mapping[str, int]) -> list[int]:
    """Cut a word into the longest known pieces from the left; one that cannot be cut so is unknown as a whole."""
    found: list[int] = []
    start = 0
    while start < len(word) <= _LONGEST_WORD:
        mark = "##" if start else ""
        end = next(
            (end for end in range(len(word), start, -1) if mark + word[start:end] in numbers),
            None,
        )
        if end is None:
            break
        found.append(numbers[mark + word[start:end]])
        start = end
    return found if start == len(word) else [numbers["[UNK]"]]
