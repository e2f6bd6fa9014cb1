"""The tables of messages, shared ideas, goals and notes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from server.store.tables import Moment, metadata

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("client_id", String(36), nullable=False),
    Column("body", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    UniqueConstraint("pair_id", "author_id", "client_id", name="uq_messages_client"),
    Index("ix_messages_pair_id", "pair_id", "id"),
)
"""`folded` is what is searched: without case and accents."""

reading = Table(
    "reading",
    metadata,
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("read_up_to", Integer, nullable=False),
    Column("notice_due_at", Moment, index=True),
    Column("notice_up_to", Integer, nullable=False),
)
"""How far each has read, and when they are told by mail of what they have not."""

ideas = Table(
    "ideas",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("title", String(200), nullable=False),
    Column("quote", String(1000), nullable=False),
    Column("url", String(2000)),
    Column("visibility", String(10), nullable=False),
    Column("created_at", Moment, nullable=False),
)

comments = Table(
    "idea_comments",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("idea_id", ForeignKey("ideas.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("body", String(2000), nullable=False),
    Column("created_at", Moment, nullable=False),
)

goals = Table(
    "goals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("owner_id", ForeignKey("people.id"), nullable=False),
    Column("title", String(200), nullable=False),
    Column("visibility", String(10), nullable=False),
    Column("marked_by", String(32)),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
)

steps = Table(
    "goal_steps",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("goal_id", ForeignKey("goals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(300), nullable=False),
    Column("place", Integer, nullable=False),
    Column("done_at", Moment),
)

notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("pair_id", ForeignKey("partnerships.id", ondelete="CASCADE"), nullable=False),
    Column("author_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("body", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index("ix_notes_pair_id", "pair_id", "author_id"),
)
"""Always its author's alone: no row of it is ever read for anybody else."""
