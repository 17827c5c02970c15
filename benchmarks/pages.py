"""What a page costs: calls to the database, and script CPU against a bare page with the same elements.

A page runs in AppTest through the real router, signed in as somebody of the crowd, over HTTP to the embedded
Supabase. The bare page draws as many elements of each type with constant words and asks for nothing; both are run in
turn.
"""

import os
import secrets
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet
from streamlit.testing.v1 import AppTest

from benchmarks import crowd
from core.data import accounts, local_copy
from core.data.gateway import SupabaseGateway, watched
from core.local.backend import Backend
from core.ui import routes
from core.ui.routes import Place
from core.ui.session import Member

APP = Path(__file__).parents[1] / "streamlit_app.py"
RUNS = 15
PATIENCE_S = 30

PAGES = (routes.CIRCLE, routes.SHARE, routes.ME, routes.FACILITATE, routes.JOIN, routes.HELP)

# What stands for each type of element on the bare page. The rest (containers, our own components) is a text.
_BARE = {
    "markdown": "st.markdown('Words')",
    "caption": "st.caption('Words')",
    "title": "st.title('Words')",
    "subheader": "st.subheader('Words')",
    "button": "st.button('Words', key='{key}')",
    "button_group": "st.pills('Words', ['a', 'b', 'c', 'd'], key='{key}')",
    "selectbox": "st.selectbox('Words', ['a', 'b'], key='{key}')",
    "radio": "st.radio('Words', ['a', 'b'], key='{key}')",
    "toggle": "st.toggle('Words', key='{key}')",
    "checkbox": "st.checkbox('Words', key='{key}')",
    "text_input": "st.text_input('Words', key='{key}')",
    "text_area": "st.text_area('Words', key='{key}')",
    "expander": "st.expander('Words')",
}


def measure(backend: Backend) -> dict[str, float]:
    """Return `calls.*` and `script.*` for every page, over a backend that holds the small crowd."""
    _tell_environment(backend)
    member = _somebody(backend)
    found: dict[str, float] = {}
    for place in PAGES:
        page = _opened(member, place)
        calls = _calls(page)
        bare = AppTest.from_string(_bare_script(page), default_timeout=PATIENCE_S).run()
        ours, theirs = _medians(page.run, bare.run)
        found[f"calls.{place.path}"] = calls
        found[f"script.{place.path}"] = ours / theirs
    return found


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


def _opened(member: Member, place: Place) -> AppTest:
    """Open a page for the second time in its tab, when the list of circles is known."""
    page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    page.session_state["member"] = member
    page.run()
    page.switch_page(place.file).run()
    if page.exception:
        raise RuntimeError(place.path)
    return page.run()


def _calls(page: AppTest) -> int:
    heard: list[str] = []
    with watched(heard.append):
        page.run()
    return len(heard)


def _bare_script(page: AppTest) -> str:
    elements = Counter(element.type for element in page)
    lines = ["import streamlit as st"]
    for kind, many in elements.items():
        drawn = _BARE.get(kind, "st.text('Words')")
        lines += [drawn.format(key=f"{kind}-{number}") for number in range(many)]
    return "\n".join(lines)


def _medians(*sides: Callable[[], object]) -> list[float]:
    taken = [[_cpu_s(side) for side in sides] for _ in range(RUNS + 2)]
    return [statistics.median(column) for column in zip(*taken[2:], strict=True)]


def _cpu_s(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started
