"""The landing page: what a circle is, who sees what, where help is, on one screen."""

import streamlit as st

st.title("A no is one event, not a verdict", anchor=False)
st.markdown(
    "Rebound is a quiet place for a small circle of job seekers, three to twelve people. Once a week you "
    "share what went well and what hurt. The others answer. Then you take one small step, in company."
)
if st.button("Sign in or join", type="primary", key="way-in", width="stretch"):
    st.switch_page("pages/visitor/sign_in.py")
st.markdown(
    "**Your circle sees** a handle such as *Quiet Heron*, and your words with names, employers and places "
    "replaced. You look at that version before anybody else does."
)
st.markdown(
    "**Nobody sees** your name, your e-mail address, or who wrote a veiled post. Only where somebody may be in "
    "danger, two people together can lift one veil, and its author is told. Nobody outside the circle "
    "reads along. A handle hides a name, not a story: in a circle this small, someone may guess."
)
st.markdown(
    "**Rebound is not a crisis service.** If it is too much right now, there are people you can call, "
    "at any hour."
)
st.page_link("pages/visitor/help.py", label="Help now")
