"""People, their sessions, their links to sign in, and their partnerships. Tokens are kept as SHA-256 only."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
)

from server.store.tables import Moment, metadata

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("email", String(254), unique=True),
    Column("pronouns", String(8)),
    Column("time_zone", String(64), nullable=False),
    Column("languages", Text, nullable=False),
    Column("administrator", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
    Column("deleted_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("previous_hash", LargeBinary(32), unique=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("rotated_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("agent", String(40), nullable=False),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("used_at", Moment),
    Column("then", String(200), nullable=False),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", String(400), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("name", String(40), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
)

ceremonies = Table(
    "ceremonies",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE")),
    Column("secret", String(200), nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

partnerships = Table(
    "partnerships",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("first_id", ForeignKey("people.id"), nullable=False),
    Column("second_id", ForeignKey("people.id"), nullable=False),
    Column("first_role", String(8), nullable=False),
    Column("second_role", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("since", Moment, nullable=False),
    Column("ended_at", Moment),
    CheckConstraint("first_id <> second_id", name="ck_partnerships_two"),
    Index("ix_partnerships_first_id", "first_id"),
    Index("ix_partnerships_second_id", "second_id"),
    Index("ix_partnerships_state", "state", "since", "id"),
)
