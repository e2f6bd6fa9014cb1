"""The table of browsers that are to be told."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from server.store.tables import Moment, metadata

push_subscriptions = Table(
    "push_subscriptions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("endpoint", String(1000), nullable=False, unique=True),
    Column("browser", LargeBinary(65), nullable=False),
    Column("auth", LargeBinary(16), nullable=False),
    Column("made_at", Moment, nullable=False),
)
