"""The file of a backup: a zip with a line of JSON for every row, and a manifest to check it by.

```
manifest.json     format, revision of the tables, and of each table its columns, rows and SHA-256
TABLE.jsonl       one row a line, as a list in the order of the columns
```

Values are written one way whatever the database: bytes as base64, moments as UTC without a zone. So the same
rows give the same digest in SQLite and PostgreSQL, and a backup of one can be put back into the other.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

FORMAT = "duologue-backup-1"

LONGEST_LINE = 16 * 2**20
"""Bytes of one row at most: a photo is the largest thing there is."""


class BackupError(Exception):
    """A backup cannot be written, read or put back; `code` is stable, the text for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """One table of a backup."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds; tables in an order in which rows find what they point to."""

    format: str
    revision: str
    tables: list[Contents]


class Digest:
    """Counts and hashes a table's lines as they pass."""

    def __init__(self) -> None:
        self.rows = 0
        self._sha = hashlib.sha256()

    def add(self, line: bytes) -> None:
        """Take one line, its end included."""
        self.rows += 1
        self._sha.update(line)

    def contents(self, name: str, columns: list[str]) -> Contents:
        """Return what has passed."""
        return Contents(name=name, columns=columns, rows=self.rows, sha256=self._sha.hexdigest())


def line_of(row: Iterable[Any]) -> bytes:
    """Write a row."""
    return msgspec.json.encode([_written(value) for value in row]) + b"\n"


def _written(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat(
            timespec="microseconds"
        )
    return value


def manifest_of(file: zipfile.ZipFile) -> Manifest:
    """Read a backup's manifest.

    Raises
    ------
    BackupError
        `no_backup` when this is none.
    """
    try:
        manifest = msgspec.json.decode(file.read("manifest.json"), type=Manifest)
    except (KeyError, msgspec.DecodeError, zipfile.BadZipFile, ValueError):
        raise BackupError("no_backup", "this is no backup of Duologue") from None
    if manifest.format != FORMAT:
        raise BackupError("no_backup", f"this backup is of another format: {manifest.format}")
    return manifest


def rows_of(file: zipfile.ZipFile, table: Contents) -> Iterator[list[Any]]:
    """Read a table's rows, and check them as they pass.

    Raises
    ------
    BackupError
        `damaged` when they are not the rows that were written.
    """
    digest = Digest()
    try:
        with file.open(f"{table.name}.jsonl") as lines:
            while line := lines.readline(LONGEST_LINE):
                digest.add(line)
                yield msgspec.json.decode(line, type=list[Any])
    except (KeyError, msgspec.DecodeError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise BackupError("damaged", f"the table {table.name} cannot be read") from error
    if digest.contents(table.name, table.columns) != table:
        raise BackupError("damaged", f"the table {table.name} is not as it was written")


def check(path: Path) -> Manifest:
    """Read a whole backup and compare it with its manifest; returns that.

    Raises
    ------
    BackupError
        `no_backup`; `damaged`.
    """
    try:
        with zipfile.ZipFile(path) as file:
            manifest = manifest_of(file)
            for table in manifest.tables:
                for _ in rows_of(file, table):
                    pass
            return manifest
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupError("no_backup", f"{path.name} cannot be read as a backup") from error
