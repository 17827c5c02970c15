"""Pages on AppTest, through the whole house: real members, real rights, the embedded Supabase."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.ui.routes import Place
from core.ui.session import Member

APP = Path(__file__).parents[2] / "streamlit_app.py"
_PATIENCE_S = 20

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(environment: dict[str, str]) -> OpenPage:
    """Return a function that opens a place as somebody: `open_page(routes.CIRCLE, alice)`.

    Without a member it is a visitor who opens it. Named arguments are the address's query. A place that is not
    registered for them raises ValueError.
    """
    assert environment

    def opened(place: Place, member: Member | None = None, **query: str) -> AppTest:
        at = AppTest.from_file(APP, default_timeout=_PATIENCE_S)
        at.query_params.update(query)
        if member is not None:
            at.session_state["member"] = member
        at.run()
        return at.switch_page(place.file).run()

    return opened
