"""The parts of the circle page: what stands above the feed, the lobby, and the feed itself."""

from uuid import uuid4

import streamlit as st

from core.data import posts
from core.domain import times
from core.domain.posts import HOLD_REASONS, KINDS, CirclePage, Head, Rules, Unseen
from core.ui import acts, answering, arriving, inert, notices, post_card
from core.ui import help as help_lines
from core.ui.session import Member

_AFTER = "circle-after"
_TURNED = "circle-turned"


def heading(head: Head) -> None:
    st.title(inert.label(head.name), anchor=False)
    st.caption(f"You are **{inert.label(head.handle)}** here. {_coverage(head)}")
    if head.prompt:
        with st.container(border=True, key="prompt"):
            st.caption("This week's question")
            inert.words(head.prompt)


def _coverage(head: Head) -> str:
    if head.duty_at is None:
        return ""
    return (
        f"A facilitator is on duty until {head.duty_at}."
        if head.on_duty
        else f"Nobody is on duty until {head.duty_at}."
    )


def alert(head: Head) -> None:
    """Tell a facilitator, wherever they read, that somebody may need a person and nobody looks after it yet."""
    if head.urgent:
        with st.container(border=True, key="alert"):
            st.markdown("**Somebody in your circle may need a person.** Nobody looks after it yet.")
            st.page_link("pages/facilitator/queue.py", label="Look at the queue")


def opens(head: Head, then: str) -> None:
    """Say how many are still to come before the circle opens, and what will be here then."""
    missing = 3 - head.people
    people = "one more person" if missing == 1 else "two more people"
    st.markdown(f"Your circle opens when {people} {'has' if missing == 1 else 'have'} joined. Then {then}.")


def lobby(head: Head, then: str = "its posts will be here") -> None:
    """Say what will be here once the circle is open, and the way on until then."""
    opens(head, then)
    if head.role == "facilitator":
        st.page_link("pages/facilitator/queue.py", label="Invite somebody")
    else:
        st.markdown("Nothing is asked of you until then.")


def away(head: Head) -> None:
    last = times.day_in_words(head.away_until or "")
    st.markdown(f"A facilitator has asked you to stay away from this circle until {last}.")
    st.page_link("pages/member/me.py", label="Read why, or appeal")


def rules(member: Member, head: Head, changed: Rules) -> None:
    """House rules that changed: read them, say yes, and go on."""
    st.header("The house rules have changed", anchor=False)
    with st.container(gap="xsmall"):
        for sentence in changed.sentences:
            inert.words(f"· {sentence}")
    if st.button("I'll keep to them", type="primary"):
        with notices.problems_shown():
            posts.accept_rules(member.gateway, head.circle_id, changed.version)
            st.rerun(scope="app")


def unseen(member: Member, page: CirclePage) -> None:
    """Draw what I wrote that others do not see yet, or no longer."""
    for mine in page.unseen:
        with st.container(border=True, key=f"unseen-{mine.id}"):
            st.markdown(f"**{_state(mine)}**")
            if mine.state == "held":
                st.caption(f"{HOLD_REASONS.get(mine.why or '', '')} {_clock(mine)}".strip())
            if mine.reason and mine.state in {"returned", "hidden", "removed"}:
                inert.words(mine.reason)
            inert.words(mine.body)
            _mend(member, page, mine)


def _state(mine: Unseen) -> str:
    return {
        "held": "Only you see this yet",
        "delayed": "Shown at the hour you chose",
        "returned": "Sent back to you, with a reason",
        "hidden": "Hidden by a facilitator",
        "removed": "Removed by a facilitator",
    }[mine.state]


def _clock(mine: Unseen) -> str:
    if mine.due_in_hours is None:
        return ""
    return f"A facilitator looks at it within {times.hours_in_words(mine.due_in_hours)}."


def _mend(member: Member, page: CirclePage, mine: Unseen) -> None:
    if mine.state not in {"held", "returned"} or not mine.editable:
        return
    with st.expander(
        "Change it" if mine.state == "held" else "Change it and send it again", key=f"mend-{mine.id}"
    ):
        _changing(member, page, mine)


@st.fragment
def _changing(member: Member, page: CirclePage, mine: Unseen) -> None:
    """Let a pause in writing rerun this alone, not the whole feed."""
    took = mine.took if mine.kind == "win" else None
    if answering.change(member, page, mine.id, mine.body, took) is not None:
        acts.done(page.head.circle_id)


def feed(page: CirclePage) -> None:
    """Draw what waits for a voice, then everything else, newest first."""
    circle_id = page.head.circle_id
    _pick_kind()
    arriving.here(st.session_state.get(_TURNED))
    if position():
        st.header("Older posts", anchor=False)
    waiting = {post.id for post in page.waiting}
    others = [post for post in page.posts if post.id not in waiting]
    if page.waiting:
        st.header("Waiting for a voice", anchor=False)
        for post in page.waiting:
            post_card.show(post, circle_id=circle_id, place="waiting")
        if others:
            st.header("Everything else", anchor=False)
    for post in others:
        post_card.show(post, circle_id=circle_id)
    if not page.posts:
        _empty()
    _turn_pages(page)


def _empty() -> None:
    st.markdown("Nothing here yet. Wins, setbacks and notes of your circle will stand here, newest first.")
    if st.button("Share the first one"):
        st.switch_page("pages/member/share.py")


def kind() -> str | None:
    """Say which kind alone this reader wants to see; None is everything."""
    picked: str | None = st.session_state.get("kind")
    if picked != st.session_state.get("kind-before"):
        st.session_state["kind-before"] = picked
        st.session_state.pop(_AFTER, None)
    return picked


def _pick_kind() -> None:
    st.segmented_control(
        "Show only",
        list(KINDS),
        format_func=lambda kind: f"{KINDS[kind]}s",
        label_visibility="collapsed",
        key="kind",
    )


def position() -> str | None:
    """Say where in the feed this tab reads: after which post, or at the newest."""
    after: str | None = st.session_state.get(_AFTER)
    return after


def _turn_pages(page: CirclePage) -> None:
    with st.container(horizontal=True):
        if page.next and st.button("Show older"):
            _turn_to(page.next)
        if position() and st.button("Back to the newest"):
            _turn_to(None)


def _turn_to(after: str | None) -> None:
    """Show another page of the feed from its top, or its reader would land at the end of it."""
    st.session_state[_AFTER] = after
    st.session_state[_TURNED] = after or "newest"
    acts.look_again()


def ask_for_a_person(member: Member, circle_id: str) -> None:
    """Offer a quiet way to a human being, which depends on no word list."""
    with st.expander("I need a person", key="need-a-person"):
        st.markdown("Your facilitator is told that you would like somebody to talk to, by your handle.")
        if st.button("Ask my facilitator"):
            with notices.problems_shown():
                posts.ask_for_help(member.gateway, str(uuid4()), circle_id)
                st.markdown("They are told. If it is too much right now, do not wait for them:")
        help_lines.nearest(help_lines.chosen_country())
