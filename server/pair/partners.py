"""How two people come together and part: invited by one, paired by an administrator, ended by either."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.room import MailRoom
from server.mail.wording import language_of, say
from server.pair import letters
from server.pair.agreements import read
from server.pair.errors import PairError
from server.pair.letters import Letter
from server.people.links import INVITATION_LASTS, SignInLinks
from server.people.partnerships import Partnership, Partnerships, Role
from server.people.people import People, person_of_row
from server.people.person import Person, first_name
from server.people.tables import partnerships, people

OTHER_ROLE: dict[Role, Role] = {"mentor": "mentee", "mentee": "mentor", "peer": "peer"}

MOST_OPEN = 10
"""One person's invitations that may wait for an answer at once: too few for a mass mail (choice)."""

MOST_FREE = 300
"""People looked at for one suggestion: of more, the newest (choice)."""

SOMEWHERE = "UTC"
"""The time zone of somebody who was invited, until they say theirs."""


class Partners:
    """Inviting, pairing, accepting and ending: each act is one transaction, with its mail inside it."""

    def __init__(
        self, engine: AsyncEngine, *, people: People, pairs: Partnerships, links: SignInLinks, mail: MailRoom
    ) -> None:
        self._engine = engine
        self._people = people
        self._pairs = pairs
        self._links = links
        self._mail = mail

    async def invite(self, me: Person, *, email: str, name: str, role: Role, now: datetime) -> str:
        """Invite somebody by their address, known here or not, and return the id of the pair to be.

        The answer is the same for an address that is known: it tells nobody who is here.

        Raises
        ------
        PairError
            `not_yourself`; `already_paired`; `too_many_invitations`.
        """
        if email == me.email:
            raise PairError("not_yourself", "This is your own address.")
        guest = await self._people.by_email(email)
        if guest is None:
            guest = await self._people.create(name=name, email=email, time_zone=SOMEWHERE, now=now)
        async with self._engine.begin() as connection:
            await _hold(connection, me, guest)
            await self._refuse_more(connection, me)
            pair = await self._bring(connection, (me, guest), (role, OTHER_ROLE[role]), "invited", now)
            await self._write(connection, letters.INVITED, guest, me, pair.id, now)
        self._mail.wake()
        return pair.id

    async def pair(self, first: Person, second: Person, *, roles: tuple[Role, Role], now: datetime) -> str:
        """Bring two people together as an administrator does, and tell both.

        Raises
        ------
        PairError
            `not_yourself`; `already_paired`.
        """
        if first.id == second.id:
            raise PairError("not_yourself", "A pair takes two people.")
        async with self._engine.begin() as connection:
            await _hold(connection, first, second)
            pair = await self._bring(connection, (first, second), roles, "active", now)
            for to, other in ((first, second), (second, first)):
                await self._write(connection, letters.PAIRED, to, other, pair.id, now)
        self._mail.wake()
        return pair.id

    async def accept(self, pair: Partnership, me: Person, *, time_zone: str | None, now: datetime) -> None:
        """Say yes to an invitation; the time zone counts for somebody who has not said theirs.

        Raises
        ------
        PairError
            `invitation_over`: it is no invitation any more, or one's own.
        """
        partner = await self._people.by_id(pair.partner_of(me.id))
        if pair.people[1] != me.id or partner is None:
            raise PairError("invitation_over", "This invitation waits for the other one's answer.")
        async with self._engine.begin() as connection:
            moved = await connection.execute(
                update(partnerships)
                .where(partnerships.c.id == pair.id, partnerships.c.state == "invited")
                .values(state="active", since=now)
            )
            if moved.rowcount == 0:
                raise PairError("invitation_over", "This invitation has been answered already.")
            if time_zone is not None:
                await connection.execute(
                    update(people)
                    .where(people.c.id == me.id, people.c.time_zone == SOMEWHERE)
                    .values(time_zone=time_zone)
                )
            await self._write(connection, letters.ACCEPTED, partner, me, pair.id, now)
        self._mail.wake()

    async def end(self, pair: Partnership, me: Person, *, now: datetime) -> None:
        """End a pair, or refuse an invitation; no reason is asked for. Done twice it is as done once."""
        partner = await self._people.by_id(pair.partner_of(me.id))
        async with self._engine.begin() as connection:
            ended = await self._pairs.set_state(connection, pair.id, "ended", now=now)
            if ended and pair.state == "active" and partner is not None:
                days = (await read(connection, pair)).terms.save_days
                await self._write(connection, letters.ENDED, partner, me, pair.id, now, days=days)
        self._mail.wake()

    async def tell(
        self, pair: Partnership, me: Person, letter: Letter, *, number: int, now: datetime
    ) -> None:
        """Tell the other one of what was done to version `number` of the agreement, once."""
        partner = await self._people.by_id(pair.partner_of(me.id))
        if partner is None:
            return
        async with self._engine.begin() as connection:
            await self._write(connection, letter, partner, me, pair.id, now, version=number)
        self._mail.wake()

    async def free(self) -> list[Person]:
        """List whom an administrator might pair: who meets nobody and waits for nobody, the newest first."""
        busy = select(partnerships.c.id).where(
            partnerships.c.state != "ended",
            or_(partnerships.c.first_id == people.c.id, partnerships.c.second_id == people.c.id),
        )
        query = (
            select(people)
            .where(people.c.deleted_at.is_(None), ~busy.exists())
            .order_by(people.c.created_at.desc(), people.c.id)
            .limit(MOST_FREE)
        )
        async with self._engine.connect() as connection:
            return [person_of_row(row) for row in await connection.execute(query)]

    async def _bring(
        self,
        connection: AsyncConnection,
        two: tuple[Person, Person],
        roles: tuple[Role, Role],
        state: Literal["invited", "active"],
        now: datetime,
    ) -> Partnership:
        first, second = two[0].id, two[1].id
        same = or_(
            and_(partnerships.c.first_id == first, partnerships.c.second_id == second),
            and_(partnerships.c.first_id == second, partnerships.c.second_id == first),
        )
        there = await connection.execute(
            select(partnerships.c.id).where(same, partnerships.c.state != "ended")
        )
        if there.first() is not None:
            raise PairError("already_paired", "These two are a pair already, or one waits for the other.")
        return await self._pairs.create(connection, people=(first, second), roles=roles, state=state, now=now)

    async def _refuse_more(self, connection: AsyncConnection, me: Person) -> None:
        waiting = await connection.execute(
            select(func.count())
            .select_from(partnerships)
            .where(partnerships.c.first_id == me.id, partnerships.c.state == "invited")
        )
        if waiting.scalar_one() >= MOST_OPEN:
            raise PairError("too_many_invitations", "Wait for an answer to the invitations you have sent.")

    async def _write(
        self,
        connection: AsyncConnection,
        letter: Letter,
        to: Person,
        about: Person,
        pair_id: str,
        now: datetime,
        *,
        days: int = INVITATION_LASTS.days,
        version: int | None = None,
    ) -> None:
        """Put one mail; the link of one that first brings somebody here signs them in as well.

        Of whom no language is known, the other's is taken: they mean to talk.
        """
        if to.email is None:
            return
        path = f"/together{'' if version is None else '/agreement'}?pair={pair_id}"
        link = path
        if letter.signs_in:
            link = await self._links.make(connection, to.id, now=now, lasts=INVITATION_LASTS, then=path)
        says = {"to": first_name(to.name), "name": about.name, "days": days, "link": self._mail.url(link)}
        language = language_of((*to.languages, *about.languages))
        message = self._mail.compose(
            to=to.email,
            subject=say(language, letter.words, **says),
            text=say(language, f"{letter.words}_text", **says),
        )
        await self._mail.put(
            connection,
            message,
            key=f"{letter.kind} {pair_id} {to.id if version is None else version}",
            link=self._mail.url(link) if letter.signs_in else None,
            expires_at=now + INVITATION_LASTS,
        )


async def _hold(connection: AsyncConnection, *two: Person) -> None:
    """Write both people's rows first: two acts upon the same two come one after the other."""
    for person_id in sorted(each.id for each in two):
        await connection.execute(update(people).where(people.c.id == person_id).values(name=people.c.name))
