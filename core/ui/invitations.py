"""Making invite links. A code is shown once and kept nowhere, so it is here to be copied now."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from core.data import circles
from core.ui import notices
from core.ui.session import Member

_ROLES = {"member": "Somebody to take part", "facilitator": "Somebody to facilitate with you"}
_MADE = "invitation-made"


def make(member: Member, circle_id: str) -> None:
    """Offer a new link, and show the one just made."""
    with st.form("invite", border=False):
        role = st.radio("Who is it for?", list(_ROLES), format_func=_ROLES.__getitem__)
        uses = st.number_input("For how many people", 1, 12, 3)
        if st.form_submit_button("Make an invite link"):
            with notices.problems_shown():
                many = 1 if role == "facilitator" else int(uses)
                st.session_state[_MADE] = circles.invite(member.gateway, circle_id, role=role, uses=many)
    st.caption("Two facilitators are better than one: nobody decides alone, and everybody can rest.")
    if code := st.session_state.get(_MADE):
        st.markdown("Copy it now. It lasts seven days, and we can't show it again.")
        st.code(_link(code), language=None, wrap_lines=True)


def _link(code: str) -> str:
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/join?{urlencode({'invite': code})}"
