"""A page of the tests' own with two draft boxes and a feed, behind our headers: the parts without the product."""

import asyncio
import time
from collections.abc import AsyncIterator

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from core.web.security import Security
from tests.browser import held


def main() -> None:
    share = st.Page(_share, title="Share", url_path="share")
    feed = st.Page(_feed, title="Feed", url_path="feed", default=True)
    page = st.navigation([feed, share])
    from core.ui import draft  # noqa: PLC0415 -- components register with a running server

    with st.container(key="frame"):
        draft.sweep()
    page.run()


def _share() -> None:
    from core.ui import draft  # noqa: PLC0415 -- as above

    person = st.query_params.get("person", "alice")
    scope = draft.scope(person, "circle", "share")
    st.radio("Kind", ["win", "setback"], key="kind")
    said = draft.draft_box("What happened?", scope=scope, key="box", max_chars=40)
    if said is not None:
        st.session_state["said"] = said
        time.sleep(1.0 if "slow" in st.query_params else 0.0)  # a database under load
        st.session_state["times"] = st.session_state.get("times", 0) + 1
    if "said" in st.session_state:
        st.text(f"preview {st.session_state['times']}: {st.session_state['said']}")
        for button, share in (("Share", _shared), ("Share slowly", _slowly), ("Share and leave", _and_leave)):
            if st.button(button):
                share(scope)
    if "shared" in st.session_state:
        st.text(f"shared {st.session_state['shared']}")
    st.text(f"id {draft.id_of(scope)}")


def _shared(scope: str) -> None:
    from core.ui import draft  # noqa: PLC0415 -- as above

    draft.clear(scope)
    st.session_state["shared"] = st.session_state.pop("said")
    st.rerun()


def _slowly(scope: str) -> None:
    held.go.wait(10.0)
    _shared(scope)


def _and_leave(scope: str) -> None:
    from core.ui import draft  # noqa: PLC0415 -- as above

    draft.clear(scope)
    st.switch_page(st.Page(_feed, url_path="feed", default=True))


def _feed() -> None:
    st.title("Feed")
    _count("page")
    _posts()
    st.text_area("Reply", key="reply")


@st.fragment(key="posts")
def _posts() -> None:
    from core.ui import live  # noqa: PLC0415 -- as above

    _count("posts")
    live.listen("0")


def _count(what: str) -> None:
    st.session_state[what] = st.session_state.get(what, 0) + 1
    st.text(f"{what} {st.session_state[what]}")


class Pulse:
    """One circle's pulse, which a test may move."""

    beat = 0


async def _well(_: Request) -> Response:
    return PlainTextResponse("ok")


async def _beat(_: Request) -> Response:
    Pulse.beat += 1
    return PlainTextResponse(str(Pulse.beat))


async def _go(_: Request) -> Response:
    held.go.set()
    return PlainTextResponse("ok")


async def _live(_: Request) -> Response:
    return StreamingResponse(_pulses(), media_type="text/event-stream")


async def _pulses() -> AsyncIterator[str]:
    sent = None
    while True:
        if sent != Pulse.beat:
            sent = Pulse.beat
            yield f"data: {sent}\n\n"
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    main()
else:
    st.navigation([st.Page(main)])
    routes = [
        Route("/healthz", _well),
        Route("/live/{circle}", _live),
        Route("/beat", _beat, methods=["POST"]),
        Route("/go", _go, methods=["POST"]),
    ]
    app = st.App(__file__, routes=routes, middleware=[Middleware(Security)])
