"""Reading and writing people: each method is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from server.people.person import Person, PersonError, Pronouns
from server.people.tables import people


def new_id() -> str:
    """Make the id of a row nobody can guess: 128 bits."""
    return secrets.token_hex(16)


class People:
    """The store of people."""

    def __init__(self, engine: AsyncEngine, *, new_id: Callable[[], str] = new_id) -> None:
        self._engine = engine
        self._new_id = new_id

    async def create(
        self,
        *,
        name: str,
        email: str,
        time_zone: str,
        now: datetime,
        languages: tuple[str, ...] = (),
        pronouns: Pronouns | None = None,
        administrator: bool = False,
    ) -> Person:
        """Keep a new person; `email` as `email_of` returns it.

        Raises
        ------
        PersonError
            `email_taken` when somebody has this address.
        """
        person = Person(
            id=self._new_id(),
            name=name,
            email=email,
            pronouns=pronouns,
            time_zone=time_zone,
            languages=languages,
            administrator=administrator,
            created_at=now,
            deleted_at=None,
        )
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(people).values(row_of(person)))
        except IntegrityError:
            raise PersonError("email_taken", "Somebody with this address is here already.") from None
        return person

    async def by_id(self, person_id: str) -> Person | None:
        """Find a person, also one whose account is deleted: then only the id says anything."""
        return await self._one(people.c.id == person_id)

    async def by_email(self, email: str) -> Person | None:
        """Find a person by the address as `email_of` returns it."""
        return await self._one(people.c.email == email)

    async def by_ids(self, ids: Iterable[str]) -> list[Person]:
        """Find some people at once, those whose account is deleted too."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(people).where(people.c.id.in_(list(ids))))
            return [person_of_row(row) for row in rows]

    async def change(
        self,
        person_id: str,
        *,
        name: str,
        pronouns: Pronouns | None,
        time_zone: str,
        languages: tuple[str, ...],
    ) -> None:
        """Keep what a person says of themselves now."""
        values = {
            "name": name,
            "pronouns": pronouns,
            "time_zone": time_zone,
            "languages": _encode(languages),
        }
        async with self._engine.begin() as connection:
            await connection.execute(update(people).where(people.c.id == person_id).values(values))

    async def make_administrator(self, person_id: str) -> None:
        """Let a person run the programme."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(people).where(people.c.id == person_id).values(administrator=True)
            )

    async def _one(self, where: ColumnElement[bool]) -> Person | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(people).where(where))).one_or_none()
        return None if row is None else person_of_row(row)


def row_of(person: Person) -> dict[str, Any]:
    """Return a person as a row of `people`."""
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "pronouns": person.pronouns,
        "time_zone": person.time_zone,
        "languages": _encode(person.languages),
        "administrator": person.administrator,
        "created_at": person.created_at,
        "deleted_at": person.deleted_at,
    }


def person_of_row(row: Row[Any]) -> Person:
    """Return a row of `people` as a person."""
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        pronouns=row.pronouns,
        time_zone=row.time_zone,
        languages=tuple(msgspec.json.decode(row.languages, type=list[str])),
        administrator=bool(row.administrator),
        created_at=row.created_at,
        deleted_at=row.deleted_at,
    )


def _encode(languages: tuple[str, ...]) -> str:
    return msgspec.json.encode(languages).decode()
