"""What a page costs: calls to the database, and script CPU against a bare page with the same elements.

A page runs in AppTest through the real router, signed in as somebody of the crowd, over HTTP to the embedded
Supabase; the welcome page by a visitor. It is run in turn with its bare page, and the momentum page with itself
without its drawings (`charts.momentum`).
"""

import os
import secrets
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import streamlit as st
from cryptography.fernet import Fernet
from streamlit.testing.v1 import AppTest

from benchmarks import bare, crowd
from core.data import accounts, local_copy
from core.data.gateway import SupabaseGateway, watched
from core.local.backend import Backend
from core.ui import charts, routes
from core.ui.routes import Place
from core.ui.session import Member

APP = Path(__file__).parents[1] / "streamlit_app.py"
RUNS = 15
PATIENCE_S = 30
# Where core.ui.session keeps what it reads once for each tab.
KEPT = "my-circles"

PAGES = (
    routes.CIRCLE,
    routes.MOMENTUM,
    routes.CHALLENGES,
    routes.STEPS,
    routes.SHARE,
    routes.ME,
    routes.FACILITATE,
    routes.JOIN,
    routes.WELCOME,
    routes.HELP,
)


def measure(backend: Backend) -> dict[str, float]:
    """Return `calls.*` and `script.*` for every page, over a backend that holds the small crowd."""
    _tell_environment(backend)
    member = _somebody(backend)
    found: dict[str, float] = {}
    for place in PAGES:
        found |= _measured(place, None if place is routes.WELCOME else member)
    return found


def _measured(place: Place, member: Member | None) -> dict[str, float]:
    """Count the calls of the first paint in a tab and of a later one, and weigh the script."""
    page = _new_tab(member, place)
    first = _calls(page)
    if page.exception:
        raise RuntimeError(place.path)
    again = _calls(page)
    blank = AppTest.from_string(bare.like(page), default_timeout=PATIENCE_S).run()
    if blank.exception:
        raise RuntimeError(place.path)
    ours, theirs = _medians(page.run, blank.run)
    found = {
        f"calls.first.{place.path}": first,
        f"calls.{place.path}": again,
        f"script.{place.path}": ours / theirs,
    }
    return found | (_charts(page) if place is routes.MOMENTUM else {})


def _charts(page: AppTest) -> dict[str, float]:
    """Weigh the momentum page against itself without its drawings: sentences and tables stay."""
    whole, plain = _medians(page.run, lambda: _without_drawings(page))
    return {"charts.momentum": whole / plain}


def _without_drawings(page: AppTest) -> None:
    with patch.object(charts, "_draw", _nothing), patch.object(st, "vega_lite_chart", _nothing):
        page.run()


def _nothing(*_: object, **__: object) -> None:
    pass


def _tell_environment(backend: Backend) -> None:
    os.environ |= {
        "SUPABASE_URL": backend.url,
        "SUPABASE_KEY": backend.key,
        "REBOUND_SESSION_KEY": Fernet.generate_key().decode(),
        "REBOUND_MAILBOX_URL": backend.mailbox_url,
        "REBOUND_MAILBOX_TOKEN": backend.mailbox_token,
    }


def _somebody(backend: Backend) -> Member:
    """Sign somebody up and let them take the place of the first circle's facilitator."""
    email = "bench@crowd.invalid"
    accounts.sign_up(email, secrets.token_urlsafe(12))
    tokens = accounts.sign_in_with_code(email, local_copy.newest_code(email) or "")
    with crowd.connected(backend.socket_dir) as connection:
        connection.execute("insert into app.profiles (account_id) values (%s)", [tokens.account_id])
        connection.execute(
            "update app.identities set account_id = %s where account_id = %s",
            [tokens.account_id, crowd.named("account", "1.1")],
        )
    return Member(tokens.account_id, SupabaseGateway(lambda: tokens.access))


def _new_tab(member: Member | None, place: Place) -> AppTest:
    """Return a tab that is about to open this address, its list of circles yet to be read.

    AppTest finds a page by its address only when the router has run before; what that run read is dropped.
    """
    page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    if member is not None:
        page.session_state["member"] = member
    page.run().switch_page(place.file)
    if KEPT in page.session_state:
        del page.session_state[KEPT]
    return page


def _calls(page: AppTest) -> int:
    heard: list[str] = []
    with watched(heard.append):
        page.run()
    return len(heard)


def _medians(*sides: Callable[[], object]) -> list[float]:
    taken = [[_cpu_s(side) for side in sides] for _ in range(RUNS + 2)]
    return [statistics.median(column) for column in zip(*taken[2:], strict=True)]


def _cpu_s(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started
