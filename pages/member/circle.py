"""My circle: what the others shared, what I may answer, and what waits for a voice."""

import streamlit as st

from core.data import posts
from core.domain.posts import CirclePage
from core.ui import acts, answering, challenge_card, circle_parts, live, mine, notices, rest, standing_in
from core.ui.session import current_circle, require_member

member = require_member()
circle = current_circle(member)
if circle is None:
    st.switch_page("pages/member/join.py")
circle_id = circle.circle_id

acts.carry_out(member, circle_id)
# Before the feed: news from the circle may cut this run short.
acts.offer_undo(member, circle_id)
above = st.container()


@st.fragment(key="feed")
def feed() -> CirclePage | None:
    """Read the circle in one call and draw it; reruns alone when something changed."""
    live.listen(circle_id)
    with notices.problems_shown():
        kind, after = circle_parts.kind(), circle_parts.position()
        page = posts.circle_page(member.gateway, circle_id, kind=kind, after=after)
        circle_parts.alert(page.head)
        standing_in.offer(member, page.head)
        if page.head.rules:
            circle_parts.rules(member, page.head, page.head.rules)
        circle_parts.unseen(member, page)
        if page.head.away_until:
            circle_parts.away(page.head)
        elif not page.head.open:
            circle_parts.lobby(page.head)
        else:
            circle_parts.feed(page)
        return page
    return None


if (page := feed()) is not None:
    with above:
        circle_parts.heading(page.head)
        mine.plan_offered()
        rest.on_circle_page(member, page)
        challenge_card.pinned(member, circle_id, page.challenges)
    circle_parts.ask_for_a_person(member, circle_id)
    standing_in.withdraw(member, page.head)
    answering.show(member, page)
