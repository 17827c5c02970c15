"""Joining a circle and starting one, as the page does it."""

from core.data import circles
from core.errors import CircleNameLength, InvitationBad
from core.ui import routes
from tests import cast
from tests.pages.screen import labelled, lines, press, run


def open_invitation(open_page, member, code):
    at = open_page(routes.JOIN, member)
    labelled(at.text_input, "Invite code").set_value(code)
    return labelled(at.button, "Look at it").click().run()


def test_a_code_shows_the_rules_and_joins(open_page, fay, alice):
    circle_id = cast.start_circle(fay, "Thursday *circle*")
    at = open_invitation(open_page, alice, circles.invite(fay.gateway, circle_id))
    assert at.title[0].value == r"Thursday \*circle\*"
    assert [text.value for text in at.text if text.value[0].isdigit()] == [
        f"{number}. {sentence}" for number, sentence in enumerate(cast.DEFAULT_RULES, start=1)
    ]
    assert labelled(at.button, "Join").disabled
    handle = labelled(at.radio, "Your handle").value
    labelled(at.checkbox, "I am 18 or older").check()
    at = labelled(at.checkbox, "I'll keep to the house rules").check().run()
    at = labelled(at.button, "Join").click().run()
    assert not at.exception
    (card,) = circles.mine(alice.gateway)
    assert (card.circle_id, card.handle) == (circle_id, handle)


def test_somebody_new_is_offered_the_private_plan_once(open_page, fay, alice):
    at = open_invitation(open_page, alice, circles.invite(fay.gateway, cast.start_circle(fay)))
    for box in at.checkbox:
        box.check()
    at = press(run(at), "Join")
    assert any("Nobody but you reads it." in line for line in lines(at))
    at = press(run(at.switch_page(routes.CIRCLE.file)), "Write it now")
    assert [part.label for part in at.expander if part.proto.expanded] == ["My plan for the next no"]
    at = run(at.switch_page(routes.CIRCLE.file))
    assert not any("Nobody but you reads it." in line for line in lines(at))


def test_a_circle_without_a_name_is_asked_for_one(open_page, fay):
    at = open_page(routes.JOIN, fay)
    at.session_state["circle-tabs"] = "Start a circle"
    labelled(run(at).checkbox, "I am 18 or older").check()
    at = press(run(at), "Start the circle")
    assert [notice.value for notice in at.warning] == [CircleNameLength.message]


def test_other_handles_are_one_tap_away(open_page, fay, alice):
    at = open_invitation(open_page, alice, circles.invite(fay.gateway, cast.start_circle(fay)))
    first = labelled(at.radio, "Your handle").options
    at = labelled(at.button, "Other handles").click().run()
    assert labelled(at.radio, "Your handle").options != first


def test_a_bad_code_says_so_and_lets_another_be_tried(open_page, alice):
    at = open_invitation(open_page, alice, "0000-0000-0000-0000-0000")
    assert [notice.value for notice in at.warning] == [InvitationBad.message]
    at = labelled(at.button, "Enter another code").click().run()
    assert labelled(at.text_input, "Invite code").value == ""


def test_a_circle_is_started_with_our_rules_and_hands_out_a_link(open_page, fay):
    at = open_page(routes.JOIN, fay)
    at.session_state["circle-tabs"] = "Start a circle"
    at = at.run()
    labelled(at.text_input, "Name of the circle").set_value("Tuesday circle")
    at = labelled(at.checkbox, "I am 18 or older").check().run()
    at = labelled(at.button, "Start the circle").click().run()
    assert not at.exception
    assert [card.name for card in circles.mine(fay.gateway)] == ["Tuesday circle"]
    at = labelled(at.button, "Make an invite link").click().run()
    assert "/join?invite=" in at.code[0].value
