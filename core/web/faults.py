"""What happens when a page fails: a calm sentence on the screen, and a line for whoever runs Rebound."""

import logging
import secrets
import traceback

import streamlit as st
from streamlit import config

from core.errors import Problem

_LOG = logging.getLogger("rebound.faults")


def on_script_error(fault: Exception) -> bool:
    """Draw a sentence in place of what failed. True: Streamlit draws nothing of its own."""
    if isinstance(fault, Problem):
        st.warning(fault.message)
        _offer_again()
        return True
    reference = secrets.token_hex(4)
    _LOG.error("%s %s", reference, _where(fault))
    st.warning(
        "Something went wrong on our side. Nothing you wrote is lost. Try again in a minute. If it goes on, "
        f"tell whoever runs Rebound this reference: {reference}"
    )
    _offer_again()
    return True


def quiet_streamlit() -> None:
    """Silence two reports of Streamlit's: one quotes exceptions, which may quote a member; one is of no use."""
    config.set_option("logger.enableRich", False)  # noqa: FBT003 -- Streamlit's own signature
    logging.getLogger("streamlit.error_util").disabled = True
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True


def _where(fault: BaseException) -> str:
    """Name the kind of fault and the lines it passed; its message may hold a member's words."""
    frames = traceback.extract_tb(fault.__traceback__)
    lines = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    # An error that is raised from itself would be told for ever.
    told = fault.__cause__ if fault.__cause__ is not fault else None
    cause = f" | from {_where(told)}" if told else ""
    return f"{type(fault).__name__} at {lines}{cause}"


def _offer_again() -> None:
    st.button("Try again", key="try-again", on_click=st.rerun)
