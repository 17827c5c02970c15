"""Deciding as a facilitator: do it, tell the others' pages, and look again."""

from collections.abc import Callable

import streamlit as st

from core.domain.cases import FacilitatePage
from core.services.pulse import hub
from core.ui import notices


def act_and_look(page: FacilitatePage, act: Callable[[], None], said: str = "Done.") -> None:
    """Do it, tell the others' pages, and look at the queue anew; a conflict is said where the hand is."""
    with notices.problems_shown():
        act()
        look_again(page, said)


def look_again(page: FacilitatePage, said: str = "Done.") -> None:
    """Tell the others' pages, say that it is done, and draw the queue anew."""
    hub.bump(page.head.circle_id)
    st.toast(said)
    st.rerun()
