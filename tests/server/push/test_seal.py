"""Sealing by the example of RFC 8291 (appendix A), and as a browser opens it."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from server.push.seal import (
    CURVE,
    LONGEST,
    PushError,
    allowed,
    private_key,
    public_bytes,
    seal,
    signed,
    unpadded,
    written,
)

SENDER = private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
BROWSER = unpadded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
AUTH, SALT = unpadded("BTBZMqHH6r4Tts7J_aSIgg"), unpadded("DGv6ra1nlYgDCS1FRnbzlw")
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc_is_sealed_as_it_says() -> None:
    text = b"When I grow up, I want to be a watermelon"
    assert written(seal(text, browser=BROWSER, auth=AUTH, sender=SENDER, salt=SALT)) == SEALED


@pytest.mark.parametrize(
    ("browser", "auth", "length"),
    [
        (BROWSER[:-1], AUTH, 1),
        (b"\x04" + bytes(64), AUTH, 1),
        (BROWSER, AUTH[:-1], 1),
        (BROWSER, AUTH, LONGEST + 1),
    ],
)
def test_keys_that_cannot_be_are_refused(browser: bytes, auth: bytes, length: int) -> None:
    with pytest.raises(PushError):
        seal(bytes(length), browser=browser, auth=auth, sender=SENDER, salt=SALT)


def test_who_sends_is_signed_for_that_service_alone() -> None:
    now = datetime(2026, 12, 10, 15, 45, tzinfo=UTC)
    header = signed("https://push.example.org/a/b", key=SENDER, contact="mailto:d@example.org", now=now)
    token, key = header.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    said = msgspec.json.decode(unpadded(claims))
    assert (said["aud"], said["sub"]) == ("https://push.example.org", "mailto:d@example.org")
    assert 0 < said["exp"] - now.timestamp() <= 24 * 3600
    raw = unpadded(signature)
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unpadded(key))
    halves = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(encode_dss_signature(*halves), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert unpadded(key) == public_bytes(SENDER)


@pytest.mark.parametrize("text", ["", "x", written(bytes(32)), written(b"\xff" * 32), "a" * 44])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(PushError):
        private_key(text)


HOSTS = ("googleapis.com", "127.0.0.1")


@pytest.mark.parametrize(
    ("endpoint", "may"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("http://fcm.googleapis.com/fcm/send/x", False),
        ("https://evilgoogleapis.com/x", False),
        ("https://googleapis.com.example.org/x", False),
        ("https://user@localhost/x", False),
        ("http://127.0.0.1:9/x", True),
        ("https://169.254.169.254/latest", False),
        ("https://[x", False),
        ("nothing", False),
    ],
)
def test_only_services_an_operator_knows_are_called(endpoint: str, may: bool) -> None:
    assert allowed(endpoint, HOSTS) is may
