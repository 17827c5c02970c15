"""Every door, with every id it takes: what is not mine to name answers as what was never there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.sql.attacks.test_a_curious_member import told as said
from tests.sql.attacks.test_a_curious_member import veil
from tests.sql.stage import today
from tests.sql.test_payloads import answer, calls

# What may be named at a door, and by which words. `id` is made by the caller.
POSTS = {"post", "reply"}
THINGS = {"case_id", "measure", "step", "challenge", "appeal", "unveiling"}
CURSOR = "after"
KNOWN = POSTS | THINGS | {CURSOR, "circle", "id"}
# Where a facilitator may name what others do not read.
FOR_FACILITATORS = {"ask_to_unveil", "restore_post", "set_measure"}
# Whoever was removed, or left, may still ask for a second look at what was decided about them.
AFTERWARDS = {"appeal"}
ID_ARGUMENTS = """
select proname, argument from pg_proc, unnest(proargnames, proargtypes::oid[]) as given (argument, type)
where pronamespace = 'public'::regnamespace and type = 'uuid'::regtype
"""


@pytest.fixture
def takes(connection) -> list[tuple[str, str]]:
    """Every door with each id that it takes."""
    return connection.execute(ID_ARGUMENTS).fetchall()


@pytest.fixture
def elsewhere(stage) -> dict[str, UUID]:
    """One of each thing, in a circle of other people."""
    gil, eve, hal, ivy = (stage.sign_up(name) for name in ("gil", "eve", "hal", "ivy"))
    circle = stage.open_circle(gil, eve, hal, ivy)
    post = veil(stage, eve, circle)
    reply = stage.reply(hal, circle, post)
    gone_by = {"starts_on": today(), "ends_on": today() + timedelta(days=8)}
    made = {name: uuid4() for name in ("measure", "step", "challenge", "appeal", "unveiling")}
    hal.call("report_post", id=uuid4(), circle=circle, post=post, reason="other")
    hal.call("log_step", id=made["step"], circle=circle, kind="contact")
    eve.call("propose_challenge", id=made["challenge"], circle=circle, template="walk_a_day", **gone_by)
    gil.call(
        "set_measure",
        id=made["measure"],
        circle=circle,
        kind="nudge",
        until=today() + timedelta(days=7),
        rule=1,
        reason="x",
        post=post,
    )
    eve.call("appeal", id=made["appeal"], circle=circle, measure=made["measure"], words="Please look")
    gil.call("ask_to_unveil", id=made["unveiling"], circle=circle, post=post, reason="I fear for them")
    [case] = gil.call("facilitate_page", circle=circle)["queue"]
    return {**made, "case_id": case["id"], "post": post, "reply": reply, "after": post, "id": post}


@pytest.fixture
def unread(cast, stage, connection) -> dict[str, UUID]:
    """Posts of this circle that Alice may not read, each for a reason of its own, and a reply under one of them."""
    states = ("hidden", "held", "returned", "removed")
    posts = {state: UUID(veil(stage, cast.bob, cast.circle)) for state in states}
    posts |= {name: stage.share(cast.dora, cast.circle) for name in ("deleted", "before")}
    posts["reply"] = stage.reply(cast.dora, cast.circle, posts["hidden"])
    posts["delayed"] = stage.share(cast.dora, cast.circle, delay_hours=5)
    for state in states:
        connection.execute("update app.posts set status = %s where id = %s", [state, posts[state]])
    cast.dora.call("delete_post", circle=cast.circle, post=posts["deleted"])
    connection.execute(
        "update app.posts set shown_at = '2026-01-01', shown_hour = '2026-01-01' where id = %s",
        [posts["before"]],
    )
    return posts


@contextmanager
def undone(connection) -> Iterator[None]:
    with connection.transaction(force_rollback=True):
        yield


def differing(given, takes, actor, ids: dict[str, list[UUID]], spared=frozenset()) -> set[tuple[str, str]]:
    """Where one of these ids is answered otherwise than an id of nothing."""
    found = set()
    for door, argument in takes:
        if door in spared or door not in given:
            continue
        for one in ids.get(argument, ()):
            answers = set()
            for asked in (one, uuid4()):
                with undone(actor.connection):
                    text = answer(actor, door, {**given[door], argument: asked})
                    answers.add(text.replace(str(asked), "the id"))
            if len(answers) > 1:
                found.add((door, argument))
    return found


def test_no_door_takes_an_id_that_this_walk_does_not_know(takes):
    """A new kind of id needs a scene here: what is it to name somebody else's?"""
    assert {argument for _, argument in takes} == KNOWN


def test_naming_what_is_in_another_circle(cast, told, takes, elsewhere, without):
    """As a member, a facilitator and an operator, with my own circle's id beside it."""
    given = calls(cast, told)
    foreign = {name: [one] for name, one in elsewhere.items()}
    for actor in (cast.alice, cast.fay, cast.olga, cast.charlie):
        assert differing(given, takes, actor, foreign) == set()
    with (
        without(
            "app.need_post",
            "where circle_id = _circle and id = _post",
            "where id = _post",
        ),
        without(
            "app.reads", "where circle_id = _post.circle_id and id = _membership", "where id = _membership"
        ),
    ):
        assert ("react", "post") in differing(given, takes, cast.alice, foreign)


def test_naming_a_post_that_is_not_mine_to_read(cast, told, takes, unread, without):
    given = calls(cast, told)
    ids = {argument: list(unread.values()) for argument in POSTS}
    assert differing(given, takes, cast.alice, ids) == set()
    # She was there before.
    by_fay = {argument: [post for name, post in unread.items() if name != "before"] for argument in POSTS}
    assert differing(given, takes, cast.fay, by_fay, spared=FOR_FACILITATORS) == set()
    with without("app.reads", "_post.status = 'shown' and _post.shown_at <= now() and ", ""):
        assert {("react", "post"), ("reply_to_post", "post")} <= differing(given, takes, cast.alice, ids)


def test_taking_the_id_of_what_somebody_else_wrote(cast, stage, told, unread, without):
    """Read or unread, veiled or not: the same word, which says nothing of it."""
    veiled, named = veil(stage, cast.bob, cast.circle), stage.share(cast.bob, cast.circle)
    given = calls(cast, told)

    def answers() -> set[str]:
        found = set()
        for door in ("share_post", "reply_to_post"):
            for one in (*unread.values(), told["reply"], veiled, named):
                mine = cast.fay if one == told["reply"] else cast.alice
                found.add(said(mine, door, **{**given[door], "id": one}))
        return found

    assert answers() == {"id_taken"}
    with without(
        "app.written_before", "elsif not app.wrote(_circle, _id, _membership) then", "elsif false then"
    ):
        assert len(answers()) > 1


def outcasts(cast, connection):
    """Dora has left; Bob was removed."""
    cast.dora.call("leave_circle", circle=cast.circle, delete_posts=False)
    connection.execute(
        "with gone as (update app.identities set ended_at = now() where account_id = %s returning membership_id)"
        " update app.memberships set left_at = now(), removed_at = now() from gone where id = membership_id",
        [cast.bob.account_id],
    )
    return cast.dora, cast.bob


def test_going_on_after_leaving_or_being_removed(cast, told, connection, without):
    """Every door of a circle, and each of them as to somebody who was never there."""
    given = {door: named for door, named in calls(cast, told).items() if "circle" in named}
    gone = outcasts(cast, connection)

    def let_in() -> set[str]:
        found = set()
        for door, arguments in given.items():
            for actor in gone:
                with undone(connection):
                    as_stranger = answer(cast.charlie, door, arguments)
                    if answer(actor, door, arguments) != as_stranger:
                        found.add(door)
        return found - AFTERWARDS

    assert let_in() == set()
    with without("app.my_membership", "and ended_at is null", ""):
        assert len(let_in()) > 20


def test_what_was_decided_can_be_appealed_from_outside(cast, told, connection):
    _, bob = outcasts(cast, connection)
    words = {"circle": cast.circle, "measure": told["measure"], "words": "Once more"}
    connection.execute("delete from app.appeals")
    assert answer(bob, "appeal", {"id": uuid4(), **words}) == "None"
    assert answer(cast.dora, "appeal", {"id": uuid4(), **words}) == "measure_not_found"


def test_finding_out_at_any_door_that_one_is_muted(cast, stage, told, connection, without):
    """Bob, whom Alice stops reading, hears the same everywhere. Ideas for handles are picked at random."""
    given = {door: named for door, named in calls(cast, told).items() if door != "handle_ideas"}
    by_bob = stage.share(cast.bob, cast.circle, kind="note")

    def heard() -> dict[str, str]:
        found = {}
        for door, arguments in given.items():
            with undone(connection):
                found[door] = answer(cast.bob, door, arguments)
        return found

    before = heard()
    cast.alice.call("mute", circle=cast.circle, post=by_bob)
    assert heard() == before
    with without(
        "app.reads",
        "_post.id is not null",
        "_post.id is not null and not exists (select from app.mutes"
        " where muted_id = _membership and mutes.membership_id = _post.membership_id)",
    ):
        assert heard() != before
