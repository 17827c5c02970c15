"""Help now: open to everyone, one click from every page."""

import streamlit as st

from core.ui import help as help_lines

st.title("Help now", anchor=False)
st.markdown("You do not have to be sure it is serious enough. Somebody answers.")
help_lines.show(help_lines.pick_country())

st.header("If one does not answer", anchor=False)
st.markdown(
    "Try the next one, or call the emergency number. Numbers change: this list is kept by hand from what the "
    "services publish, and each entry shows when it was last checked."
)
st.header("Worried about somebody in your circle?", anchor=False)
st.markdown(
    "Tell them so, in plain words: *I am worried about you.* Then tell your facilitator. "
    "If you think they are in danger now, call the emergency number."
)
st.header("What Rebound is, and is not", anchor=False)
st.markdown(
    "Rebound is a circle of job seekers who hold each other up. It is not a crisis service: nobody reads "
    "along around the clock, and an answer can take days."
)
