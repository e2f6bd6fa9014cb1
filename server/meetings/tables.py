"""The tables of meetings: what is proposed and agreed, when to remind, what was held, who fetches a calendar.

Wall times are naive, in the zone of their meeting; everything else is a `Moment`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from server.store.tables import Moment, metadata

proposals = Table(
    "proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("note", String(500), nullable=False),
    Column("moves_uid", String(80)),
    Column("moves_original", DateTime),
    Column("state", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
)

series = Table(
    "series",
    metadata,
    Column("uid", String(80), primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("proposal_id", ForeignKey("proposals.id", ondelete="CASCADE"), index=True),
    Column("zone", String(64), nullable=False),
    Column("first", DateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("every", String(10), nullable=False),
    Column("until", DateTime),
    Column("status", String(10), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answer", String(12), nullable=False),
    Column("note", String(500), nullable=False),
    Column("agenda", Text, nullable=False),
)
"""`answer` is the one of whoever did not propose it, as their calendar sees it."""

changes = Table(
    "series_changes",
    metadata,
    Column("uid", ForeignKey("series.uid", ondelete="CASCADE"), primary_key=True),
    Column("original", DateTime, primary_key=True),
    Column("to_at", Moment),
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("uid", ForeignKey("series.uid", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("original", DateTime, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)
"""One row for each meeting and kind: the next time it goes off."""

occasions = Table(
    "occasions",
    metadata,
    Column("uid", ForeignKey("series.uid", ondelete="CASCADE"), primary_key=True),
    Column("original", DateTime, primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("calls", Integer, nullable=False),
    Column("held", Boolean),
    Index("ix_occasions_held", "starts_at", "held"),
)
"""Times that came: how many calls were opened for each, and whether they met; NULL until it is over."""

feeds = Table(
    "calendar_feeds",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)
