"""The people of the demo: made once, with passwords nobody chose. `supabase/seed.sql` gives five of them a circle."""

import json
import secrets
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.local.backend import Backend
from core.local.folder import write_private
from core.local.packages import REPOSITORY
from core.local.problem import LocalProblem

OPERATOR = "Olga"
NAMES = ("Wren", "Heron", "Robin", "Otter", "Linnet", OPERATOR)
SEED = REPOSITORY / "supabase" / "seed.sql"

_ANSWER_LONGEST_S = 15
_CONFIRMED = "select email from auth.users where confirmed_at is not null"
# The table in which the official command line tool remembers its seeds.
_SEEDS = """
create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
select path from supabase_migrations.seed_files"""
_SEEDED = "insert into supabase_migrations.seed_files (path, hash) values ('supabase/seed.sql', '')"


@dataclass(frozen=True)
class Person:
    """One of the demo's people; the sign-in page offers each of them with one click."""

    name: str
    email: str
    password: str


def prepare(backend: Backend, folder: Path) -> Path:
    """Make the accounts and the circle that are not there yet; returns the file with the passwords."""
    everybody = people(folder)
    confirmed = set(backend.database.query(_CONFIRMED))
    for person in everybody:
        if person.email not in confirmed:
            _join(backend, person)
    if SEED.exists() and not backend.database.query(_SEEDS):
        backend.database.run_file(SEED, then=_SEEDED)
    backend.database.query(f"select app.appoint_operator('{_address(OPERATOR)}')")
    return folder / "demo.json"


def people(folder: Path) -> list[Person]:
    """Return the demo's people, with passwords made the first time and kept for their owner alone."""
    file = folder / "demo.json"
    known = [Person(**person) for person in json.loads(file.read_text())] if file.exists() else []
    missing = [name for name in NAMES if name not in {person.name for person in known}]
    if missing:
        known += [Person(name, _address(name), secrets.token_urlsafe(18)) for name in missing]
        write_private(file, json.dumps([asdict(person) for person in known], indent=2))
    return known


def _address(name: str) -> str:
    return f"{name.lower()}@demo.invalid"


def _join(backend: Backend, person: Person) -> None:
    _post(backend, "signup", {"email": person.email, "password": person.password})
    mails = _ask(
        f"{backend.mailbox_url}?to={person.email}", {"Authorization": f"Bearer {backend.mailbox_token}"}
    )
    _post(backend, "verify", {"email": person.email, "token": mails[0]["code"], "type": "email"})


def _post(backend: Backend, path: str, body: dict[str, str]) -> None:
    headers = {"apikey": backend.key, "Content-Type": "application/json"}
    _ask(f"{backend.url}/auth/v1/{path}", headers, json.dumps(body).encode())


def _ask(url: str, headers: dict[str, str], body: bytes | None = None) -> Any:
    request = urllib.request.Request(url, body, headers)  # noqa: S310 -- the loopback, by its address
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_LONGEST_S) as answer:  # noqa: S310 -- as above
            return json.load(answer)
    except OSError as cause:
        raise LocalProblem(
            f"The demo's people could not be made ({cause}). Nothing is lost. Run `make demo` again."
        ) from cause
