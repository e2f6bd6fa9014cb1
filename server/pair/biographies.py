"""Reading and writing what people tell of themselves, and their photos."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from server.pair.biography import EMPTY, Biography
from server.pair.tables import biographies, photos

_decode = msgspec.json.Decoder(Biography).decode


class Biographies:
    """The store of biographies and photos: each method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of(self, people: Iterable[str]) -> dict[str, Biography]:
        """Read what each of some people has told; nobody is missing from the answer."""
        wanted = list(people)
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(biographies).where(biographies.c.person_id.in_(wanted)))
            told = {row.person_id: _decode(row.body) for row in rows}
        return {person: told.get(person, EMPTY) for person in wanted}

    async def keep(self, person_id: str, biography: Biography, *, now: datetime) -> None:
        """Keep what a person tells, in place of what they told before."""
        values = {"body": msgspec.json.encode(biography).decode(), "at": now}
        async with self._engine.begin() as connection:
            mine = biographies.c.person_id == person_id
            if (await connection.execute(update(biographies).where(mine).values(values))).rowcount == 0:
                await connection.execute(insert(biographies).values(person_id=person_id, **values))

    async def photo(self, person_id: str) -> bytes | None:
        """Read a person's photo: a JPEG."""
        async with self._engine.connect() as connection:
            return (
                await connection.execute(select(photos.c.jpeg).where(photos.c.person_id == person_id))
            ).scalar_one_or_none()

    async def photos_at(self, people: Iterable[str]) -> dict[str, datetime]:
        """Say who of some people has a photo, and since when."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(photos.c.person_id, photos.c.at).where(photos.c.person_id.in_(list(people)))
            )
            return {row.person_id: row.at for row in rows}

    async def keep_photo(self, person_id: str, jpeg: bytes | None, *, now: datetime) -> None:
        """Keep a photo as `photo.made_small` returns it, or none."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(photos).where(photos.c.person_id == person_id))
            if jpeg is not None:
                await connection.execute(insert(photos).values(person_id=person_id, jpeg=jpeg, at=now))
