"""Help on the screen: the emergency number first, every number one tap away, for signed-out people too."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).parents[2] / "pages/visitor/help.py"


def _links(at: AppTest) -> list[str]:
    return [link.proto.url for link in at.get("link_button")]


def test_the_emergency_number_comes_first_and_every_number_is_one_tap() -> None:
    at = AppTest.from_file(PAGE).run()
    at.selectbox[0].select_index(_place(at, "United Kingdom")).run()
    assert _links(at)[0] == "tel:999"
    assert {"tel:116123", "sms:85258", "https://samaritans.org"} <= set(_links(at))


def test_the_country_stays_picked() -> None:
    at = AppTest.from_file(PAGE).run()
    at.selectbox[0].select_index(_place(at, "France")).run()
    assert _links(at.run())[:2] == ["tel:112", "tel:3114"]


def test_every_line_names_its_source_and_the_day_it_was_checked() -> None:
    at = AppTest.from_file(PAGE).run()
    at.selectbox[0].select_index(_place(at, "India")).run()
    assert [note.value for note in at.caption] == [
        "Source: telemanas.mohfw.gov.in. Last checked on 22 November 2026, not dialled."
    ]


def test_a_country_we_do_not_know_gets_directories() -> None:
    at = AppTest.from_file(PAGE).run()
    at.selectbox[0].select_index(_place(at, "Another country")).run()
    assert _links(at) == ["https://findahelpline.com", "https://befrienders.org"]
    assert "112" in at.markdown[1].value


def _place(at: AppTest, name: str) -> int:
    return list(at.selectbox[0].options).index(name)
