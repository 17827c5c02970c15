"""What the sign-in page says, step by step."""

import psycopg
import pytest

from core.data import accounts, local_copy
from core.errors import (
    AddressInvalid,
    AddressUnconfirmed,
    TooManyTries,
    WeakPassword,
    WrongCode,
    WrongPassword,
)
from core.ui import routes
from tests import people
from tests.pages.screen import labelled, press

pytestmark = pytest.mark.usefixtures("environment")


def choose(at, way):
    picker = labelled(at.radio, "How?")
    return picker.set_value(next(option for option in picker.options if option == way)).run()


def type_in(at, label, text):
    labelled(at.text_input, label).set_value(text)


def sentences(at):
    return [notice.value for notice in at.warning]


def try_password(open_page, email, password):
    at = open_page(routes.SIGN_IN)
    type_in(at, "Your e-mail address", email)
    type_in(at, "Your password", password)
    return press(at, "Sign in")


def ask_for_account(open_page, email, password="three quiet words"):
    at = choose(open_page(routes.SIGN_IN), "I'm new here")
    type_in(at, "Your e-mail address", email)
    type_in(at, "A new password", password)
    return press(at, "Make my account")


def enter_code(at, code):
    type_in(at, "The code", code)
    return press(at, "Sign in")


def test_a_wrong_password_and_an_unknown_address_sound_the_same(open_page):
    person = people.sign_up("alice")
    assert sentences(try_password(open_page, person.email, "not the password")) == [WrongPassword.message]
    assert sentences(try_password(open_page, people.new_address("x"), "whatever it is")) == [
        WrongPassword.message
    ]
    assert sentences(try_password(open_page, person.email, "")) == [WrongPassword.message]


@pytest.mark.parametrize(
    "typed", ["", "   ", "alice", "alice@", "@place.org", "a b@place.org", "alice@place"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(open_page, typed):
    assert sentences(try_password(open_page, typed, "a password")) == [AddressInvalid.message]


def test_too_many_tries_end_in_a_sentence(open_page):
    email = people.new_address("alice")
    for _ in range(10):
        with pytest.raises(WrongPassword):
            accounts.sign_in(email, "wrong password")
    assert sentences(try_password(open_page, email, "wrong password")) == [TooManyTries.message]


def test_a_short_password_is_refused(open_page):
    at = ask_for_account(open_page, people.new_address("alice"), "short")
    assert sentences(at) == [WeakPassword.message]


def test_a_wrong_code_and_a_used_code_say_so_and_offer_a_new_one(open_page):
    email = people.new_address("alice")
    at = ask_for_account(open_page, email)
    code = local_copy.newest_code(email)
    assert any(code in notice.value for notice in at.info)
    wrong = "000000" if code != "000000" else "111111"
    assert sentences(enter_code(at, wrong)) == [WrongCode.message]
    accounts.sign_in_with_code(email, code)
    assert sentences(enter_code(at, code)) == [WrongCode.message]
    at = press(at, "Send a new code")
    assert not at.exception
    assert local_copy.newest_code(email) != code
    assert any("new code" in notice.value for notice in at.info)


def test_an_unconfirmed_address_with_the_right_password_gets_to_the_code(open_page):
    email = people.new_address("alice")
    accounts.sign_up(email, "three quiet words")
    with pytest.raises(AddressUnconfirmed):
        accounts.sign_in(email, "three quiet words")
    at = try_password(open_page, email, "three quiet words")
    assert at.title[0].value == "Enter your code"


def test_a_taken_address_looks_like_a_new_one_and_its_owner_can_go_on(open_page):
    person = people.sign_up("alice")
    email = people.new_address("bob")
    taken, new = ask_for_account(open_page, person.email), ask_for_account(open_page, email)
    assert [text.value.replace(person.email, email) for text in taken.text] == [
        text.value for text in new.text
    ]
    assert sentences(taken) == sentences(new) == []
    assert accounts.sign_in_with_code(person.email, local_copy.newest_code(person.email))
    assert accounts.sign_in(person.email, person.password)


def test_a_forgotten_password_of_nobody_says_the_same(open_page):
    for email in (people.sign_up("alice").email, people.new_address("nobody")):
        at = choose(open_page(routes.SIGN_IN), "Forgotten password")
        type_in(at, "Your e-mail address", email)
        at = press(at, "Send me a code")
        assert at.text[0].value == f"If {email} has an account here, a code is on its way to it."


def test_a_code_that_is_too_old_says_so(open_page, backend):
    email = people.new_address("alice")
    at = ask_for_account(open_page, email)
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connection:
        connection.execute(
            "update auth.users set confirmation_sent_at = now() - interval '1 day' where email = %s", [email]
        )
    assert sentences(enter_code(at, local_copy.newest_code(email))) == [WrongCode.message]
