"""The Me page: one's own circles, decisions, words and plans, seen by nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from core.data import cases, circles, me, posts
from core.data.gateway import watched
from core.domain.posts import Draft
from core.ui import routes
from tests import cast
from tests.pages.screen import lines, press, run

WIN = Draft("win", "A kind **call** today.", details={"took": "Three calls."})


def area(at, label):
    return next(box for box in at.text_area if box.label == label)


@pytest.mark.usefixtures("circle_id")
def test_one_call_paints_it(open_page, alice):
    at, called = open_page(routes.ME, alice), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["me_page"]


def test_somebody_new_finds_a_sentence_in_every_part(open_page, alice):
    shown = lines(open_page(routes.ME, alice))
    for sentence in (
        "Nothing was decided about you or your posts.",
        "Your wins, and answers of yours that helped somebody, will stand here.",
        "You read everybody.",
    ):
        assert sentence in shown


def test_decisions_about_me_bring_the_reason_and_a_way_to_appeal(open_page, fay, alice, circle_id):
    cases.set_measure(
        fay.gateway,
        circle_id,
        "post_pause",
        until=datetime.now(UTC).date() + timedelta(days=7),
        rule=2,
        reason="It named a <b>firm</b>.",
        handle=circles.mine(alice.gateway)[0].handle,
    )
    at = open_page(routes.ME, alice)
    assert any(line.startswith("**Your posts are paused**") for line in lines(at))
    assert any("house rule 2" in line and "until" in line for line in lines(at))
    assert "Why: It named a <b>firm</b>." in [text.value for text in at.text]
    area(at, "What should they know?").set_value("It was my own firm.")
    at = press(at, "Ask")
    assert "Somebody who had no part in it looks at it." in lines(at)
    assert [appeal.words for appeal in cases.facilitate_page(fay.gateway, circle_id).appeals] == [
        "It was my own firm."
    ]


def test_what_i_keep_is_there_again(open_page, alice):
    at = open_page(routes.ME, alice)
    area(at, "If I get a no, then I will …").set_value("go for a walk")
    next(button for button in at.button if "intake" in str(button.form_id)).click()
    run(at)
    assert me.me_page(alice.gateway).plan == "go for a walk"
    at = open_page(routes.ME, alice)
    assert area(at, "If I get a no, then I will …").value == "go for a walk"


def keep_private(at, words):
    area(at, "Names and employers").set_value(words)
    next(button for button in at.button if "private-list" in str(button.form_id)).click()
    return run(at)


def test_the_private_list_is_kept_changed_and_too_short_words_are_told(open_page, alice):
    at = keep_private(open_page(routes.ME, alice), "Brightloom\n\nMaya")
    assert set(me.me_page(alice.gateway).words) == {"Brightloom", "Maya"}
    at = keep_private(at, "Brightloom")
    assert me.me_page(alice.gateway).words == ("Brightloom",)
    at = keep_private(at, "x")
    assert any("between 2 and 80" in notice.value for notice in at.warning)
    assert me.me_page(alice.gateway).words == ("Brightloom",)


def keep_country(at, name):
    box = next(box for box in at.selectbox if box.label.startswith("Country"))
    box.select_index(list(box.options).index(name))
    next(button for button in at.button if "settings" in str(button.form_id)).click()
    return run(at)


@pytest.mark.usefixtures("circle_id")
def test_the_country_is_kept_and_its_help_lines_are_shown_from_then_on(open_page, alice):
    keep_country(open_page(routes.ME, alice), "Ireland")
    assert me.me_page(alice.gateway).country == "IE"
    at = open_page(routes.HELP, alice)
    assert at.selectbox[0].value.name == "Ireland"
    keep_country(open_page(routes.ME, alice), "Another country")
    assert open_page(routes.HELP, alice).selectbox[0].value.name == "Another country"


def test_wins_and_kind_words_are_drawn_as_typed(open_page, fay, alice, circle_id):
    cast.share_shown(alice, fay, circle_id, WIN)
    at = open_page(routes.ME, alice)
    assert {"A kind **call** today.", "What it took: Three calls."} <= {text.value for text in at.text}


def test_a_muted_handle_is_read_again(open_page, fay, alice, circle_id):
    posts.mute(alice.gateway, circle_id, cast.share(fay, circle_id, WIN))
    at = press(open_page(routes.ME, alice), "Read again")
    assert "You read everybody." in lines(at)


def test_leaving_wants_the_typed_word_and_leaves_posts_without_a_name(open_page, fay, alice, circle_id):
    cast.share_shown(alice, fay, circle_id, WIN)
    at = open_page(routes.ME, alice)
    at = press(at, "Leave")
    assert any(line.startswith("Nothing happened.") for line in lines(at))
    assert circles.mine(alice.gateway)
    next(box for box in at.text_input if "Type the word leave" in box.label).set_value("leave")
    press(at, "Leave")
    assert circles.mine(alice.gateway) == []
    (post,) = posts.circle_page(fay.gateway, circle_id).posts
    assert post.name == "A former member"


def test_one_tap_makes_somebody_an_alum(open_page, alice, circle_id):
    at = open_page(routes.ME, alice)
    at.toggle(key=f"alum-{circle_id}").set_value(True)
    run(at)
    assert circles.mine(alice.gateway)[0].alum


@pytest.mark.usefixtures("circle_id")
@pytest.mark.parametrize(
    "place",
    [routes.CIRCLE, routes.CHALLENGES, routes.SHARE, routes.ME, routes.JOIN],
    ids=lambda place: place.path,
)
def test_somebody_in_two_circles_can_open_every_page(open_page, new_member, alice, place):
    gail = new_member("gail")
    second = cast.start_circle(gail, "Second circle")
    cast.join(alice, circles.invite(gail.gateway, second))
    at = run(open_page(place, alice))
    picker = next(box for box in at.selectbox if box.label == "Your circle")
    other = next(option for option in picker.options if option != picker.value.name)
    picker.set_value(other)
    run(at)
    assert next(box for box in at.selectbox if box.label == "Your circle").value.name == other
