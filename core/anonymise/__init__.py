"""Find what gives somebody away in a text, and show the text without it.

    found = spans("Maya from Adobe called", known=["Brightloom"])
    masked("Maya from Adobe called", found)        # "[person] from [company] called"

Everything happens in this process: the word lists are read once, and after that nothing is read, written or sent.
Any number of threads may ask at once; few are answered at a time. Without whole word lists, while they are being
read, and with too many waiting, every question raises `AnonymiserUnavailable`: sharing is closed then, never unmasked.
"""

from collections.abc import Sequence

from core.anonymise import encoder, engine
from core.anonymise.engine import Found
from core.anonymise.rendering import masked, placeholders
from core.anonymise.spans import CONTACTS, Kind, Span
from core.anonymise.turns import load, turn
from core.anonymise.vocabulary import read
from core.errors import AnonymiserUnavailable

__all__ = [
    "CONTACTS",
    "Kind",
    "Span",
    "listed",
    "load",
    "look",
    "masked",
    "placeholders",
    "ready",
    "spans",
    "suggestions",
]


def ready() -> bool:
    try:
        load()
    except AnonymiserUnavailable:
        return False
    return True


def spans(text: str, known: Sequence[str] = ()) -> list[Span]:
    """Find what to mask, sorted and apart. `known` is the author's private list, masked however it is typed."""
    return look(text, known).sure


def suggestions(text: str, known: Sequence[str] = ()) -> list[Span]:
    """Find what may be a name: not masked, but worth asking the author about."""
    return look(text, known).weak


def listed(text: str, known: Sequence[str]) -> list[Span]:
    """Find what the author's private list names, misspelled or not."""
    if not known:
        return []
    load()
    with turn():
        return engine.own_list(text, known, read())


def look(text: str, known: Sequence[str] = ()) -> Found:
    """Find both at once: `sure` is what `spans` gives, `weak` what `suggestions` gives. A preview needs both."""
    load()
    with turn():
        return engine.find(text, known, read(), encoder.read())
