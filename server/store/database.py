"""Opening the database and bringing it up to date."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CONNECTIONS = 5
"""Open at most; whoever comes while all are busy waits. SQLite has one writer at a time anyway."""

WAITS_MS = 20_000
"""How long a writer of SQLite waits for the others: they take turns by chance, so one may long be unlucky."""

MIGRATIONS = Path(__file__).parent / "migrations"


logging.getLogger("aiosqlite").setLevel(logging.INFO)
"""At DEBUG it writes every value of every statement into the log."""


class StoreError(Exception):
    """The database cannot be opened; the text says why and holds no address of it."""


async def open_database(url: str) -> AsyncEngine:
    """Connect, run the migrations that are missing, and return the engine; `dispose()` closes it.

    SQLite runs in WAL mode with foreign keys on, so that readers never wait for the one writer.

    Raises
    ------
    StoreError
        When there is no driver for the URL, or no database to open at it.
    """
    try:
        return await _open(url)
    except ModuleNotFoundError as error:
        raise StoreError(f"the driver {error.name} is not installed") from error
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"the database cannot be opened ({type(error).__name__})") from error


async def _open(url: str) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0)
    if engine.dialect.name == "sqlite":
        # Asked first: a connection that fails leaves a thread behind that complains for itself.
        if not Path(engine.url.database or "").parent.is_dir():
            raise StoreError("the folder of the database is not there")
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except BaseException:
        await engine.dispose()
        raise
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={WAITS_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
