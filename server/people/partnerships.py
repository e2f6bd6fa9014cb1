"""Two people who belong together: who, in which roles, since when, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.people.people import new_id
from server.people.tables import partnerships

Role = Literal["mentor", "mentee", "peer"]
State = Literal["invited", "active", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """A pair: `people` and `roles` in the same order; `invited` until the second has said yes."""

    id: str
    people: tuple[str, str]
    roles: tuple[Role, Role]
    state: State
    since: datetime
    ended_at: datetime | None

    def partner_of(self, person_id: str) -> str:
        """Return the id of the other one."""
        first, second = self.people
        return second if person_id == first else first


class Partnerships:
    """The store of partnerships."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def create(
        self,
        connection: AsyncConnection,
        *,
        people: tuple[str, str],
        roles: tuple[Role, Role],
        state: State,
        now: datetime,
    ) -> Partnership:
        """Keep a new pair within a transaction."""
        pair = Partnership(id=new_id(), people=people, roles=roles, state=state, since=now, ended_at=None)
        await connection.execute(
            insert(partnerships).values(
                id=pair.id,
                first_id=people[0],
                second_id=people[1],
                first_role=roles[0],
                second_role=roles[1],
                state=state,
                since=now,
            )
        )
        return pair

    async def by_id(self, pair_id: str) -> Partnership | None:
        """Find a pair."""
        async with self._engine.connect() as connection:
            row = (
                await connection.execute(select(partnerships).where(partnerships.c.id == pair_id))
            ).one_or_none()
        return None if row is None else partnership_of_row(row)

    async def of_person(self, person_id: str) -> list[Partnership]:
        """List a person's pairs, the newest first, ended ones too."""
        query = (
            select(partnerships)
            .where(or_(partnerships.c.first_id == person_id, partnerships.c.second_id == person_id))
            .order_by(partnerships.c.since.desc(), partnerships.c.id)
        )
        async with self._engine.connect() as connection:
            return [partnership_of_row(row) for row in await connection.execute(query)]

    async def set_state(
        self, connection: AsyncConnection, pair_id: str, state: State, *, now: datetime
    ) -> bool:
        """Move a pair on within a transaction; False when it has ended already, which is for good."""
        values: dict[str, Any] = {"state": state}
        if state == "active":
            values["since"] = now
        elif state == "ended":
            values["ended_at"] = now
        done = await connection.execute(
            update(partnerships)
            .where(partnerships.c.id == pair_id, partnerships.c.state != "ended")
            .values(values)
        )
        return done.rowcount > 0


def partnership_of_row(row: Row[Any]) -> Partnership:
    """Return a row of `partnerships` as a pair."""
    return Partnership(
        id=row.id,
        people=(row.first_id, row.second_id),
        roles=(row.first_role, row.second_role),
        state=row.state,
        since=row.since,
        ended_at=row.ended_at,
    )
