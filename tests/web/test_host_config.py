"""A server that is away is told by our own notice alone, not by Streamlit's dialog above the words."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from core.web.app import kwargs
from core.web.host_config import QuietDialogs

STREAMLITS = {"allowedOrigins": ["https://example.org"], "blockErrorDialogs": False}


async def config(_):
    return JSONResponse(STREAMLITS, headers={"Cache-Control": "no-cache"})


async def refusal(_):
    return PlainTextResponse("Not now", 503)


async def in_parts(_):
    return StreamingResponse(iter(["[1,", " 2]"]), media_type="application/json")


def client(answer):
    routes = [Route("/_stcore/host-config", answer), Route("/{path:path}", answer)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(QuietDialogs)]))


def test_the_dialog_is_off_and_everything_else_is_streamlits_own():
    answer = client(config).get("/_stcore/host-config")
    assert answer.json() == {**STREAMLITS, "blockErrorDialogs": True}
    assert answer.headers["cache-control"] == "no-cache"


def test_only_that_address_is_touched():
    assert client(config).get("/_stcore/health").json() == STREAMLITS


def test_what_is_no_configuration_passes_as_it_is():
    answer = client(refusal).get("/_stcore/host-config")
    assert (answer.status_code, answer.text) == (503, "Not now")
    assert client(in_parts).get("/_stcore/host-config").json() == [1, 2]


def test_it_stands_before_streamlit():
    assert QuietDialogs in [middleware.cls for middleware in kwargs()["middleware"]]
