"""Challenges: what my circle takes on together, and my own part in it, which nobody else sees."""

import streamlit as st

from core.data import challenges
from core.ui import challenge_parts, circle_parts, notices
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")

st.title("Challenges", anchor=False)
st.caption("What your circle takes on together. Your own part is seen by nobody but you.")
challenge_parts.offer_undo(member, circle.circle_id)
with notices.problems_shown():
    page = challenges.challenges_page(member.gateway, circle.circle_id)
    if page.head.away_until:
        circle_parts.away(page.head)
    elif not page.head.open:
        circle_parts.lobby(page.head, "you can take something on together here")
    else:
        if page.head.resting_until:
            challenge_parts.resting(page.head.resting_until)
        challenge_parts.running(member, page)
        if page.proposed:
            st.header("Proposed", anchor=False)
            challenge_parts.proposed(member, page)
        if page.ended:
            st.header("What came together", anchor=False)
            challenge_parts.ended(member, page)
        if page.habits:
            st.header("My habits", anchor=False)
            challenge_parts.habits(member, page)
        challenge_parts.library(member, page)
