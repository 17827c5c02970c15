"""Operate: whether all is well, and what a circle cannot decide alone. The database says who may look."""

import streamlit as st

from core.data import operating as rows
from core.ui import notices, operating
from core.ui.session import require_member

member = require_member()
st.title("Operate", anchor=False)

with notices.problems_shown():
    page = rows.operator_page(member.gateway)
    st.caption("Numbers, and whether all is well. You read no words but those of a decision brought to you.")
    operating.decisions(member, page)
    operating.health(page)
    operating.counts(page)
