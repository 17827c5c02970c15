"""Asking the embedded Supabase over HTTP, as any client would: nothing of ours in between."""

from dataclasses import dataclass
from typing import Any

import httpx

from core.local.backend import Backend

PASSWORD = "four quiet words here"

_client = httpx.Client(timeout=20)


@dataclass(frozen=True)
class Caller:
    """Speaks with one backend, with the publishable key."""

    backend: Backend

    def rpc(self, function: str, **arguments: Any) -> httpx.Response:
        return self.post(f"rest/v1/rpc/{function}", arguments)

    def auth(self, path: str, **body: Any) -> httpx.Response:
        return self.post(f"auth/v1/{path}", body)

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"apikey": self.backend.key}
        return _client.post(f"{self.backend.url}/{path}", json=body, headers=headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return _client.get(f"{self.backend.url}/{path}", headers=headers)

    def mails(self, to: str) -> list[dict[str, str]]:
        authorization = f"Bearer {self.backend.mailbox_token}"
        mails: list[dict[str, str]] = self.get(f"mailbox?to={to}", authorization=authorization).json()
        return mails

    def newcomer(self, email: str) -> str:
        """Sign up and return the code that was mailed."""
        assert self.auth("signup", email=email, password=PASSWORD).status_code == 200
        return self.mails(email)[0]["code"]

    def member(self, email: str) -> dict[str, Any]:
        """Sign up, confirm, and return the session."""
        answer = self.auth("verify", email=email, token=self.newcomer(email), type="email")
        assert answer.status_code == 200
        session: dict[str, Any] = answer.json()
        return session
