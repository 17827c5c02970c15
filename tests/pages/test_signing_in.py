"""What the sign-in page says, step by step."""

import pytest

from core.data import accounts, local_copy
from core.errors import AddressInvalid, AddressUnconfirmed, WeakPassword, WrongCode, WrongPassword
from core.ui import routes
from tests import people


def labelled(elements, label):
    return next(element for element in elements if element.label == label)


def choose(at, way):
    picker = labelled(at.radio, "How?")
    return picker.set_value(next(option for option in picker.options if option == way)).run()


def test_signed_out_the_sign_in_page_opens(open_page):
    at = open_page(routes.SIGN_IN)
    assert not at.exception
    assert at.title[0].value == "Sign in"
