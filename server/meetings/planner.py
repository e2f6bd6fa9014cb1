"""Proposing, agreeing, moving and calling off: each in one transaction with the mails that tell of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.room import MailRoom
from server.meetings import store
from server.meetings.agenda import Phase, checked, usual
from server.meetings.alarms import first_alarms
from server.meetings.invitations import Invitations, Two
from server.meetings.letters import begins
from server.meetings.repeat import Repeat
from server.meetings.replies import Other, Reply, ReplyError
from server.meetings.series import Series, SeriesError, agree, cancel, keep, move
from server.meetings.store import Plan, Proposal
from server.meetings.zones import clock_change, wall
from server.people.partnerships import Partnership
from server.people.people import People, new_id
from server.people.person import Person

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


class Planner:
    """Everything two people do about when they meet."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        people: People,
        mail: MailRoom,
        now: Callable[[], datetime],
        invitations: Invitations,
        changed: Callable[[str], None],
    ) -> None:
        self._engine = engine
        self._people = people
        self._mail = mail
        self._now = now
        self._invitations = invitations
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
                await self._invitations.proposed(connection, two.turned(), plan)
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
                await self._invitations.none_suits(connection, two.turned(), proposal_id, pair=two.pair.id)
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
                await self._invitations.agreed(connection, two, each)
                await self._invitations.agreed(connection, two.turned(), each)
        self._done(two.pair.id)

    async def set_agenda(self, two: Two, uid: str, agenda: Sequence[Phase]) -> None:
        """Say what a meeting is for."""
        async with self._engine.begin() as connection:
            plan = await store.plan_of(connection, uid, pair=two.pair.id)
            await store.set_agenda(connection, uid, checked(agenda, minutes=plan.series.minutes))
        self._changed(two.pair.id)

    async def answer(self, recipient: str, reply: Reply) -> None:
        """Do what somebody's calendar says: a yes to a proposal, a no to it or to a meeting, another time.

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
            if reply.other is None:
                await self._answered(connection, two, plan, reply)
        if reply.other is None:
            self._done(plan.pair)
        else:
            await self._countered(two, plan, reply, reply.other)

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
                await self._give_back(connection, two, plan)
        if proposal.moves is not None:
            await self._move(connection, two, *proposal.moves, start=begins(taken.series))
            return
        agreed = agree(taken.series)
        await store.replace_series(connection, taken.series, agreed, answer="accepted")
        await store.set_alarms(connection, uid, first_alarms(agreed, now=now))
        stands = replace(taken, series=agreed, answer="accepted")
        await self._invitations.agreed(connection, two, stands)
        await self._invitations.agreed(connection, two.turned(), stands)

    async def _move(
        self, connection: AsyncConnection, two: Two, uid: str, original: datetime, *, start: datetime
    ) -> None:
        plan = await store.plan_of(connection, uid, pair=two.pair.id)
        was = plan.series.at(original)
        moved = move(plan.series, original, start)
        await store.replace_series(connection, plan.series, moved)
        await store.set_alarms(connection, uid, first_alarms(moved, now=self._now()))
        for each in (two, two.turned()):
            await self._invitations.moved(
                connection, each, replace(plan, series=moved), original, was=was.start, start=start
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
            await self._invitations.called_off(
                connection, each, replace(plan, series=off), at=at, only=original if once else None
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

    async def _countered(self, two: Two, plan: Plan, reply: Reply, other: Other) -> None:
        """Propose the time a calendar names: for a proposal another, for a meeting in place of its next."""
        series = plan.series
        if series.status == "cancelled":
            raise SeriesError("called_off", "This meeting was called off.")
        if series.status == "proposed":
            await self.propose(two, [Offer(start=other.start, minutes=other.minutes, every=series.every)])
            return
        original, now = reply.original(series.zone), self._now()
        if original is None:
            coming = series.next(after=now)
            if coming is None:
                raise SeriesError("no_such_time", "This meeting is over.")
            original = coming.original
        offer = Offer(start=other.start, minutes=other.minutes, every="once")
        await self.propose(two, [offer], moves=(series.uid, original))

    async def _close_if_empty(self, connection: AsyncConnection, two: Two, plan: Plan) -> None:
        if plan.proposal is None:
            return
        left = await store.plans(connection, proposal=plan.proposal)
        if any(each.series.status == "proposed" for each in left):
            return
        await store.close_proposal(connection, plan.proposal, "declined", now=self._now())
        await self._invitations.none_suits(connection, two.turned(), plan.proposal, pair=plan.pair)

    async def _answering(self, connection: AsyncConnection, plan: Plan, recipient: str) -> Two:
        """Find by the address it came to whose reply it is."""
        pair = await store.pair_people(connection, plan.pair)
        for mine in pair.people:
            if self._invitations.organizer(plan.series.uid, mine).lower() == recipient.lower():
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
        await self._invitations.called_off(
            connection, asked, replace(plan, series=off), at=begins(off), subject="not_needed"
        )

    def _done(self, pair: str) -> None:
        self._mail.wake()
        self._changed(pair)


def _movable(series: Series, original: datetime) -> None:
    if series.status != "agreed":
        raise SeriesError("called_off", "This meeting does not stand.")
    series.at(original)


def _check(offers: Sequence[Offer], *, note: str, now: datetime) -> None:
    if not 0 < len(offers) <= MOST_OFFERS:
        raise SeriesError("bad_offers", f"Offer one to {MOST_OFFERS} times.")
    if any(not now < offer.start < now + FURTHEST for offer in offers):
        raise SeriesError("bad_offers", "A time lies ahead, within a year.")
    if len({offer.start for offer in offers}) < len(offers):
        raise SeriesError("bad_offers", "Each time is offered once.")
    if len(note) > LONGEST_NOTE:
        raise SeriesError("bad_note", f"A note has {LONGEST_NOTE} letters at most.")
