"""What stands around the pages: headers, compressed bundles, bound sessions, lost addresses."""

import os
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import file_util
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from core.domain import browser
from core.web.binding import HEADER, BoundSessions
from core.web.compression import CompressedBundles, packed
from core.web.lost import LostFound
from core.web.security import Security, content_security_policy

HERE = "http://testserver"


async def echo(request):
    return JSONResponse(dict(request.headers))


async def echo_socket(socket):
    await socket.accept()
    await socket.send_json(dict(socket.headers))
    await socket.close()


@pytest.fixture
def client():
    kinds = (Security, LostFound, CompressedBundles, BoundSessions)
    routes = [WebSocketRoute("/_stcore/stream", echo_socket), Route("/{path:path}", echo)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(kind) for kind in kinds]))


def greeted(client, **headers):
    with client.websocket_connect("/_stcore/stream", headers={"Origin": HERE, **headers}) as socket:
        return socket.receive_json()


def test_scripts_come_from_here_and_none_may_be_made_up():
    rules = dict(rule.split(" ", 1) for rule in content_security_policy().split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert rules["frame-ancestors"] == "'none'"


def test_every_answer_carries_the_headers(client):
    headers = client.get("/circle").headers
    assert headers["content-security-policy"] == content_security_policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/x", "/auth/login", "/oauth2callback"])
def test_what_nobody_here_needs_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "http://testserver:8502", "null", ""])
def test_a_websocket_of_another_site_is_turned_away(client, origin):
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers={"Origin": origin}),
    ):
        pass


def test_our_own_websocket_passes(client):
    assert greeted(client)["host"] == "testserver"


def test_a_session_is_bound_to_the_cookie_and_a_claim_is_dropped(client):
    mine = greeted(client, Cookie=f"{browser.COOKIE}={'a' * 43}")[HEADER]
    others = greeted(client, Cookie=f"{browser.COOKIE}={'b' * 43}")[HEADER]
    claimed = greeted(client, Cookie=f"{browser.COOKIE}={'b' * 43}", **{HEADER: mine})[HEADER]
    assert mine != others
    assert claimed == others
    assert greeted(client, **{HEADER: mine})[HEADER] == "nobody"
    assert HEADER not in client.get("/", headers={HEADER: mine}).json()


def test_bundles_are_compressed_and_nothing_outside_them_is_read(client, tmp_path):
    html = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    bundle = re.search(r'\./(static/js/[^"]+\.js)', html)[1]
    answer = client.get(f"/{bundle}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(packed(f"/{bundle}")) < len(answer.content) / 2
    outside = tmp_path / "outside.js"
    outside.write_text("secret")
    astray = os.path.relpath(outside, Path(file_util.get_static_dir()).resolve())
    for path in (f"/{astray}", "/static/../index.html", "/static/js/none.js", "/static/"):
        assert packed(path) is None


def test_a_browser_without_gzip_gets_it_plain(client):
    assert "content-encoding" not in client.get("/static/js/x.js", headers={"Accept-Encoding": "br"}).headers


def test_an_address_below_an_address_leads_home(client):
    lost = client.get("/circle/more", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (lost.status_code, lost.headers["location"]) == (302, "/")
    assert client.get("/circle", headers={"Accept": "text/html"}, follow_redirects=False).status_code == 200


@pytest.mark.parametrize("cookie", [None, "", "2|x|y|z", "2|||1", "1|ab", "2|ab|cd", '"'])
def test_a_broken_cookie_binds_nothing(cookie):
    assert browser.binding(cookie) == ""


def test_the_binding_is_what_lies_under_the_mask():
    secret = bytes(range(16))
    bindings = {browser.binding(generate_xsrf_token_string(secret)) for _ in range(5)}
    assert bindings == {secret.hex()}
