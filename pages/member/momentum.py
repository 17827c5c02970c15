"""Momentum: what our weeks add up to, beside our own past; and what is mine, for me alone."""

import streamlit as st

from core.data import momentum
from core.ui import circle_parts, momentum_parts, notices
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")

st.title("Momentum", anchor=False)
with notices.problems_shown():
    page = momentum.momentum_page(member.gateway, circle.circle_id)
    momentum_parts.mine(member, page)
    if page.head.away_until:
        circle_parts.away(page.head)
    elif not page.head.open:
        circle_parts.lobby(page.head)
    else:
        momentum_parts.ours(page)
        momentum_parts.notes(member, page)
