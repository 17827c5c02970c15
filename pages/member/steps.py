"""My steps: what I did for my search, month by month, for nobody but me."""

import streamlit as st

from core.data import steps
from core.ui import my_steps, notices
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")

st.title("My steps", anchor=False)
st.caption("Nobody but you sees this page. Empty days are just days.")
my_steps.offer_undo(member)
with notices.problems_shown():
    page = steps.my_steps(member.gateway, circle.circle_id, my_steps.chosen_month())
    my_steps.turn_pages(page)
    my_steps.month(page)
    my_steps.earlier_day(page)
    my_steps.listed(member, page)
