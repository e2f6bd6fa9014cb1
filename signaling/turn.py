"""Time-limited TURN credentials, as coturn's `use-auth-secret` takes them.

Source: draft-uberti-behave-turn-rest-00: the user name is `expiry:label`, the password is
base64(HMAC-SHA1(secret, user name)).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

from signaling.messages import IceServer


def credentials(urls: Sequence[str], *, secret: str, label: str, now_s: float, ttl_s: float) -> IceServer:
    """Return an ICE server entry whose credential is good until `now_s + ttl_s` (Unix seconds)."""
    username = f"{int(now_s + ttl_s)}:{label}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return IceServer(urls=list(urls), username=username, credential=base64.b64encode(digest).decode())
