"""Share a win, a setback or a note: written in the browser, seen masked first, shared once."""

import streamlit as st

from core.data import posts
from core.ui import compose, notices
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")

st.title("Share with your circle", anchor=False)
with notices.problems_shown():
    page = posts.share_page(member.gateway, circle.circle_id)
    compose.draw(member, page)
