"""Every door, opened by everybody, gives away no account, no address, no membership and no exact time of others."""

import re
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.sql.stage import today

EXACT_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d")
NEXT_MONTH = str(today() + timedelta(days=30))
NEXT_WEEK = str(today() + timedelta(days=5))
MONDAY = today() - timedelta(days=today().weekday())
SESSION = "s" * 43


@pytest.fixture
def told(cast, stage):
    """A circle in which everything has happened once."""
    cast.fay.call("set_watched_terms", circle=cast.circle, terms=["boss"])
    cast.fay.call("set_prompt", circle=cast.circle, prompt="What was one small good thing?")
    win = stage.share(cast.alice, cast.circle, "A win")
    veiled = stage.share(
        cast.bob, cast.circle, "A no", kind="setback", veiled=True, details={"wanted": "heard"}
    )
    reply = stage.reply(cast.alice, cast.circle, veiled)
    stage.reply(cast.bob, cast.circle, veiled, "Thank you")
    stage.share(cast.dora, cast.circle, "My boss", kind="note")
    cast.bob.call("thank", circle=cast.circle, reply=reply)
    cast.dora.call("react", circle=cast.circle, post=win, kind="glad", given=True)
    cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=veiled, reason="other", note="Hm")
    measure = uuid4()
    cast.fay.call(
        "set_measure",
        id=measure,
        circle=cast.circle,
        kind="nudge",
        until=NEXT_WEEK,
        rule=1,
        reason="x",
        post=veiled,
    )
    cast.bob.call("appeal", id=uuid4(), circle=cast.circle, measure=measure, words="Please look again")
    removal = uuid4()
    cast.fay.call(
        "set_measure",
        id=removal,
        circle=cast.circle,
        kind="removal",
        until=None,
        rule=1,
        reason="x",
        handle=cast.dora.call("my_circles")[0]["handle"],
    )
    cast.bob.call("mute", circle=cast.circle, post=win)
    take_on(cast)
    unveiling = uuid4()
    cast.fay.call("ask_to_unveil", id=unveiling, circle=cast.circle, post=veiled, reason="I fear for them")
    step = uuid4()
    cast.alice.call("log_step", id=step, circle=cast.circle, kind="application", note="It fits")
    cast.alice.call("take_break", until=str(today()))
    return {
        "win": win,
        "veiled": veiled,
        "reply": reply,
        "measure": measure,
        "removal": removal,
        "step": step,
        "unveiling": unveiling,
    }


CHALLENGE, PROPOSAL = uuid4(), uuid4()


def take_on(cast) -> None:
    """One challenge that runs with everybody in it, and one that is proposed."""
    dates = {"starts_on": today(), "ends_on": today() + timedelta(days=8)}
    for challenge, template in ((CHALLENGE, "contact_a_week"), (PROPOSAL, "walk_a_day")):
        cast.alice.call("propose_challenge", id=challenge, circle=cast.circle, template=template, **dates)
    cast.fay.call("start_challenge", circle=cast.circle, challenge=CHALLENGE)
    for member in (cast.alice, cast.bob, cast.dora):
        member.call("commit_to_challenge", circle=cast.circle, challenge=CHALLENGE, amount=2, per="day")


def calls(cast, told) -> dict[str, dict]:
    """One call per door, with arguments that lead as deep as they can."""
    circle, fresh = cast.circle, uuid4
    case = cast.fay.call("facilitate_page", circle=circle)["queue"][0]
    return {
        "my_circles": {},
        "circle_page": {"circle": circle},
        "circle_pulse": {"circle": circle},
        "share_page": {"circle": circle},
        "me_page": {},
        "facilitate_page": {"circle": circle},
        "handle_ideas": {"many": 3},
        "look_at_invitation": {"code": "NO-SUCH-CODE"},
        "share_post": {"id": fresh(), "circle": circle, "kind": "note", "body": "Hello"},
        "reply_to_post": {"id": fresh(), "circle": circle, "post": told["veiled"], "body": "Hello"},
        "react": {"circle": circle, "post": told["win"], "kind": "glad", "given": True},
        "report_post": {"id": fresh(), "circle": circle, "post": told["win"], "reason": "spam"},
        "quiet_thread": {"circle": circle, "post": told["win"], "days": 1},
        "mute": {"circle": circle, "post": told["reply"]},
        "unmute": {"circle": circle, "handle": "Nobody"},
        "thank": {"circle": circle, "reply": told["reply"]},
        "edit_post": {"circle": circle, "post": told["win"], "body": "A win, edited"},
        "delete_post": {"circle": circle, "post": told["win"]},
        "undelete_post": {"circle": circle, "post": told["win"]},
        "log_step": {"id": fresh(), "circle": circle, "kind": "contact"},
        "edit_step": {"circle": circle, "step": told["step"], "amount": 2},
        "delete_step": {"circle": circle, "step": told["step"]},
        "undelete_step": {"circle": circle, "step": told["step"]},
        "my_steps": {"circle": circle},
        "momentum_page": {"circle": circle},
        "say_energy": {"circle": circle, "energy": "low"},
        "note_week": {"circle": circle, "week": str(MONDAY), "note": "A holiday"},
        "take_break": {"until": NEXT_WEEK},
        "end_break": {},
        "be_welcomed": {},
        "ask_for_help": {"id": fresh(), "circle": circle},
        "skip_weekly": {"circle": circle},
        "finish_practice": {},
        "accept_rules": {"circle": circle, "version": 1},
        "become_alum": {"circle": circle, "alum": True},
        "keep_private_words": {"words": ["A name"]},
        "save_intake": {"why": "x", "outcome": "y", "plan": "z"},
        "save_profile": {"time_zone": "UTC"},
        "appeal": {"id": fresh(), "circle": circle, "measure": told["measure"], "words": "x"},
        "create_circle": {
            "id": fresh(),
            "name": "Other",
            "purpose": "",
            "time_zone": "UTC",
            "handle": "Calm Newt",
            "rules": ["x"],
        },
        "create_invitation": {"id": fresh(), "circle": circle, "code": f"WALK-{uuid4().hex[:16]}"},
        "revoke_invitation": {"circle": circle, "id": fresh()},
        "join_circle": {"code": "NO-SUCH-CODE", "handle": "Calm Newt", "adult": True, "version": 1},
        "claim_case": {"circle": circle, "case_id": case["id"], "version": case["version"]},
        "decide_case": {
            "circle": circle,
            "case_id": case["id"],
            "version": case["version"],
            "action": "dismissed",
        },
        "restore_post": {"circle": circle, "post": told["win"]},
        "set_measure": {
            "id": fresh(),
            "circle": circle,
            "kind": "nudge",
            "until": NEXT_WEEK,
            "rule": 1,
            "reason": "x",
            "post": told["veiled"],
        },
        "confirm_removal": {"circle": circle, "measure": told["measure"]},
        "decide_appeal": {"circle": circle, "appeal": fresh(), "lifted": False, "answer": "x"},
        "ask_to_unveil": {
            "id": fresh(),
            "circle": circle,
            "post": told["veiled"],
            "reason": "I fear for them",
        },
        "agree_to_unveiling": {"circle": circle, "unveiling": told["unveiling"]},
        "operator_agree_to_unveiling": {"circle": circle, "unveiling": told["unveiling"]},
        "unveiled": {"circle": circle, "unveiling": told["unveiling"]},
        "set_prompt": {"circle": circle, "prompt": "Hello"},
        "set_rules": {"circle": circle, "sentences": ["Be kind."]},
        "set_history": {"circle": circle, "shared": True},
        "set_watched_terms": {"circle": circle, "terms": []},
        "set_duty": {"circle": circle, "starts": "09:00", "ends": "10:00"},
        "hand_over": {"circle": circle, "handle": "Nobody"},
        "name_stand_in": {"circle": circle, "handle": cast.bob.call("my_circles")[0]["handle"]},
        "accept_stand_in": {"circle": circle, "agree": True},
        "step_in": {"circle": circle},
        "operator_page": {},
        "operator_confirm_removal": {"circle": circle, "measure": told["removal"]},
        "operator_decline_removal": {"circle": circle, "measure": told["removal"]},
        "drop_removal": {"circle": circle, "measure": told["removal"]},
        "operator_decide_appeal": {"circle": circle, "appeal": fresh(), "lifted": False, "answer": "x"},
        "open_browser_session": {
            "id": SESSION,
            "ticket": "t" * 43,
            "binding": "b" * 32,
            "sealed": "x",
            "sealed_id": "y",
            "access_expires_at": "2030-01-01T00:00:00Z",
        },
        "browser_session": {"id": "z" * 43},
        "lease_browser_session": {"id": "z" * 43, "version": 0},
        "renew_browser_session": {
            "id": "z" * 43,
            "version": 0,
            "sealed": "x",
            "access_expires_at": "2030-01-01T00:00:00Z",
        },
        "redeem_session_ticket": {"ticket": "z" * 43, "binding": "b" * 32},
        "close_browser_session": {"id": "z" * 43},
        "close_my_browser_sessions": {},
        "challenges_page": {"circle": circle},
        "propose_challenge": {
            "id": fresh(),
            "circle": circle,
            "template": "thank_somebody",
            "starts_on": NEXT_WEEK,
            "ends_on": NEXT_MONTH,
        },
        "support_challenge": {"circle": circle, "challenge": PROPOSAL},
        "take_back_support": {"circle": circle, "challenge": PROPOSAL},
        "start_challenge": {"circle": circle, "challenge": PROPOSAL},
        "drop_challenge": {"circle": circle, "challenge": PROPOSAL},
        "change_challenge": {"circle": circle, "challenge": CHALLENGE, "ends_on": NEXT_MONTH, "note": "x"},
        "commit_to_challenge": {"circle": circle, "challenge": CHALLENGE, "amount": 1, "per": "day"},
        "leave_challenge": {"circle": circle, "challenge": CHALLENGE},
        "reserve_day": {"circle": circle, "challenge": CHALLENGE, "day": NEXT_WEEK, "on_": True},
        "keep_habit": {"circle": circle, "challenge": CHALLENGE, "keep": True},
        "set_habit": {"template": "contact_a_week", "amount": 1, "per": "week"},
        "leave_circle": {"circle": circle, "delete_posts": False},
    }


def answer(actor, door: str, arguments: dict) -> str:
    try:
        return str(actor.call(door, **arguments))
    except psycopg.Error as refusal:
        return refusal.diag.message_primary


def test_the_walk_knows_every_door(cast, told, connection):
    doors = {
        row[0]
        for row in connection.execute(
            "select proname from pg_proc where pronamespace = 'public'::regnamespace"
        )
    }
    assert doors == set(calls(cast, told))


def test_no_door_gives_anybody_away(cast, told, connection):
    everybody = [cast.fay, cast.alice, cast.bob, cast.dora, cast.charlie, cast.olga, cast.visitor]
    memberships = {str(row[0]) for row in connection.execute("select id from app.memberships")}
    said = {}
    for door, arguments in calls(cast, told).items():
        for actor in everybody:
            with connection.transaction(force_rollback=True):
                said[door, actor.email] = answer(actor, door, arguments)
    for (door, email), text in said.items():
        for other in everybody[:-1]:
            assert str(other.account_id) not in text, (door, email)
            assert other.email not in text, (door, email)
        assert not [membership for membership in memberships if membership in text], (door, email)
        assert EXACT_TIME.search(text) is None, (door, email, text)
    assert "A no" in said["circle_page", cast.dora.email], "the walk did reach the words"
    assert str(CHALLENGE) in said["challenges_page", cast.dora.email], "and the challenges"
    assert "Please look again" in said["operator_page", cast.olga.email], (
        "and what is brought to the operator"
    )


def test_a_stranger_and_a_visitor_are_refused_at_every_door_of_a_circle(cast, told, connection):
    for door, arguments in calls(cast, told).items():
        if "circle" not in arguments:
            continue
        with connection.transaction(force_rollback=True):
            stranger, visitor = answer(cast.charlie, door, arguments), answer(cast.visitor, door, arguments)
        assert stranger in {"circle_not_found", "measure_not_found", "step_not_found", "operators_only"}, (
            door,
            stranger,
        )
        assert visitor.startswith("permission denied"), (door, visitor)


@pytest.mark.usefixtures("told")
def test_a_facilitator_finds_no_author_of_a_veiled_post_anywhere(cast):
    handle = cast.bob.call("my_circles")[0]["handle"]
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    elsewhere = {key: value for key, value in page.items() if key not in {"members", "log"}}
    assert handle not in str(elsewhere)
    assert all(handle not in str(row) for row in page["log"] if row["action"] != "joined")
