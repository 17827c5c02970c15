"""Telling somebody what went wrong, in words, where their hand is."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.domain import times
from core.errors import Problem


@contextmanager
def problems_shown() -> Iterator[None]:
    """Show an expected refusal here; let anything else travel on."""
    try:
        yield
    except Problem as problem:
        show(problem)


def show(problem: Problem) -> None:
    st.warning(problem.message)


def paused(what: str, until: str) -> None:
    """Tell somebody before they write that it cannot be shared for a while."""
    with st.container(border=True, key="paused", gap="xsmall"):
        st.markdown(
            f"Your {what} are paused until {times.day_in_words(until)}. What you write stays in this browser."
        )
        st.page_link("pages/member/me.py", label="Read why, or appeal")
