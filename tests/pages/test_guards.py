"""Who sees which page: visitors sign in, members see their own, and nobody else's words."""

import pytest

from core.data import circles
from core.domain.posts import Draft
from core.ui import routes
from tests import cast

MEMBERS_ONLY = (
    routes.CIRCLE,
    routes.CHALLENGES,
    routes.MOMENTUM,
    routes.SHARE,
    routes.ME,
    routes.JOIN,
    routes.FACILITATE,
    routes.OPERATE,
)


def titles(at):
    return [title.value for title in at.title]


def everything(at):
    return " ".join(
        str(element.value) for kind in ("title", "text", "markdown", "caption") for element in at.get(kind)
    )


@pytest.mark.parametrize("place", MEMBERS_ONLY, ids=lambda place: place.path)
def test_a_visitor_is_asked_to_sign_in(open_page, place):
    # A page that is not registered by its file cannot even be switched to.
    with pytest.raises(ValueError, match=place.file):
        open_page(place)


@pytest.mark.parametrize(
    "place", [routes.CIRCLE, routes.MOMENTUM, routes.CHALLENGES, routes.SHARE], ids=lambda place: place.path
)
def test_without_a_circle_every_page_leads_to_joining_one(open_page, alice, place):
    at = open_page(place, alice)
    assert titles(at) == ["A circle for you"]


@pytest.mark.usefixtures("circle_id")
def test_the_facilitators_page_is_not_there_for_a_member(open_page, alice):
    with pytest.raises(ValueError, match=routes.FACILITATE.file):
        open_page(routes.FACILITATE, alice)


def test_a_tab_that_still_thinks_it_facilitates_is_refused_by_the_database(open_page, fay, alice, circle_id):
    at = open_page(routes.FACILITATE, fay)
    cast.share(alice, circle_id, Draft("win", "A kind call today."))
    at.session_state["member"] = alice
    at.session_state["session-owner"] = alice.account_id
    at.run()
    assert [notice.value for notice in at.warning] == [
        "Only a facilitator of this circle can do that. Your circle page has everything that is yours."
    ]
    assert "A kind call today." not in everything(at)


def test_a_stranger_sees_nothing_of_the_circle(open_page, new_member, alice, fay, circle_id):
    cast.share_shown(alice, fay, circle_id, Draft("win", "A kind call today."))
    handle = circles.mine(alice.gateway)[0].handle
    charlie = new_member("charlie")
    for place in (routes.CIRCLE, routes.MOMENTUM, routes.CHALLENGES, routes.SHARE, routes.ME, routes.JOIN):
        shown = everything(open_page(place, charlie))
        assert shown
        for secret in ("Thursday circle", "A kind call today.", handle):
            assert secret not in shown
