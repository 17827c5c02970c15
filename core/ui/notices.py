"""Telling somebody what went wrong, in words, where their hand is."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

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
