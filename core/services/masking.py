"""One text between being written and being shared: what is hidden in it, and what its author changed about that."""

from dataclasses import dataclass, field
from uuid import uuid4

from core import anonymise
from core.anonymise import CONTACTS, Kind, Span


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
        return span.kind not in CONTACTS and (span.start, span.end) in self.shown

    def turn(self, span: Span) -> None:
        """Show what was hidden, or hide it again. A contact stays hidden."""
        self.shown ^= {(span.start, span.end)}

    def hide(self, words: str) -> bool:
        """Hide these words wherever they stand; say whether they stand anywhere."""
        if words.casefold() not in self.text.casefold():
            return False
        self.added.append(words)
        return True

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]


def stays_hidden(span: Span) -> bool:
    """Say whether not even its author may show this: a contact would undo everything else."""
    return span.kind in CONTACTS


__all__ = ["Kind", "Masking", "stays_hidden"]
