"""Challenges: anybody proposes, one's own part is private, one sum is everybody's, and what was asked stays asked."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.sql.takes_on import Circle


def days(many: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=many)


@pytest.fixture
def together(cast, connection) -> Circle:
    """Everybody counts days in UTC, so that the scenes do too."""
    connection.execute("update app.profiles set time_zone = 'UTC'")
    connection.execute("update app.circles set time_zone = 'UTC'")
    return Circle(connection, cast.circle)


def running(together, cast, *members, template="refresh_material", amount=1, per="day", length=10) -> str:
    """A challenge of that many days that began today, with these members in it."""
    challenge = together.propose(cast.alice, template, days(0), days(length - 1))
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    for member in members:
        together.commit(member, challenge, amount, per)
    return challenge


def all_do(together, *members, amount=2, **more) -> None:
    for member in members:
        together.log(member, "materials", amount=amount, **more)


def test_anybody_proposes_and_half_of_the_people_start_it(together, cast):
    challenge = together.propose(cast.alice, "walk_a_day", days(1), days(10))
    [proposal] = together.page(cast.bob)["proposed"]
    assert proposal == {
        "id": challenge,
        "template": "walk_a_day",
        "starts_on": str(days(1)),
        "ends_on": str(days(10)),
        "supports": 1,
        "needed": 2,
        "mine": False,
    }
    assert together.page(cast.alice)["proposed"][0]["mine"] is True
    cast.bob.call("support_challenge", circle=cast.circle, challenge=challenge)
    page = together.page(cast.dora)
    assert (page["proposed"], [card["id"] for card in page["running"]]) == ([], [challenge])
    assert (page["running"][0]["day"], page["running"][0]["days"]) == (0, 10)
    actions = [row["action"] for row in cast.fay.call("facilitate_page", circle=cast.circle)["log"]]
    assert "challenge_started" not in actions, "what many started is nobody's decision"


def test_a_yes_is_taken_back_by_whoever_said_it_until_it_begins(together, cast, refused):
    proposal = together.propose(cast.alice, "walk_a_day", days(0), days(6))
    before = together.page(cast.dora)["proposed"][0]["supports"]
    cast.bob.call("take_back_support", circle=cast.circle, challenge=proposal)
    assert together.page(cast.dora)["proposed"][0]["supports"] == before == 1
    for _ in range(2):
        cast.alice.call("take_back_support", circle=cast.circle, challenge=proposal)
        (shown,) = together.page(cast.alice)["proposed"]
        assert (shown["supports"], shown["mine"]) == (0, False)
    with refused("challenge_not_found"):
        cast.alice.call("take_back_support", circle=cast.circle, challenge=uuid4())
    cast.fay.call("start_challenge", circle=cast.circle, challenge=proposal)
    cast.alice.call("take_back_support", circle=cast.circle, challenge=proposal)
    assert [card["id"] for card in together.page(cast.alice)["running"]] == [proposal]


def test_supporting_twice_is_once_and_stays_when_its_giver_leaves(together, cast):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    cast.alice.call("support_challenge", circle=cast.circle, challenge=challenge)
    assert together.page(cast.bob)["proposed"][0]["supports"] == 1
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=False)
    proposal = together.page(cast.bob)["proposed"][0]
    assert (proposal["supports"], proposal["needed"]) == (1, 2)


@pytest.mark.parametrize(
    ("starts", "ends"), [(0, 1), (0, 42), (-1, 5), (3, 1), (0, -1), (91, 95), (None, 5), (0, None)]
)
def test_a_challenge_begins_today_or_later_and_lasts_3_to_42_days(together, cast, refused, starts, ends):
    given = [None if day is None else days(day) for day in (starts, ends)]
    with refused("challenge_dates"):
        together.propose(cast.alice, "walk_a_day", *given)


def test_dates_without_an_end_are_refused(together, cast, refused):
    for starts, ends in (("today", "infinity"), ("infinity", "infinity"), ("-infinity", "infinity")):
        with refused("challenge_dates"):
            together.propose(cast.alice, "walk_a_day", starts, ends)


@pytest.mark.parametrize("length", [3, 42])
def test_the_shortest_and_the_longest_are_fine(together, cast, length):
    together.propose(cast.alice, "walk_a_day", days(0), days(length - 1))
    assert len(together.page(cast.alice)["proposed"]) == 1


def test_only_what_the_library_has_and_only_once(together, cast, refused):
    with refused("challenge_template_unknown"):
        together.propose(cast.alice, "win_the_most", days(0), days(9))
    first = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    with refused("challenge_running"):
        together.propose(cast.bob, "walk_a_day", days(0), days(5))
    cast.fay.call("start_challenge", circle=cast.circle, challenge=first)
    with refused("challenge_running"):
        together.propose(cast.bob, "walk_a_day", days(0), days(5))


def test_the_same_id_twice_is_one_proposal_and_nobody_elses(together, cast, refused):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    together.propose(cast.alice, "walk_a_day", days(0), days(9), challenge=challenge)
    assert len(together.page(cast.alice)["proposed"]) == 1
    with refused("id_taken"):
        together.propose(cast.bob, "walk_a_day", days(0), days(9), challenge=challenge)


def test_a_lobby_and_somebody_asked_to_stay_away_take_nothing_on(stage, together, cast, refused):
    lobby = stage.open_circle(cast.charlie, cast.alice)
    with refused("circle_not_open"):
        cast.alice.call(
            "propose_challenge",
            id=uuid4(),
            circle=lobby,
            template="walk_a_day",
            starts_on=days(1),
            ends_on=days(9),
        )
    challenge = running(together, cast, cast.bob)
    stage.share(cast.bob, cast.circle)
    post = stage.feed(cast.fay, cast.circle)[0]["id"]
    cast.fay.call(
        "set_measure",
        id=uuid4(),
        circle=cast.circle,
        kind="circle_pause",
        until=str(days(5)),
        rule=1,
        reason="x",
        post=post,
    )
    with refused("posts_paused"):
        together.propose(cast.bob, "walk_a_day", days(1), days(9))
    with refused("posts_paused"):
        together.commit(cast.bob, challenge, 2)
    page = together.page(cast.bob)
    assert (page["running"], page["proposed"], page["ended"]) == ([], [], [])


def test_what_starts_late_moves_as_a_whole(together, cast):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    together.pass_days(3)
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    [card] = together.page(cast.alice)["running"]
    assert (card["starts_on"], card["ends_on"], card["day"]) == (str(days(0)), str(days(9)), 1)


def test_starting_is_for_facilitators_and_twice_is_once(together, cast, refused):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    for door in ("start_challenge", "drop_challenge"):
        with refused("facilitators_only"):
            cast.alice.call(door, circle=cast.circle, challenge=challenge)
    with refused("facilitators_only"):
        cast.alice.call(
            "change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(5), note="x"
        )
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    together.pass_days(2)
    before = together.page(cast.fay)
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    assert together.page(cast.fay) == before


def test_two_run_and_a_third_waits(together, cast, refused):
    for template in ("walk_a_day", "learning_hour"):
        running(together, cast, template=template)
    third = together.propose(cast.alice, "help_somebody", days(0), days(9))
    with refused("challenge_full"):
        cast.fay.call("start_challenge", circle=cast.circle, challenge=third)
    cast.bob.call("support_challenge", circle=cast.circle, challenge=third)
    [proposal] = together.page(cast.alice)["proposed"]
    assert (proposal["supports"], proposal["needed"]) == (2, 2)
    first = together.page(cast.alice)["running"][0]["id"]
    cast.fay.call("drop_challenge", circle=cast.circle, challenge=first)
    cast.dora.call("support_challenge", circle=cast.circle, challenge=third)
    assert len(together.page(cast.alice)["running"]) == 2


def test_a_commitment_is_private_and_the_target_is_the_sum(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob)
    assert together.sums(cast.alice, challenge) == (None, None)
    together.commit(cast.dora, challenge, 2, "week")
    card = together.card(cast.alice, challenge)
    # 10 days of one, twice; and ten sevenths of two, rounded down.
    assert card["target"] == 22
    assert (card["mine"]["amount"], card["mine"]["per"], card["mine"]["target"]) == (1, "day", 10)
    assert together.card(cast.fay, challenge)["mine"] is None


@pytest.mark.parametrize(
    ("amount", "per"), [(0, "day"), (-1, "day"), (21, "day"), (None, "day"), (1, "month"), (1, None)]
)
def test_a_commitment_of_nothing_or_of_everything_is_refused(together, cast, refused, amount, per):
    challenge = running(together, cast)
    with refused("commitment_size"):
        together.commit(cast.alice, challenge, amount, per)


def test_nothing_is_committed_to_a_proposal_or_to_what_is_over(together, cast, refused):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(3))
    with refused("challenge_not_running"):
        together.commit(cast.alice, challenge, 1)
    with refused("challenge_not_running"):
        cast.fay.call("change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(5), note="x")
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    together.pass_days(4)
    with refused("challenge_over"):
        together.commit(cast.alice, challenge, 1)
    with refused("challenge_over"):
        cast.fay.call("change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(5), note="x")
    with refused("challenge_not_found"):
        together.commit(cast.alice, str(uuid4()), 1)


def test_a_first_commitment_counts_from_today_and_a_change_from_tomorrow(together, cast):
    challenge = running(together, cast)
    together.pass_days(2)
    together.commit(cast.alice, challenge, 1)
    assert together.mine(cast.alice, challenge)["target"] == 8
    together.commit(cast.alice, challenge, 3)
    mine = together.mine(cast.alice, challenge)
    assert (mine["amount"], mine["next"]) == (1, {"amount": 3, "per": "day", "from": str(days(1))})
    assert mine["target"] == 1 + 3 * 7
    together.commit(cast.alice, challenge, 1)
    mine = together.mine(cast.alice, challenge)
    assert (mine["next"], mine["target"]) == (None, 8)


def test_before_it_begins_a_commitment_waits_and_can_be_changed(together, cast):
    challenge = together.propose(cast.alice, "walk_a_day", days(3), days(9))
    cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    together.commit(cast.alice, challenge, 1)
    together.commit(cast.alice, challenge, 2)
    mine = together.mine(cast.alice, challenge)
    assert (mine["amount"], mine["next"], mine["target"], mine["today"]) == (2, None, 14, 0)
    assert together.card(cast.alice, challenge)["day"] == -2
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    assert together.mine(cast.alice, challenge) is None


def test_an_act_counts_once_it_is_of_the_kind_and_tells_why(together, cast):
    challenge = running(together, cast, cast.alice, template="application_a_day")
    together.log(cast.alice, "application", note="They ask for what I like")
    together.log(cast.alice, "application", amount=2)
    together.log(cast.alice, "contact", note="No application")
    mine = together.mine(cast.alice, challenge)
    assert (mine["done"], mine["today"], mine["needs_note"]) == (1, 1, 1)


def test_an_act_of_another_name_does_not_count(together, cast):
    challenge = running(together, cast, cast.alice, template="walk_a_day")
    together.log(cast.alice, "rest", act="walk")
    together.log(cast.alice, "rest")
    together.log(cast.alice, "rest", act="nap")
    assert together.mine(cast.alice, challenge)["done"] == 1


def test_an_act_in_another_circle_is_of_that_circle(together, cast, stage):
    challenge = running(together, cast, cast.alice)
    other = stage.open_circle(cast.charlie, cast.alice, cast.bob)
    cast.alice.call("log_step", id=uuid4(), circle=other, kind="materials")
    assert together.mine(cast.alice, challenge)["done"] == 0


def test_the_bar_is_closed_days_and_ones_own_today(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(1)
    together.log(cast.alice, "materials", amount=2, day=days(-1))
    together.log(cast.alice, "materials", amount=3)
    together.log(cast.bob, "materials", amount=4)
    together.log(cast.dora, "materials", day=days(-1))
    together.log(cast.dora, "materials", amount=5)
    together.log(cast.bob, "materials", day=days(-1), amount=4)
    assert together.sums(cast.alice, challenge) == (30, 7 + 3)
    assert together.sums(cast.bob, challenge) == (30, 7 + 4)
    assert together.sums(cast.fay, challenge) == (30, 7)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge) == (30, 7 + 12)


def test_a_bar_waits_until_three_did_something_since(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, cast.fay)
    all_do(together, cast.alice, cast.bob, amount=9)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge) == (40, None)
    all_do(together, cast.dora)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge) == (40, 20)
    all_do(together, cast.dora, cast.bob, amount=9)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge) == (40, 20), "two of them would be told apart by either"
    assert together.sums(cast.bob, challenge) == (40, 20 + 9), "what is one's own is there at once"


@pytest.mark.parametrize(("amounts", "told"), [((1, 1, 2), None), ((2, 2, 2), 6), ((9, 1, 1), None)])
def test_a_small_sum_of_few_people_waits(together, cast, amounts, told):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    for member, amount in zip((cast.alice, cast.bob, cast.dora), amounts, strict=True):
        together.log(member, "materials", amount=amount)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge)[1] == told


def test_what_is_deleted_or_filled_in_later_moves_no_bar_by_itself(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    all_do(together, cast.bob, cast.dora)
    step = together.log(cast.alice, "materials", amount=3)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge)[1] == 7
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    together.log(cast.bob, "materials", day=days(-1))
    assert together.sums(cast.fay, challenge)[1] == 7
    assert together.sums(cast.alice, challenge)[1] == 4
    together.pass_days(1)
    assert together.sums(cast.fay, challenge)[1] == 7
    together.log(cast.alice, "materials", amount=5)
    all_do(together, cast.bob, cast.dora)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge)[1] == 4 + 1 + 9


def test_a_bar_keeps_what_somebody_did_whose_account_is_gone(together, cast, connection):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    all_do(together, cast.alice, cast.bob, cast.dora)
    together.pass_days(1)
    assert together.sums(cast.fay, challenge)[1] == 6
    connection.execute("delete from auth.users where id = %s", [cast.bob.account_id])
    assert together.sums(cast.fay, challenge) == (None, 6)


def test_leaving_a_challenge_in_silence_uncovers_nobody(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(1)
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    assert together.sums(cast.bob, challenge)[0] == 1 + 20
    cast.alice.call("leave_circle", circle=cast.circle, delete_posts=False)
    assert together.sums(cast.bob, challenge)[0] is None


@pytest.mark.parametrize(("size", "off", "target"), [(2, 0, 4), (2, 1, 3), (1, 2, 1), (3, 2, 5)])
def test_each_day_off_makes_a_weekly_share_smaller_and_never_nothing(together, cast, size, off, target):
    challenge = running(together, cast, cast.alice, amount=size, per="week", length=14)
    for day in range(off):
        together.reserve(cast.alice, challenge, days(day))
    assert together.mine(cast.alice, challenge)["target"] == target


def test_what_is_deleted_counts_no_more_and_brought_back_it_does(together, cast):
    challenge = running(together, cast, cast.alice)
    step = together.log(cast.alice, "materials")
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    assert together.mine(cast.alice, challenge)["done"] == 0
    cast.alice.call("undelete_step", circle=cast.circle, step=step)
    assert together.mine(cast.alice, challenge)["done"] == 1


def test_yesterday_can_be_filled_in_also_after_the_last_day(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, length=3)
    together.pass_days(3)
    all_do(together, cast.alice, cast.bob, cast.dora, day=days(-1))
    [recap] = together.page(cast.alice)["ended"]
    assert (recap["id"], recap["done"], recap["mine"]) == (challenge, 6, {"done": 2, "target": 3})


def test_a_break_shrinks_the_target_from_the_same_day_and_gives_no_debt_back(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(2)
    cast.alice.call("take_break", until=days(3))
    assert together.sums(cast.fay, challenge)[0] == 30 - 4
    together.pass_days(2)
    cast.alice.call("end_break")
    assert together.sums(cast.fay, challenge)[0] == 30 - 2
    assert together.mine(cast.alice, challenge)["target"] == 8


def may_rest(mine: dict) -> list[str]:
    return [day["day"] for day in mine["days"] if day["may_rest"]]


def test_a_day_says_whether_it_may_be_a_day_off(together, cast, refused):
    challenge = running(together, cast, cast.alice)
    today, tomorrow = str(days(0)), str(days(1))
    assert may_rest(together.mine(cast.alice, challenge)) == [today, tomorrow]
    together.reserve(cast.alice, challenge, days(0))
    assert may_rest(together.mine(cast.alice, challenge)) == [tomorrow]
    together.reserve(cast.alice, challenge, days(0), on=False)
    for day in (5, 7):
        together.reserve(cast.alice, challenge, days(day))
    # Two of the seven days from tomorrow on are taken, and one of those from today on.
    assert may_rest(together.mine(cast.alice, challenge)) == [today]
    with refused("reserve_days_used"):
        together.reserve(cast.alice, challenge, days(1))
    together.reserve(cast.alice, challenge, days(0))


def test_two_reserve_days_in_any_seven(together, cast, refused):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    assert together.mine(cast.alice, challenge)["reserve_left"] == 2
    for day in (2, 5, 5):
        together.reserve(cast.alice, challenge, days(day))
    for day in (0, 3, 8):
        with refused("reserve_days_used"):
            together.reserve(cast.alice, challenge, days(day))
        assert not may_rest(together.mine(cast.alice, challenge))
    together.reserve(cast.alice, challenge, days(9))
    mine = together.mine(cast.alice, challenge)
    assert (mine["target"], mine["reserve_left"]) == (7, 0)
    assert [day["day"] for day in mine["days"] if day["reserve"]] == [str(days(n)) for n in (2, 5, 9)]
    together.reserve(cast.alice, challenge, days(5), on=False)
    together.reserve(cast.alice, challenge, days(3))
    assert together.sums(cast.fay, challenge)[0] == 30 - 3


def test_a_reserve_day_is_one_of_the_days_and_none_that_has_closed(together, cast, refused):
    challenge = running(together, cast, cast.alice)
    for day in (days(-1), days(10), None):
        with refused("reserve_day_outside"):
            together.reserve(cast.alice, challenge, day)
    with refused("commitment_missing"):
        together.reserve(cast.bob, challenge, days(0))
    together.pass_days(2)
    together.reserve(cast.alice, challenge, days(-2))
    together.pass_days(1)
    with refused("step_day_past"):
        together.reserve(cast.alice, challenge, days(-3), on=False)
    with refused("challenge_not_running"):
        waiting = together.propose(cast.alice, "walk_a_day", days(0), days(9))
        together.reserve(cast.alice, waiting, days(0))


def test_leaving_a_challenge_shrinks_its_target_and_takes_nothing_back(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(3)
    all_do(together, cast.alice, cast.bob, cast.dora, day=days(-1))
    together.log(cast.alice, "materials")
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    assert together.mine(cast.alice, challenge) is None
    assert together.sums(cast.alice, challenge) == (3 + 20, 6 + 1)
    together.pass_days(1)
    together.log(cast.alice, "materials")
    assert together.sums(cast.alice, challenge) == (3 + 20, 6 + 1), "the day after is not the challenge's"
    together.commit(cast.alice, challenge, 2)
    assert together.sums(cast.alice, challenge) == (3 + 20 + 2 * 6, 6 + 2)
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    assert together.sums(cast.alice, challenge)[0] == 3 + 20


def test_a_change_that_was_to_come_goes_with_whoever_leaves(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(2)
    together.commit(cast.alice, challenge, 5)
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    together.pass_days(2)
    assert together.sums(cast.fay, challenge)[0] == 2 + 20
    assert together.mine(cast.alice, challenge) is None


@pytest.mark.parametrize("way", ["leaving", "landing", "removal"])
def test_leaving_the_circle_being_removed_and_landing_end_ones_part(together, cast, connection, way):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, cast.fay)
    all_do(together, cast.alice, cast.bob, cast.dora)
    together.pass_days(4)
    if way == "leaving":
        cast.alice.call("leave_circle", circle=cast.circle, delete_posts=True)
    elif way == "landing":
        cast.alice.call("become_alum", circle=cast.circle, alum=True)
    else:
        connection.execute(
            "update app.memberships set left_at = now(), removed_at = now() where id = %s",
            [together.membership(cast.alice)],
        )
    assert together.sums(cast.bob, challenge) == (4 + 30, 6)


def test_an_alum_may_stay_in_by_choice(together, cast):
    challenge = running(together, cast, cast.alice)
    for alum in (True, False, True):
        cast.alice.call("become_alum", circle=cast.circle, alum=alum)
    assert together.mine(cast.alice, challenge) is None
    together.commit(cast.alice, challenge, 1)
    assert together.mine(cast.alice, challenge)["target"] == 10


def test_another_last_day_is_in_force_the_day_after_with_its_note(together, cast, refused):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    cast.fay.call(
        "change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(4), note="A holiday"
    )
    card = together.card(cast.alice, challenge)
    change = {"ends_on": str(days(4)), "from": str(days(1)), "note": "A holiday"}
    assert (card["ends_on"], card["days"], card["target"], card["change"]) == (str(days(9)), 10, 30, change)
    together.pass_days(1)
    card = together.card(cast.alice, challenge)
    assert (card["ends_on"], card["days"], card["target"]) == (str(days(3)), 5, 15)
    assert card["change"]["note"] == "A holiday"
    cast.fay.call(
        "change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(12), note="Longer"
    )
    assert together.card(cast.alice, challenge)["target"] == 15
    together.pass_days(1)
    assert together.card(cast.alice, challenge)["target"] == 42
    for ends_on in (days(-1), days(40), None):
        with refused("challenge_dates"):
            cast.fay.call(
                "change_challenge", circle=cast.circle, challenge=challenge, ends_on=ends_on, note="x"
            )
    for note, slug in (
        ("", "text_missing"),
        ("x" * 281, "text_too_long"),
        ("jo@example.org", "contact_left"),
    ):
        with refused(slug):
            cast.fay.call(
                "change_challenge", circle=cast.circle, challenge=challenge, ends_on=days(5), note=note
            )


def test_ending_it_makes_today_its_last_day(together, cast, refused):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora)
    together.pass_days(4)
    for _ in range(2):
        cast.fay.call("drop_challenge", circle=cast.circle, challenge=challenge)
    all_do(together, cast.alice, cast.bob, cast.dora)
    page = together.page(cast.alice)
    assert page["running"] == []
    [recap] = page["ended"]
    assert (recap["ended_on"], recap["target"], recap["done"]) == (str(days(0)), 15, None)
    together.pass_days(1)
    [recap] = together.page(cast.alice)["ended"]
    assert (recap["done"], recap["final"]) == (6, False)
    with refused("challenge_over"):
        together.commit(cast.fay, challenge, 1)


def test_a_proposal_that_was_put_away_is_gone(together, cast, refused):
    challenge = together.propose(cast.alice, "walk_a_day", days(0), days(9))
    cast.fay.call("drop_challenge", circle=cast.circle, challenge=challenge)
    page = together.page(cast.alice)
    assert (page["proposed"], page["running"], page["ended"]) == ([], [], [])
    with refused("challenge_over"):
        cast.fay.call("start_challenge", circle=cast.circle, challenge=challenge)
    with refused("challenge_not_found"):
        cast.fay.call("drop_challenge", circle=cast.circle, challenge=uuid4())


def test_a_recap_is_frozen_once_and_outlives_everything(together, cast, connection):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, length=3)
    step = together.log(cast.alice, "materials", amount=2)
    all_do(together, cast.bob, cast.dora)
    together.pass_days(2)
    assert together.sums(cast.fay, challenge) == (9, 6)
    together.log(cast.dora, "materials")
    together.pass_days(2)
    assert together.page(cast.fay)["ended"][0]["final"] is False
    together.pass_days(2)
    [recap] = together.page(cast.alice)["ended"]
    assert recap == {
        "id": challenge,
        "template": "refresh_material",
        "starts_on": str(days(-6)),
        "ended_on": str(days(-4)),
        "target": 9,
        "done": 6,
        "mine": {"target": 3, "done": 2},
        "kept": False,
        "final": True,
    }
    cast.alice.call("delete_step", circle=cast.circle, step=step)
    connection.execute("delete from auth.users where id = %s", [cast.bob.account_id])
    assert together.page(cast.dora)["ended"] == [recap | {"done": 7, "mine": {"target": 3, "done": 3}}]
    cast.dora.call("leave_circle", circle=cast.circle, delete_posts=True)
    assert together.page(cast.alice)["ended"] == [recap]
    assert together.page(cast.fay)["ended"] == [recap | {"mine": None}]


def test_no_frozen_recap_can_be_written_over(together, cast, connection, refused):
    running(together, cast, length=3)
    together.pass_days(7)
    assert together.page(cast.fay)["ended"][0]["final"] is True
    for change in ("update app.challenges set told_done = 99", "delete from app.challenges"):
        with refused("snapshot_stays"), connection.transaction():
            connection.execute(change)


def test_few_people_get_no_sum_in_the_recap_either(together, cast):
    running(together, cast, cast.alice, cast.bob, length=3)
    together.log(cast.alice, "materials")
    for passing in (3, 4):
        together.pass_days(passing)
        [recap] = together.page(cast.alice)["ended"]
        assert (recap["target"], recap["done"], recap["mine"]) == (None, None, {"target": 3, "done": 1})


def test_somebody_who_only_rested_is_not_one_of_three(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob)
    cast.dora.call("take_break", until=days(20))
    together.commit(cast.dora, challenge, 1)
    assert together.sums(cast.alice, challenge) == (None, None)


def test_a_habit_is_kept_and_let_go(together, cast, refused):
    challenge = running(together, cast, cast.alice, length=3, amount=2, per="week")
    together.pass_days(3)
    with refused("commitment_missing"):
        cast.bob.call("keep_habit", circle=cast.circle, challenge=challenge, keep=True)
    for _ in range(2):
        cast.alice.call("keep_habit", circle=cast.circle, challenge=challenge, keep=True)
    page = together.page(cast.alice)
    assert page["habits"] == [{"template": "refresh_material", "amount": 2, "per": "week"}]
    assert page["ended"][0]["kept"] is True
    assert together.page(cast.bob)["habits"] == []
    cast.alice.call("keep_habit", circle=cast.circle, challenge=challenge, keep=False)
    assert together.page(cast.alice)["habits"] == []


def test_a_habit_is_let_go_and_had_back_without_its_challenge(together, cast, refused):
    habit = {"template": "refresh_material", "amount": 2, "per": "week"}
    for _ in range(2):
        cast.alice.call("set_habit", **habit)
    assert together.page(cast.alice)["habits"] == [habit]
    assert together.page(cast.bob)["habits"] == []
    cast.bob.call("set_habit", **{**habit, "amount": None, "per": None})
    cast.alice.call("set_habit", **{**habit, "amount": 3})
    assert together.page(cast.alice)["habits"] == [{**habit, "amount": 3}]
    for _ in range(2):
        cast.alice.call("set_habit", **{**habit, "amount": None, "per": None})
    assert together.page(cast.alice)["habits"] == []
    for wrong in ({"amount": 0}, {"amount": 21}, {"per": "month"}, {"per": None}):
        with refused("commitment_size"):
            cast.alice.call("set_habit", **{**habit, **wrong})
    with refused("challenge_template_unknown"):
        cast.alice.call("set_habit", **{**habit, "template": "nothing_we_know"})


def test_the_circle_page_carries_what_runs(together, cast):
    challenge = running(together, cast, cast.alice)
    [card] = cast.alice.call("circle_page", circle=cast.circle)["challenges"]
    assert (card["id"], card["mine"]["target"]) == (challenge, 10)
    assert card == together.card(cast.alice, challenge)


def test_each_counts_the_days_of_where_they_are(together, cast):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, length=42)
    cast.alice.call("save_profile", time_zone="Pacific/Kiritimati")
    cast.bob.call("save_profile", time_zone="Pacific/Pago_Pago")
    east = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    west = datetime.now(ZoneInfo("Pacific/Pago_Pago")).date()
    assert east > west
    together.log(cast.alice, "materials")
    assert together.mine(cast.alice, challenge)["today"] == 1
    assert (
        together.card(cast.alice, challenge)["day"] - together.card(cast.bob, challenge)["day"]
        == (east - west).days
    )


def test_a_day_is_in_the_bar_when_it_is_over_for_everybody_who_takes_part(together, cast, connection):
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, length=42)
    together.pass_days(3)
    cast.alice.call("save_profile", time_zone="Pacific/Kiritimati")
    cast.bob.call("save_profile", time_zone="Pacific/Pago_Pago")
    day = min(date.fromisoformat(together.page(member)["today"]) for member in (cast.bob, cast.dora))
    for member, amount in ((cast.alice, 1), (cast.dora, 2), (cast.bob, 4)):
        together.log(member, "materials", day=day, amount=amount)
    # Hers is over, his is not: shown alone, the difference between two readings would be her number.
    assert date.fromisoformat(together.page(cast.alice)["today"]) > day
    assert together.sums(cast.fay, challenge)[1] is None
    connection.execute("update app.profiles set time_zone = 'Pacific/Kiritimati'")
    assert together.sums(cast.fay, challenge)[1] == 7


def test_a_zone_changed_in_the_middle_takes_nothing_back(together, cast, refused):
    cast.alice.call("save_profile", time_zone="Pacific/Kiritimati")
    challenge = running(together, cast, cast.alice, cast.bob, cast.dora, length=42)
    together.pass_days(1)
    together.log(cast.alice, "materials")
    with refused("time_zone_unknown"):
        cast.alice.call("save_profile", time_zone="Mars/Olympus_Mons")
    before = together.mine(cast.alice, challenge)
    cast.alice.call("save_profile", time_zone="Pacific/Pago_Pago")
    after = together.mine(cast.alice, challenge)
    assert (after["done"], after["target"]) == (before["done"], before["target"])
    cast.alice.call("leave_challenge", circle=cast.circle, challenge=challenge)
    together.pass_days(2)
    assert together.done(challenge) == 1, "what was done on a day that came again stays done"


@pytest.mark.parametrize(
    ("now", "open_day"),
    [
        # In Berlin the 29th of March has 23 hours and begins at 23:00 UTC; the 25th of October has 25.
        ("2026-03-29 21:59+00", "2026-03-29"),
        ("2026-03-29 22:00+00", "2026-03-30"),
        ("2026-10-25 22:59+00", "2026-10-25"),
        ("2026-10-25 23:00+00", "2026-10-26"),
    ],
)
def test_a_day_of_23_or_25_hours_closes_when_it_is_over(together, cast, connection, now, open_day):
    challenge = running(together, cast, cast.alice)
    cast.alice.call("save_profile", time_zone="Europe/Berlin")
    body = connection.execute(
        "select pg_get_functiondef('app.challenge_days(uuid, uuid[], uuid)'::regprocedure)"
    ).fetchone()[0]
    connection.execute(
        body.replace("app.challenge_days", "pg_temp.challenge_days").replace("now()", f"timestamptz '{now}'")
    )
    [(today,)] = connection.execute(
        "select distinct today from pg_temp.challenge_days(%s, array[%s::uuid])", [cast.circle, challenge]
    ).fetchall()
    assert str(today) == open_day
