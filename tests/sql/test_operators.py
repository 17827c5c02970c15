"""The operator: appointed from outside, sees numbers, and is the second person where a circle has nobody else."""

import json
from uuid import uuid4

import psycopg
import pytest


@pytest.fixture(autouse=True)
def nothing_else_waits(connection):
    """An operator sees every circle, those that other tests left behind too: here they are at rest."""
    connection.execute("update app.measures set lifted_at = now()")
    connection.execute("update app.cases set closed_at = now()")


@pytest.fixture
def gail(cast, stage):
    """A second facilitator."""
    gail = stage.sign_up("gail")
    stage.join(gail, stage.invite(cast.fay, cast.circle, code="GAILS-CODE-0000-0000", role="facilitator"))
    return gail


def handle(actor) -> str:
    return actor.call("my_circles")[0]["handle"]


def measure(facilitator, cast, member, kind="removal", until=None):
    decided = uuid4()
    facilitator.call(
        "set_measure",
        id=decided,
        circle=cast.circle,
        kind=kind,
        until=until,
        rule=2,
        reason="It went on.",
        handle=handle(member),
    )
    return decided


def appeal(member, cast, about):
    asked = uuid4()
    member.call("appeal", id=asked, circle=cast.circle, measure=about, words="Please look again")
    return asked


def tomorrow(connection):
    return connection.execute("select current_date + 1").fetchone()[0]


def confirm(operator, cast, about):
    operator.call("operator_confirm_removal", circle=cast.circle, measure=about)


def answer(operator, cast, asked, *, lifted=True):
    operator.call(
        "operator_decide_appeal", circle=cast.circle, appeal=asked, lifted=lifted, answer="Come back"
    )


def brought(operator) -> list[dict]:
    return operator.call("operator_page")["brought"]


def logged(connection, cast) -> list[str]:
    return [
        row[0]
        for row in connection.execute(
            "select action from app.log where circle_id = %s and actor_id is null order by created_at, action",
            [cast.circle],
        )
    ]


@pytest.mark.parametrize(
    "door",
    ["operator_page", "operator_confirm_removal", "operator_decline_removal", "operator_decide_appeal"],
)
def test_the_operators_doors_are_closed_to_everybody_else(cast, refused, door):
    arguments = {
        "operator_page": {},
        "operator_confirm_removal": {"circle": cast.circle, "measure": uuid4()},
        "operator_decline_removal": {"circle": cast.circle, "measure": uuid4()},
        "operator_decide_appeal": {"circle": cast.circle, "appeal": uuid4(), "lifted": True, "answer": "x"},
    }[door]
    for somebody in (cast.fay, cast.alice, cast.charlie):
        with refused("operators_only"):
            somebody.call(door, **arguments)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        cast.visitor.call(door, **arguments)


def test_an_operator_opens_nothing_else_and_appoints_nobody(cast, connection, refused):
    for door in ("circle_page", "facilitate_page"):
        with refused("circle_not_found"):
            cast.olga.call(door, circle=cast.circle)
    appoints = connection.execute(
        "select array_agg(rolname::text) from pg_roles where rolname in ('anon', 'authenticated', 'service_role')"
        " and has_function_privilege(rolname, 'app.appoint_operator(text)', 'EXECUTE')"
    ).fetchone()
    assert appoints == (["service_role"],)


def test_an_operator_is_appointed_by_address_and_dismissed(cast, stage, connection, refused):
    stage.appoint(cast.charlie)
    cast.charlie.call("operator_page")
    connection.execute("select app.dismiss_operator(%s)", [cast.charlie.email.upper()])
    with refused("operators_only"):
        cast.charlie.call("operator_page")
    with pytest.raises(psycopg.Error, match="No confirmed account"), connection.transaction():
        connection.execute("select app.appoint_operator('nobody@example.org')")


def test_the_page_is_numbers_that_point_at_nobody(cast, stage, connection):
    stage.share(cast.alice, cast.circle, "A post of a member")
    cast.bob.call("ask_for_help", id=uuid4(), circle=cast.circle)
    before = cast.olga.call("operator_page")
    connection.execute("update app.cases set due_at = now() - interval '1 hour'")
    page = cast.olga.call("operator_page")
    assert (before["overdue"], page["overdue"]) == ([], [{"kind": "crisis", "circles": 1}])
    assert (page["open"], page["brought"], page["purged"]) == (before["open"], [], True)
    assert page["open"] >= 1
    said = json.dumps(page)
    for secret in ("A post of a member", "Monday circle", *map(handle, (cast.alice, cast.bob, cast.fay))):
        assert secret not in said


def test_the_page_says_when_nobody_looks_and_when_nothing_is_deleted(cast, connection):
    cast.bob.call("ask_for_help", id=uuid4(), circle=cast.circle)
    assert cast.olga.call("operator_page")["unattended"] == 0
    with_old_log(connection, cast)
    assert cast.olga.call("operator_page")["unattended"] == 1
    connection.execute("update app.rate_limits set starts_at = starts_at - interval '3 days'")
    assert cast.olga.call("operator_page")["purged"] is False


def with_old_log(connection, cast):
    """Let three days pass since anybody did anything; the log itself refuses to be changed."""
    connection.execute("alter table app.log disable trigger user")
    connection.execute(
        "update app.log set created_at = created_at - interval '3 days' where circle_id = %s", [cast.circle]
    )
    connection.execute("alter table app.log enable trigger user")
    connection.execute("update app.facilitating_hours set last_hour = last_hour - interval '3 days'")


def test_the_only_facilitators_removal_is_confirmed_by_an_operator(cast, stage):
    about = measure(cast.fay, cast, cast.alice)
    [shown] = brought(cast.olga)
    assert (shown["kind"], shown["reason"], shown["rule"], shown["words"], shown["mine"]) == (
        "removal",
        "It went on.",
        "Nobody is compared.",
        None,
        False,
    )
    assert handle(cast.alice) not in json.dumps(shown)
    brought(cast.olga)
    confirm(cast.olga, cast, about)
    confirm(cast.olga, cast, about)
    assert cast.alice.call("my_circles") == []
    assert brought(cast.olga) == []
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    assert page["removals"] == []
    assert sorted(row["action"] for row in page["log"] if row["who"] is None) == [
        "operator_confirmed",
        "operator_looked",
    ]
    [decision] = cast.alice.call("me_page")["decisions"]
    assert (decision["what"], decision["confirmed"], decision["by_operator"]) == ("removal", True, True)
    stage.invite(cast.fay, cast.circle, code="AGAIN-CODE-0000-0000")
    assert stage.join(cast.alice, "AGAIN-CODE-0000-0000")["state"] == "removed_before"


def test_a_removal_lasts_a_year_and_no_longer(cast, stage, connection):
    about = measure(cast.fay, cast, cast.alice, until=tomorrow(connection))
    confirm(cast.olga, cast, about)
    days = connection.execute(
        "select ends_at::date - current_date from app.measures where id = %s", [about]
    ).fetchone()[0]
    assert 364 <= days <= 368
    stage.invite(cast.fay, cast.circle, code="AGAIN-CODE-0000-0000")
    connection.execute("update app.memberships set removed_at = removed_at - interval '366 days'")
    assert stage.join(cast.alice, "AGAIN-CODE-0000-0000")["state"] == "joined"


def test_an_appeal_nobody_in_the_circle_may_answer_goes_to_an_operator(cast, connection, refused):
    until = tomorrow(connection)
    asked = appeal(cast.alice, cast, measure(cast.fay, cast, cast.alice, "post_pause", until))
    with refused("second_facilitator"):
        cast.fay.call("decide_appeal", circle=cast.circle, appeal=asked, lifted=False, answer="x")
    [shown] = brought(cast.olga)
    assert (shown["appeal_id"], shown["words"], shown["kind"]) == (
        str(asked),
        "Please look again",
        "post_pause",
    )
    answer(cast.olga, cast, asked)
    with refused("case_moved"):
        answer(cast.olga, cast, asked)
    [decision] = cast.alice.call("me_page")["decisions"]
    assert (decision["over"], decision["by_operator"]) == (True, False)
    assert (decision["appeal"]["answer"], decision["appeal"]["by_operator"]) == ("Come back", True)
    assert sorted(logged(connection, cast)) == ["operator_answered", "operator_read_appeal"]


def test_an_operator_may_say_no_and_then_nothing_happens(cast, refused):
    about = measure(cast.fay, cast, cast.alice)
    for _ in range(2):
        cast.olga.call("operator_decline_removal", circle=cast.circle, measure=about)
    with refused("measure_not_found"):
        confirm(cast.olga, cast, about)
    page = cast.fay.call("facilitate_page", circle=cast.circle)
    assert (brought(cast.olga), page["removals"]) == ([], [])
    assert [row["action"] for row in page["log"] if row["who"] is None] == ["operator_declined"]
    assert len(cast.alice.call("my_circles")) == 1


def test_what_is_confirmed_is_not_declined_any_more(cast, refused):
    about = measure(cast.fay, cast, cast.alice)
    confirm(cast.olga, cast, about)
    with refused("case_moved"):
        cast.olga.call("operator_decline_removal", circle=cast.circle, measure=about)
    with refused("case_moved"):
        cast.fay.call("drop_removal", circle=cast.circle, measure=about)


def test_a_proposed_removal_is_taken_back_or_declined(cast, gail, refused):
    for facilitator, said in ((cast.fay, "removal_withdrawn"), (gail, "removal_declined")):
        about = measure(cast.fay, cast, cast.alice)
        for _ in range(2):
            facilitator.call("drop_removal", circle=cast.circle, measure=about)
        with refused("measure_not_found"):
            gail.call("confirm_removal", circle=cast.circle, measure=about)
        page = cast.fay.call("facilitate_page", circle=cast.circle)
        assert page["removals"] == []
        assert [row["who"] for row in page["log"] if row["action"] == said] == [handle(facilitator)]
    assert cast.alice.call("me_page")["decisions"] == []


def test_nobody_takes_back_what_is_proposed_about_themselves(cast, gail, refused):
    about = measure(cast.fay, cast, gail)
    with refused("measure_not_found"):
        gail.call("drop_removal", circle=cast.circle, measure=about)
    with refused("facilitators_only"):
        cast.alice.call("drop_removal", circle=cast.circle, measure=about)
    with refused("circle_decides"):
        second = measure(cast.fay, cast, cast.alice)
        cast.olga.call("operator_decline_removal", circle=cast.circle, measure=second)
    [removal] = cast.fay.call("facilitate_page", circle=cast.circle)["removals"][:1]
    assert removal["mine"]


def test_me_leads_an_operator_to_their_page_and_nobody_else(cast):
    assert [who.call("me_page")["operates"] for who in (cast.olga, cast.fay)] == [True, False]


def test_where_the_circle_can_decide_an_operator_may_not(cast, gail, connection, refused):
    assert gail
    about = measure(cast.fay, cast, cast.alice)
    asked = appeal(cast.bob, cast, measure(cast.fay, cast, cast.bob, "nudge", tomorrow(connection)))
    assert brought(cast.olga) == []
    with refused("circle_decides"):
        confirm(cast.olga, cast, about)
    with refused("circle_decides"):
        answer(cast.olga, cast, asked)
    assert len(cast.alice.call("my_circles")) == 1


def test_an_operator_who_was_in_the_circle_has_no_part_in_it(cast, stage, refused):
    about = measure(cast.fay, cast, cast.alice)
    stage.appoint(cast.bob)
    with refused("operator_in_circle"):
        confirm(cast.bob, cast, about)
    cast.bob.call("leave_circle", circle=cast.circle, delete_posts=False)
    with refused("operator_in_circle"):
        confirm(cast.bob, cast, about)
    page = cast.bob.call("operator_page")
    assert (page["brought"], page["for_another"]) == ([], 1)
    assert len(cast.alice.call("my_circles")) == 1


def test_an_operator_does_not_answer_the_appeal_of_their_own_removal(cast, stage, refused):
    about = measure(cast.fay, cast, cast.alice)
    confirm(cast.olga, cast, about)
    asked = appeal(cast.alice, cast, about)
    assert [shown["mine"] for shown in brought(cast.olga)] == [True]
    with refused("second_operator"):
        answer(cast.olga, cast, asked)
    other = stage.appoint(stage.sign_up("oscar"))
    answer(other, cast, asked)
    stage.invite(cast.fay, cast.circle, code="AGAIN-CODE-0000-0000")
    assert stage.join(cast.alice, "AGAIN-CODE-0000-0000")["state"] == "joined"


@pytest.mark.parametrize("kind", ["removal", "appeal"])
def test_what_is_not_there_is_refused(cast, refused, kind):
    if kind == "removal":
        with refused("measure_not_found"):
            confirm(cast.olga, cast, uuid4())
    else:
        with refused("case_not_found"):
            answer(cast.olga, cast, uuid4())
