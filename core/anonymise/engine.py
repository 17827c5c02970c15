"""The sources in their order, from a text to what is masked in it and what its author is only asked about.

What one source has claimed is blanked before the next one reads. The rounds go on until nothing more is found, so
that masking a masked text again changes nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.anonymise import contacts, figures, numbers
from core.anonymise.acting import acting
from core.anonymise.context import Context
from core.anonymise.echoes import Heard
from core.anonymise.encoder import Encoder
from core.anonymise.known import Known, author_names, known_names
from core.anonymise.line import Line
from core.anonymise.listed import listed
from core.anonymise.merging import by_their_ends, grown, merged, whole_codes, with_figures
from core.anonymise.people import people
from core.anonymise.plain import Plain, plain
from core.anonymise.reader import Reader
from core.anonymise.sayings import unsaid
from core.anonymise.shapes import shapes
from core.anonymise.spans import NAMES, Hit, Kind, Span
from core.anonymise.tagger import weighed
from core.anonymise.vocabulary import Vocabulary
from core.anonymise.words import CLAIMED, phrase_key, words_of

# In this order: what is claimed first is not read as anything else.
_PATTERNS = (
    contacts.emails,
    contacts.links,
    contacts.handles,
    numbers.numbers,
    figures.salaries,
    figures.dates,
    figures.job_ids,
    contacts.phones,
    figures.addresses,
)
_NAMES = (listed, people, shapes)
_PLACEHOLDER = re.compile(
    r"\[(?:person|company|school|place|email|phone|link|handle|date|salary|job id|number|name)(?: \d{1,4})?\]"
)
_MOST_ROUNDS = 6


@dataclass(frozen=True)
class Found:
    sure: list[Span]
    weak: list[Span]


def find(text: str, known: Sequence[str], vocabulary: Vocabulary, model: Encoder) -> Found:
    shown = plain(text)
    rest = _PLACEHOLDER.sub(_blank, shown.text)
    names_kept = known_names(known, vocabulary)
    sure: list[Hit] = []
    weak: list[Hit] = []
    heard, context = Heard(), Context(Reader(model, vocabulary.layers))
    for _ in range(_MOST_ROUNDS):
        new = pattern_hits(rest, vocabulary)
        rest = blanked(rest, new)
        line = Line(words_of(rest), vocabulary)
        names, weak = _name_hits(line, rest, names_kept, heard, context)
        heard.add(names, line)
        rest = blanked(rest, names)
        sure += new + names
        if not new and not names:
            break
    sure = merged(with_figures(sure, shown.text))
    sure = merged([*sure, *whole_codes(sure, shown.text)])
    weak = _apart(merged([*weak, *figures.months(rest, vocabulary)]), sure)
    return Found(_typed(shown, sure), _typed(shown, weak))


def own_list(text: str, known: Sequence[str], vocabulary: Vocabulary) -> list[Span]:
    """Find the author's own list alone, however its names are typed."""
    shown = plain(text)
    line = Line(words_of(shown.text), vocabulary)
    return _typed(shown, merged(author_names(line, shown.text, known_names(known, vocabulary))))


def pattern_hits(text: str, vocabulary: Vocabulary) -> list[Hit]:
    found: list[Hit] = []
    for source in _PATTERNS:
        hits = merged(source(text, vocabulary))
        found += hits
        text = blanked(text, hits)
    return merged(found)


def _name_hits(
    line: Line, text: str, known: Known, heard: Heard, context: Context
) -> tuple[list[Hit], list[Hit]]:
    """Find names to mask, and names to ask about."""
    told = weighed(line, listed_hits(line), context.around(line, text))
    hits = [*heard.again(line), *unsaid([*told, *acting(line)], line)]
    if known.squashed:
        hits += author_names(line, text, known)
    sure = _called_alike(_whole((hit for hit in hits if hit.sure), line), text)
    weak = _whole((hit for hit in hits if not hit.sure), line)
    return sure, _apart(weak, sure)


def _whole(hits: Iterable[Hit], line: Line) -> list[Hit]:
    return list(by_their_ends(merged(grown(hits, line)), line))


def _called_alike(hits: list[Hit], text: str) -> list[Hit]:
    """Let one name be one thing wherever it stands: what the surest source calls it, where it has its capital."""

    def name(hit: Hit) -> str:
        return phrase_key(text[hit.start : hit.end])

    names = [hit for hit in hits if hit.kind in NAMES]
    surest_last = sorted(names, key=lambda hit: (text[hit.start].isupper(), not hit.guess, -hit.start))
    kinds = {name(hit): hit.kind for hit in surest_last}
    return [replace(hit, kind=kinds[name(hit)]) if hit.kind in NAMES else hit for hit in hits]


def listed_hits(line: Line) -> list[Hit]:
    """Find names by the word lists and the words around them."""
    return [hit for source in _NAMES for hit in source(line)]


def _apart(weak: list[Hit], sure: list[Hit]) -> list[Hit]:
    return [hit for hit in weak if not any(hit.start < other.end and other.start < hit.end for other in sure)]


def blanked(text: str, hits: Iterable[Hit]) -> str:
    pieces: list[str] = []
    position = 0
    for hit in hits:
        pieces += [text[position : hit.start], CLAIMED * (hit.end - hit.start)]
        position = hit.end
    return "".join(pieces) + text[position:]


def _blank(match: re.Match[str]) -> str:
    return CLAIMED * len(match[0])


def _typed(shown: Plain, hits: Iterable[Hit]) -> list[Span]:
    """Spans of the text as typed. Two that share a typed character, a ligature, become one."""
    spans: list[Span] = []
    for hit in hits:
        start, end = shown.typed_range(hit.start, hit.end)
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end), _graver(spans[-1].kind, hit.kind))
        else:
            spans.append(Span(start, end, hit.kind))
    return spans


def _graver(one: Kind, other: Kind) -> Kind:
    return one if one in {Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.HANDLE} else other
