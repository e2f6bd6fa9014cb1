"""The tables of what people add to their summaries. Notes are sealed in the page: nobody here reads them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from server.store.tables import Moment, metadata

reflections = Table(
    "reflections",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("seat", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

openings = Table(
    "openings",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("seat", Integer, primary_key=True),
    Column("opened_at", Moment, nullable=False),
)
"""Who has opened their summary to the other; closing it again deletes the row."""
