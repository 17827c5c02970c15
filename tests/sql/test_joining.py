from uuid import uuid4

import pytest

from tests.sql.stage import CODE, RULES


def test_a_code_lets_somebody_in_and_opens_the_circle_at_three(stage):
    fay, alice, bob = (stage.sign_up(name) for name in ("fay", "alice", "bob"))
    circle = stage.create_circle(fay)
    stage.invite(fay, circle)
    assert stage.join(alice, CODE.lower().replace("-", " "))["state"] == "joined"
    assert alice.call("my_circles")[0]["open"] is False
    assert alice.call("me_page")["profile"]["time_zone"] == "Europe/Berlin"
    stage.join(bob, CODE)
    assert alice.call("my_circles")[0] | {"handle": ""} == {
        "circle_id": str(circle),
        "name": "Monday circle",
        "handle": "",
        "role": "member",
        "open": True,
        "members": 3,
        "alum": False,
        "country": None,
    }


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("expires_at = now()", "invitation_expired"),
        ("uses = most_uses", "invitation_used_up"),
        ("revoked_at = now()", "invitation_revoked"),
    ],
)
def test_a_code_that_no_longer_works_says_why(stage, change, state):
    fay, alice = stage.sign_up("fay"), stage.sign_up("alice")
    circle = stage.create_circle(fay)
    stage.invite(fay, circle)
    assert alice.call("look_at_invitation", code=CODE)["state"] == "open"
    stage.connection.execute(f"update app.invitations set {change} where circle_id = %s", [circle])
    assert alice.call("look_at_invitation", code=CODE) == {"state": state}
    assert stage.join(alice, CODE)["state"] == state
    assert alice.call("my_circles") == []


def test_guessing_is_stopped_after_ten_wrong_codes(stage):
    fay, guesser = stage.sign_up("fay"), stage.sign_up("guesser")
    circle = stage.create_circle(fay)
    stage.invite(fay, circle)
    states = [guesser.call("look_at_invitation", code=f"WRONG-CODE-{n:06}")["state"] for n in range(11)]
    assert states == ["invitation_bad"] * 10 + ["too_many_tries"]
    assert guesser.call("look_at_invitation", code=CODE) == {"state": "too_many_tries"}


def test_the_thirteenth_person_is_told_that_the_circle_is_full(stage):
    people = [stage.sign_up(f"person{chr(97 + n)}") for n in range(13)]
    circle = stage.create_circle(people[0])
    stage.invite(people[0], circle)
    assert [stage.join(person, CODE)["state"] for person in people[1:12]] == ["joined"] * 11
    stage.invite(people[0], circle, code="SECOND-CODE-0000-0000")
    assert stage.join(people[12], "SECOND-CODE-0000-0000")["state"] == "circle_full"


def test_joining_twice_is_answered_with_the_circle(stage):
    fay, alice = stage.sign_up("fay"), stage.sign_up("alice")
    circle = stage.create_circle(fay)
    stage.invite(fay, circle)
    stage.join(alice, CODE)
    assert stage.join(alice, CODE) == {"state": "already_in", "circle_id": str(circle)}


def test_minors_are_not_let_in(stage, refused):
    fay, alice = stage.sign_up("fay"), stage.sign_up("alice")
    stage.invite(fay, stage.create_circle(fay))
    with refused("adults_only"):
        alice.call("join_circle", code=CODE, handle=stage.handle(alice), adult=False, version=1)


def test_a_handle_never_tells_the_address_and_is_never_used_twice(stage, connection, refused):
    fay, heron = stage.sign_up("fay"), stage.sign_up("fay")
    circle = stage.create_circle(fay)
    stage.invite(fay, circle)
    connection.execute(
        "update auth.users set email = 'quiet.h@example.org' where id = %s", [heron.account_id]
    )
    assert all("Quiet" not in idea for idea in heron.call("handle_ideas", many=20))
    with refused("handle_tells"):
        heron.call("join_circle", code=CODE, handle="Quiet Heron", adult=True, version=1)
    with refused("handle_unknown"):
        heron.call("join_circle", code=CODE, handle="Helga Huber", adult=True, version=1)
    taken = fay.call("my_circles")[0]["handle"]
    connection.execute("update auth.users set email = 'x@example.org' where id = %s", [heron.account_id])
    with refused("handle_taken"):
        heron.call("join_circle", code=CODE, handle=taken, adult=True, version=1)


def test_only_a_facilitator_invites(cast, stage, refused):
    stage.invite(cast.fay, cast.circle, code="FAYS-CODE-0000-00000")
    with refused("facilitators_only"):
        stage.invite(cast.alice, cast.circle, code="ALICES-CODE-0000-000")
    with refused("circle_not_found"):
        stage.invite(cast.charlie, cast.circle, code="CHARLIES-CODE-0000-0")


def test_the_code_itself_is_kept_nowhere(stage, connection):
    fay = stage.sign_up("fay")
    stage.invite(fay, stage.create_circle(fay))
    dump = connection.execute(
        "select string_agg(to_jsonb(invitations)::text, '') from app.invitations"
    ).fetchone()[0]
    assert dump is not None
    assert "EFGH" not in dump.upper()


def test_changed_rules_are_accepted_before_the_next_word(cast, stage, refused):
    cast.fay.call("set_rules", circle=cast.circle, sentences=[*RULES, "Ask before advising."])
    with refused("rules_changed"):
        stage.share(cast.alice, cast.circle)
    shown = cast.alice.call("circle_page", circle=cast.circle)["me"]["rules"]
    assert shown == {"version": 2, "sentences": [*RULES, "Ask before advising."]}
    with refused("rules_changed"):
        cast.alice.call("accept_rules", circle=cast.circle, version=1)
    cast.alice.call("accept_rules", circle=cast.circle, version=2)
    stage.share(cast.alice, cast.circle)


def test_nobody_looks_after_more_than_three_circles(stage, refused):
    fay = stage.sign_up("fay")
    for name in ("One circle", "Two circle", "Three circle"):
        stage.create_circle(fay, name)
    with refused("three_circles"):
        stage.create_circle(fay, "Four circle")


def test_leaving_unlinks_the_words_and_ends_the_reading(cast, stage, connection, refused):
    post = stage.share(cast.alice, cast.circle, "Stays without a name")
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=False)
    [left] = stage.feed(cast.bob, cast.circle)
    assert (left["id"], left["name"], left["body"]) == (str(post), None, "Stays without a name")
    assert (
        connection.execute("select count(*) from app.post_authors where post_id = %s", [post]).fetchone()[0]
        == 0
    )
    with refused("circle_not_found"):
        stage.share(cast.alice, cast.circle)
    with refused("circle_not_found"):
        cast.alice.call("circle_page", circle=cast.circle)


def test_leaving_can_take_the_words_along(cast, stage, connection):
    post = stage.share(cast.alice, cast.circle, "Goes with me")
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=True)
    assert stage.feed(cast.bob, cast.circle) == []
    assert connection.execute("select body from app.posts where id = %s", [post]).fetchone()[0] == ""


def test_the_last_facilitator_stays_until_there_is_another(cast, refused):
    with refused("last_facilitator"):
        cast.fay.call("leave_circle", circle=cast.circle, delete_posts=False)
    cast.fay.call("hand_over", circle=cast.circle, handle=cast.alice.call("my_circles")[0]["handle"])
    cast.fay.call("leave_circle", circle=cast.circle, delete_posts=False)
    assert cast.fay.call("my_circles") == []


def test_a_newcomer_reads_from_the_day_they_joined(cast, stage):
    stage.share(cast.alice, cast.circle, "Said long before")
    stage.connection.execute(
        "update app.posts set shown_at = shown_at - interval '3 days', shown_hour = shown_hour - interval '3 days'"
        " where circle_id = %s",
        [cast.circle],
    )
    stage.invite(cast.fay, cast.circle, code="LATE-CODE-0000-0000-1")
    late = stage.sign_up("late")
    stage.join(late, "LATE-CODE-0000-0000-1")
    assert stage.feed(late, cast.circle) == []


def test_a_time_zone_that_does_not_exist_is_refused(stage, refused):
    fay = stage.sign_up("fay")
    with refused("time_zone_unknown"):
        fay.call(
            "create_circle",
            id=uuid4(),
            name="A circle",
            purpose="",
            time_zone="Mars/Base",
            handle=stage.handle(fay),
            rules=RULES,
        )


def test_a_circle_may_let_newcomers_read_what_is_shared_from_then_on(cast, stage, connection, refused):
    """Nobody's earlier words are opened: they were not written for whoever comes later."""
    stage.share(cast.alice, cast.circle, "Before it was said")
    stage.later(cast.circle, 72)
    with refused("facilitators_only"):
        cast.alice.call("set_history", circle=cast.circle, shared=True)
    for _ in range(2):
        cast.fay.call("set_history", circle=cast.circle, shared=True)
    assert cast.alice.call("share_page", circle=cast.circle)["circle"]["history_open"] is True
    stage.share(cast.alice, cast.circle, "After it was said")
    stage.later(cast.circle, 48)
    connection.execute("update app.circles set history_opened_at = history_opened_at - interval '48 hours'")
    nell = stage.sign_up("nell")
    stage.join(nell, stage.invite(cast.fay, cast.circle, code="NELLS-CODE-0000-0000"))
    assert [post["body"] for post in stage.feed(nell, cast.circle)] == ["After it was said"]
    cast.fay.call("set_history", circle=cast.circle, shared=False)
    omar = stage.sign_up("omar")
    stage.join(omar, stage.invite(cast.fay, cast.circle, code="OMARS-CODE-0000-0000"))
    assert stage.feed(omar, cast.circle) == []
    log = [row["action"] for row in cast.fay.call("facilitate_page", circle=cast.circle)["log"]]
    assert (log.count("history_opened"), log.count("history_closed")) == (1, 1)
