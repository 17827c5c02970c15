"""What a curious facilitator tries. They read the circle as it reads itself; who wrote under a veil stays unknown."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from tests.sql.attacks.test_a_curious_member import handle_of, told, veil
from tests.sql.stage import today


def queue(cast) -> list[dict]:
    return cast.fay.call("facilitate_page", circle=cast.circle)["queue"]


def measure(cast, post, kind: str = "post_pause") -> str:
    return told(
        cast.fay,
        "set_measure",
        id=uuid4(),
        circle=cast.circle,
        kind=kind,
        until=today() + timedelta(days=7),
        rule=1,
        reason="To cool down",
        post=post,
    )


def newcomer(cast, stage):
    eve = stage.sign_up("eve")
    stage.join(eve, stage.invite(cast.fay, cast.circle, code=f"ABCD-{uuid4().hex[:16]}"))
    return eve


def states(circle, *authors) -> list[str]:
    """What becomes of a veiled post of each of these."""
    return [
        author.call("share_post", id=uuid4(), circle=circle, kind="note", body="Hm", veiled=True)["state"]
        for author in authors
    ]


def test_finding_the_author_in_the_queue(cast, stage, without):
    handle = handle_of(cast.bob, cast.circle)
    post = veil(stage, cast.bob, cast.circle)
    cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason="other")
    assert handle not in str(queue(cast))
    with (
        without("app.shown_name", "_post.pseudonym", "null"),
        without(
            "app.shown_name",
            "id = _post.membership_id",
            "id = (select membership_id from app.post_authors as a where a.post_id = _post.id)",
        ),
    ):
        assert handle in str(queue(cast))


def test_finding_who_reported(cast, stage, without):
    post = stage.share(cast.bob, cast.circle, "Hm")
    cast.dora.call(
        "report_post", id=uuid4(), circle=cast.circle, post=post, reason="other", note="Please look"
    )
    reporter = handle_of(cast.dora, cast.circle)
    assert reporter not in str(queue(cast))
    with without(
        "app.case_json",
        "'reason', reason, 'note', note",
        "'reason', reason, 'by', (select handle from app.report_authors as a"
        " join app.memberships as m on m.id = a.membership_id where a.report_id = reports.id)",
    ):
        assert reporter in str(queue(cast))


def test_pausing_a_veiled_author_to_see_who_goes_quiet_on_the_list(cast, stage, without):
    measure(cast, veil(stage, cast.bob, cast.circle))

    def paused() -> list[str]:
        members = cast.fay.call("facilitate_page", circle=cast.circle)["members"]
        return [member["handle"] for member in members if member["paused"]]

    assert paused() == []
    with without("app.facilitate_page", "and via_post_id is null", ""):
        assert paused() == [handle_of(cast.bob, cast.circle)]


def test_pausing_the_author_of_a_veiled_post_after_somebody_left(cast, stage, without):
    """The answer is the same whether its author is still there."""
    gone, there = veil(stage, cast.bob, cast.circle), veil(stage, cast.dora, cast.circle)
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=False)
    assert measure(cast, gone) == measure(cast, there)
    with without(
        "app.set_measure",
        "if target is not null then",
        "if target is null then raise sqlstate 'PT404' using message = 'member_not_found'; else",
    ):
        assert measure(cast, gone) != measure(cast, there)


def test_letting_a_newcomer_in_to_see_whose_veiled_post_waits(cast, stage, without):
    """While somebody is new every veiled post waits, whoever wrote it."""
    eve = newcomer(cast, stage)
    assert set(states(cast.circle, eve, cast.bob)) == {"held"}
    with without("app.settle", "app.veiled_hold_reason(_circle)", "app.hold_reason(_circle, _membership)"):
        assert states(cast.circle, eve, cast.bob) == ["held", "shown"]


def test_removing_a_veiled_post_to_see_whose_next_one_waits(cast, stage, connection, without):
    """What happened under a veil changes nothing for a handle."""
    post = veil(stage, cast.bob, cast.circle)
    connection.execute("update app.posts set status = 'removed' where id = %s", [post])

    def named(author) -> str:
        return author.call("share_post", id=uuid4(), circle=cast.circle, kind="note", body="Hm")["state"]

    assert [named(cast.bob), named(cast.dora)] == ["shown", "shown"]
    assert set(states(cast.circle, cast.bob, cast.dora)) == {"held"}
    with without(
        "app.hold_reason",
        "membership_id = _membership and status = 'removed'",
        "status = 'removed' and app.wrote(_circle, id, _membership)",
    ):
        assert [named(cast.bob), named(cast.dora)] == ["held", "shown"]


def test_counting_a_newcomers_veiled_posts_by_when_their_handle_stops_waiting(
    cast, stage, connection, without
):
    eve = newcomer(cast, stage)
    states(cast.circle, eve, eve)
    connection.execute("update app.posts set status = 'shown' where status = 'held'")

    def named() -> str:
        return eve.call("share_post", id=uuid4(), circle=cast.circle, kind="note", body="Hm")["state"]

    assert named() == "held"
    with without(
        "app.hold_reason",
        "where circle_id = _circle and membership_id = _membership and kind <> 'reply' and status = 'shown'",
        "where circle_id = _circle and app.wrote(_circle, id, _membership) and kind <> 'reply' and status = 'shown'",
    ):
        assert named() == "shown"


def test_reading_the_log_for_authors(cast, stage, without):
    handle, post = handle_of(cast.bob, cast.circle), veil(stage, cast.bob, cast.circle)

    def acts() -> str:
        measure(cast, post)
        log = cast.fay.call("facilitate_page", circle=cast.circle)["log"]
        return str([entry for entry in log if entry["action"] != "joined"])

    assert "measure_post_pause" in acts()
    assert handle not in acts()
    with without(
        "app.set_measure",
        "case when _post is null then _handle end",
        "(select memberships.handle from app.memberships where id = target)",
    ):
        assert handle in acts()


@pytest.mark.usefixtures("cast")
def test_rewriting_the_log(connection):
    """Not even whoever owns the tables changes what was done; without the trigger they could."""
    rewrite = "update app.log set detail = '{}'"
    with pytest.raises(psycopg.Error, match="log_stays"), connection.transaction():
        connection.execute(rewrite)
    with connection.transaction(force_rollback=True):
        connection.execute("alter table app.log disable trigger log_stays")
        assert connection.execute(rewrite).rowcount > 0


def test_reading_another_circle_as_a_facilitator(cast, stage, without):
    stage.open_circle(cast.charlie, stage.sign_up("eve"), stage.sign_up("gil"))
    assert told(cast.charlie, "facilitate_page", circle=cast.circle) == "circle_not_found"
    assert told(cast.alice, "facilitate_page", circle=cast.circle) == "facilitators_only"
    with without("app.need_facilitator", "and role = 'facilitator'", ""):
        assert "queue" in told(cast.alice, "facilitate_page", circle=cast.circle)


def test_deciding_on_ones_own_veiled_post(cast, stage, without):
    """Two facilitators: each decides on what the other wrote, and learns nothing from what is missing here."""
    cast.fay.call("hand_over", circle=cast.circle, handle=handle_of(cast.bob, cast.circle))
    post = veil(stage, cast.fay, cast.circle)
    cast.dora.call("report_post", id=uuid4(), circle=cast.circle, post=post, reason="other")
    assert queue(cast) == []
    [case] = cast.bob.call("facilitate_page", circle=cast.circle)["queue"]
    decide = {"circle": cast.circle, "case_id": case["id"], "version": case["version"], "action": "dismissed"}
    assert told(cast.fay, "decide_case", **decide) == "own_case"
    with without(
        "app.touch_case", "elsif app.wrote(_circle, the_case.post_id, _me) then", "elsif false then"
    ):
        assert "closed" in told(cast.fay, "decide_case", **decide)


# --- lifting a veil ----------------------------------------------------------------------------------------------


def asked_for(cast, post, reason: str = "This sounds like a goodbye"):
    unveiling = uuid4()
    answer = told(cast.fay, "ask_to_unveil", id=unveiling, circle=cast.circle, post=post, reason=reason)
    return unveiling if answer == "None" else answer


def agreed(actor, cast, unveiling) -> str:
    return told(actor, "agree_to_unveiling", circle=cast.circle, unveiling=unveiling)


def lifted(cast, unveiling) -> str:
    return told(cast.fay, "unveiled", circle=cast.circle, unveiling=unveiling)


@pytest.fixture
def gil(cast, stage):
    """A second facilitator."""
    gil = stage.sign_up("gil")
    stage.join(gil, stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-SECO-NDFA", role="facilitator"))
    stage.settle_facilitators(cast.circle)
    return gil


def test_lifting_a_veil_alone(cast, stage, gil, without):
    assert gil
    unveiling = asked_for(cast, veil(stage, cast.bob, cast.circle))
    assert agreed(cast.fay, cast, unveiling) == "second_facilitator"
    assert lifted(cast, unveiling) == "unveiling_not_found"
    with without("app.agree_to_unveiling", "elsif asked.asked_by = me then", "elsif false then"):
        agreed(cast.fay, cast, unveiling)
        assert handle_of(cast.bob, cast.circle) in lifted(cast, unveiling)


@pytest.mark.parametrize("fresh", ["who asks", "who agrees"])
def test_lifting_a_veil_with_a_second_account_of_ones_own(cast, stage, without, fresh):
    """Made a facilitator a moment ago, as either of the two."""
    stage.settle_facilitators(cast.circle)
    sock = stage.sign_up("sock")
    stage.join(sock, stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-SECO-NDFA", role="facilitator"))
    asks, agrees = (sock, cast.fay) if fresh == "who asks" else (cast.fay, sock)
    asked = {"id": uuid4(), "circle": cast.circle, "reason": "This sounds like a goodbye"}
    asks.call("ask_to_unveil", **asked, post=veil(stage, cast.bob, cast.circle))
    assert agreed(agrees, cast, asked["id"]) == "facilitates_too_short"
    with without("app.is_settled", "<= _at - interval '7 days'", "<= _at"):
        agreed(agrees, cast, asked["id"])
        assert handle_of(cast.bob, cast.circle) in told(
            asks, "unveiled", circle=cast.circle, unveiling=asked["id"]
        )
    told(cast.olga, "operator_agree_to_unveiling", circle=cast.circle, unveiling=asked["id"])
    assert handle_of(cast.bob, cast.circle) in told(
        asks, "unveiled", circle=cast.circle, unveiling=asked["id"]
    )


def test_becoming_a_facilitator_anew_to_have_been_one_for_long(cast, stage, connection):
    """Who steps down and comes back begins a new week."""
    stage.settle_facilitators(cast.circle)
    role = "update app.memberships set role = %s where circle_id = %s and handle = %s"

    def settled() -> bool:
        with connection.transaction(force_rollback=True):
            for name in ("member", "facilitator"):
                connection.execute(role, [name, cast.circle, handle_of(cast.fay, cast.circle)])
            found = connection.execute(
                "select app.is_settled(circle_id, id, now()) from app.memberships where circle_id = %s and handle = %s",
                [cast.circle, handle_of(cast.fay, cast.circle)],
            )
            return found.fetchone()[0]

    assert not settled()
    connection.execute("alter table app.memberships disable trigger note_facilitating")
    assert settled()


def test_lifting_a_veil_with_an_operator_past_the_other_facilitator(cast, stage, gil, without):
    assert gil
    unveiling = asked_for(cast, veil(stage, cast.bob, cast.circle))
    asked = {"circle": cast.circle, "unveiling": unveiling}
    assert told(cast.olga, "operator_agree_to_unveiling", **asked) == "circle_decides"
    with without("app.circle_can_unveil", "and id <> _asked.asked_by", "and false"):
        told(cast.olga, "operator_agree_to_unveiling", **asked)
        assert handle_of(cast.bob, cast.circle) in lifted(cast, unveiling)


def test_lifting_a_veil_without_saying_why(cast, stage, connection, without):
    """Two walls: the door's, and the table's own."""
    post = veil(stage, cast.bob, cast.circle)
    assert asked_for(cast, post, reason=" ") == "text_missing"
    with without("app.ask_to_unveil", "app.checked_text(_reason, 600)", "app.tidy(_reason)"):
        assert "unveiling_reason_length" in str(asked_for(cast, post, reason=" "))
        connection.execute("alter table app.unveilings drop constraint unveiling_reason_length")
        assert "unveiling" not in str(asked_for(cast, post, reason=" "))


def test_reading_a_lifted_veil_for_longer_than_a_day(cast, stage, gil, connection, without):
    unveiling = asked_for(cast, veil(stage, cast.bob, cast.circle))
    agreed(gil, cast, unveiling)
    connection.execute("update app.unveilings set agreed_at = agreed_at - interval '25 hours'")
    assert lifted(cast, unveiling) == "unveiling_over"
    with without("app.is_lifted", "> now() - interval '24 hours'", "is not null"):
        assert handle_of(cast.bob, cast.circle) in lifted(cast, unveiling)


def test_lifting_a_veil_without_its_author_learning_of_it(cast, stage, gil, without):
    unveiling = asked_for(cast, veil(stage, cast.bob, cast.circle))
    agreed(gil, cast, unveiling)

    def read_by_author() -> bool:
        return "This sounds like a goodbye" in told(cast.bob, "me_page")

    assert read_by_author(), "before anybody looked"
    with without(
        "app.decisions_about_me",
        "join app.unveilings on unveilings.circle_id = me.circle_id and",
        "join app.unveilings on false and",
    ):
        assert not read_by_author()
