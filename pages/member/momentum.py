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
    momentum_parts.keep_energy(member, circle.circle_id)
    page = momentum.momentum_page(member.gateway, circle.circle_id)
    circle_parts.alert(page.head)
    momentum_parts.mine(page)
    if page.head.away_until:
        circle_parts.away(page.head)
    elif not page.head.open:
        momentum_parts.lobby(page)
    else:
        momentum_parts.ours(page)
        momentum_parts.note(member, page)
