"""The parts of the facilitator's page beside the queue: people, invitations, settings, the log."""

from datetime import time
from functools import partial

import streamlit as st

from core.data import cases, circle_settings
from core.domain import times
from core.domain.cases import ACTIONS, MEASURES, FacilitatePage, OpenAppeal, Person, Removal
from core.domain.times import hours_in_words
from core.ui import case_card, circle_parts, inert, invitations, standing_in, unveiling
from core.ui.deciding import act_and_look
from core.ui.session import Member


def queue(member: Member, page: FacilitatePage) -> None:
    """Draw what waits for a decision, most urgent first, and what is hidden already."""
    case_card.carry_out(member, page)
    standing_in.tell(page)
    for case in page.queue:
        case_card.show(member, page, case)
    for removal in page.removals:
        _removal(member, page, removal)
    for appeal in page.appeals:
        _appeal(member, page, appeal)
    unveiling.waiting(member, page)
    _unanswered(page)
    if not page.head.open:
        circle_parts.opens(page.head, "what waits for you will stand here")
        invitations.make(member, page.head.circle_id)
    elif not (page.queue or page.appeals or page.removals or page.unanswered):
        st.markdown(
            "Nothing waits for you. What members report, and what waits to be let in, will stand here."
        )
    _hidden(member, page)


def _unanswered(page: FacilitatePage) -> None:
    for setback in page.unanswered:
        with st.container(border=True, key=f"unanswered-{setback.id}"):
            st.markdown("**A setback without an answer yet**")
            st.caption(
                f"By {inert.label(setback.name)}, waiting for {hours_in_words(setback.age_hours or 0)}"
            )
            inert.words(setback.body)
            st.page_link("pages/member/circle.py", label="Answer it in the circle")


def _hidden(member: Member, page: FacilitatePage) -> None:
    if not page.hidden:
        return
    with st.expander(f"Hidden posts ({len(page.hidden)})", key="hidden-posts"):
        for post in page.hidden:
            st.caption(f"By {inert.label(post.name)}")
            inert.words(post.body)
            if st.button("Show it again", key=f"restore-{post.id}"):
                act_and_look(page, partial(cases.restore, member.gateway, page.head.circle_id, post.id))


def _removal(member: Member, page: FacilitatePage, removal: Removal) -> None:
    with st.container(border=True, key=f"removal-{removal.id}"):
        st.markdown(f"**{inert.label(removal.handle)} may be removed**")
        st.caption(f"House rule {removal.rule}. Removal takes two, and lasts a year.")
        inert.words(removal.reason)
        drop = partial(cases.drop_removal, member.gateway, page.head.circle_id, removal.id)
        if removal.mine:
            st.caption(f"You proposed it. {_second(page)} confirms it, or nothing happens.")
            if st.button("Take it back", key=f"drop-{removal.id}"):
                act_and_look(page, drop)
            return
        with st.container(horizontal=True):
            if st.button("Confirm the removal", key=f"confirm-{removal.id}"):
                act_and_look(
                    page, lambda: cases.confirm_removal(member.gateway, page.head.circle_id, removal.id)
                )
            if st.button("Do not remove them", key=f"drop-{removal.id}"):
                act_and_look(page, drop)


def _second(page: FacilitatePage) -> str:
    return "An operator of this Rebound" if page.alone else "Somebody who had no part in it"


def _appeal(member: Member, page: FacilitatePage, appeal: OpenAppeal) -> None:
    with st.container(border=True, key=f"appeal-{appeal.id}"):
        st.markdown(f"**Somebody asks for a second look** · {MEASURES[appeal.kind]}")
        inert.words(appeal.words)
        st.caption(f"It was decided by house rule {appeal.rule}, for this reason:")
        inert.words(appeal.reason)
        if appeal.mine:
            st.caption(f"You had a part in it. {_second(page)} answers.")
            return
        with st.form(f"answer-{appeal.id}", border=False):
            lifted = st.radio(
                "Your answer", [True, False], format_func={True: "Lift it", False: "It stays"}.get
            )
            answer = st.text_area("Why, in words they can read", max_chars=600)
            if st.form_submit_button("Answer"):
                act_and_look(
                    page,
                    lambda: cases.decide_appeal(
                        member.gateway, page.head.circle_id, appeal.id, lifted=bool(lifted), answer=answer
                    ),
                )


# --- people ---


def people(member: Member, page: FacilitatePage) -> None:
    """Draw who is here: handles and roles, never how active anybody is."""
    for person in page.people:
        _person(member, page, person)
    standing_in.choose(member, page)
    st.header("Invite", anchor=False)
    invitations.make(member, page.head.circle_id)
    for invitation in page.invitations:
        with st.container(horizontal=True, vertical_alignment="center"):
            left = invitation.most_uses - invitation.uses
            days = "1 day" if invitation.days_left == 1 else f"{invitation.days_left} days"
            st.text(f"A link for {left} more as {invitation.role}, {days} left")
            if st.button("Take it back", key=f"revoke-{invitation.id}"):
                act_and_look(
                    page,
                    partial(
                        circle_settings.revoke_invitation, member.gateway, page.head.circle_id, invitation.id
                    ),
                )


def _person(member: Member, page: FacilitatePage, person: Person) -> None:
    parts = [inert.label(person.handle), person.role if person.role == "facilitator" else ""]
    parts += ["alum" if person.alum else "", _paused(person)]
    with st.expander(" · ".join(part for part in parts if part), key=f"person-{person.handle}"):
        if person.me:
            st.caption("This is you.")
            return
        case_card.measure(member, page, person.handle, tuple(MEASURES), handle=person.handle)
        if person.role == "member":
            _promote(member, page, person)


def _paused(person: Person) -> str:
    return f"paused until {times.day_in_words(person.paused)}" if person.paused else ""


def _promote(member: Member, page: FacilitatePage, person: Person) -> None:
    """Make somebody a facilitator. Nobody can take that back, so it asks for a typed word."""
    with st.form(f"promote-{person.handle}", border=False):
        typed = st.text_input("To make them a facilitator, for good, type the word facilitator")
        if not st.form_submit_button("Make them a facilitator"):
            return
        if typed.strip().lower() != "facilitator":
            st.caption("Nothing happened. Type the word facilitator first.")
            return
        act_and_look(
            page,
            lambda: circle_settings.make_facilitator(member.gateway, page.head.circle_id, person.handle),
        )


# --- settings ---


def settings(member: Member, page: FacilitatePage) -> None:
    gateway, circle_id = member.gateway, page.head.circle_id
    with st.form("prompt", border=False):
        prompt = st.text_input("Question of the week", page.head.prompt, max_chars=280)
        if st.form_submit_button("Keep"):
            act_and_look(page, lambda: circle_settings.set_prompt(gateway, circle_id, prompt))
    _duty(member, page)
    with st.form("watched", border=False):
        terms = st.text_area(
            "Words that make a post wait for you, one on each line", "\n".join(page.watched_terms)
        )
        if st.form_submit_button("Keep"):
            act_and_look(page, lambda: circle_settings.set_watched_terms(gateway, circle_id, _lines(terms)))
    with st.form("rules", border=False):
        rules = st.text_area("House rules, one on each line, nine at most", "\n".join(page.rules), height=240)
        st.caption("Everybody is asked to accept changed rules before they write again.")
        if st.form_submit_button("Keep"):
            act_and_look(page, lambda: circle_settings.set_rules(gateway, circle_id, _lines(rules)))
    _history(member, page)
    with st.expander("Earlier rules", key="earlier-rules"):
        for version in page.rules_history:
            st.caption(f"Version {version.version}, {times.in_words(version.when)}")
            for sentence in version.sentences:
                inert.words(f"· {sentence}")


def _history(member: Member, page: FacilitatePage) -> None:
    with st.form("history", border=False):
        shared = st.checkbox("Newcomers read what was shared before they came", page.head.history_open)
        st.caption("Only what is shared after you say so. Everybody reads it where they share.")
        if st.form_submit_button("Keep"):
            act_and_look(
                page,
                lambda: circle_settings.set_history(member.gateway, page.head.circle_id, shared=shared),
            )


def _duty(member: Member, page: FacilitatePage) -> None:
    with st.form("duty", border=False):
        st.caption("When you are on duty each day, in the circle's time zone. The circle sees it.")
        with st.container(horizontal=True):
            starts = st.time_input("From", _clock(page.duty_starts))
            ends = st.time_input("Until", _clock(page.duty_ends))
        if st.form_submit_button("Keep"):
            act_and_look(
                page, lambda: circle_settings.set_duty(member.gateway, page.head.circle_id, starts, ends)
            )


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- log ---


def log(page: FacilitatePage) -> None:
    """Draw who decided and looked at what. Nobody can change it, and neither can we."""
    for row in page.log:
        who = inert.label(row.name)
        st.markdown(f"{who} {ACTIONS.get(row.action, row.action)} · {times.in_words(row.when)}")
        if reason := row.detail.get("reason"):
            inert.words(f"“{reason}”")
