"""Signing in, staying signed in, and signing out, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests import people

MEMBERS_ONLY = ["/circle", "/share", "/me", "/join", "/facilitate"]


@pytest.mark.parametrize("path", MEMBERS_ONLY)
def test_a_visitor_who_types_a_members_address_is_asked_to_sign_in(new_visitor, path):
    page = new_visitor()
    page.goto(path)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_somebody_signed_in_opens_me(new_person):
    page = new_person("alice")
    page.goto("/me")
    page.get_by_role("heading").first.wait_for()
    expect(page.get_by_role("heading", name="Sign in")).to_have_count(0)
