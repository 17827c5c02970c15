"""Facilitate: what waits for a decision, who is here, and what this circle agreed on."""

import streamlit as st

from core.data import cases
from core.ui import inert, keeping, notices
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")

st.title("Facilitate", anchor=False)
st.caption(inert.label(circle.name))
part = st.segmented_control(
    "Part",
    ["Queue", "People", "Settings", "Log"],
    default="Queue",
    required=True,
    label_visibility="collapsed",
)

with notices.problems_shown():
    page = cases.facilitate_page(member.gateway, circle.circle_id)
    if part == "Queue":
        keeping.queue(member, page)
    elif part == "People":
        keeping.people(member, page)
    elif part == "Settings":
        keeping.settings(member, page)
    else:
        keeping.log(page)
