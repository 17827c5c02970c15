"""After a page of something was turned, its reader stands where it begins."""

from pathlib import Path

import streamlit as st

_arrival = st.components.v2.component(
    "arrival", js=(Path(__file__).parent / "browser" / "arrive.js").read_text("utf-8")
)


def here(turned_to: str | None) -> None:
    """Bring this place into view once, when `turned_to` is another page than before."""
    if turned_to:
        _arrival(key=f"arrival-{turned_to}", height=1)
