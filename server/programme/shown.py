"""What a programme may read of what a pair wrote: the goals both marked for it, where both agreed to it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.messages.tables import goals
from server.pair.governs import shows_goals
from server.pair.tables import agreement_signatures, agreement_versions
from server.pair.terms import Terms
from server.programme.wire import ShownGoal

_terms = msgspec.json.Decoder(Terms).decode


async def shown_goals(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, list[ShownGoal]]:
    """Return the goals of these pairs that may be shown, the oldest first; what is not done comes first."""
    rows = (
        await connection.execute(
            select(goals.c.pair_id, goals.c.title, goals.c.done_at)
            .where(goals.c.pair_id.in_(ids), goals.c.visibility == "programme")
            .order_by(goals.c.done_at.is_not(None), goals.c.created_at, goals.c.id)
        )
    ).all()
    agreed = await _agreed(connection, sorted({row.pair_id for row in rows}))
    found: dict[str, list[ShownGoal]] = {}
    for row in rows:
        if row.pair_id in agreed:
            goal = ShownGoal(title=row.title, done=row.done_at is not None)
            found.setdefault(row.pair_id, []).append(goal)
    return found


async def _agreed(connection: AsyncConnection, ids: Sequence[str]) -> set[str]:
    """Return which of these pairs hold to terms that show goals: those both signed last."""
    signed = (
        select(agreement_signatures.c.partnership_id, agreement_signatures.c.number)
        .where(agreement_signatures.c.partnership_id.in_(ids))
        .group_by(agreement_signatures.c.partnership_id, agreement_signatures.c.number)
        .having(func.count() == 2)
        .subquery()
    )
    rows = await connection.execute(
        select(agreement_versions.c.partnership_id, agreement_versions.c.terms)
        .join(
            signed,
            (signed.c.partnership_id == agreement_versions.c.partnership_id)
            & (signed.c.number == agreement_versions.c.number),
        )
        .order_by(agreement_versions.c.number)
    )
    in_force = {pair_id: _terms(terms) for pair_id, terms in rows}
    return {pair_id for pair_id, terms in in_force.items() if shows_goals(terms)}
