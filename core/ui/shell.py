"""What is around every page: which circle this is, the way around on a phone, two buttons to share and to log."""

from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from core.ui import draft, inert, step_sheet
from core.ui.session import Member, choose_circle, circles, current_circle

_SHARE = "pages/member/share.py"
_FACILITATE = {"Facilitate": "pages/facilitator/queue.py"}
_WAYS = {
    "Circle": "pages/member/circle.py",
    "Momentum": "pages/member/momentum.py",
    "Challenges": "pages/member/challenges.py",
    "Me": "pages/member/me.py",
    "Help": "pages/visitor/help.py",
}
_VISITOR_WAYS = {
    "Welcome": "pages/visitor/welcome.py",
    "Sign in": "pages/visitor/sign_in.py",
    "Help": "pages/visitor/help.py",
}


def _source(name: str) -> str:
    return (Path(__file__).parent / "browser" / name).read_text("utf-8")


_STYLE = _source("frame.css")
_connection = st.components.v2.component(
    "connection_notice",
    html=_source("connection.html"),
    css=_source("connection.css"),
    js=_source("connection.js"),
)


def frame(member: Member | None, at: str) -> None:
    """Draw the frame around the page `at` that path; the router calls it once on every run, before the page."""
    with st.container(key="frame"):
        st.html(f"<style>{_STYLE}</style>")
        _connection(key="connection", height=1)
        draft.sweep()
    with st.container(key="frame-circle"):
        if member is not None:
            _switcher(member)
    with st.bottom, st.container(key="frame-bottom"):
        if member is not None and (circle := current_circle(member)) is not None:
            # Always there: what slid down when a line came would be drawn anew, and lose the focus it had.
            with st.container(key="frame-logged"):
                step_sheet.line(member, at)
            with st.container(horizontal=True, key="frame-acts"):
                if at != "share":
                    _share()
                step_sheet.button(member, circle, at)
                # Six words need two rows on a phone; what a facilitator comes to do stands with what everybody does.
                with st.container(key="frame-facilitate"):
                    _ways(_FACILITATE)
        with st.container(horizontal=True, key="frame-nav"):
            _ways(_VISITOR_WAYS if member is None else _WAYS)


def _switcher(member: Member) -> None:
    """Offer the other circles, for those who are in several."""
    mine = circles(member)
    here = current_circle(member)
    if here is None or len(mine) == 1:
        return
    picked = st.selectbox(
        "Your circle",
        mine,
        index=mine.index(here),
        format_func=lambda card: inert.clean(card.name),
        key=f"circle-{here.circle_id}",
    )
    if picked != here:
        choose_circle(picked.circle_id)
        st.rerun()


def _ways(ways: dict[str, str]) -> None:
    """Repeat the top navigation where a thumb reaches it; wide screens hide it.

    Which pages are registered differs: facilitating is not for everybody, and without the database little is.
    """
    for word, page in ways.items():
        with suppress(StreamlitPageNotFoundError):
            st.page_link(page, label=word)


def _share() -> None:
    if st.button("Share", type="primary", key="frame-share", width="stretch"):
        st.switch_page(_SHARE)
