"""Circles through their doors: starting, inviting, joining, and every way in which joining is refused."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from core.data import circle_settings, circles, posts
from core.domain import invitations
from core.domain.posts import Draft
from core.errors import (
    AdultsOnly,
    AlreadyIn,
    CircleFull,
    CircleNotFound,
    FacilitatorsOnly,
    HandleTaken,
    HouseRulesNine,
    InvitationBad,
    InvitationExpired,
    InvitationRevoked,
    InvitationUsedUp,
    LastFacilitator,
    RulesChanged,
    TooManyTries,
)
from tests import cast

WIN = Draft("win", "A kind call today.")


def change_invitations(backend, circle_id, change):
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connection:
        connection.execute(f"update app.invitations set {change} where circle_id = %s", [circle_id])


def test_a_code_is_long_random_and_can_be_read_aloud():
    code = invitations.new_code()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert invitations.new_code() != code


def test_a_circle_opens_with_the_third_person_and_everybody_has_a_card(new_member, fay, alice):
    circle_id = cast.circle_of(fay, alice)
    (card,) = circles.mine(alice.gateway)
    assert (card.circle_id, card.name, card.role, card.open, card.members) == (
        circle_id,
        "Thursday circle",
        "member",
        False,
        2,
    )
    cast.join(new_member("bob"), circles.invite(fay.gateway, circle_id))
    (card,) = circles.mine(fay.gateway)
    assert (card.role, card.open, card.members) == ("facilitator", True, 3)
    assert circles.mine(new_member("charlie").gateway) == []


def test_a_code_shows_the_circle_and_may_be_typed_carelessly(fay, alice):
    circle_id = cast.start_circle(fay)
    code = circles.invite(fay.gateway, circle_id)
    invitation = circles.look_at_invitation(alice.gateway, code.lower().replace("-", " ").replace("0", "o"))
    assert (invitation.name, invitation.people, invitation.version) == ("Thursday circle", 1, 1)
    assert invitation.rules == cast.DEFAULT_RULES
    assert len(set(invitation.handles)) > 1


def test_a_co_facilitator_comes_by_a_link_of_their_own(fay, alice):
    circle_id = cast.start_circle(fay)
    cast.join(alice, circles.invite(fay.gateway, circle_id, role="facilitator", uses=1))
    assert circles.mine(alice.gateway)[0].role == "facilitator"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ("expires_at = now()", InvitationExpired),
        ("uses = most_uses", InvitationUsedUp),
        ("revoked_at = now()", InvitationRevoked),
    ],
)
def test_a_code_that_is_over_says_which(backend, fay, alice, change, refusal):
    circle_id = cast.start_circle(fay)
    code = circles.invite(fay.gateway, circle_id)
    version = circles.look_at_invitation(alice.gateway, code).version
    change_invitations(backend, circle_id, change)
    with pytest.raises(refusal):
        circles.look_at_invitation(alice.gateway, code)
    with pytest.raises(refusal):
        circles.join(alice.gateway, code, handle="Quiet Heron", adult=True, version=version)
    assert circles.mine(alice.gateway) == []


def test_guessing_codes_ends_in_a_refusal(fay, alice):
    for _ in range(10):
        with pytest.raises(InvitationBad):
            circles.look_at_invitation(alice.gateway, invitations.new_code())
    good = circles.invite(fay.gateway, cast.start_circle(fay))
    with pytest.raises(TooManyTries):
        circles.look_at_invitation(alice.gateway, good)


def test_joining_asks_for_adults_for_the_rules_in_force_and_for_a_free_handle(fay, alice):
    circle_id = cast.start_circle(fay)
    code, taken = circles.invite(fay.gateway, circle_id), circles.mine(fay.gateway)[0].handle
    with pytest.raises(AdultsOnly):
        circles.join(alice.gateway, code, handle="Quiet Heron", adult=False, version=1)
    with pytest.raises(HandleTaken):
        circles.join(alice.gateway, code, handle=taken, adult=True, version=1)
    circle_settings.set_rules(fay.gateway, circle_id, ["Be kind."])
    with pytest.raises(RulesChanged):
        circles.join(alice.gateway, code, handle="Quiet Heron", adult=True, version=1)
    assert circles.mine(alice.gateway) == []


def test_joining_twice_is_one_place(fay, alice):
    circle_id = cast.start_circle(fay)
    code = circles.invite(fay.gateway, circle_id)
    cast.join(alice, code)
    with pytest.raises(AlreadyIn):
        circles.look_at_invitation(alice.gateway, code)
    assert circles.join(alice.gateway, code, handle="Quiet Heron", adult=True, version=1) == circle_id
    assert circles.mine(fay.gateway)[0].members == 2


def test_the_last_seat_goes_to_one_of_two(new_member, fay):
    circle_id = cast.circle_of(fay, *(new_member(f"m{number}") for number in range(10)))
    code = circles.invite(fay.gateway, circle_id, uses=5)
    late = [new_member("late"), new_member("later")]

    first, second, *_ = circles.look_at_invitation(late[0].gateway, code).handles
    handles = {late[0].account_id: first, late[1].account_id: second}

    def try_to_join(member):
        try:
            return circles.join(
                member.gateway, code, handle=handles[member.account_id], adult=True, version=1
            )
        except CircleFull:
            return "full"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(try_to_join, late)) == sorted([circle_id, "full"])
    assert circles.mine(fay.gateway)[0].members == 12


def test_inviting_is_for_facilitators_and_strangers_find_nothing(new_member, fay, alice):
    circle_id = cast.circle_of(fay, alice)
    with pytest.raises(FacilitatorsOnly):
        circles.invite(alice.gateway, circle_id)
    with pytest.raises(CircleNotFound):
        circles.invite(new_member("charlie").gateway, circle_id)


def test_rules_are_nine_at_most(fay):
    with pytest.raises(HouseRulesNine):
        circles.create(
            fay.gateway,
            str(uuid4()),
            name="Too many rules",
            purpose="",
            time_zone="UTC",
            handle=circles.handle_ideas(fay.gateway)[0],
            rules=["Be kind."] * 10,
        )
    assert circles.mine(fay.gateway) == []


def test_the_only_facilitator_stays_and_who_left_can_share_nothing(fay, alice):
    circle_id = cast.circle_of(fay, alice)
    with pytest.raises(LastFacilitator):
        circles.leave(fay.gateway, circle_id, delete_posts=False)
    circles.leave(alice.gateway, circle_id, delete_posts=True)
    with pytest.raises(CircleNotFound):
        posts.share(alice.gateway, str(uuid4()), circle_id, WIN)


def test_an_alum_stays_and_may_change_their_mind(fay, alice):
    circle_id = cast.circle_of(fay, alice)
    for alum in (True, False):
        circles.become_alum(alice.gateway, circle_id, alum=alum)
        assert circles.mine(alice.gateway)[0].alum is alum
