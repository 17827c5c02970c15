"""The two ways out, for the page about oneself."""

import streamlit as st

from core.ui import session


def draw() -> None:
    """Offer signing out here and everywhere; drafts are asked about before they go."""
    with st.container(horizontal=True):
        if st.button("Sign out", key="sign-out"):
            session.sign_out()
        if st.button("Sign out everywhere", key="sign-out-everywhere"):
            session.sign_out_everywhere()
    st.caption("Everywhere means: in every browser where you are signed in.")
