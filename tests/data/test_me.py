"""What a member keeps for themselves, through its doors."""

from uuid import uuid4

import pytest

from core.data import cases, circles, me, posts
from core.domain.posts import Draft
from core.errors import PrivateWordsLength, PrivateWordsMany, TimeZoneUnknown
from tests import cast

WIN = Draft("win", "A kind call today.", details={"win_kind": "callback", "took": "Three calls."})


def test_somebody_new_has_an_empty_page(alice):
    page = me.me_page(alice.gateway)
    assert (page.circles, page.decisions, page.words, page.muted, page.thanks, page.wins) == ((),) * 6
    assert (page.why, page.outcome, page.plan) == ("",) * 3


def test_what_is_kept_comes_back(alice):
    me.save_intake(alice.gateway, why="Because.", outcome="Calm.", plan="I go for a walk.")
    me.save_profile(alice.gateway, time_zone="Europe/Berlin", country="DE")
    me.keep_private_words(alice.gateway, ["Brightloom", "Maya"])
    page = me.me_page(alice.gateway)
    assert (page.why, page.outcome, page.plan) == ("Because.", "Calm.", "I go for a walk.")
    assert (page.time_zone, page.country) == ("Europe/Berlin", "DE")
    assert set(page.words) == {"Brightloom", "Maya"}


def test_what_cannot_be_kept_is_refused_by_class(alice):
    with pytest.raises(PrivateWordsLength):
        me.keep_private_words(alice.gateway, ["x"])
    with pytest.raises(PrivateWordsMany):
        me.keep_private_words(alice.gateway, [f"word {number}" for number in range(201)])
    with pytest.raises(TimeZoneUnknown):
        me.save_profile(alice.gateway, time_zone="Mars/Olympus", country=None)
    assert me.me_page(alice.gateway).words == ()


def test_wins_thanks_and_decisions_are_collected(fay, alice, circle_id):
    cast.share_shown(alice, fay, circle_id, WIN)
    reply_id, asking = str(uuid4()), cast.share(fay, circle_id, Draft("setback", "A no."))
    posts.reply(alice.gateway, reply_id, circle_id, asking, "I have read you.", shape="acknowledge")
    posts.thank(fay.gateway, circle_id, reply_id)
    page = me.me_page(alice.gateway)
    (won,), (thanks,), (decision,) = page.wins, page.thanks, page.decisions
    assert (won.words, won.took, won.win_kind) == (WIN.body, "Three calls.", "callback")
    assert thanks.words == "I have read you."
    assert (decision.what, decision.circle, decision.measure_id) == ("approved", "Thursday circle", None)


def test_a_muted_handle_can_be_read_again(fay, alice, circle_id):
    posts.mute(alice.gateway, circle_id, cast.share(fay, circle_id, WIN))
    (muted,) = me.me_page(alice.gateway).muted
    assert (muted.handle, muted.circle_id) == (circles.mine(fay.gateway)[0].handle, circle_id)
    me.unmute(alice.gateway, circle_id, muted.handle)
    assert me.me_page(alice.gateway).muted == ()
    assert len(posts.circle_page(alice.gateway, circle_id).posts) == 1


def test_a_decision_about_a_post_brings_its_reason(fay, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    cases.decide(fay.gateway, circle_id, case, "sent_back", reason="Please leave the firm out.")
    (decision,) = me.me_page(alice.gateway).decisions
    assert (decision.what, decision.reason) == ("sent_back", "Please leave the firm out.")
