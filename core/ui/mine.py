"""The parts of the Me page: everything here is for its owner alone."""

from uuid import uuid4

import streamlit as st

from core.data import circles, me
from core.domain import times
from core.domain.circles import CircleCard
from core.domain.help_lines import Country, country
from core.domain.me import DECISIONS, Appeal, Decision, MePage
from core.domain.posts import WIN_KINDS
from core.ui import help as help_lines
from core.ui import inert, notices, session
from core.ui.session import Member

_PLAN_OFFERED = "plan-offer"
_PLAN_OPEN = "plan-open"


def my_circles(member: Member, page: MePage) -> None:
    for card in page.circles:
        title = f"{inert.label(card.name)}, as {inert.label(card.handle)}"
        with st.expander(title, key=f"mine-{card.circle_id}"):
            alum = st.toggle(
                "I found work and stay to help (alum)", value=card.alum, key=f"alum-{card.circle_id}"
            )
            if alum != card.alum:
                with notices.problems_shown():
                    circles.become_alum(member.gateway, card.circle_id, alum=alum)
                    st.rerun()
            _leave(member, card)
    st.page_link("pages/member/join.py", label="Join or start another circle")


def _leave(member: Member, card: CircleCard) -> None:
    with st.form(f"leave-{card.circle_id}", border=False):
        st.markdown("**Leave this circle.** This cannot be undone. You choose what becomes of your words.")
        delete = st.radio(
            "My posts",
            [False, True],
            format_func={False: "stay, without any name", True: "are deleted"}.get,
        )
        st.caption(
            "If they are deleted, what you said under a veil goes within three days, not at once. Somebody who watches"
            " closely may still guess that it was yours. If they stay, nobody learns anything new."
        )
        typed = st.text_input("Type the word leave to go on")
        if st.form_submit_button("Leave"):
            if typed.strip().lower() != "leave":
                st.caption("Nothing happened. Type the word leave first.")
                return
            with notices.problems_shown():
                circles.leave(member.gateway, card.circle_id, delete_posts=delete)
                session.refresh_circles()
                st.rerun()


def decisions(member: Member, page: MePage) -> None:
    """Draw what was decided about me: why, by which rule, until when, and how to appeal."""
    if not page.decisions:
        st.markdown("Nothing was decided about you or your posts.")
    for number, decision in enumerate(page.decisions):
        with st.container(border=True, key=f"decision-{number}"):
            st.markdown(f"**{DECISIONS[decision.what]}** · {inert.label(decision.circle)}")
            st.caption(_facts(decision))
            if decision.words:
                inert.words(decision.words)
            if decision.reason:
                inert.words(f"Why: {decision.reason}")
            if decision.measure_id:
                _appeal(member, decision)


def _facts(decision: Decision) -> str:
    parts = [times.as_start(decision.when)]
    if decision.rule:
        parts.append(f"house rule {decision.rule}")
    if decision.until:
        parts.append("over" if decision.over else f"until {times.day_in_words(decision.until)}")
    if decision.by_operator:
        parts.append("confirmed by an operator of this Rebound")
    return " · ".join(parts)


def _appeal(member: Member, decision: Decision) -> None:
    if decision.appeal:
        inert.words(f"You asked: {decision.appeal.words}")
        if not decision.appeal.decided:
            st.caption("Somebody who had no part in it looks at it.")
            return
        st.caption(_answered(decision.appeal))
        inert.words(decision.appeal.answer)
        return
    asking = st.expander("Ask for a second look", key=f"asking-{decision.measure_id}")
    with asking, st.form(f"appeal-{decision.measure_id}", border=False):
        st.caption(
            "Somebody who had no part in it reads it: another facilitator, or an operator of this Rebound."
        )
        words = st.text_area("What should they know?", max_chars=1000)
        if st.form_submit_button("Ask"):
            with notices.problems_shown():
                me.appeal(member.gateway, str(uuid4()), decision.circle_id, decision.measure_id or "", words)
                st.rerun()


def _answered(appeal: Appeal) -> str:
    """Say what came of a second look, and whether somebody from outside the circle took it."""
    who = "an operator of this Rebound" if appeal.by_operator else "another facilitator"
    return f"It was lifted by {who}." if appeal.lifted else f"It stays. That is what {who} decided."


def private_list(member: Member, page: MePage) -> None:
    with st.form("private-list", border=False):
        st.caption(
            "One on each line. These are hidden in everything you write. Nobody else ever sees the list."
        )
        words = st.text_area("Names and employers", "\n".join(page.words), label_visibility="collapsed")
        if st.form_submit_button("Keep"):
            with notices.problems_shown():
                lines = [line.strip() for line in words.splitlines() if line.strip()]
                me.keep_private_words(member.gateway, lines)
                _kept()


def offer_plan() -> None:
    """Offer the private pages once to somebody who has just come in; `plan_offered` draws it."""
    st.session_state[_PLAN_OFFERED] = True


def plan_offered() -> None:
    """Draw the offer, until it is taken or put away."""
    if not st.session_state.get(_PLAN_OFFERED):
        return
    with st.container(border=True, key="plan-offered"):
        st.markdown(
            "**Welcome.** If you like, write down why you are searching, and what you will do after the next no. "
            "Nobody but you reads it."
        )
        with st.container(horizontal=True):
            if st.button("Write it now"):
                del st.session_state[_PLAN_OFFERED]
                st.session_state[_PLAN_OPEN] = True
                st.switch_page("pages/member/me.py")
            if st.button("Not now"):
                del st.session_state[_PLAN_OFFERED]
                st.rerun()


def plan_opened() -> bool:
    """Say once whether somebody is on their way to writing their plan."""
    return bool(st.session_state.pop(_PLAN_OPEN, False))


def intake(member: Member, page: MePage) -> None:
    with st.form("intake", border=False):
        st.caption("For you alone. Leave out what you like.")
        why = st.text_area("Why I am searching", page.why, max_chars=1000)
        outcome = st.text_area("What a good outcome is", page.outcome, max_chars=1000)
        plan = st.text_area("If I get a no, then I will …", page.plan, max_chars=1000)
        st.caption(
            "Plans of this form help many people do what they meant to do. The evidence is good, not perfect."
        )
        if st.form_submit_button("Keep"):
            with notices.problems_shown():
                me.save_intake(member.gateway, why=why, outcome=outcome, plan=plan)
                _kept()


def _kept() -> None:
    """Say so and draw the page anew: its forms begin at what is kept now, or the next change would be lost."""
    st.toast("Kept.")
    st.rerun()


def kind_words(page: MePage) -> None:
    if not page.thanks and not page.wins:
        st.markdown("Your wins, and answers of yours that helped somebody, will stand here.")
    for thanks in page.thanks:
        st.caption(f"Somebody said this helped, {times.in_words(thanks.when)}")
        inert.words(thanks.words)
    for won in page.wins:
        st.caption(f"{WIN_KINDS.get(won.win_kind or '', 'A win')}, {times.in_words(won.when)}")
        inert.words(won.words)
        if won.took:
            inert.words(f"What it took: {won.took}")


def muted(member: Member, page: MePage) -> None:
    if not page.muted:
        st.markdown("You read everybody.")
    for place, other in enumerate(page.muted):
        with st.container(horizontal=True, vertical_alignment="center"):
            inert.words(f"{other.handle} in {other.circle}")
            if st.button("Read again", key=f"unmute-{place}"):
                with notices.problems_shown():
                    me.unmute(member.gateway, other.circle_id, other.handle)
                    st.rerun()


def operating(page: MePage) -> None:
    """Lead those who run this copy of Rebound to their page, which stands in nobody's navigation."""
    if page.operates:
        st.page_link("pages/operator/health.py", label="Operate this Rebound")


def _country(page: MePage) -> Country:
    """Begin at what is kept, or at what the help page would show."""
    return country(page.country) if page.country else help_lines.chosen_country()


def settings(member: Member, page: MePage) -> None:
    zones = times.time_zones()
    with st.form("settings", border=False):
        zone = st.selectbox(
            "Time zone", zones, index=zones.index(page.time_zone) if page.time_zone in zones else 0
        )
        place = help_lines.country_box("Country, for the help lines you are shown", _country(page))
        if st.form_submit_button("Keep"):
            with notices.problems_shown():
                me.save_profile(member.gateway, time_zone=zone, country=place.code)
                help_lines.choose(place.code)
                _kept()
    with st.container(horizontal=True):
        if st.button("Sign out"):
            session.sign_out()
        if st.button("Sign out everywhere"):
            session.sign_out_everywhere()
