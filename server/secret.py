"""The one secret of a server: what cannot be kept as a hash is derived from it instead of being stored."""

from __future__ import annotations

import base64
import contextlib
import hmac
import os
import secrets
from pathlib import Path

FILE = "secret"
"""Its file in the data folder, readable by the server alone."""


class Secret:
    """Derives keys by what they are for; without it, none of them can be told from the store."""

    def __init__(self, value: bytes) -> None:
        self._value = value

    def of(self, *purpose: str, length: int = 16) -> bytes:
        """Return the bytes for a purpose, always the same; at most 32."""
        said = "\x00".join(purpose).encode()
        return hmac.digest(self._value, said, "sha256")[:length]

    def path_part(self, *purpose: str) -> str:
        """Return them as part of a path: 22 letters."""
        return base64.urlsafe_b64encode(self.of(*purpose)).decode().rstrip("=")

    def mail_part(self, *purpose: str) -> str:
        """Return them as part of an address, where large and small letters are the same: 24 letters."""
        return base64.b32encode(self.of(*purpose, length=15)).decode().lower()


def read_or_make(data: Path, *, given: str | None) -> Secret:
    """Return the secret an operator gave, or the one of the data folder, made when there is none yet."""
    if given is not None:
        return Secret(given.encode())
    path = data / FILE
    if not path.exists():
        _make(path)
    return Secret(path.read_bytes())


def _make(path: Path) -> None:
    """Write a new secret whole or not at all: half of one would be read as another after a crash."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process was first: its secret counts
        os.link(draft, path)
    draft.unlink()
