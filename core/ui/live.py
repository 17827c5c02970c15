"""What others share appears without a reload: a listener in the browser reruns one part of the page."""

from pathlib import Path

import streamlit as st

_listener = st.components.v2.component(
    "live_listener", js=(Path(__file__).parent / "browser" / "live.js").read_text("utf-8")
)


def listen(circle_id: str) -> None:
    """Rerun the fragment that draws this whenever something changes in the circle.

    Nothing else on the page is touched: focus and typed words stay, and an open dialog stays open, which it does not
    where the whole page begins to rerun. A hidden tab does not listen; it catches up when it is looked at again.
    """
    _listener(key="live-listener", data={"circle": circle_id}, on_change_change=_heard, height=1)


def _heard() -> None:
    """Need nothing but the rerun itself."""
