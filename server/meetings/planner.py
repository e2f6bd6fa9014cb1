"""Proposing, agreeing, moving and calling off: each in one transaction with the mails that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.room import MailRoom
from server.meetings import letters, store
from server.meetings.agenda import Phase, checked, usual
from server.meetings.alarms import first_alarms
from server.meetings.calendar import Answer, Copy, Method, invitation
from server.meetings.calendar import Person as Named
from server.meetings.letters import begins, both
from server.meetings.repeat import Repeat
from server.meetings.replies import Reply, ReplyError
from server.meetings.series import Series, SeriesError, agree, cancel, keep, move
from server.meetings.store import Plan, Proposal
from server.meetings.zones import clock_change, wall
from server.people.partnerships import Partnership
from server.people.people import People, new_id
from server.people.person import Person
from server.secret import Secret

MOST_OFFERS = 5
"""Times in one proposal: each is a mail of its own, so that calendars can answer it."""

MOST_OPEN = 10
"""Proposals of a pair that may wait at once."""

LONGEST_NOTE = 500
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One time somebody offers: aware UTC, minutes, and how it repeats."""

    start: datetime
    minutes: int
    every: Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Both people of a pair, seen by one of them."""

    pair: Partnership
    me: Person
    other: Person

    def turned(self) -> Two:
        """See the pair from the other side."""
        return Two(pair=self.pair, me=self.other, other=self.me)


class Planner:
    """Everything two people do about when they meet."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        people: People,
        mail: MailRoom,
        now: Callable[[], datetime],
        secret: Secret,
        reply_address: str | None,
        changed: Callable[[str], None],
    ) -> None:
        self._engine = engine
        self._people = people
        self._mail = mail
        self._now = now
        self._secret = secret
        self._reply_address = reply_address
        self._changed = changed
        """Told the pair whenever something about its meetings is other than before."""

    async def two(self, pair: Partnership, me: Person) -> Two:
        """Return both people of a pair."""
        other = await self._people.by_id(pair.partner_of(me.id))
        if other is None:
            raise SeriesError("unknown_meeting", "There is nobody to meet.")
        return Two(pair=pair, me=me, other=other)

    async def propose(
        self,
        two: Two,
        offers: Sequence[Offer],
        *,
        note: str = "",
        moves: tuple[str, datetime] | None = None,
        stories: bool = False,
    ) -> str:
        """Offer times; returns the proposal's id."""
        now, note = self._now(), note.strip()
        _check(offers, note=note, now=now)
        proposal = Proposal(
            id=new_id(), pair=two.pair.id, by=two.me.id, note=note, moves=moves, state="open", created_at=now
        )
        zone = two.me.time_zone
        plans = [
            Plan(
                series=Series(
                    uid=new_id(),
                    first=wall(offer.start, zone),
                    zone=zone,
                    minutes=offer.minutes,
                    every="once" if moves else offer.every,
                ),
                pair=two.pair.id,
                by=two.me.id,
                proposal=proposal.id,
                answer="needs_action",
                note=note,
                agenda=usual(offer.minutes, stories=stories),
            )
            for offer in offers
        ]
        async with self._engine.begin() as connection:
            if moves is not None:
                _movable((await store.plan_of(connection, moves[0], pair=two.pair.id)).series, moves[1])
            if len(await store.open_proposals(connection, two.pair.id)) >= MOST_OPEN:
                raise SeriesError("too_many_open", "There are enough proposals open. Answer some first.")
            await store.add_proposal(connection, proposal)
            for plan in plans:
                await store.add_plan(connection, plan)
                await self._tell_proposed(connection, two.turned(), plan)
        self._done(two.pair.id)
        return proposal.id

    async def accept(self, two: Two, proposal_id: str, uid: str) -> None:
        """Take one of the times; all others of the proposal are given back."""
        now = self._now()
        async with self._engine.begin() as connection:
            await self._accept(connection, two, proposal_id, uid, now=now)
        self._done(two.pair.id)

    async def close(self, two: Two, proposal_id: str) -> None:
        """Say that no time suits, or take one's own proposal back."""
        now = self._now()
        async with self._engine.begin() as connection:
            proposal = await store.proposal_of(connection, proposal_id, pair=two.pair.id)
            mine = proposal.by == two.me.id
            await store.close_proposal(connection, proposal_id, "withdrawn" if mine else "declined", now=now)
            for plan in await store.plans(connection, proposal=proposal_id):
                await self._give_back(connection, two, plan)
            if not mine:
                text = letters.not_this_time(other=two.me.name, link=self._link(two.pair.id))
                await self._put(
                    connection,
                    two.other,
                    subject="None of these times suits",
                    text=text,
                    key=f"no {proposal_id}",
                )
        self._done(two.pair.id)

    async def call_off(self, two: Two, uid: str, original: datetime | None) -> None:
        """Call off one time of a meeting, or all of it."""
        async with self._engine.begin() as connection:
            await self._call_off(connection, two, uid, original)
        self._done(two.pair.id)

    async def call_all_off(self, two: Two) -> None:
        """Call off whatever is still to come, and close what is proposed: the two no longer meet."""
        now = self._now()
        async with self._engine.begin() as connection:
            for proposal in await store.open_proposals(connection, two.pair.id):
                await store.close_proposal(connection, proposal.id, "withdrawn", now=now)
            for plan in await store.plans(connection, pair=two.pair.id):
                if plan.series.status == "proposed":
                    await self._give_back(connection, two, plan)
                elif plan.series.next(after=now) is not None:
                    await self._call_off(connection, two, plan.series.uid, None)
        self._done(two.pair.id)

    async def keep(self, two: Two, uid: str, zone: str) -> None:
        """Choose whose hour stays when the clocks change next."""
        now = self._now()
        if zone not in (two.me.time_zone, two.other.time_zone):
            raise SeriesError("bad_zone", "The hour is kept for one of the two.")
        change = clock_change(two.me.time_zone, two.other.time_zone, after=now)
        if change is None:
            raise SeriesError("no_such_time", "No clock changes.")
        async with self._engine.begin() as connection:
            plan = await store.plan_of(connection, uid, pair=two.pair.id)
            if plan.series.zone == zone:
                return
            ended, kept = keep(plan.series, zone, at=change.at, uid=new_id())
            await store.replace_series(connection, plan.series, ended)
            await store.set_alarms(connection, uid, first_alarms(ended, now=now))
            following = replace(plan, series=replace(kept, status="agreed"))
            await store.add_plan(connection, following)
            await store.set_alarms(connection, kept.uid, first_alarms(kept, now=now))
            for each in (replace(plan, series=ended), following):
                await self._tell_agreed(connection, two, each)
                await self._tell_agreed(connection, two.turned(), each)
        self._done(two.pair.id)

    async def set_agenda(self, two: Two, uid: str, agenda: Sequence[Phase]) -> None:
        """Say what a meeting is for."""
        async with self._engine.begin() as connection:
            plan = await store.plan_of(connection, uid, pair=two.pair.id)
            await store.set_agenda(connection, uid, checked(agenda, minutes=plan.series.minutes))
        self._changed(two.pair.id)

    async def answer(self, recipient: str, reply: Reply) -> None:
        """Do what somebody's calendar says: a yes to a proposal, or a no to it or to a meeting that stands.

        Raises
        ------
        ReplyError
            `unknown_address` when it was given to nobody of this meeting, `wrong_person`, `old_reply`.
        SeriesError
            When what is answered is no longer so.
        """
        async with self._engine.begin() as connection:
            plan = await store.plan_of(connection, reply.uid)
            two = await self._answering(connection, plan, recipient)
            if two.me.email != reply.attendee:
                raise ReplyError("wrong_person", "The reply is in another name than the invitation.")
            if reply.sequence < plan.series.sequence:
                raise ReplyError("old_reply", "The meeting was changed since that invitation.")
            await self._answered(connection, two, plan, reply)
        self._done(plan.pair)

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
            to=Named(name=two.me.name, mail=two.me.email or ""),
            other=Named(name=two.other.name, mail=two.other.email or ""),
            organizer=self.organizer(plan.series.uid, two.me.id),
            answer=mine,
            others_answer=theirs,
        )

    async def _accept(
        self, connection: AsyncConnection, two: Two, proposal_id: str, uid: str, *, now: datetime
    ) -> None:
        proposal = await store.proposal_of(connection, proposal_id, pair=two.pair.id)
        if proposal.by == two.me.id:
            raise SeriesError("own_proposal", "The other one says yes to this.")
        offered = await store.plans(connection, proposal=proposal_id)
        taken = next((plan for plan in offered if plan.series.uid == uid), None)
        if taken is None:
            raise SeriesError("unknown_meeting", "There is no such time in this proposal.")
        if taken.series.next(after=now) is None:
            raise SeriesError("not_open", "This time is over.")
        await store.close_proposal(connection, proposal_id, "accepted", now=now)
        for plan in offered:
            if plan is not taken or proposal.moves is not None:
                await self._give_back(connection, two, plan, quietly=plan is taken)
        if proposal.moves is not None:
            await self._move(connection, two, *proposal.moves, start=begins(taken.series))
            return
        agreed = agree(taken.series)
        await store.replace_series(connection, taken.series, agreed, answer="accepted")
        await store.set_alarms(connection, uid, first_alarms(agreed, now=now))
        stands = replace(taken, series=agreed, answer="accepted")
        await self._tell_agreed(connection, two, stands)
        await self._tell_agreed(connection, two.turned(), stands)

    async def _move(
        self, connection: AsyncConnection, two: Two, uid: str, original: datetime, *, start: datetime
    ) -> None:
        plan = await store.plan_of(connection, uid, pair=two.pair.id)
        was = plan.series.at(original)
        moved = move(plan.series, original, start)
        await store.replace_series(connection, plan.series, moved)
        await store.set_alarms(connection, uid, first_alarms(moved, now=self._now()))
        for each in (two, two.turned()):
            text = letters.moved(
                other=each.other.name,
                was=letters.when(was.start, each.me.time_zone),
                at=_both(each, start),
                link=self._link(plan.pair),
            )
            await self._invite(
                connection, each, replace(plan, series=moved), subject="Moved", text=text, only=original
            )

    async def _call_off(
        self, connection: AsyncConnection, two: Two, uid: str, original: datetime | None
    ) -> None:
        plan = await store.plan_of(connection, uid, pair=two.pair.id)
        if plan.series.status != "agreed":
            raise SeriesError("called_off", "This meeting does not stand.")
        once = original is not None and plan.series.every != "once"
        at = plan.series.at(original).start if original is not None else begins(plan.series)
        off = cancel(plan.series, original)
        await store.replace_series(connection, plan.series, off)
        await store.set_alarms(connection, uid, first_alarms(off, now=self._now()))
        for each in (two, two.turned()):
            text = letters.called_off(
                other=each.other.name,
                at=letters.when(at, each.me.time_zone),
                every="once" if once else plan.series.every,
                link=self._link(plan.pair),
            )
            await self._invite(
                connection,
                each,
                replace(plan, series=off),
                subject="Called off",
                text=text,
                only=original if once else None,
            )

    async def _answered(self, connection: AsyncConnection, two: Two, plan: Plan, reply: Reply) -> None:
        original = reply.original(plan.series.zone)
        match reply.answer, plan.series.status:
            case "accepted", "proposed" if plan.proposal is not None and plan.by != two.me.id:
                await self._accept(connection, two, plan.proposal, plan.series.uid, now=self._now())
            case "declined", "proposed" if plan.by != two.me.id:
                await self._give_back(connection, two, plan, quietly=True)
                await self._close_if_empty(connection, two, plan)
            case "declined", "agreed":
                await self._call_off(connection, two, plan.series.uid, original)
            case _, "cancelled":
                raise SeriesError("called_off", "This meeting was called off.")
            case _:
                if plan.by != two.me.id:
                    await store.set_answer(connection, plan.series.uid, reply.answer)

    async def _close_if_empty(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        if plan.proposal is None:
            return
        left = await store.plans(connection, proposal=plan.proposal)
        if any(each.series.status == "proposed" for each in left):
            return
        await store.close_proposal(connection, plan.proposal, "declined", now=self._now())
        text = letters.not_this_time(other=two.me.name, link=self._link(plan.pair))
        await self._put(
            connection, two.other, subject="None of these times suits", text=text, key=f"no {plan.proposal}"
        )

    async def _answering(self, connection: AsyncConnection, plan: Plan, recipient: str) -> Two:
        """Find by the address it came to whose reply it is."""
        pair = await store.pair_people(connection, plan.pair)
        for mine in pair.people:
            if self.organizer(plan.series.uid, mine).lower() == recipient.lower():
                me = await self._people.by_id(mine)
                if me is not None and pair.state == "active":
                    return await self.two(pair, me)
        raise ReplyError("unknown_address", "This address was given to nobody of that meeting.")

    async def _give_back(
        self, connection: AsyncConnection, two: Two, plan: Plan, *, quietly: bool = False
    ) -> None:
        """Free a time that is not taken, in the calendar of whoever was asked."""
        if plan.series.status != "proposed":
            return
        off = cancel(plan.series)
        await store.replace_series(connection, plan.series, off)
        if quietly:
            return
        asked = two if plan.by != two.me.id else two.turned()
        text = letters.called_off(
            other=asked.other.name,
            at=letters.when(begins(off), asked.me.time_zone),
            every=off.every,
            link=self._link(plan.pair),
        )
        await self._invite(
            connection, asked, replace(plan, series=off), subject="No longer needed", text=text
        )

    async def _tell_proposed(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        text = letters.proposed(
            other=two.other.name,
            at=_both(two, begins(plan.series)),
            every=plan.series.every,
            note=plan.note,
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject=f"{two.other.name} proposes", text=text)

    async def _tell_agreed(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        text = letters.agreed(
            other=two.other.name,
            at=_both(two, begins(plan.series)),
            every=plan.series.every,
            link=self._link(plan.pair),
        )
        await self._invite(connection, two, plan, subject=f"You and {two.other.name} meet", text=text)

    async def _invite(
        self,
        connection: AsyncConnection,
        two: Two,
        plan: Plan,
        *,
        subject: str,
        text: str,
        only: datetime | None = None,
    ) -> None:
        """Send `two.me` their copy of a meeting, as their calendar reads it."""
        if two.me.email is None:
            return
        series = plan.series
        at = series.changed.get(only) if only is not None else None
        start = at or begins(series if only is None else replace(series, first=only))
        message = self._mail.compose(
            to=two.me.email, subject=f"{subject}: {letters.when(start, two.me.time_zone)}", text=text
        )
        written = invitation(self.copy(two, plan), now=self._now(), only=only)
        method: Method = "CANCEL" if b"METHOD:CANCEL" in written else "REQUEST"
        message.add_alternative(written.decode(), subtype="calendar", params={"method": method})
        key = f"meeting {series.uid} {series.sequence} {two.me.id}"
        await self._mail.put(connection, message, key=key, link=self._link(plan.pair))

    async def _put(
        self, connection: AsyncConnection, to: Person, *, subject: str, text: str, key: str
    ) -> None:
        if to.email is not None:
            message = self._mail.compose(to=to.email, subject=subject, text=text)
            await self._mail.put(connection, message, key=f"{key} {to.id}")

    def _link(self, pair: str) -> str:
        return self._mail.url(f"/meetings?pair={pair}")

    def _done(self, pair: str) -> None:
        self._mail.wake()
        self._changed(pair)


def _movable(series: Series, original: datetime) -> None:
    if series.status != "agreed":
        raise SeriesError("called_off", "This meeting does not stand.")
    series.at(original)


def _both(two: Two, at: datetime) -> str:
    return both(at, mine=two.me.time_zone, theirs=two.other.time_zone, other=two.other.name)


def _check(offers: Sequence[Offer], *, note: str, now: datetime) -> None:
    if not 0 < len(offers) <= MOST_OFFERS:
        raise SeriesError("bad_offers", f"Offer one to {MOST_OFFERS} times.")
    if any(not now < offer.start < now + FURTHEST for offer in offers):
        raise SeriesError("bad_offers", "A time lies ahead, within a year.")
    if len({offer.start for offer in offers}) < len(offers):
        raise SeriesError("bad_offers", "Each time is offered once.")
    if len(note) > LONGEST_NOTE:
        raise SeriesError("bad_note", f"A note has {LONGEST_NOTE} letters at most.")
