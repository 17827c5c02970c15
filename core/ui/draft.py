"""A box for words that stay in their author's browser until the button is pressed.

The draft lives in `localStorage` alone: it survives page changes, a refresh and a dead server, and the server
hears the words once, when the button is pressed. After sharing, call `clear(scope)`.
"""

import hashlib
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

_ORDERS = "drafts-cleared"


def _source(*names: str) -> str:
    return "\n".join((Path(__file__).parent / "browser" / name).read_text("utf-8") for name in names)


_box = st.components.v2.component(
    "draft_box",
    html=_source("draft.html"),
    css=_source("draft.css"),
    js=_source("draft_store.js", "draft.js"),
)
_broom = st.components.v2.component("draft_broom", js=_source("draft_store.js", "draft_broom.js"))


def scope(account_id: str, circle_id: str, form: str) -> str:
    """Name a draft so that the next person at this browser finds only their own."""
    return hashlib.sha256(f"{account_id}|{circle_id}|{form}".encode()).hexdigest()[:24]


def draft_box(
    label: str,
    *,
    scope: str,
    button: str,
    key: str,
    placeholder: str = "",
    start: str = "",
    optional: bool = False,
    max_chars: int = 4000,
) -> str | None:
    """Draw the box; return its text in the one run after its button was pressed, else None.

    `start` fills the box where no draft is kept, `optional` lets it be sent empty. The text may be at most
    `max_chars` long. A test without a browser presses the button by setting
    `st.session_state[f"draft-said:{key}"]` to the text.
    """
    order = {
        "label": label,
        "scope": scope,
        "button": button,
        "placeholder": placeholder,
        "start": start,
        "optional": optional,
        "max_chars": max_chars,
        "cleared": st.session_state.get(_ORDERS, {}).get(scope, ""),
        "heard": st.session_state.get(f"draft-heard:{key}", ""),
    }
    result = _box(key=key, data=order, on_said_change=lambda: _hear(key))
    said = st.session_state.pop(f"draft-said:{key}", None)
    text = said if said is not None else read(result.said, "text")
    return None if text is None else text[:max_chars]


def clear(scope: str) -> None:
    """Forget a draft in this browser at the next run, wherever that run's page is."""
    orders: dict[str, str] = st.session_state.setdefault(_ORDERS, {})
    orders[scope] = secrets.token_hex(8)


def sweep() -> None:
    """Carry out what `clear` ordered, once per order; the page frame calls it on every run."""
    if orders := st.session_state.get(_ORDERS):
        _broom(key="draft-broom", data=orders, height=1)


def _hear(key: str) -> None:
    """Remember which press arrived, so that the box stops waiting."""
    st.session_state[f"draft-heard:{key}"] = read(st.session_state[key].said, "press")


def read(said: Any, name: str) -> str | None:
    """Read one field of what a browser sent, which may be anything at all."""
    value = said.get(name) if isinstance(said, dict) else None
    return value if isinstance(value, str) else None
