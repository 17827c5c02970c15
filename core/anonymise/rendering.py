"""Masked text: neutral words in the place of what gives somebody away."""

from collections.abc import Sequence

from core.anonymise.spans import Kind, Span
from core.anonymise.words import phrase_key

_WORDS = {Kind.URL: "link", Kind.JOB_ID: "job id", Kind.KNOWN: "name"}


def placeholders(text: str, spans: Sequence[Span]) -> list[str]:
    """Give each span its words: "[company]", or "[company 2]" where several differ; one name keeps its number."""
    names = [phrase_key(text[span.start : span.end]) or text[span.start : span.end] for span in spans]
    numbers: dict[Kind, dict[str, int]] = {}
    for span, name in zip(spans, names, strict=True):
        of_kind = numbers.setdefault(span.kind, {})
        of_kind.setdefault(name, len(of_kind) + 1)
    return [
        _placeholder(span.kind, numbers[span.kind], name) for span, name in zip(spans, names, strict=True)
    ]


def _placeholder(kind: Kind, numbers: dict[str, int], name: str) -> str:
    word = _WORDS.get(kind, kind.value)
    return f"[{word} {numbers[name]}]" if len(numbers) > 1 else f"[{word}]"


def masked(text: str, spans: Sequence[Span]) -> str:
    """Write the text as others read it. `spans` are sorted and apart; leave one out to show its words after all."""
    pieces: list[str] = []
    position = 0
    for span, placeholder in zip(spans, placeholders(text, spans), strict=True):
        pieces += [text[position : span.start], placeholder]
        position = span.end
    return "".join(pieces) + text[position:]
