"""The key of a seat's summary, derived from the key of the seat: the store has neither."""

from __future__ import annotations

import base64
import hmac


def summary_token(seat_token: str) -> str:
    """Derive the key of a seat's private summary from the key of the seat."""
    digest = hmac.digest(seat_token.encode(), b"duologue summary", "sha256")
    return base64.urlsafe_b64encode(digest[:24]).decode()


def summary_path(seat_token: str) -> str:
    """Return the path of a seat's private summary."""
    return f"/s/{summary_token(seat_token)}"
