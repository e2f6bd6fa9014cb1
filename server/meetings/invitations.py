"""The mails that tell of meetings, each with its iCalendar part, kept in the act they tell of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from server.mail.room import MailRoom
from server.mail.wording import language_of, say
from server.meetings import letters
from server.meetings.calendar import Answer, Copy, Method, Person, invitation
from server.meetings.letters import begins, both, when
from server.meetings.store import Plan
from server.people import person
from server.people.partnerships import Partnership
from server.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Both people of a pair, seen by one of them."""

    pair: Partnership
    me: person.Person
    other: person.Person

    def turned(self) -> Two:
        """See the pair from the other side."""
        return Two(pair=self.pair, me=self.other, other=self.me)

    def both(self, at: datetime) -> str:
        """Say a moment by both clocks."""
        return both(
            at,
            mine=self.me.time_zone,
            theirs=self.other.time_zone,
            other=self.other.name,
            language=self.language,
        )

    @property
    def language(self) -> str:
        """The language `me` is written to in."""
        return language_of(self.me.languages)

    def when(self, at: datetime) -> str:
        """Say a moment by the clock of `me`."""
        return when(at, self.me.time_zone, self.language)


class Invitations:
    """Writes to `two.me`, in their own clock; whoever has left is not written to."""

    def __init__(
        self, mail: MailRoom, *, secret: Secret, reply_address: str | None, now: Callable[[], datetime]
    ) -> None:
        self._mail = mail
        self._secret = secret
        self._reply_address = reply_address
        self._now = now

    def organizer(self, uid: str, person_id: str) -> str:
        """Return the address to which a person's calendar replies about a meeting."""
        if self._reply_address is None:
            return self._mail.sender_address
        local, _, domain = self._reply_address.partition("@")
        return f"{local}+{self._secret.mail_part('reply', uid, person_id)}@{domain}"

    def copy(self, two: Two, plan: Plan) -> Copy:
        """Return what the calendar of `two.me` is told of a meeting."""
        accepted: Answer = "accepted"
        mine, theirs = (accepted, plan.answer) if plan.by == two.me.id else (plan.answer, accepted)
        return Copy(
            series=plan.series,
            title=f"{two.other.name} and {two.me.name}",
            note=plan.note,
            link=self._link(plan.pair),
            to=Person(name=two.me.name, mail=two.me.email or ""),
            other=Person(name=two.other.name, mail=two.other.email or ""),
            organizer=self.organizer(plan.series.uid, two.me.id),
            answer=mine,
            others_answer=theirs,
        )

    async def proposed(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        """Tell of a time that is offered."""
        at = begins(plan.series)
        text = letters.proposed(
            two.language,
            other=two.other.name,
            at=two.both(at),
            every=plan.series.every,
            note=plan.note,
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject="proposes", text=text, at=at)

    async def agreed(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        """Tell of a meeting that stands."""
        at = begins(plan.series)
        text = letters.agreed(
            two.language,
            other=two.other.name,
            at=two.both(at),
            every=plan.series.every,
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject="meet", text=text, at=at)

    async def moved(
        self,
        connection: AsyncConnection,
        two: Two,
        plan: Plan,
        original: datetime,
        *,
        was: datetime,
        start: datetime,
    ) -> None:
        """Tell that one time is another now."""
        text = letters.moved(
            two.language,
            other=two.other.name,
            was=two.when(was),
            at=two.both(start),
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject="moved", text=text, at=start, only=original)

    async def called_off(
        self,
        connection: AsyncConnection,
        two: Two,
        plan: Plan,
        *,
        at: datetime,
        only: datetime | None = None,
        subject: str = "called_off",
    ) -> None:
        """Tell that a meeting is not held, or one time of it, `only`; `subject` names the words for it."""
        text = letters.called_off(
            two.language,
            other=two.other.name,
            at=two.when(at),
            every=plan.series.every if only is None else "once",
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject=subject, text=text, at=at, only=only)

    async def none_suits(self, connection: AsyncConnection, two: Two, proposal: str, *, pair: str) -> None:
        """Tell that no time that was offered suits the other."""
        if two.me.email is None:
            return
        text = letters.letter(
            say(two.language, "none_suits_text", other=two.other.name),
            say(two.language, "propose_others", link=self._link(pair)),
        )
        message = self._mail.compose(to=two.me.email, subject=say(two.language, "none_suits"), text=text)
        await self._mail.put(connection, message, key=f"no {proposal} {two.me.id}")

    async def _invite(
        self,
        connection: AsyncConnection,
        two: Two,
        plan: Plan,
        *,
        subject: str,
        text: str,
        at: datetime,
        only: datetime | None = None,
    ) -> None:
        if two.me.email is None:
            return
        series = plan.series
        said = say(two.language, subject, other=two.other.name)
        message = self._mail.compose(to=two.me.email, subject=f"{said}: {two.when(at)}", text=text)
        written = invitation(self.copy(two, plan), now=self._now(), only=only)
        method: Method = "CANCEL" if b"METHOD:CANCEL" in written else "REQUEST"
        message.add_alternative(written.decode(), subtype="calendar", params={"method": method})
        key = f"meeting {series.uid} {series.sequence} {two.me.id}"
        await self._mail.put(connection, message, key=key)

    def _link(self, pair: str) -> str:
        return self._mail.url(f"/meetings?pair={pair}")
