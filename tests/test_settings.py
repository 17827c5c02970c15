"""Settings are read once, and what is missing is named."""

from pathlib import Path

import pytest

from core import settings

NEEDED = {"SUPABASE_URL": "http://here", "SUPABASE_KEY": "key", "REBOUND_SESSION_KEY": "sealed"}


def test_what_is_told_is_read():
    told = {**NEEDED, "REBOUND_DEMO": "/some/file", "REBOUND_MAILBOX_URL": "http://here/mailbox"}
    read = settings.load(told)
    assert (read.supabase_url, read.demo_file) == ("http://here", Path("/some/file"))
    assert (read.mailbox_url, read.mailbox_token) == ("http://here/mailbox", None)


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("absent", [{}, {"": ""}])
def test_what_is_missing_is_named(name: str, absent: dict[str, str]):
    told = {key: value for key, value in NEEDED.items() if key != name} | ({name: ""} if absent else {})
    with pytest.raises(settings.SettingMissing, match=f"^{name} is not set. Start Rebound with `make run`"):
        settings.load(told)


def test_secrets_do_not_show_in_the_log():
    told = {**NEEDED, "REBOUND_MAILBOX_TOKEN": "hush"}
    assert "sealed" not in repr(settings.load(told))
    assert "hush" not in repr(settings.load(told))
