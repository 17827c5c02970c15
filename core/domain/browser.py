"""What a browser shows of itself: the cookie that keeps somebody signed in, and the secret a ticket is bound to."""

COOKIE = "__Host-rebound"
XSRF_COOKIE = "_streamlit_xsrf"
SESSION_DAYS = 30
ID_LENGTH = 43  # 32 random bytes in URL-safe base64


def is_session_id(value: str | None) -> bool:
    return value is not None and len(value) == ID_LENGTH and value.isascii()


def binding(xsrf_cookie: str | None) -> str:
    """Return the browser's own secret from Streamlit's XSRF cookie, or "" where there is none.

    Streamlit masks the secret anew now and then (`2|mask|masked|time`); what lies under the mask stays.
    """
    try:
        _, mask, masked, _ = (cookie.strip('"') for cookie in (xsrf_cookie or "").strip('"').split("|"))
        key, hidden = bytes.fromhex(mask), bytes.fromhex(masked)
        return bytes(byte ^ key[place % len(key)] for place, byte in enumerate(hidden)).hex()
    except (ValueError, ZeroDivisionError):
        return ""
