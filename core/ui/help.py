"""Crisis resources on the screen: the emergency number first, then who listens."""

import streamlit as st

from core.domain import help_lines
from core.domain.help_lines import Country, HelpLine
from core.ui import session

_CHOSEN = "help-country"


def chosen_country() -> Country:
    """Return the country picked in this tab or kept under Me, or the one the browser's language suggests."""
    if code := st.session_state.get(_CHOSEN) or session.home_country():
        return help_lines.country(code)
    return help_lines.guess(st.context.locale)


def pick_country() -> Country:
    """Draw the picker; what is picked stays for the whole visit."""
    picked = country_box("Where are you?", chosen_country())
    choose(picked.code)
    return picked


def country_box(label: str, start: Country) -> Country:
    """Draw a box with every country we know lines for, and the rest of the world."""
    known = help_lines.EVERYWHERE
    picked: Country = st.selectbox(
        label, known, index=known.index(start), format_func=lambda place: place.name
    )
    return picked


def choose(code: str) -> None:
    """Show this country's lines for the rest of the visit."""
    st.session_state[_CHOSEN] = code


def show(place: Country) -> None:
    """Draw everything for one country."""
    _emergency(place)
    for line in place.lines:
        _line(line)


def nearest(place: Country) -> None:
    """Draw the two quickest ways to a person in one country, and the way to all of them."""
    _emergency(place)
    for line in place.lines[:1]:
        _line(line)
    st.page_link("pages/visitor/help.py", label="More places, and other countries")


def _emergency(place: Country) -> None:
    if not place.emergency:
        st.markdown(
            "**In danger right now?** Call your local emergency number. In many countries it is **112**."
        )
        return
    st.markdown(f"**In danger right now?** Call **{place.emergency}**.")
    st.link_button(
        f"Call {place.emergency}", _address("tel", place.emergency), type="primary", width="stretch"
    )


def _line(line: HelpLine) -> None:
    with st.container(border=True):
        st.markdown(f"**{line.name}**  \n{line.about}  \n{line.hours}.")
        with st.container(horizontal=True):
            _ways(line)
        st.caption(f"Source: {line.source}. Last checked on {line.checked_on:%-d %B %Y}, not dialled.")


def _ways(line: HelpLine) -> None:
    if line.call:
        st.link_button(f"Call {line.call}", _address("tel", line.call))
    if line.text_to:
        st.link_button(_text_label(line), _address("sms", line.text_to))
    st.link_button("Website", f"https://{line.source}")


def _text_label(line: HelpLine) -> str:
    return f"Text {line.text_word} to {line.text_to}" if line.text_word else f"Text {line.text_to}"


def _address(scheme: str, number: str) -> str:
    return f"{scheme}:{number.replace(' ', '')}"
