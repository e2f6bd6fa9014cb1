"""Goals and the steps towards them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.messages.tables import goals, steps
from server.messages.visibility import Shareable, Visibility
from server.people.people import new_id

MOST_GOALS, MOST_STEPS = 50, 30
LONGEST_TITLE, LONGEST_STEP = 200, 300


class GoalError(ValueError):
    """A goal that cannot be kept; `code` is stable, the text is for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step; `done_at`: None until it is done."""

    id: str
    title: str
    done_at: datetime | None


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the two is working on."""

    id: str
    owner: str
    title: str
    visibility: Visibility
    marked_by: str | None
    """Who of the two marked it for the programme first; shown it is when the other has too."""
    at: datetime
    done_at: datetime | None
    steps: list[Step]


class NewGoal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A goal as it is added."""

    title: str
    visibility: Shareable = "ours"


class GoalChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is other from now on; what is left out stays."""

    title: str | None = None
    visibility: Shareable | None = None
    done: bool | None = None


class Marked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether one of the two would have the programme see a goal."""

    marked: bool


class StepChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is other of a step from now on."""

    title: str | None = None
    done: bool | None = None


class Goals:
    """The store of goals. Whoever sees a goal may add and do steps; only its owner changes the goal."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_pair(self, pair: str, *, me: str) -> list[Goal]:
        """List what both see and what I keep to myself, the oldest first."""
        async with self._engine.connect() as connection:
            rows = (
                await connection.execute(
                    select(goals).where(_seen(pair, me)).order_by(goals.c.created_at, goals.c.id)
                )
            ).all()
            found: dict[str, list[Step]] = {}
            listed = (
                select(steps)
                .join(goals, goals.c.id == steps.c.goal_id)
                .where(_seen(pair, me))
                .order_by(steps.c.place, steps.c.id)
            )
            for row in await connection.execute(listed):
                found.setdefault(row.goal_id, []).append(
                    Step(id=row.id, title=row.title, done_at=row.done_at)
                )
        return [_goal(row, found.get(row.id, [])) for row in rows]

    async def add(self, pair: str, *, owner: str, new: NewGoal, now: datetime) -> str:
        """Keep a goal; returns its id."""
        title, number = _title(new.title, LONGEST_TITLE), new_id()
        async with self._engine.begin() as connection:
            count = select(func.count()).select_from(goals).where(goals.c.pair_id == pair)
            if (await connection.execute(count)).scalar_one() >= MOST_GOALS:
                raise GoalError("too_many_goals", "There are enough goals here.")
            await connection.execute(
                insert(goals).values(
                    id=number,
                    pair_id=pair,
                    owner_id=owner,
                    title=title,
                    visibility=new.visibility,
                    created_at=now,
                )
            )
        return number

    async def change(self, pair: str, goal: str, *, owner: str, to: GoalChange, now: datetime) -> None:
        """Change one's own goal. Both marked this title for the programme: another is marked anew."""
        values: dict[str, object] = {}
        if to.title is not None:
            values |= {"title": _title(to.title, LONGEST_TITLE), **_UNMARKED}
        if to.visibility is not None:
            values |= {**_UNMARKED, "visibility": to.visibility}
        if to.done is not None:
            values["done_at"] = now if to.done else None
        own = (goals.c.id == goal) & (goals.c.pair_id == pair) & (goals.c.owner_id == owner)
        async with self._engine.begin() as connection:
            if (await connection.execute(select(goals.c.id).where(own))).first() is None:
                raise GoalError("unknown_goal", "There is no such goal of yours.")
            if values:
                await connection.execute(update(goals).where(own).values(values))

    async def mark(self, pair: str, goal: str, *, me: str, marked: bool) -> None:
        """Mark a goal of both for the programme, or take the mark away; marked by both it is shown there."""
        this = (goals.c.id == goal) & (goals.c.pair_id == pair)
        async with self._engine.begin() as connection:
            row = (await connection.execute(select(goals).where(this).with_for_update())).one_or_none()
            if row is None or row.visibility == "mine":
                raise GoalError("unknown_goal", "There is no such goal of both of you.")
            if not marked:
                values: dict[str, object] = {**_UNMARKED}
            elif row.marked_by in (None, me):
                values = {"marked_by": me}
            else:
                values = {"visibility": "programme"}
            await connection.execute(update(goals).where(this).values(values))

    async def remove(self, pair: str, goal: str, *, owner: str) -> None:
        """Take one's own goal away, with its steps."""
        own = (goals.c.id == goal) & (goals.c.pair_id == pair) & (goals.c.owner_id == owner)
        async with self._engine.begin() as connection:
            if (await connection.execute(delete(goals).where(own))).rowcount == 0:
                raise GoalError("unknown_goal", "There is no such goal of yours.")

    async def add_step(self, pair: str, goal: str, *, me: str, title: str) -> str:
        """Add a step at the end; returns its id."""
        title, number = _title(title, LONGEST_STEP), new_id()
        async with self._engine.begin() as connection:
            await self._must_see(connection, pair, goal, me)
            count = select(func.count()).select_from(steps).where(steps.c.goal_id == goal)
            place = (await connection.execute(count)).scalar_one()
            if place >= MOST_STEPS:
                raise GoalError("too_many_steps", "There are enough steps to this goal.")
            await connection.execute(insert(steps).values(id=number, goal_id=goal, title=title, place=place))
        return number

    async def change_step(
        self, pair: str, goal: str, step: str, *, me: str, to: StepChange, now: datetime
    ) -> None:
        """Rename a step, or say that it is done or is not."""
        values: dict[str, object] = {}
        if to.title is not None:
            values["title"] = _title(to.title, LONGEST_STEP)
        if to.done is not None:
            values["done_at"] = now if to.done else None
        key = (steps.c.id == step) & (steps.c.goal_id == goal)
        async with self._engine.begin() as connection:
            await self._must_see(connection, pair, goal, me)
            if (await connection.execute(select(steps.c.id).where(key))).first() is None:
                raise GoalError("unknown_goal", "There is no such step.")
            if values:
                await connection.execute(update(steps).where(key).values(values))

    async def _must_see(self, connection: AsyncConnection, pair: str, goal: str, me: str) -> None:
        seen = select(goals.c.id).where(_seen(pair, me), goals.c.id == goal)
        if (await connection.execute(seen)).first() is None:
            raise GoalError("unknown_goal", "There is no such goal.")


_UNMARKED = {
    "visibility": case((goals.c.visibility == "programme", "ours"), else_=goals.c.visibility),
    "marked_by": None,
}


def _seen(pair: str, me: str) -> Any:
    return (goals.c.pair_id == pair) & or_(goals.c.visibility != "mine", goals.c.owner_id == me)


def _title(text: str, longest: int) -> str:
    text = text.strip()
    if not 0 < len(text) <= longest:
        raise GoalError("bad_goal", f"It is named in 1 to {longest} letters.")
    return text


def _goal(row: Row[Any], found: list[Step]) -> Goal:
    return Goal(
        id=row.id,
        owner=row.owner_id,
        title=row.title,
        visibility=row.visibility,
        marked_by=row.marked_by,
        at=row.created_at,
        done_at=row.done_at,
        steps=found,
    )
