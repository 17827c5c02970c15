"""The landing page: what a circle is, who sees what, where help is, on one screen."""

import streamlit as st

st.title("A no is one event, not a verdict", anchor=False)
st.markdown(
    "Rebound is a quiet place for a small circle of job seekers, three to twelve people. Once a week you "
    "share what went well and what hurt. The others answer. You take one small step, in company."
)
with st.container(horizontal=True):
    st.page_link("pages/visitor/sign_in.py", label="Sign in or join")

st.subheader("What others see", anchor=False)
st.markdown(
    "Your circle sees a handle such as *Quiet Heron*, and your words after names, employers and places are "
    "replaced. You see that version first."
)
st.subheader("What nobody sees", anchor=False)
st.markdown(
    "Your name and your e-mail address, nor who wrote a veiled post. Nobody outside the circle reads along. "
    "A handle hides a name, not a story: in a circle this small, someone may guess."
)
st.subheader("What it is not", anchor=False)
st.markdown("Rebound is not a crisis service. If it is too much right now, there are people to call.")
st.page_link("pages/visitor/help.py", label="Help now")
