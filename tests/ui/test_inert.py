"""Members' words reach the screen as words, whatever they try to be."""

from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from core.ui import inert

HOSTILE = [
    "![x](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    ":red[boo] :material/home: :streamlit:",
    "$\\frac{1}{2}$",
    "# not a heading",
    "https://evil.example www.evil.example a@b.example mailto:a@b.example",
    "-> <- -- >= <= ~=",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_drawn_as_plain_text_letter_by_letter(text: str) -> None:
    at = AppTest.from_string(f"from core.ui import inert\ninert.words({text!r})").run()
    assert [drawn.value for drawn in at.text] == [text]
    assert not at.markdown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_escapes_every_mark_and_splits_what_comes_alive(text: str) -> None:
    label = inert.label(text)
    bare = label.replace("\u200b", "")
    assert bare.replace("\\", "") == text.replace("\\", "")
    for alive in ("://", "www.", "b@", "@b", ":streamlit:", "->", "<-", ">=", "<=", "--", "~="):
        assert alive not in label.replace("\\", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_holds_words_as_words(text: str) -> None:
    at = AppTest.from_string(
        f"from core.ui import inert\ninert.table('Words', ['Week of', {text!r}], [[{text!r}, {text!r}]])"
    ).run()
    drawn = at.get("html")[0].proto.body
    assert drawn.count(escape(text)) == 3
    assert "<img" not in drawn
    assert not at.markdown


def test_marks_that_hide_or_reverse_letters_are_dropped() -> None:
    assert inert.clean("ab\u202edc\u200b\u0000\u0007e\ufeff\u2066f") == "abdcef"


@pytest.mark.parametrize(
    "text",
    ["👩\u200d💻", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "שלום", "a\tb\nc", "naïve — “quote”"],
)
def test_what_people_really_write_stays(text: str) -> None:
    assert inert.clean(text) == text


def test_foreign_line_ends_become_ours() -> None:
    assert inert.clean("a\r\nb\rc") == "a\nb\nc"


def test_a_label_is_one_short_line() -> None:
    assert inert.label("a\n\n  b" + "x" * 500, limit=10) == "a bxxxxxxx"
