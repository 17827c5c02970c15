"""One text between being written and being shared: what is hidden in it, and what its author changed about that."""

import re
from dataclasses import dataclass, field, replace

from core import anonymise
from core.anonymise import CONTACTS, Kind, Span

_WORD = re.compile(r"\w(?:[\w'\u2019&.-]*\w)?")


@dataclass
class Masking:
    """A text as its author typed it, and their choices. Lives in memory until it is shared or given up.

    The choices are about words, not about places: they stay while the text around them is still being written.
    """

    text: str
    known: tuple[str, ...] = ()
    shown: set[str] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    called: dict[str, Kind] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    _asked: str = ""
    _looked: "_Looked | None" = None

    def found(self) -> list[Span]:
        """Everything that could be hidden. Raises AnonymiserUnavailable."""
        return [self._as_called(span) for span in self._look().found]

    def apart(self) -> list[Span]:
        """Return each name that was found once: what is chosen for one place holds for all of them."""
        first: dict[tuple[Kind, str], Span] = {}
        for span in self.found():
            first.setdefault((span.kind, self._name(span)), span)
        return list(first.values())

    def hidden(self) -> list[Span]:
        """Return what is hidden: everything found but what the author wants shown."""
        return [span for span in self.found() if not self.is_shown(span)]

    def suggested(self) -> list[Span]:
        return self._look().suggested

    def masked(self) -> str:
        """Write the text as the circle will read it."""
        return anonymise.masked(self.text, self.hidden())

    def is_shown(self, span: Span) -> bool:
        return self._may_be_shown(span) and self._name(span) in self.shown

    def stays(self, span: Span) -> bool:
        """Say whether not even its author may show this: a contact."""
        return span.kind in CONTACTS

    def is_listed(self, span: Span) -> bool:
        """Say whether this is a name on the private list, misspelled too."""
        return any(name.start < span.end and span.start < name.end for name in self._look().listed)

    def turn(self, span: Span) -> None:
        """Show these words where they were hidden, or hide them again. A contact stays, and a listed name asks once."""
        if self._may_be_shown(span):
            self.shown ^= {self._name(span)}
        elif not self.stays(span):
            self._asked = self._name(span)

    def asking(self) -> Span | None:
        """Return the listed name that its author is asked about, whether to show it all the same."""
        asked = (span for span in self.apart() if self._name(span) == self._asked)
        return next((span for span in asked if not self._may_be_shown(span)), None)

    def answer(self, *, show: bool) -> None:
        """Take the author's answer to what `asking` asks. A yes holds for this name in this text."""
        if show and self.asking():
            self.confirmed.add(self._asked)
            self.shown.add(self._asked)
        self._asked = ""

    def call(self, span: Span, kind: Kind) -> None:
        """Say what these words are, wherever they stand. A contact stays what it is: it could not be shown."""
        if span.kind not in CONTACTS:
            self.called[self._name(span)] = kind

    def holds(self, words: str) -> bool:
        return words.casefold() in self.text.casefold()

    def hide(self, words: str) -> None:
        """Hide these words wherever they stand, from now on; what was shown of them before as well."""
        if self.holds(words):
            self.added.append(words)
            self.shown = {name for name in self.shown if words.casefold() not in name}

    def by_hand(self) -> list[str]:
        """Return what its author hid by hand and does not keep on their private list."""
        return [words for words in self.added if words not in self.known]

    def readable(self) -> list[str]:
        """Return the words that still stand there as they were typed, without signs around them."""
        rest = list(self.text)
        for span in self.hidden():
            rest[span.start : span.end] = " " * (span.end - span.start)
        return [word for word in _WORD.findall("".join(rest)) if len(word) > 1]

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _may_be_shown(self, span: Span) -> bool:
        return not self.stays(span) and (self._name(span) in self.confirmed or not self.is_listed(span))

    def _as_called(self, span: Span) -> Span:
        kind = self.called.get(self._name(span))
        return span if kind is None or span.kind in CONTACTS else replace(span, kind=kind)

    def _name(self, span: Span) -> str:
        return self.words_of(span).casefold()

    def _look(self) -> "_Looked":
        """Search the text once for each of its wordings: a page is drawn more often than that."""
        names = (*self.known, *self.added)
        if self._looked is None or (self._looked.text, self._looked.names) != (self.text, names):
            found = anonymise.look(self.text, names)
            listed = anonymise.listed(self.text, self.known)
            self._looked = _Looked(self.text, names, found.sure, found.weak, listed)
        return self._looked


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found in one wording."""

    text: str
    names: tuple[str, ...]
    found: list[Span]
    suggested: list[Span]
    listed: list[Span]
