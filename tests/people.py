"""Real people for the tests: real accounts on the embedded Supabase, made the way a member makes one."""

import secrets
from dataclasses import dataclass

from core.data import accounts, local_copy
from core.data.accounts import Tokens
from core.data.gateway import SupabaseGateway
from core.ui.session import Member


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    password: str
    tokens: Tokens

    @property
    def member(self) -> Member:
        return Member(self.tokens.account_id, SupabaseGateway(lambda: self.tokens.access))


def new_address(name: str) -> str:
    return f"{name.lower()}-{secrets.token_hex(4)}@test.invalid"


def sign_up(name: str) -> Person:
    """Make a confirmed account. The environment must be set (fixture `environment`)."""
    email, password = new_address(name), secrets.token_urlsafe(12)
    accounts.sign_up(email, password)
    code = local_copy.newest_code(email)
    assert code is not None
    return Person(name, email, password, accounts.sign_in_with_code(email, code))


def sign_in_again(person: Person) -> Person:
    """Sign somebody in whose former tokens are over."""
    tokens = accounts.sign_in(person.email, person.password)
    return Person(person.name, person.email, person.password, tokens)
