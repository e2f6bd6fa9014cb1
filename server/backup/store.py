"""Between a store and a backup: writing all rows of one moment, and putting them back into an empty store."""

from __future__ import annotations

import asyncio
import base64
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, DateTime, LargeBinary, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

import server.app as house
from server.backup.pack import FORMAT, BackupError, Digest, Manifest, check, line_of, manifest_of, rows_of
from server.store.tables import Moment, metadata

AT_ONCE = 1000
"""Rows put back in one statement."""

VERSION = "alembic_version"


async def backup(engine: AsyncEngine, path: Path) -> Manifest:
    """Write everything a store holds at this moment into a new file, read it again, and check it.

    Others may go on reading and writing meanwhile; what they change is not in the file.

    Raises
    ------
    BackupError
        `already_there` when the path is taken, `cannot_write`.
    """
    if await asyncio.to_thread(path.exists):
        raise BackupError("already_there", f"{path} is there already")
    part = path.with_name(f"{path.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            async with engine.connect() as connection:
                if engine.dialect.name != "sqlite":
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                else:
                    await connection.execute(text("BEGIN"))
                await connection.run_sync(_write, part)
            manifest = check(part)
            os.rename(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BackupError("cannot_write", f"{path} cannot be written ({error.strerror})") from error
    return manifest


async def restore(engine: AsyncEngine, path: Path) -> Manifest:
    """Put a backup into an empty store, all of it or nothing, and compare what is there then.

    Raises
    ------
    BackupError
        `no_backup`; `damaged`; `not_empty`; `another_version` when the tables are not of its time.
    """
    manifest = check(path)
    async with engine.begin() as connection:
        await connection.run_sync(_restore, path, manifest)
    return manifest


def _write(connection: Connection, part: Path) -> None:
    tables = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
        for table in _tables():
            digest = Digest()
            with file.open(f"{table.name}.jsonl", "w", force_zip64=True) as lines:
                for line in _lines(connection, table):
                    digest.add(line)
                    lines.write(line)
            tables.append(digest.contents(str(table.name), [str(column.name) for column in table.columns]))
        manifest = Manifest(format=FORMAT, revision=_revision(connection), tables=tables)
        file.writestr("manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def _restore(connection: Connection, path: Path, manifest: Manifest) -> None:
    if manifest.revision != _revision(connection):
        raise BackupError(
            "another_version",
            f"this backup is of revision {manifest.revision}; put it back with the Duologue that wrote it",
        )
    tables = {table.name: table for table in _tables()}
    if [each.name for each in manifest.tables] != list(tables):
        raise BackupError("another_version", "this backup holds other tables")
    for table in tables.values():
        if connection.execute(select(table).limit(1)).first() is not None:
            raise BackupError("not_empty", "the database holds something already; take a new one")
    with zipfile.ZipFile(path) as file:
        manifest_of(file)
        for contents in manifest.tables:
            table = tables[contents.name]
            columns = [table.columns[name] for name in contents.columns]
            rows = rows_of(file, contents)
            while batch := list(islice(rows, AT_ONCE)):
                connection.execute(
                    insert(table),
                    [
                        {
                            column.name: _read(value, column)
                            for column, value in zip(columns, row, strict=True)
                        }
                        for row in batch
                    ],
                )
            _go_on_counting(connection, table)
    for contents in manifest.tables:
        digest = Digest()
        for line in _lines(connection, tables[contents.name]):
            digest.add(line)
        if digest.contents(contents.name, contents.columns) != contents:
            raise BackupError("damaged", f"the table {contents.name} came out otherwise than it went in")


def _tables() -> list[Table]:
    """All tables of the house, each after those it points to."""
    assert house  # noqa: S101 (imported for its tables)
    return metadata.sorted_tables


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Write the rows of a table in the order of its key, read piece by piece."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query):
        yield line_of(row)


def _read(value: Any, column: Column[Any]) -> Any:
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return value


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts apart from the rows: let it go on after the last one put back."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name != "postgresql":
        return
    last = connection.execute(select(func.max(column))).scalar_one()
    if last is not None:
        counter = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(counter, last)))
