"""Join a circle from an invitation, or start one."""

import streamlit as st

from core.ui import joining, notices, session

member = session.require_member()

if code := session.invite():
    joining.by_code(member, code)
else:
    st.title("A circle for you", anchor=False)
    with_code, new = st.tabs(
        ["I have an invite code", "Start a circle"], on_change="rerun", key="circle-tabs"
    )
    with with_code:
        joining.by_hand()
    with new, notices.problems_shown():
        if new.open:
            joining.start(member)
