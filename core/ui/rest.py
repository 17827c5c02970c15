"""Rest: a break in one tap, and a calm word on the way back. Nobody else sees any of it."""

from datetime import date, timedelta

import streamlit as st

from core.data import steps
from core.domain.posts import CirclePage, Head, Post
from core.domain.steps import LONGEST_BREAK_DAYS, until_in_words
from core.ui import inert, notices, post_card
from core.ui.session import Member

_OPEN = "rest-open"
_BACK = "rest-back"
_HIGHLIGHTS = 3
_LENGTHS_DAYS = {"Today": 1, "Three days": 3, "A week": 7, "Two weeks": 14, "Four weeks": LONGEST_BREAK_DAYS}


def open_switch() -> None:
    """Unfold the lengths on the Me page, for somebody who is on their way there."""
    st.session_state[_OPEN] = True


def switch(member: Member, today: date, until: date | None) -> None:
    """Draw the switch: resting or not, and how long, from today."""
    if until:
        _resting(member, until)
    with st.expander(
        "Rest for longer, or shorter" if until else "Take a break",
        key="rest",
        expanded=st.session_state.pop(_OPEN, False),
    ):
        st.markdown("From now, for up to four weeks. Nobody is told, and nobody asks why.")
        with st.container(horizontal=True, key="rest-lengths"):
            for words, days in _LENGTHS_DAYS.items():
                if st.button(words):
                    _take(member, today + timedelta(days=days - 1))
        last = today + timedelta(days=LONGEST_BREAK_DAYS - 1)
        with st.form("rest-until", border=False):
            picked = st.date_input("Or until a day you pick", until or today, min_value=today, max_value=last)
            if st.form_submit_button("Rest until then"):
                _take(member, picked)


def _take(member: Member, until: date) -> None:
    with notices.problems_shown():
        steps.take_break(member.gateway, until)
        st.session_state.pop(_BACK, None)
        st.rerun()


def _resting(member: Member, until: date) -> None:
    with st.container(border=True, key="resting", gap="xsmall"):
        st.markdown(f"You are resting {until_in_words(until)}. Nothing is owed.")
        if st.button("I'm back"):
            with notices.problems_shown():
                steps.end_break(member.gateway)
                st.session_state[_BACK] = True
                st.rerun()


def on_circle_page(member: Member, page: CirclePage) -> None:
    """Tell somebody who rests that they do; welcome somebody who is back, once."""
    if page.head.resting_until:
        _resting(member, page.head.resting_until)
    elif page.head.back or st.session_state.get(_BACK):
        _welcome(member, page)


def _welcome(member: Member, page: CirclePage) -> None:
    with st.container(border=True, key="welcome-back", gap="small"):
        st.markdown("**Welcome back.** Nothing is owed.")
        if wins := _highlights(page):
            st.caption("From your circle, lately")
        for win in wins:
            st.markdown(f"**{inert.label(win.name)}** · {post_card.kind_of(win)}")
            inert.words(win.body)
        if st.button("Thank you", key="welcomed"):
            with notices.problems_shown():
                _met(member, page.head)
                st.rerun()


def _highlights(page: CirclePage) -> list[Post]:
    return [post for post in page.posts if post.kind == "win" and not post.mine][:_HIGHLIGHTS]


def _met(member: Member, head: Head) -> None:
    if head.back:
        steps.be_welcomed(member.gateway)
    st.session_state.pop(_BACK, None)
