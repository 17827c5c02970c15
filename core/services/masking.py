"""One text between being written and being shared: what is hidden in it, and what its author changed about that."""

from dataclasses import dataclass, field
from uuid import uuid4

from core import anonymise
from core.anonymise import CONTACTS, Span


@dataclass
class Masking:
    """A text as its author typed it, and their choices. Lives in memory until it is shared or given up."""

    text: str
    known: tuple[str, ...] = ()
    shown: set[tuple[int, int]] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid4()))

    def found(self) -> list[Span]:
        """Everything that could be hidden. Raises AnonymiserUnavailable."""
        return anonymise.spans(self.text, [*self.known, *self.added])

    def hidden(self) -> list[Span]:
        """Return what is hidden: everything found but what the author wants shown."""
        return [span for span in self.found() if not self.is_shown(span)]

    def suggested(self) -> list[Span]:
        return anonymise.suggestions(self.text, [*self.known, *self.added])

    def masked(self) -> str:
        """Write the text as the circle will read it."""
        return anonymise.masked(self.text, self.hidden())

    def is_shown(self, span: Span) -> bool:
        return not self.stays(span) and (span.start, span.end) in self.shown

    def stays(self, span: Span) -> bool:
        """Say whether not even its author may show this here: a contact, or a name on the private list."""
        listed = [word.casefold() for word in self.known]
        return span.kind in CONTACTS or any(word in self.words_of(span).casefold() for word in listed)

    def turn(self, span: Span) -> None:
        """Show what was hidden, or hide it again. What stays hidden stays so."""
        self.shown ^= {(span.start, span.end)}

    def hide(self, words: str) -> bool:
        """Hide these words wherever they stand; say whether they stand anywhere."""
        if words.casefold() not in self.text.casefold():
            return False
        self.added.append(words)
        return True

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]
