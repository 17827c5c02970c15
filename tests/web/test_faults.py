"""A failing page: the operator learns where, and nobody learns what a member wrote."""

# ruff: noqa: PLC0415 -- AppTest runs the source of each page alone, imports included
import logging

from streamlit.testing.v1 import AppTest

WORDS = "I told them about my divorce"


def failing_page():
    from core.web.faults import on_script_error

    try:
        try:
            {}["I told them about my divorce"]
        except KeyError as cause:
            raise ValueError("I told them about my divorce") from cause
    except ValueError as fault:
        on_script_error(fault)


def refused_page():
    from core.errors import Unreachable
    from core.web.faults import on_script_error

    on_script_error(Unreachable())


def test_a_fault_is_a_sentence_with_a_reference_and_a_line_without_words(caplog):
    with caplog.at_level(logging.ERROR):
        at = AppTest.from_function(failing_page).run()
    [line] = [record.getMessage() for record in caplog.records if record.name == "rebound.faults"]
    assert line.split()[0] in at.warning[0].value
    assert "ValueError" in line
    assert "KeyError" in line
    assert WORDS not in line + at.warning[0].value
    assert at.button[0].label == "Try again"


def self_caused_page():
    from core.web.faults import on_script_error

    try:
        fault = ValueError()
        raise fault from fault
    except ValueError as caught:
        on_script_error(caught)


def test_a_fault_raised_from_itself_is_told_once(caplog):
    with caplog.at_level(logging.ERROR):
        at = AppTest.from_function(self_caused_page).run()
    assert at.warning[0].value.startswith("Something went wrong on our side.")


def test_a_refusal_is_its_own_sentence(caplog):
    at = AppTest.from_function(refused_page).run()
    assert at.warning[0].value.startswith("We can't reach our own server")
    assert not [record for record in caplog.records if record.name == "rebound.faults"]
