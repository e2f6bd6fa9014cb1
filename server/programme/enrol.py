"""Putting people into the programme, from a list, and inviting them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.mail.room import MailRoom
from server.mail.wording import language_of, say
from server.people.links import INVITATION_LASTS, SignInLinks
from server.people.people import new_id, row_of
from server.people.person import Person, first_name
from server.people.tables import people
from server.programme.roll import Entry

AT_ONCE = 500
"""Addresses asked for in one query: SQLite takes no more than some thousands of values."""


class Enrolment:
    """Puts people in: all of a list or, when the server dies, none of it."""

    def __init__(self, engine: AsyncEngine, *, links: SignInLinks, mail: MailRoom, programme: str) -> None:
        self._engine = engine
        self._links = links
        self._mail = mail
        self._programme = programme

    async def enrol(self, entries: list[Entry], *, invite: bool, now: datetime) -> tuple[int, int]:
        """Put in who is not there yet, with a mail each if `invite`; returns how many are new and known."""
        async with self._engine.begin() as connection:
            known: set[str] = set()
            for start in range(0, len(entries), AT_ONCE):
                emails = [entry.email for entry in entries[start : start + AT_ONCE]]
                query = select(people.c.email).where(people.c.email.in_(emails))
                known.update((await connection.execute(query)).scalars())
            fresh = [_person(entry, now=now) for entry in entries if entry.email not in known]
            if fresh:
                await connection.execute(insert(people), [row_of(person) for person in fresh])
            for person in fresh if invite else ():
                path = await self._links.make(connection, person.id, now=now, lasts=INVITATION_LASTS)
                link = self._mail.url(path)
                language = language_of(person.languages)
                text = say(
                    language,
                    "enrolled_text",
                    to=first_name(person.name),
                    programme=self._programme,
                    days=INVITATION_LASTS.days,
                    link=link,
                )
                message = self._mail.compose(
                    to=person.email or "", subject=say(language, "enrolled"), text=text
                )
                await self._mail.put(
                    connection,
                    message,
                    key=f"enrolled {person.id}",
                    link=link,
                    expires_at=now + INVITATION_LASTS,
                )
        self._mail.wake()
        return len(fresh), len(known)


def _person(entry: Entry, *, now: datetime) -> Person:
    return Person(
        id=new_id(),
        name=entry.name,
        email=entry.email,
        pronouns=entry.pronouns,
        time_zone=entry.time_zone,
        languages=entry.languages,
        administrator=False,
        created_at=now,
        deleted_at=None,
    )
