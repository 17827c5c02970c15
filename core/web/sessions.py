"""The session route: a ticket becomes the cookie, and the cookie goes."""

import json
from http import HTTPStatus
from typing import Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core import errors
from core.data import browser_sessions
from core.domain import browser
from core.services import sign_in
from core.web.security import same_origin

_MOST_BYTES = 512
_NOT_KEPT = {"Cache-Control": "no-store"}
_LIFETIME_S = browser.SESSION_DAYS * 24 * 3600


async def session(request: Request) -> Response:
    """Sign this browser in (POST with a ticket) or out (DELETE)."""
    if not _from_our_page(request):
        return _answer(HTTPStatus.FORBIDDEN)
    if len(await request.body()) > _MOST_BYTES:
        return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    order = _order(await request.body())
    try:
        if request.method == "DELETE":
            return await _leave(request, everywhere=order.get("everywhere") is True)
        return await _enter(request, str(order.get("ticket", "")))
    except errors.Unreachable:
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
    except errors.Problem:
        return _answer(HTTPStatus.FORBIDDEN)


async def _enter(request: Request, ticket: str) -> Response:
    binding = browser.binding(request.cookies.get(browser.XSRF_COOKIE))
    session_id = await run_sync(browser_sessions.redeem, ticket, binding)
    if session_id is None:
        return _answer(HTTPStatus.FORBIDDEN)
    former = request.cookies.get(browser.COOKIE)
    if former and former != session_id:
        await run_sync(sign_in.end, former)
    answer = _answer(HTTPStatus.NO_CONTENT)
    answer.set_cookie(
        browser.COOKIE, session_id, max_age=_LIFETIME_S, path="/", secure=True, httponly=True, samesite="lax"
    )
    return answer


async def _leave(request: Request, *, everywhere: bool) -> Response:
    if session_id := request.cookies.get(browser.COOKIE):
        await run_sync(sign_in.end_everywhere if everywhere else sign_in.end, session_id)
    answer = _answer(HTTPStatus.NO_CONTENT)
    answer.delete_cookie(browser.COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _from_our_page(request: Request) -> bool:
    return (
        request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
        and same_origin(request.headers)
        and request.headers.get("content-type", "").partition(";")[0] == "application/json"
    )


def _order(body: bytes) -> dict[str, Any]:
    try:
        order = json.loads(body)
    except ValueError:
        return {}
    return order if isinstance(order, dict) else {}


def _answer(status: HTTPStatus) -> Response:
    return Response(status_code=status, headers=_NOT_KEPT)


routes = [Route("/session", session, methods=["POST", "DELETE"])]
