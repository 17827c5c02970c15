"""Is Rebound well? For whoever operates it: no names, no numbers of anybody."""

import secrets
from http import HTTPStatus

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from core import errors
from core.data import browser_sessions


async def health(_: Request) -> JSONResponse:
    """Answer 200 if the database answers, else 503."""
    reached = await run_sync(_database_answers)
    status = HTTPStatus.OK if reached else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"app": True, "database": reached}, status, {"Cache-Control": "no-store"})


def _database_answers() -> bool:
    """Ask for a session that nobody has."""
    try:
        browser_sessions.find(secrets.token_urlsafe(32))
    except errors.Unreachable:
        return False
    return True


routes = [Route("/healthz", health)]
