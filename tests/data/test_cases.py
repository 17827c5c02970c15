"""Facilitating through its doors: the queue as values, and every refusal as its class."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.data import cases, circle_settings, circles, me, posts
from core.domain.posts import Draft, Tone
from core.errors import (
    CaseClaimed,
    CaseMoved,
    CircleNotFound,
    ConfirmationMissing,
    FacilitatorsOnly,
    MeasureUntil,
    OwnCase,
    PostsPaused,
    SecondFacilitator,
)
from tests import cast

WIN = Draft("win", "A kind call today.")
SOON = datetime.now(UTC).date() + timedelta(days=7)


@pytest.fixture
def circle_id(fay, alice, bob, new_member):
    return cast.circle_of(fay, alice, bob, new_member("dora"))


@pytest.fixture
def gail(fay, new_member, circle_id):
    """The second facilitator."""
    gail = new_member("gail")
    cast.join(gail, circles.invite(fay.gateway, circle_id, role="facilitator", uses=1))
    return gail


def look(facilitator, circle_id):
    return cases.facilitate_page(facilitator.gateway, circle_id)


def only_case(facilitator, circle_id):
    (case,) = look(facilitator, circle_id).queue
    return case


def pause(facilitator, circle_id, kind="post_pause", **whom):
    cases.set_measure(
        facilitator.gateway, circle_id, kind, until=SOON, rule=1, reason="Please read the rule.", **whom
    )


def test_a_held_post_is_a_case_with_a_clock(fay, alice, circle_id):
    post_id = cast.share(alice, circle_id, WIN)
    case = only_case(fay, circle_id)
    assert (case.kind, case.held, case.claimed_by, case.claimed_by_me) == ("hold", "first_posts", None, False)
    assert (case.post.id, case.post.name, case.post.body) == (post_id, cast.handle_of(alice), WIN.body)
    assert case.age_hours in {0, 1}, "counted from hour to hour"
    assert (case.reports, case.asks_for_help) == ((), None)
    assert 0 < case.due_in_hours <= 24
    cases.decide(fay.gateway, circle_id, case, "approved")
    assert look(fay, circle_id).queue == ()
    assert [post.id for post in posts.circle_page(fay.gateway, circle_id).posts] == [post_id]


def test_a_members_queue_is_refused_and_a_strangers_is_not_there(new_member, alice, circle_id):
    with pytest.raises(FacilitatorsOnly):
        look(alice, circle_id)
    with pytest.raises(CircleNotFound):
        look(new_member("charlie"), circle_id)


def test_two_decisions_at_once_are_a_conflict(fay, gail, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    case = only_case(fay, circle_id)
    cases.decide(gail.gateway, circle_id, case, "sent_back", reason="Please leave the firm out.")
    with pytest.raises(CaseMoved):
        cases.decide(fay.gateway, circle_id, case, "approved")
    (unseen,) = posts.circle_page(alice.gateway, circle_id).unseen
    assert (unseen.state, unseen.reason) == ("returned", "Please leave the firm out.")


def test_a_claimed_case_belongs_to_one(fay, gail, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    cases.claim(fay.gateway, circle_id, only_case(fay, circle_id))
    assert only_case(fay, circle_id).claimed_by_me
    case = only_case(gail, circle_id)
    assert (case.claimed_by, case.claimed_by_me) == (cast.handle_of(fay), False)
    with pytest.raises(CaseClaimed):
        cases.decide(gail.gateway, circle_id, case, "approved")


def test_what_was_sent_back_is_written_anew_and_waits_again(fay, alice, circle_id):
    post_id = cast.share(alice, circle_id, WIN)
    cases.decide(fay.gateway, circle_id, only_case(fay, circle_id), "sent_back", reason="Leave it out.")
    assert posts.edit(alice.gateway, circle_id, post_id, "Other words.").state == "held"
    assert only_case(fay, circle_id).post.body == "Other words."


def test_a_report_tells_what_and_not_who(fay, alice, bob, circle_id):
    post_id, report_id = cast.share_shown(alice, fay, circle_id, WIN), str(uuid4())
    for _ in range(2):
        posts.report(bob.gateway, report_id, circle_id, post_id, "identifies_someone", "It names a firm.")
    case = only_case(fay, circle_id)
    assert (case.kind, [(report.reason, report.note) for report in case.reports]) == (
        "identity",
        [("identifies_someone", "It names a firm.")],
    )
    told = fay.gateway.call("facilitate_page", circle=circle_id)["queue"]
    assert cast.handle_of(bob) not in json.dumps(told)


def test_hidden_comes_back_and_removed_wants_the_word(fay, gail, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "hurtful", "")
    cases.decide(fay.gateway, circle_id, only_case(fay, circle_id), "hidden", reason="It hurts.")
    assert [hidden.id for hidden in look(fay, circle_id).hidden] == [post_id]
    cases.restore(fay.gateway, circle_id, post_id)
    assert [post.id for post in posts.circle_page(bob.gateway, circle_id).posts] == [post_id]
    posts.report(gail.gateway, str(uuid4()), circle_id, post_id, "hurtful", "Again.")
    case = only_case(fay, circle_id)
    with pytest.raises(ConfirmationMissing):
        cases.decide(fay.gateway, circle_id, case, "removed", reason="It hurts.", typed="yes")
    cases.decide(fay.gateway, circle_id, case, "removed", reason="It hurts.", typed="remove")
    assert posts.circle_page(bob.gateway, circle_id).posts == ()


def test_nobody_decides_about_their_own_words(fay, gail, bob, circle_id):
    post_id = cast.share(fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "hurtful", "")
    assert look(fay, circle_id).queue == ()
    with pytest.raises(OwnCase):
        cases.decide(fay.gateway, circle_id, only_case(gail, circle_id), "dismissed")


def test_heavy_words_come_first_and_asking_for_a_person_names_the_handle(fay, alice, bob, circle_id):
    cast.share(bob, circle_id, WIN)
    cast.share(alice, circle_id, Draft("setback", "I cannot go on."), tone=Tone(worrying=True))
    posts.ask_for_help(bob.gateway, str(uuid4()), circle_id)
    queue = look(fay, circle_id).queue
    assert [case.kind for case in queue] == ["crisis", "crisis", "hold"]
    (asking,) = [case for case in queue if case.asks_for_help]
    assert (asking.asks_for_help, asking.post) == (cast.handle_of(bob), None)
    cases.decide(fay.gateway, circle_id, asking, "dismissed")
    assert len(look(fay, circle_id).queue) == 2


def test_a_veiled_author_is_paused_without_being_known(fay, alice, circle_id):
    veiled = Draft("setback", "Under the veil.", veiled=True)
    post_id = cast.share_shown(alice, fay, circle_id, veiled)
    pause(fay, circle_id, post_id=post_id)
    with pytest.raises(PostsPaused):
        cast.share(alice, circle_id, WIN)
    page = fay.gateway.call("facilitate_page", circle=circle_id)
    assert all(member["paused"] is None for member in page["members"])
    (paused,) = [row for row in page["log"] if row["action"] == "measure_post_pause"]
    assert cast.handle_of(alice) not in json.dumps([paused, page["queue"]])
    (measure,) = [one for one in me.me_page(alice.gateway).decisions if one.measure_id]
    assert (measure.what, measure.rule, measure.reason) == ("post_pause", 1, "Please read the rule.")


def test_a_measure_ends_within_two_months(fay, alice, circle_id):
    with pytest.raises(MeasureUntil):
        cases.set_measure(
            fay.gateway,
            circle_id,
            "nudge",
            until=SOON + timedelta(days=90),
            rule=1,
            reason="Too long.",
            handle=cast.handle_of(alice),
        )


def test_a_removal_takes_two(fay, gail, alice, circle_id):
    pause(fay, circle_id, "removal", handle=cast.handle_of(alice))
    (removal,) = look(fay, circle_id).removals
    assert removal.mine
    with pytest.raises(SecondFacilitator):
        cases.confirm_removal(fay.gateway, circle_id, removal.id)
    cases.confirm_removal(gail.gateway, circle_id, removal.id)
    assert circles.mine(alice.gateway) == []
    with pytest.raises(CircleNotFound):
        posts.circle_page(alice.gateway, circle_id)


def test_an_appeal_is_decided_by_somebody_else(fay, gail, alice, circle_id):
    pause(fay, circle_id, handle=cast.handle_of(alice))
    (measure,) = me.me_page(alice.gateway).decisions
    me.appeal(alice.gateway, str(uuid4()), circle_id, measure.measure_id, "It was a misunderstanding.")
    (appeal,) = look(fay, circle_id).appeals
    assert (appeal.mine, appeal.words, appeal.kind) == (True, "It was a misunderstanding.", "post_pause")
    with pytest.raises(SecondFacilitator):
        cases.decide_appeal(fay.gateway, circle_id, appeal.id, lifted=False, answer="It stays.")
    cases.decide_appeal(gail.gateway, circle_id, appeal.id, lifted=True, answer="You are right.")
    (measure,) = me.me_page(alice.gateway).decisions
    assert (measure.appeal.decided, measure.appeal.lifted, measure.appeal.answer) == (
        True,
        True,
        "You are right.",
    )
    cast.share(alice, circle_id, WIN)


def test_settings_are_kept_and_logged(fay, alice, circle_id):
    circle_settings.set_prompt(fay.gateway, circle_id, "What helped this week?")
    circle_settings.set_watched_terms(fay.gateway, circle_id, ["lawsuit"])
    circle_settings.set_rules(fay.gateway, circle_id, ["Be kind."])
    circle_settings.make_facilitator(fay.gateway, circle_id, cast.handle_of(alice))
    page = look(fay, circle_id)
    assert (page.head.prompt, page.watched_terms, page.rules) == (
        "What helped this week?",
        ("lawsuit",),
        ("Be kind.",),
    )
    assert [person.role for person in page.people].count("facilitator") == 2
    assert {"prompt_set", "watched_terms_set", "rules_changed", "facilitator_made"} <= {
        row.action for row in page.log
    }


def test_an_invitation_is_listed_without_its_code_and_can_be_taken_back(fay, circle_id):
    code = circles.invite(fay.gateway, circle_id)
    invitations = look(fay, circle_id).invitations
    assert code not in json.dumps(fay.gateway.call("facilitate_page", circle=circle_id))
    for invitation in invitations:
        circle_settings.revoke_invitation(fay.gateway, circle_id, invitation.id)
    assert look(fay, circle_id).invitations == ()
