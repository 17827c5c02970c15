"""The facilitator's page: what waits, what is decided, and what happens when two decide at once."""

from uuid import uuid4

import psycopg
import pytest

from core.data import cases, circle_settings, circles, posts
from core.data.gateway import watched
from core.domain.posts import Draft
from core.errors import CaseMoved
from core.ui import routes
from tests import cast, days
from tests.pages.screen import labels, lines, press, run

WIN = Draft("win", "A kind **call** today.")


@pytest.fixture
def gail(fay, new_member, circle_id):
    """The second facilitator."""
    gail = new_member("gail")
    cast.join(gail, circles.invite(fay.gateway, circle_id, role="facilitator", uses=1))
    return gail


def open_part(open_page, member, part):
    at = open_page(routes.FACILITATE, member)
    at.button_group[0].set_value(part)
    return run(at)


def decide(at, case, action, *, reason=""):
    at.radio(key=f"decide-{case.id}").set_value(action)
    run(at)
    if reason:
        next(area for area in at.text_area if area.label.startswith("A reason")).set_value(reason)
    return press(at, "Decide")


@pytest.mark.usefixtures("circle_id")
def test_one_call_paints_it(open_page, fay):
    at, called = open_page(routes.FACILITATE, fay), []
    with watched(called.append):
        run(at)
    assert [name for name in called if name != "my_circles"] == ["facilitate_page"]


@pytest.mark.usefixtures("circle_id")
def test_an_empty_queue_is_a_calm_sentence(open_page, fay):
    shown = lines(open_page(routes.FACILITATE, fay))
    assert any(line.startswith("Nothing waits for you.") for line in shown)
    assert not any("only facilitator" in line for line in shown)


def test_before_the_circle_opens_links_are_made_where_one_lands(open_page, new_member):
    gail = new_member("gail")
    cast.circle_of(gail)
    at = open_page(routes.FACILITATE, gail)
    assert any("opens when two more people have joined" in line for line in lines(at))
    at = press(at, "Make an invite link")
    assert any("/join?invite=" in code.value for code in at.code)


def test_whoever_is_not_alone_is_not_told_so(open_page, gail):
    assert not any("only facilitator" in line for line in lines(open_part(open_page, gail, "People")))


@pytest.mark.usefixtures("circle_id")
def test_a_stand_in_is_asked_agrees_and_is_shown(open_page, fay, alice):
    at = open_part(open_page, fay, "People")
    assert any("only facilitator" in line for line in lines(at))
    handle = circles.mine(alice.gateway)[0].handle
    next(box for box in at.selectbox if box.label == "Ask").set_value(handle)
    at = press(at, "Keep")
    assert any(line == "They have not answered yet." for line in lines(at))
    press(open_page(routes.CIRCLE, alice), "Yes, I would")
    assert any(line == "They said yes." for line in lines(open_part(open_page, fay, "People")))
    press(open_page(routes.CIRCLE, alice), "I'd rather not any more")
    assert not any(line == "They said yes." for line in lines(open_part(open_page, fay, "People")))
    log = lines(open_part(open_page, fay, "Log"))
    assert any(line.startswith(f"{handle} would rather not stand in") for line in log)


def test_a_post_that_waits_is_taken_on_and_let_in(open_page, fay, alice, bob, circle_id):
    cast.share(alice, circle_id, WIN)
    at = open_page(routes.FACILITATE, fay)
    assert WIN.body in [text.value for text in at.text]
    assert "One of a newcomer's first two posts." in lines(at)
    at = press(at, "I'll look after it")
    assert any("you look after it" in line for line in lines(at))
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    at = decide(at, case, "approved")
    assert any(line.startswith("Nothing waits for you.") for line in lines(at))
    assert [post.body for post in posts.circle_page(bob.gateway, circle_id).posts] == [WIN.body]


def test_it_goes_back_with_a_reason_its_author_can_read(open_page, fay, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    decide(at, case, "sent_back", reason="Please leave the firm out.")
    (unseen,) = posts.circle_page(alice.gateway, circle_id).unseen
    assert (unseen.state, unseen.reason) == ("returned", "Please leave the firm out.")


def test_removing_asks_for_the_typed_word(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "hurtful", "It hurts.")
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    at = decide(at, case, "removed", reason="It hurts.")
    assert any("Type the word remove" in notice.value for notice in at.warning)
    drawn = [element.type for element in at.main]
    assert drawn.index("warning") > drawn.index("text_area"), "said under the form, where the hand is"
    assert posts.circle_page(bob.gateway, circle_id).posts
    next(box for box in at.text_input if "Type the word remove" in box.label).set_value("remove")
    press(at, "Decide")
    assert posts.circle_page(bob.gateway, circle_id).posts == ()


def test_who_takes_it_on_second_hears_of_it(open_page, fay, gail, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    at = open_page(routes.FACILITATE, fay)
    (case,) = cases.facilitate_page(gail.gateway, circle_id).queue
    cases.decide(gail.gateway, circle_id, case, "approved")
    at = press(at, "I'll look after it")
    assert [notice.value for notice in at.warning] == [CaseMoved.message]
    assert any(line.startswith("Nothing waits for you.") for line in lines(at))


def test_who_decides_second_hears_of_it_and_keeps_the_words(open_page, fay, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    at.radio(key=f"decide-{case.id}").set_value("sent_back")
    run(at)
    at.text_area(key=f"reason-{case.id}").set_value("Please leave the firm out.")
    cases.decide(fay.gateway, circle_id, case, "approved")  # in another tab of hers
    at = press(at, "Decide")
    assert [notice.value for notice in at.warning] == [CaseMoved.message]
    assert "Please leave the firm out." in [text.value for text in at.text]
    assert [post.body for post in posts.circle_page(alice.gateway, circle_id).posts] == [WIN.body]


def test_what_was_not_on_the_screen_is_not_decided(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "spam", "")
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    posts.report(fay.gateway, str(uuid4()), circle_id, post_id, "worried", "Look closely.")
    at = press(at, "Decide")
    assert [notice.value for notice in at.warning] == [CaseMoved.message]
    assert [one.id for one in cases.facilitate_page(fay.gateway, circle_id).queue] == [case.id]


def test_who_may_need_a_person_is_not_hidden_by_a_tap_in_haste(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "worried", "")
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    assert at.radio(key=f"decide-{case.id}").options == ["It is looked after", "Hide it", "Remove it"]
    press(at, "Decide")
    assert cases.facilitate_page(fay.gateway, circle_id).queue == ()
    assert [post.body for post in posts.circle_page(alice.gateway, circle_id).posts] == [WIN.body]


def test_what_its_author_took_back_is_looked_after_and_nothing_else(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "worried", "")
    posts.delete(alice.gateway, circle_id, post_id)
    at = press(open_page(routes.FACILITATE, fay), "I'll look after it")
    assert any(line.startswith("Its author has taken these words back.") for line in lines(at))
    assert not at.radio
    press(at, "It is looked after")
    assert cases.facilitate_page(fay.gateway, circle_id).queue == ()


def test_a_report_shows_the_concern_and_not_who_had_it(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "hurtful", "<b>It hurts.</b>")
    at = open_page(routes.FACILITATE, fay)
    assert "“<b>It hurts.</b>”" in [text.value for text in at.text]
    assert circles.mine(bob.gateway)[0].handle not in " ".join(lines(at))


def test_somebody_who_asks_for_a_person_comes_first(open_page, fay, alice, bob, circle_id):
    cast.share(alice, circle_id, WIN)
    posts.ask_for_help(bob.gateway, str(uuid4()), circle_id)
    at = open_page(routes.FACILITATE, fay)
    kinds = [line for line in lines(at) if line.startswith("**")]
    assert kinds[0].startswith("**Somebody may need a person**")
    assert any("asks for a person to talk to" in line for line in lines(at))
    press(at, "I have been in touch")
    assert [case.kind for case in cases.facilitate_page(fay.gateway, circle_id).queue] == ["hold"]


def test_a_hidden_post_is_shown_again_in_a_tap(open_page, fay, alice, bob, circle_id):
    post_id = cast.share_shown(alice, fay, circle_id, WIN)
    posts.report(bob.gateway, str(uuid4()), circle_id, post_id, "hurtful", "")
    (case,) = cases.facilitate_page(fay.gateway, circle_id).queue
    cases.decide(fay.gateway, circle_id, case, "hidden", reason="It hurts.")
    press(open_page(routes.FACILITATE, fay), "Show it again")
    assert [post.id for post in posts.circle_page(bob.gateway, circle_id).posts] == [post_id]


def test_people_are_handles_and_roles_and_nothing_about_what_they_do(open_page, fay, alice, circle_id):
    cast.share(alice, circle_id, WIN)
    at = open_part(open_page, fay, "People")
    handle = circles.mine(alice.gateway)[0].handle
    assert handle in [expander.label for expander in at.expander]
    assert WIN.body not in lines(at)
    assert "Make an invite link" in labels(at)


def test_settings_are_kept(open_page, fay, alice, circle_id):
    at = open_part(open_page, fay, "Settings")
    next(box for box in at.text_input if box.label == "Question of the week").set_value("What *helped*?")
    press(at, "Keep")
    assert posts.circle_page(alice.gateway, circle_id).head.prompt == "What *helped*?"
    assert "What *helped*?" in [text.value for text in open_page(routes.CIRCLE, alice).text]


def test_the_log_says_who_did_what_in_words(open_page, fay, circle_id):
    circle_settings.set_prompt(fay.gateway, circle_id, "What helped?")
    handle = circles.mine(fay.gateway)[0].handle
    assert any(
        line.startswith(f"{handle} changed the question of the week")
        for line in lines(open_part(open_page, fay, "Log"))
    )


@pytest.mark.usefixtures("circle_id")
def test_a_removal_waits_for_a_second_facilitator(open_page, fay, gail, alice):
    at = open_part(open_page, fay, "People")
    handle = circles.mine(alice.gateway)[0].handle
    with_form = next(expander for expander in at.expander if expander.label == handle)
    assert [box.label for box in with_form.date_input] == ["Until"]
    with_form.selectbox[0].set_value("removal")
    run(at)
    with_form = next(expander for expander in at.expander if expander.label == handle)
    assert not with_form.date_input
    assert any("lasts a year" in caption.value for caption in with_form.caption)
    with_form.text_area[0].set_value("It went on.")
    next(button for button in with_form.button if button.label == "Decide").click()
    run(at)
    assert any("Removal takes two" in line for line in lines(open_page(routes.FACILITATE, fay)))
    assert "Confirm the removal" not in labels(open_page(routes.FACILITATE, fay))
    press(open_page(routes.FACILITATE, gail), "Confirm the removal")
    assert circles.mine(alice.gateway) == []


@pytest.mark.parametrize(
    ("who", "word"), [("fay", "Take it back"), ("gail", "Do not remove them")], ids=["back", "declined"]
)
def test_a_proposed_removal_can_be_dropped(open_page, fay, gail, alice, circle_id, who, word):
    cases.set_measure(
        fay.gateway, circle_id, "removal", until=None, rule=1, reason="x", handle=cast.handle_of(alice)
    )
    at = press(open_page(routes.FACILITATE, {"fay": fay, "gail": gail}[who]), word)
    assert not any("Removal takes two" in line for line in lines(at))
    assert len(circles.mine(alice.gateway)) == 1


def test_two_facilitators_lift_a_veil_and_its_author_reads_why(
    open_page, fay, gail, bob, new_member, circle_id, backend
):
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connection:
        days.settle_facilitators(connection, circle_id)
    cast.join(new_member("dora"), circles.invite(fay.gateway, circle_id, uses=1))
    cast.share(bob, circle_id, Draft("note", "I see no point any more.", veiled=True))
    at = open_page(routes.FACILITATE, fay)
    next(area for area in at.text_area if area.label == "Why it cannot wait").set_value(
        "It sounds like a goodbye."
    )
    press(at, "Ask a second person")
    assert any("waits for a second person" in line for line in lines(at))
    press(open_page(routes.FACILITATE, gail), "I agree to lift it")
    at = press(open_page(routes.FACILITATE, fay), "Read whose it is")
    handle = circles.mine(bob.gateway)[0].handle
    assert f"It was {handle}." in lines(at)
    said = lines(open_page(routes.ME, bob))
    assert any("Two people lifted the veil from a post of yours" in line for line in said)
    assert "Why: It sounds like a goodbye." in said


def test_house_rules_stand_in_a_choice_as_they_were_written(open_page, fay, circle_id):
    circle_settings.set_rules(fay.gateway, circle_id, ["What is said here *stays* here."])
    at = open_part(open_page, fay, "People")
    rules = [box for box in at.selectbox if box.label == "House rule"]
    assert {tuple(box.options) for box in rules} == {("1. What is said here *stays* here.",)}


@pytest.mark.usefixtures("circle_id")
def test_making_somebody_a_facilitator_asks_for_a_typed_word(open_page, fay, alice):
    at = open_part(open_page, fay, "People")
    for typed, role in (("", "member"), (" Facilitator ", "facilitator")):
        hers = next(part for part in at.expander if part.label == cast.handle_of(alice))
        hers.text_input[0].set_value(typed)
        next(button for button in hers.button if button.label == "Make them a facilitator").click()
        run(at)
        assert circles.mine(alice.gateway)[0].role == role
        assert ("Nothing happened. Type the word facilitator first." in lines(at)) == (role == "member")


@pytest.mark.usefixtures("circle_id")
def test_that_newcomers_read_along_is_said_where_one_shares(open_page, fay, alice):
    at = open_part(open_page, fay, "Settings")
    next(box for box in at.checkbox if box.label.startswith("Newcomers read")).check()
    next(button for button in at.button if "history" in button.form_id).click()
    run(at)
    at = open_page(routes.SHARE, alice)
    at.session_state["draft-said:box-compose"] = "A kind call today."
    assert any("Whoever joins later reads it too." in line for line in lines(run(at)))
