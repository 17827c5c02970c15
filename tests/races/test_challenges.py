"""Challenges in the same instant: one start, two that run, one frozen recap, two days off; and no step is lost."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.races.test_races import at_once
from tests.sql.stage import Actor, Stage, today
from tests.sql.takes_on import Circle

FIRST, LAST = timedelta(0), timedelta(days=9)


@pytest.fixture
def people(stage: Stage) -> list[Actor]:
    return [stage.sign_up(name) for name in ("fay", "alice", "bob", "dora")]


@pytest.fixture
def together(stage: Stage, people: list[Actor]) -> Circle:
    return Circle(stage.connection, stage.open_circle(*people))


def proposed(together: Circle, by: Actor, template: str) -> str:
    return together.propose(by, template, today() + FIRST, today() + LAST)


def running(together: Circle, fay: Actor, template: str) -> str:
    challenge = proposed(together, fay, template)
    fay.call("start_challenge", circle=together.id, challenge=challenge)
    return challenge


def test_ten_clicks_on_start_start_once(together, people, connect):
    fay, alice, *_ = people
    challenge = proposed(together, alice, "walk_a_day")
    start = {"circle": together.id, "challenge": challenge}
    assert at_once(connect, [fay] * 10, lambda click: click.call("start_challenge", **start)) == [None] * 10
    assert [card["id"] for card in together.page(alice)["running"]] == [challenge]
    started = [
        row
        for row in fay.call("facilitate_page", circle=together.id)["log"]
        if row["action"] == "challenge_started"
    ]
    assert len(started) == 1


def test_of_three_that_start_at_once_two_run(together, people, connect):
    fay, alice, *_ = people
    challenges = [
        proposed(together, alice, slug) for slug in ("walk_a_day", "learning_hour", "help_somebody")
    ]
    waiting = list(challenges)
    answers = at_once(
        connect,
        [fay] * 3,
        lambda click: click.call("start_challenge", circle=together.id, challenge=waiting.pop()),
    )
    assert sorted(map(str, answers)) == ["None", "None", "challenge_full"]
    page = together.page(alice)
    assert (len(page["running"]), len(page["proposed"])) == (2, 1)


def test_the_two_last_supports_given_at_once_start_it(stage, together, people, connect):
    fay, alice, bob, _ = people
    stage.join(stage.sign_up("edith"), stage.invite(fay, together.id, code=f"FIVE-{uuid4().hex[:16]}"))
    challenge = proposed(together, fay, "walk_a_day")
    support = {"circle": together.id, "challenge": challenge}
    answers = at_once(connect, [alice, bob], lambda one: one.call("support_challenge", **support))
    assert answers == [None] * 2
    page = together.page(fay)
    assert (len(page["running"]), page["proposed"]) == (1, [])


def test_ten_clicks_on_propose_make_one_proposal(together, people, connect):
    challenge = str(uuid4())
    answers = at_once(
        connect,
        [people[1]] * 10,
        lambda click: Circle(click.connection, together.id).propose(
            click, "walk_a_day", today() + FIRST, today() + LAST, challenge=challenge
        ),
    )
    assert answers == [challenge] * 10
    assert len(together.page(people[0])["proposed"]) == 1


def test_what_everybody_logs_in_the_same_instant_is_all_in_the_sum(together, people, connect):
    fay, *members = people
    challenge = running(together, fay, "refresh_material")
    for member in members:
        together.commit(member, challenge, 1)
    crowd = members * 4
    at_once(connect, crowd, lambda one: Circle(one.connection, together.id).log(one, "materials"))
    assert [together.mine(member, challenge)["done"] for member in members] == [4, 4, 4]
    assert together.done(challenge) == 12


def test_of_three_days_off_at_once_two_are_given(together, people, connect):
    fay, alice, *_ = people
    challenge = running(together, fay, "walk_a_day")
    together.commit(alice, challenge, 1)
    days = [today() + timedelta(days=many) for many in (1, 3, 5)]
    answers = at_once(
        connect, [alice] * 3, lambda one: together_on(one, together.id).reserve(one, challenge, days.pop())
    )
    assert sorted(map(str, answers)) == ["None", "None", "reserve_days_used"]


def together_on(actor: Actor, circle: UUID) -> Circle:
    return Circle(actor.connection, circle)


def test_whoever_commits_and_leaves_at_once_is_asked_for_nothing_after(together, people, connect):
    fay, *members = people
    challenge = running(together, fay, "walk_a_day")
    for member in members:
        leaving = iter([True, False])

        def either(one: Actor, leaving=leaving) -> None:
            if next(leaving):
                one.call("leave_circle", circle=together.id, delete_posts=False)
            else:
                together_on(one, together.id).commit(one, challenge, 1)

        assert set(at_once(connect, [member] * 2, either)) <= {None, "circle_not_found"}
    asked = together.connection.execute(
        "select coalesce(sum(target), 0) from app.challenge_shares(%s, array[%s::uuid])",
        [together.id, challenge],
    ).fetchone()[0]
    assert asked == 0


def test_a_recap_read_by_ten_people_at_once_is_frozen_once(together, people, connect):
    fay, *members = people
    challenge = running(together, fay, "refresh_material")
    for member in members:
        together.commit(member, challenge, 1)
        together.log(member, "materials", amount=2)
    together.pass_days(14)
    answers = at_once(
        connect, [fay, *members] * 3, lambda one: together_on(one, together.id).page(one)["ended"][0]
    )
    assert {(answer["done"], answer["target"], answer["final"]) for answer in answers} == {(6, 30, True)}
    kept = together.connection.execute(
        "select count(*) from app.challenge_finals where challenge_id = %s", [challenge]
    ).fetchone()[0]
    assert kept == 3


def test_a_bar_read_by_twelve_at_once_is_told_once(together, people, connect):
    fay, *members = people
    challenge = running(together, fay, "refresh_material")
    for member in members:
        together.commit(member, challenge, 1)
    for expected in (6, 12, 18):
        for member in members:
            together.log(member, "materials", amount=2)
        together.pass_days(1)
        answers = at_once(
            connect, people * 3, lambda one: together_on(one, together.id).sums(one, challenge)[1]
        )
        assert set(answers) == {expected}
