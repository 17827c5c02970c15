"""A box for words that stay in their author's browser, and come here only to be seen as others will read them.

The draft lives in `localStorage` alone: it survives page changes, a refresh and a dead server. The server hears the
words when their author pauses, leaves the box or taps elsewhere, and keeps them in memory at most. A draft has an
id, made once and kept with it: however often it is tried, it is one post. After sharing, call `clear(scope)`.
"""

import hashlib
import secrets
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import streamlit as st

from core.domain.sharing import LONGEST

_ORDERS = "drafts-cleared"
_HEARD = "drafts-heard"
_LINES = "draft-lines"
_IDS = "draft-ids"
_SPENT = "draft-ids-spent"


_LINE_KEPT = "Only you read it. Kept here until you log it."


def _source(*names: str) -> str:
    return "\n".join((Path(__file__).parent / "browser" / name).read_text("utf-8") for name in names)


_box = st.components.v2.component(
    "draft_box",
    html=_source("draft.html"),
    css=_source("draft.css"),
    js=_source("draft_store.js", "draft.js"),
    isolate_styles=False,
)
_broom = st.components.v2.component("draft_broom", js=_source("draft_store.js", "draft_broom.js"))


def scope(account_id: str, circle_id: str, form: str) -> str:
    """Name a draft so that the next person at this browser finds only their own."""
    return hashlib.sha256(f"{account_id}|{circle_id}|{form}".encode()).hexdigest()[:24]


def draft_box(
    label: str,
    *,
    scope: str,
    key: str,
    placeholder: str = "",
    start: str = "",
    optional: bool = False,
    focus: bool = False,
    short: bool = False,
    kept: str = "",
    max_chars: int = LONGEST,
) -> str | None:
    """Draw the box; return its text in the one run after it was heard anew, else None.

    `start` fills the box where no draft is kept, `optional` lets an empty one be heard, `focus` begins in it, `short`
    is for a line, `kept` says where the words are if nobody previews them. The text may be at most `max_chars`
    long. A test without a browser writes by setting `st.session_state[f"draft-said:{key}"]` to the text.
    """
    order = {
        "label": label,
        "scope": scope,
        "placeholder": placeholder,
        "start": start,
        "optional": optional,
        "focus": focus,
        "short": short,
        "kept": kept,
        "max_chars": max_chars,
        "id": id_of(scope),
        "spent": _kept(_SPENT).get(scope, ""),
        "cleared": _orders().get(scope, {"name": "", "press": ""}),
        "heard": _kept(_HEARD).get(scope, ""),
    }
    _box(key=key, data=order, on_said_change=lambda: _hear(key, scope))
    text: str | None = st.session_state.pop(_said(key), None)
    return None if text is None else text[:max_chars]


def line(label: str, *, scope: str, key: str, max_chars: int, placeholder: str = "") -> str:
    """Draw a short box for a line that nobody else reads; return what was heard of it so far.

    Give it another key for each thing it is written to: what one says late is then not taken for the next one's.
    """
    said = draft_box(
        label, scope=scope, key=key, placeholder=placeholder, short=True, kept=_LINE_KEPT, max_chars=max_chars
    )
    if said is not None:
        _kept(_LINES)[scope] = said
    return heard_line(scope)


def heard_line(scope: str) -> str:
    """Return a line that was begun and is not cleared yet."""
    return _kept(_LINES).get(scope, "")


def id_of(scope: str) -> str:
    """Return the id of the post that this draft becomes, the same until `clear` or `renew`."""
    return _kept(_IDS).setdefault(scope, str(uuid4()))


def renew(scope: str) -> None:
    """Let the draft become another post than the one it became before."""
    _kept(_SPENT)[scope] = id_of(scope)
    _kept(_IDS)[scope] = str(uuid4())


def clear(scope: str, *, newer: bool = False) -> None:
    """Forget a draft in this browser at the next run, wherever that run's page is.

    Words that were not heard yet stay, unless `newer` ones go as well.
    """
    heard = _kept(_HEARD).pop(scope, "")
    _orders()[scope] = {"name": secrets.token_hex(8), "press": "" if newer else heard}
    _kept(_IDS).pop(scope, None)
    _kept(_LINES).pop(scope, None)


def sweep() -> None:
    """Carry out what `clear` ordered, once per order; the page frame calls it on every run."""
    if orders := st.session_state.get(_ORDERS):
        _broom(key="draft-broom", data=orders, height=1)


def _hear(key: str, scope: str) -> None:
    """Take in what the box says before the page is drawn: a run that is cut short then loses nothing of it."""
    if key not in st.session_state:
        return  # the tap that let the words go led to another page
    said = st.session_state[key].said
    if (text := read(said, "text")) is not None:
        st.session_state[_said(key)] = text
    _kept(_HEARD)[scope] = read(said, "press") or ""
    if (own := _uuid(read(said, "id"))) and own != _kept(_SPENT).get(scope):
        _kept(_IDS)[scope] = own


def _said(key: str) -> str:
    return f"draft-said:{key}"


def _kept(what: str) -> dict[str, str]:
    kept: dict[str, str] = st.session_state.setdefault(what, {})
    return kept


def _orders() -> dict[str, dict[str, str]]:
    orders: dict[str, dict[str, str]] = st.session_state.setdefault(_ORDERS, {})
    return orders


def _uuid(text: str | None) -> str | None:
    try:
        return str(UUID(text or ""))
    except ValueError:
        return None


def read(said: Any, name: str) -> str | None:
    """Read one field of what a browser sent, which may be anything at all."""
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, str) else None
