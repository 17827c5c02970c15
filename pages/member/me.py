"""Me: my circles, what was decided about me, and what I keep for myself."""

import streamlit as st

from core.data import me
from core.ui import mine, notices, rest
from core.ui.session import require_member

member = require_member()
st.title("Me", anchor=False)
st.caption("Nobody but you sees this page.")

with notices.problems_shown():
    page = me.me_page(member.gateway)
    st.page_link("pages/member/steps.py", label="My steps")
    rest.switch(member, page.today, page.resting_until)
    st.header("My circles", anchor=False)
    mine.my_circles(member, page)
    with st.expander("Kind words and wins", key="kind-words"):
        mine.kind_words(page)
    with st.expander("My plan for the next no", key="plan", expanded=mine.plan_opened()):
        mine.intake(member, page)
    with st.expander("My private list", key="private"):
        mine.private_list(member, page)
    with st.expander("Decisions about me", key="decisions"):
        mine.decisions(member, page)
    with st.expander("Whom I don't read", key="muted"):
        mine.muted(member, page)
    st.header("This account", anchor=False)
    mine.settings(member, page)
    mine.operating(page)
