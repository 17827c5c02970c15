"""Break-glass: two people, a reason, a day, and the author reads of it."""

from uuid import uuid4

import pytest

from tests.sql.attacks.test_a_curious_member import handle_of, veil


@pytest.fixture
def gil(cast, stage):
    """A second facilitator."""
    gil = stage.sign_up("gil")
    stage.join(gil, stage.invite(cast.fay, cast.circle, code="ABCD-EFGH-SECO-NDFA", role="facilitator"))
    stage.settle_facilitators(cast.circle)
    return gil


@pytest.fixture
def post(cast, stage):
    return veil(stage, cast.bob, cast.circle, "I cannot see the point any more")


def ask(actor, cast, post):
    asked = uuid4()
    actor.call("ask_to_unveil", id=asked, circle=cast.circle, post=post, reason="This sounds like a goodbye")
    return asked


def agree(actor, cast, asked):
    actor.call("agree_to_unveiling", circle=cast.circle, unveiling=asked)


def read(actor, cast, asked) -> str:
    return actor.call("unveiled", circle=cast.circle, unveiling=asked)["handle"]


def about_me(actor) -> list[dict]:
    return [decision for decision in actor.call("me_page")["decisions"] if decision["what"] == "unveiled"]


def test_two_people_lift_it_and_its_author_reads_why(cast, gil, post):
    asked = ask(cast.fay, cast, post)
    assert about_me(cast.bob) == []
    agree(gil, cast, asked)
    [decision] = about_me(cast.bob)
    assert decision["reason"] == "This sounds like a goodbye"
    assert read(cast.fay, cast, asked) == handle_of(cast.bob, cast.circle)
    assert about_me(cast.alice) == []


def test_one_person_is_not_enough(cast, gil, post, refused):
    asked = ask(cast.fay, cast, post)
    with refused("second_facilitator"):
        agree(cast.fay, cast, asked)
    with refused("unveiling_not_found"):
        read(cast.fay, cast, asked)
    assert gil


def test_only_who_asked_reads_it(cast, gil, post, refused):
    asked = ask(cast.fay, cast, post)
    agree(gil, cast, asked)
    with refused("unveiling_not_found"):
        read(gil, cast, asked)
    with refused("facilitators_only"):
        read(cast.alice, cast, asked)


def test_it_is_open_for_a_day(cast, gil, post, connection, refused):
    asked = ask(cast.fay, cast, post)
    agree(gil, cast, asked)
    connection.execute("update app.unveilings set agreed_at = agreed_at - interval '25 hours'")
    with refused("unveiling_over"):
        read(cast.fay, cast, asked)
    assert cast.fay.call("facilitate_page", circle=cast.circle)["unveilings"] == []
    assert len(about_me(cast.bob)) == 1


def test_nobody_agrees_a_week_later(cast, gil, post, connection, refused):
    asked = ask(cast.fay, cast, post)
    connection.execute("update app.unveilings set asked_at = asked_at - interval '8 days'")
    with refused("unveiling_not_found"):
        agree(gil, cast, asked)


def test_an_author_takes_no_part_and_sees_no_request_about_themselves(cast, gil, stage, refused):
    mine = veil(stage, gil, cast.circle, "Mine")
    asked = ask(cast.fay, cast, mine)
    with refused("own_case"):
        agree(gil, cast, asked)
    with refused("own_case"):
        ask(gil, cast, mine)
    assert gil.call("facilitate_page", circle=cast.circle)["unveilings"] == []


def test_it_needs_a_reason_and_a_veil(cast, stage, post, refused):
    with refused("text_missing"):
        cast.fay.call("ask_to_unveil", id=uuid4(), circle=cast.circle, post=post, reason=" ")
    with refused("post_not_found"):
        ask(cast.fay, cast, stage.share(cast.bob, cast.circle, "By handle"))


def test_where_there_is_no_other_facilitator_an_operator_is_the_second_person(
    cast, stage, post, connection, refused
):
    olga = stage.sign_up("olga")
    olga.call("me_page")
    connection.execute(
        "insert into app.profiles (account_id) values (%s) on conflict do nothing", [olga.account_id]
    )
    connection.execute("insert into app.operators (account_id) values (%s)", [olga.account_id])
    asked = ask(cast.fay, cast, post)
    [brought] = olga.call("operator_page")["unveilings"]
    assert "goodbye" in brought["reason"]
    assert "point any more" not in str(brought)
    olga.call("operator_agree_to_unveiling", circle=cast.circle, unveiling=asked)
    assert read(cast.fay, cast, asked) == handle_of(cast.bob, cast.circle)
    with refused("operators_only"):
        cast.charlie.call("operator_agree_to_unveiling", circle=cast.circle, unveiling=asked)


def test_an_operator_is_not_asked_where_another_facilitator_can(cast, gil, stage, post, connection, refused):
    olga = stage.sign_up("olga")
    connection.execute("insert into app.profiles (account_id) values (%s)", [olga.account_id])
    connection.execute("insert into app.operators (account_id) values (%s)", [olga.account_id])
    asked = ask(cast.fay, cast, post)
    assert olga.call("operator_page")["unveilings"] == []
    with refused("circle_decides"):
        olga.call("operator_agree_to_unveiling", circle=cast.circle, unveiling=asked)
    assert gil


def test_every_step_is_a_row_of_the_log(cast, gil, post):
    asked = ask(cast.fay, cast, post)
    agree(gil, cast, asked)
    read(cast.fay, cast, asked)
    acts = [entry["action"] for entry in cast.fay.call("facilitate_page", circle=cast.circle)["log"]]
    assert {"unveiling_asked", "unveiling_agreed", "unveiling_read"} <= set(acts)


def test_the_same_request_twice_is_one(cast, post):
    asked = ask(cast.fay, cast, post)
    cast.fay.call("ask_to_unveil", id=asked, circle=cast.circle, post=post, reason="Again")
    assert len(cast.fay.call("facilitate_page", circle=cast.circle)["unveilings"]) == 1
