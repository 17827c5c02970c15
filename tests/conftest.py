"""What every floor of the tests stands on: the embedded Supabase, started once for the run."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet
from hypothesis import settings

from core.local import backend as local
from core.local.backend import Backend
from core.ui.session import Member
from tests import cast, people

# The same examples in every run, so that a run speaks of the change alone; REBOUND_DEEP looks for new ones.
# No clock times them: the first one reads the lists, and a busy machine is no fault.
settings.register_profile("fixed", deadline=None, derandomize="REBOUND_DEEP" not in os.environ)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def backend() -> Iterator[Backend]:
    """The embedded Supabase with our migrations, on a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="rebound-test-"))
    running = local.start(folder)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture
def connection(backend: Backend) -> Iterator[psycopg.Connection]:
    """The database's superuser; whatever the test does is rolled back at its end."""
    with psycopg.connect(host=backend.socket_dir, user="postgres", dbname="postgres") as connected:
        yield connected
        connected.rollback()


@pytest.fixture(scope="session")
def environment(backend: Backend) -> Iterator[dict[str, str]]:
    """What the app is told by its environment; set for this process too."""
    told = {
        "SUPABASE_URL": backend.url,
        "SUPABASE_KEY": backend.key,
        "REBOUND_SESSION_KEY": Fernet.generate_key().decode(),
        "REBOUND_MAILBOX_URL": backend.mailbox_url,
        "REBOUND_MAILBOX_TOKEN": backend.mailbox_token,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        patch.delenv("REBOUND_DEMO", raising=False)
        yield {**os.environ}


@pytest.fixture
def new_member(environment: dict[str, str]) -> Callable[[str], Member]:
    """Return a function that signs somebody up and gives back the member, with a gateway of their own."""
    assert environment
    return lambda name: people.sign_up(name).member


@pytest.fixture
def new_operator(backend: Backend, environment: dict[str, str]) -> Callable[[str], people.Person]:
    """Return a function that signs somebody up and appoints them, as whoever runs the database does."""
    assert environment

    def appointed(name: str) -> people.Person:
        person = people.sign_up(name)
        backend.database.query(f"select app.appoint_operator('{person.email}')")
        return person

    return appointed


@pytest.fixture
def days_later(backend: Backend) -> Callable[[str], None]:
    """Return a function that lets three days pass since anybody did anything in a circle."""

    def passed(circle_id: str) -> None:
        backend.database.query(
            "set session_replication_role = replica;"
            f"update app.log set created_at = created_at - interval '3 days' where circle_id = '{circle_id}';"
            "update app.facilitating_hours set last_hour = last_hour - interval '3 days'"
            f" where circle_id = '{circle_id}'"
        )

    return passed


@pytest.fixture
def fay(new_member: Callable[[str], Member]) -> Member:
    return new_member("fay")


@pytest.fixture
def alice(new_member: Callable[[str], Member]) -> Member:
    return new_member("alice")


@pytest.fixture
def bob(new_member: Callable[[str], Member]) -> Member:
    return new_member("bob")


@pytest.fixture
def circle_id(fay: Member, alice: Member, bob: Member) -> str:
    """The circle that Fay facilitates, with Alice and Bob in it."""
    return cast.circle_of(fay, alice, bob)
