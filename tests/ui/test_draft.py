"""The Python half of the draft box; what the browser does with it is in tests/browser/test_drafts.py."""

import pytest
from streamlit.testing.v1 import AppTest

from core.ui import draft

PAGE = """
import streamlit as st
from core.ui import draft

said = draft.draft_box("What happened?", scope="s", key="box", max_chars=10)
if said is not None:
    st.text(f"said {said!r}")
"""

CLEARING = """
import streamlit as st
from core.ui import draft

draft.sweep()
if st.button("clear"):
    draft.clear("s")
    st.rerun()
"""

IDS = """
import streamlit as st
from core.ui import draft

draft.draft_box("What happened?", scope="s", key="box")
st.text(draft.id_of("s"))
st.button("clear", on_click=draft.clear, args=("s",))
st.button("renew", on_click=draft.renew, args=("s",))
"""


def test_nothing_is_said_before_a_pause() -> None:
    at = AppTest.from_string(PAGE).run()
    assert not at.exception
    assert not at.text


def test_words_are_said_in_one_run_only() -> None:
    at = AppTest.from_string(PAGE)
    at.session_state["draft-said:box"] = "hello"
    assert [text.value for text in at.run().text] == ["said 'hello'"]
    assert not at.run().text


def test_a_browser_that_sends_more_than_fits_is_cut() -> None:
    at = AppTest.from_string(PAGE)
    at.session_state["draft-said:box"] = "x" * 1_000_000
    assert [text.value for text in at.run().text] == [f"said {'x' * 10!r}"]


@pytest.mark.parametrize("sent", [None, "text", 3, [], {}, {"text": 3}, {"text": None}, {"press": {}}])
def test_what_is_no_press_says_nothing(sent: object) -> None:
    assert draft.read(sent, "text") is None


def test_a_scope_belongs_to_one_person_one_circle_and_one_form() -> None:
    scopes = {draft.scope(a, b, c) for a in ("x", "y") for b in ("x", "y") for c in ("share", "reply")}
    assert len(scopes) == 8
    assert draft.scope("a", "b", "c") == draft.scope("a", "b", "c")
    assert all("x" not in name and "y" not in name for name in scopes)


def test_clearing_gives_a_new_order_each_time() -> None:
    at = AppTest.from_string(CLEARING).run()
    at.button[0].click().run()
    first = at.session_state["drafts-cleared"]["s"]
    at.button[0].click().run()
    assert not at.exception
    assert at.session_state["drafts-cleared"]["s"] != first


def test_a_draft_keeps_its_id_until_it_is_cleared_or_renewed() -> None:
    at = AppTest.from_string(IDS).run()
    first = at.text[0].value
    assert at.run().text[0].value == first
    second = at.button[0].click().run().text[0].value
    third = at.button[1].click().run().text[0].value
    assert not at.exception
    assert len({first, second, third}) == 3
    assert at.run().text[0].value == third
