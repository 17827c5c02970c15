"""The parts of the operator's page: what is to decide, whether all is well, and how many there are."""

from collections.abc import Callable

import streamlit as st

from core.data import operating
from core.domain.cases import CASES, MEASURES
from core.domain.operating import (
    Brought,
    OperatorPage,
    Veil,
    circles_in_words,
    people_in_words,
    waiting_in_words,
)
from core.services.pulse import hub
from core.ui import inert, notices
from core.ui.session import Member


def decisions(member: Member, page: OperatorPage) -> None:
    """Draw what waits for a second person, in circles where nobody else may decide."""
    st.header("For you to decide", anchor=False)
    for one in page.brought:
        with st.container(border=True, key=f"brought-{one.measure_id}"):
            _brought(member, one)
    for veil in page.unveilings:
        with st.container(border=True, key=f"veil-{veil.id}"):
            _veil(member, veil)
    if page.for_another:
        st.caption(
            f"For another operator, because you are or were in the circle yourself: {page.for_another} more."
        )
    elif not page.brought and not page.unveilings:
        st.markdown("No decision waits for you. Circles with a second facilitator decide for themselves.")


def _veil(member: Member, veil: Veil) -> None:
    st.markdown(f"**A facilitator asks to lift a veil** · {inert.label(veil.circle)}")
    st.caption("You are asked because nobody else in the circle may agree. You read neither post nor handle.")
    inert.words(veil.reason)
    if st.button("I agree to lift it", key=f"lift-{veil.id}"):
        _act(veil, lambda: operating.agree_to_unveiling(member.gateway, veil))


def _brought(member: Member, one: Brought) -> None:
    what = "Somebody may be removed" if one.words is None else "Somebody asks for a second look"
    st.markdown(f"**{what}** · {inert.label(one.circle)}")
    st.caption(f"{waiting_in_words(one.days)} You are asked because nobody in the circle may decide it.")
    if one.words is not None:
        inert.words(one.words)
        st.caption(f"What was decided: {MEASURES[one.kind].lower()}. The reason given:")
    inert.words(one.reason)
    if one.rule:
        st.caption(f"House rule: {inert.label(one.rule)}")
    if one.words is None:
        _removal(member, one)
    else:
        _appeal(member, one)


def _removal(member: Member, one: Brought) -> None:
    st.caption("If you confirm it, they leave the circle for a year. They are told why, and may appeal.")
    with st.container(horizontal=True):
        if st.button("Confirm the removal", key=f"confirm-{one.measure_id}"):
            _act(one, lambda: operating.confirm_removal(member.gateway, one))
        if st.button("Do not remove them", key=f"decline-{one.measure_id}"):
            _act(one, lambda: operating.decline_removal(member.gateway, one))


def _appeal(member: Member, one: Brought) -> None:
    if one.mine:
        st.caption(
            "You confirmed this removal, so somebody else answers: another operator, or a new facilitator."
        )
        return
    with st.form(f"appeal-{one.measure_id}", border=False):
        lifted = st.radio("Your answer", [True, False], format_func={True: "Lift it", False: "It stays"}.get)
        answer = st.text_area("Why, in words they can read", max_chars=600, key=f"why-{one.measure_id}")
        if st.form_submit_button("Answer", key=f"answer-{one.measure_id}"):
            _act(
                one, lambda: operating.answer_appeal(member.gateway, one, lifted=bool(lifted), answer=answer)
            )


def _act(one: Brought | Veil, act: Callable[[], None]) -> None:
    with notices.problems_shown():
        act()
        hub.bump(one.circle_id)
        st.toast("Done. The circle's log says that an operator did it.")
        st.rerun()


def health(page: OperatorPage) -> None:
    """Say whether all is well, in words; a circle is never named for what is wrong in it."""
    st.header("Is all well?", anchor=False)
    if page.well:
        st.markdown("Yes. Nothing is overdue, every circle has a facilitator, and what was deleted is gone.")
    if page.unattended:
        st.markdown(
            f"In {circles_in_words(page.unattended)} something waits, and no facilitator has looked in for two days."
        )
    if page.without_facilitator:
        st.markdown(f"Without any facilitator: {circles_in_words(page.without_facilitator)}.")
    for late in page.overdue:
        st.markdown(f"Overdue in {circles_in_words(late.circles)}: {CASES[late.kind].lower()}.")
    if not page.purged:
        st.markdown(
            "What was deleted is not gone for good: the hourly purge does not run. The README says how to start it."
        )


def counts(page: OperatorPage) -> None:
    st.header("How many", anchor=False)
    st.markdown(
        f"{people_in_words(page.tens_of_people)}. Open: {circles_in_words(page.open)}. "
        f"Waiting for a third person: {circles_in_words(page.lobby)}. Archived: {circles_in_words(page.archived)}."
    )
    st.caption("Rounded on purpose: no number here may point at anybody.")
