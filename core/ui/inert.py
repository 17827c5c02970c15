"""Members' words on the screen: drawn as they were typed, never as Markdown, HTML or a link."""

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

# Controls and marks that reorder or hide what is read; joiners stay, emoji and scripts need them.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit finds these in text that is already unescaped, so a backslash is not enough: a zero-width space
# inside them is.
_REVIVED = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\S)|(?<=:)(?=streamlit:)|(?<=mailto:)|(?<=xmpp:)|(?<=[<>=~-])(?=[->=])",
    re.IGNORECASE,
)


def words(text: str) -> None:
    """Draw members' words, however long, as plain text."""
    st.text(clean(text))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table of plain text; the first column names its rows."""
    columns = "".join(f'<th scope="col">{escape(clean(name))}</th>' for name in head)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    st.html(
        f'<table class="numbers"><caption class="heard">{escape(clean(caption))}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = (escape(clean(cell)) for cell in cells)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def clean(text: str) -> str:
    """Keep what can be read: no control characters, no marks that reverse or hide letters."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def label(text: str, limit: int = 200) -> str:
    """Disarm one line of members' words for a place that only takes Markdown, such as a label."""
    line = " ".join(clean(text).split())[:limit]
    return _PUNCTUATION.sub(r"\\\1", _REVIVED.sub("\u200b", line))
