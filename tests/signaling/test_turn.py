"""TURN credentials against values computed with coturn's own formula."""

from __future__ import annotations

import base64
import hashlib
import hmac

from signaling import turn


def test_a_credential_names_its_end_and_is_signed_with_the_shared_secret() -> None:
    server = turn.credentials(["turn:t.example:3478"], secret="s3", label="pair", now_s=1_000.9, ttl_s=60)
    assert server.username == "1060:pair"
    expected = hmac.new(b"s3", b"1060:pair", hashlib.sha1).digest()
    assert server.credential == base64.b64encode(expected).decode()
    assert server.urls == ["turn:t.example:3478"]
