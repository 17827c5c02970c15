"""What is around every page: which circle this is, a way to share, and a way to help."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from core.data.circles import CircleCard
from core.ui import draft, inert
from core.ui.session import Member, choose_circle, circles, current_circle

_STYLE = (Path(__file__).parent / "browser" / "frame.css").read_text("utf-8")
_SHARE = "pages/member/share.py"
_HELP = "pages/visitor/help.py"


def frame(member: Member | None) -> None:
    """Draw the frame; the router calls it once on every run, before the page."""
    with st.container(key="frame"):
        st.html(f"<style>{_STYLE}</style>")
        draft.sweep()
        if member is not None:
            _switcher(member)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="frame-bottom"):
        if member is not None and current_circle(member) is not None and not _at("share"):
            _share()
        if not _at("help"):
            st.page_link(_HELP, label="Help now")


def _switcher(member: Member) -> None:
    """Offer the other circles, for those who are in several."""
    mine = circles(member)
    here = current_circle(member)
    if here is None or len(mine) < 2:  # noqa: PLR2004 -- one circle leaves nothing to choose
        return
    picked: CircleCard = st.selectbox(
        "Your circle",
        mine,
        index=mine.index(here),
        format_func=lambda card: inert.label(card.name),
        key="frame-circle",
    )
    if picked != here:
        choose_circle(picked.circle_id)
        st.rerun()


def _share() -> None:
    if st.button("Share", type="primary", key="frame-share", width="stretch"):
        st.switch_page(_SHARE)


def _at(path: str) -> bool:
    return urlsplit(st.context.url or "").path.strip("/") == path
