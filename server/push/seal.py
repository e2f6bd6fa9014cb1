"""Sealing a reminder for one browser (RFC 8291), and saying who sends it (RFC 8292). Pure."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Bytes of the one record a reminder is; push services take no larger ones."""

LONGEST = RECORD - 16 - 1 - 86
"""Bytes of a reminder at most."""

LASTS = timedelta(hours=12)
"""How long a signed word of who sends is good for; at most a day."""

CURVE = ec.SECP256R1()


class PushError(ValueError):
    """A browser's keys, or the server's own, cannot be."""


def unpadded(text: str) -> bytes:
    """Read base64url with or without its padding."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, TypeError) as error:
        raise PushError("that is no base64url") from error


def written(data: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """Read the server's own key: 32 bytes, base64url."""
    raw = unpadded(text)
    if len(raw) != 32:
        raise PushError("the key has 32 bytes")
    try:
        return ec.derive_private_key(int.from_bytes(raw, "big"), CURVE)
    except ValueError as error:
        raise PushError("the key cannot be used") from error


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public half as a browser takes it: 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal(
    reminder: bytes, *, browser: bytes, auth: bytes, sender: ec.EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    """Seal a reminder for the browser of a public key and its secret.

    Parameters
    ----------
    sender :
        A key for this one reminder.
    salt :
        16 bytes, never used before.

    Raises
    ------
    PushError
        When the browser's keys cannot be, or the reminder is too long.
    """
    if len(auth) != 16 or len(salt) != 16 or len(reminder) > LONGEST:
        raise PushError("the keys or the reminder have a length that cannot be")
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, browser)
        shared = sender.exchange(ec.ECDH(), theirs)
    except (ValueError, InvalidKey) as error:
        raise PushError("the browser's key cannot be used") from error
    ours = public_bytes(sender)
    key = _derive(shared, salt=auth, info=b"WebPush: info\x00" + browser + ours, length=32)
    content_key = _derive(key, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derive(key, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(content_key).encrypt(nonce, reminder + b"\x02", None)


def signed(endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime) -> str:
    """Write the header that says who sends: the server's key, and whom to write to about it."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + LASTS).timestamp()),
        "sub": contact,
    }
    said = ".".join(written(msgspec.json.encode(each)) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = written(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={written(public_bytes(key))}"


def allowed(endpoint: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address is one of a push service an operator knows: the server calls no other.

    Plain http is for a service on this machine alone.
    """
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
    except ValueError:
        return False
    known = any(host == each or host.endswith(f".{each}") for each in hosts)
    return known and (parts.scheme == "https" or (parts.scheme == "http" and host == "127.0.0.1"))


def _derive(key: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(key)
