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
        hub.bump(page.head.circle_id)
        st.toast(said)
        st.rerun()
