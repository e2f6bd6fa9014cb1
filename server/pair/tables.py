"""What pairs keep: the versions of their agreement, the names under them, biographies and photos."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from server.store.tables import Moment, metadata

agreement_versions = Table(
    "agreement_versions",
    metadata,
    Column("partnership_id", ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("terms", Text, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("aside", Boolean, nullable=False),
)

agreement_signatures = Table(
    "agreement_signatures",
    metadata,
    Column("partnership_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    ForeignKeyConstraint(
        ["partnership_id", "number"],
        ["agreement_versions.partnership_id", "agreement_versions.number"],
        name="fk_agreement_signatures_version",
        ondelete="CASCADE",
    ),
)

biographies = Table(
    "biographies",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

photos = Table(
    "photos",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)
